import { describe, expect, test, vi } from 'vitest';
import { createDataset } from '../../ui/store/dataset.ts';
import { createRisk, curvePeriods, followRisk, partsUpTo } from '../../ui/store/risk.ts';
import type { YearsNow } from '../../ui/store/risk-beside.ts';
import type { RiskChoice } from '../../ui/store/risk-choice.ts';
import { change, createSession } from '../../ui/store/session.ts';
import type { YearsResult } from '../../ui/store/types.ts';
import { drain } from '../formats/reading.ts';
import { engineHere } from './engine-here.ts';

/** The page's years on an engine in this thread, in parts of 256 years. */
function opened({ years = 1000 } = {}) {
  const here = engineHere({ partSize: 256 });
  const { view } = here;
  const session = createSession();
  const dataset = createDataset();
  const risk = createRisk();
  const told: YearsNow[] = [];
  const set = (patch: Partial<RiskChoice>) =>
    change(session, 'try', { risk: { ...session.getState().risk, ...patch } });
  set({ years });
  dataset.setState({ key: session.getState().dataset, view });
  let seconds = 0;
  const commands = followRisk(here.pool, { session, dataset, risk, now: () => seconds++ }, (now) =>
    told.push(now),
  );
  const open = () => change(session, '', { page: 'risk' });
  const settled = (count: number) =>
    vi.waitFor(() => {
      const { run, result } = risk.getState();
      expect([run.isRunning, run.done, result?.years]).toEqual([false, count, count]);
    });
  return { ...here, session, dataset, risk, told, commands, set, open, settled };
}

/** The same question in one go. */
function inOneGo({ engine, view }: ReturnType<typeof opened>, count: number) {
  const { column } = view.weights[0]!;
  const part = drain(engine.job({ kind: 'years', seed: 1, weight: column, first: 0, count })).result;
  return drain(engine.job({ kind: 'riskSummary', parts: [part], returnPeriods: curvePeriods(count) })).result;
}

describe('the years of the Risk page', () => {
  test('start when the page is opened first, and come to what one run comes to', async () => {
    const page = opened();
    expect(page.risk.getState().run.target).toBe(0);
    expect(page.runs.size).toBe(0);
    page.open();
    await page.settled(1000);
    expect(page.risk.getState().result).toEqual(inOneGo(page, 1000));
  });

  test('tell estimates while they run, and hand the years over when they stand still', async () => {
    const page = opened();
    const estimates: number[] = [];
    page.risk.subscribe(({ result }) => {
      if (result && estimates.at(-1) !== result.years) estimates.push(result.years);
    });
    page.open();
    await page.settled(1000);
    expect(estimates.length).toBeGreaterThan(1);
    expect(estimates.toSorted((a, b) => a - b)).toEqual(estimates);
    expect(page.told.at(-1)).toMatchObject({ hash: page.view.hash, resting: page.risk.getState().parts });
    expect(page.told.some(({ resting }) => resting === null)).toBe(true);
  });

  test('stop with what there is, and go on as if they had never stopped', async () => {
    const page = opened({ years: 2048 });
    page.open();
    const done = await new Promise<number>((stopped) => {
      const forget = page.risk.subscribe(({ run }) => {
        if (run.done === 0) return;
        forget();
        page.commands.cancel();
        stopped(run.done);
      });
    });
    expect(done).toBeLessThan(2048);
    await page.settled(done);
    page.commands.goOn();
    await page.settled(2048);
    expect(page.risk.getState().result).toEqual(inOneGo(page, 2048));
  });

  test('stay as many as they were stopped at for whoever opens the link, until told to go on', async () => {
    const first = opened({ years: 2048 });
    first.open();
    await vi.waitFor(() => expect(first.risk.getState().run.done).toBeGreaterThan(0));
    first.commands.cancel();
    const { stop } = first.session.getState().risk;
    await first.settled(stop ?? -1);
    expect(first.session.temporal.getState().pastStates.at(-1)?.risk?.stop).not.toBe(stop);

    const second = opened({ years: 2048 });
    second.set({ stop });
    second.open();
    await second.settled(stop ?? -1);
    expect(second.risk.getState().run.target).toBe(2048);
    expect(second.risk.getState().result).toEqual(first.risk.getState().result);
    second.commands.goOn();
    await second.settled(2048);
    expect(second.session.getState().risk.stop).toBeNull();
  });

  test('that were stopped before the first are not begun again by the link', () => {
    const page = opened();
    page.set({ stop: 0 });
    page.open();
    expect(page.risk.getState().run).toMatchObject({ done: 0, target: 1000, isRunning: false });
    expect(page.runs.size).toBe(0);
  });

  test('that begin anew let go of nothing that does not depend on them', async () => {
    const page = opened();
    page.open();
    await page.settled(1000);
    page.told.length = 0;
    page.set({ failover: 'never' });
    await page.settled(1000);
    expect(new Set(page.told.map(({ hash }) => hash))).toEqual(new Set([page.view.hash]));
  });

  test('are kept when more of them are wanted, or fewer', async () => {
    const page = opened();
    page.open();
    await page.settled(1000);
    const [first] = page.risk.getState().parts;
    page.set({ years: 1500 });
    await page.settled(1500);
    expect(page.risk.getState().parts[0]).toBe(first);
    expect(page.risk.getState().result).toEqual(inOneGo(page, 1500));
    page.session.temporal.getState().undo();
    await page.settled(1000);
    expect(page.risk.getState().parts[0]).toBe(first);
    expect(page.risk.getState().result).toEqual(inOneGo(page, 1000));
  });

  test.each<[string, Partial<RiskChoice>]>([
    ['seed', { seed: 7 }],
    ['assumption on switches', { failover: 'never' }],
    ['assumption on evidence', { evidence: 'drawn' }],
  ])('begin anew with another %s', async (_, patch) => {
    const page = opened();
    page.open();
    await page.settled(1000);
    const [first] = page.risk.getState().parts;
    page.set(patch);
    expect(page.risk.getState().result).toBeNull();
    await page.settled(1000);
    expect(page.risk.getState().parts[0]).not.toBe(first);
    expect(page.risk.getState().result).toMatchObject(patch);
  });

  test('are forgotten when another question is asked while the page is closed, and not simulated before it opens', async () => {
    const page = opened();
    page.open();
    await page.settled(1000);
    change(page.session, '', { page: 'map' });
    page.set({ seed: 7 });
    expect(page.risk.getState()).toMatchObject({
      result: null,
      parts: [],
      run: { isRunning: false, done: 0 },
    });
    page.open();
    await page.settled(1000);
    expect(page.risk.getState().result?.seed).toBe(7);
  });

  test('go on while another page is open', async () => {
    const page = opened({ years: 2048 });
    page.open();
    change(page.session, '', { page: 'map' });
    await page.settled(2048);
  });

  test('do not care for the unit or the part of the page that is shown', async () => {
    const page = opened();
    page.open();
    await page.settled(1000);
    const { result } = page.risk.getState();
    page.set({ unit: 'share', part: 'sure' });
    expect(page.risk.getState().result).toBe(result);
  });
});

describe('parts of a run', () => {
  const part = (firstYear: number, length: number) =>
    ({ records: { firstYear, yearLoss: new Float64Array(length) } }) as unknown as YearsResult;
  const parts = [part(0, 64), part(64, 128), part(192, 40)];

  test('serve a run of their length, and a longer one up to the last whole block', () => {
    expect(partsUpTo(parts, 232)).toEqual({ parts, done: 232 });
    expect(partsUpTo(parts, 1000)).toEqual({ parts: parts.slice(0, 2), done: 192 });
  });

  test('serve a shorter run as far as they end in time', () => {
    expect(partsUpTo(parts, 100)).toEqual({ parts: parts.slice(0, 1), done: 64 });
    expect(partsUpTo(parts, 10)).toEqual({ parts: [], done: 0 });
    expect(partsUpTo([], 10)).toEqual({ parts: [], done: 0 });
  });
});

test('the periods of the curve go from 1 to what 30 years stand behind, in even steps', () => {
  const periods = curvePeriods(10_000);
  expect(periods[0]).toBe(1);
  expect(periods.at(-1)).toBeCloseTo(10_000 / 30, 9);
  const steps = periods.slice(1, -1).map((period, i) => period / periods[i]!);
  for (const step of steps) expect(step).toBeCloseTo(10 ** (1 / 24), 9);
  expect(curvePeriods(29)).toEqual([]);
  expect(curvePeriods(30)).toEqual([1]);
});
