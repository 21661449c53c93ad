import { describe, expect, test, vi } from 'vitest';
import { createDataset } from '../../ui/store/dataset.ts';
import { createPolicy, followPolicy, type PolicyNow } from '../../ui/store/policy.ts';
import { answerPolicyBeside, createPolicyBeside } from '../../ui/store/policy-beside.ts';
import type { PolicyChoice } from '../../ui/store/policy-choice.ts';
import { scenarioFile } from '../../ui/store/policy-export.ts';
import { policyJson, policyRows } from '../../ui/store/policy-file.ts';
import { studyYears } from '../../ui/store/policy-study.ts';
import { change, createSession } from '../../ui/store/session.ts';
import { drain } from '../formats/reading.ts';
import { engineHere } from './engine-here.ts';

const shipped = (id: string, values = {}) => ({ id, values, file: '' });

/** On the small system a second name service is there already; less time out helps. */
const SCENARIOS: PolicyChoice['scenarios'] = [
  { title: '', measures: [shipped('exit-plan')] },
  { title: 'Both', measures: [shipped('exit-plan'), shipped('offline-backup')] },
];

function opened({ years = 1024 } = {}) {
  const here = engineHere({ partSize: 256 });
  const session = createSession();
  const dataset = createDataset();
  const policy = createPolicy();
  const beside = createPolicyBeside();
  const studies = answerPolicyBeside(here.pool, beside, () => session.getState().policy);
  const told: PolicyNow[] = [];
  const set = (patch: Partial<PolicyChoice>) =>
    change(session, 'try', { policy: { ...session.getState().policy, ...patch } });
  set({ years, given: [], scenarios: SCENARIOS });
  dataset.setState({ key: session.getState().dataset, view: here.view });
  let seconds = 0;
  const commands = followPolicy(here.pool, { session, dataset, policy, now: () => seconds++ }, (now) => {
    told.push(now);
    studies.follow(now);
  });
  const open = () => change(session, '', { page: 'policy' });
  const settled = (count: number) =>
    vi.waitFor(
      () => {
        const { run, answer, isOld, failure } = policy.getState();
        expect(failure).toBe('');
        expect([run.isRunning, run.done, answer?.result.years, isOld]).toEqual([false, count, count, false]);
      },
      { timeout: 20_000 },
    );
  return { ...here, session, dataset, policy, beside, studies, told, commands, set, open, settled };
}

describe('the years of the Policy page', () => {
  test('start when the page is opened first, and come to what one run comes to', async () => {
    const page = opened();
    expect(page.runs.size).toBe(0);
    page.open();
    await page.settled(1024);
    const { question, result } = page.policy.getState().answer!;
    const { measures, scenarios } = question;
    const asked = { measures, scenarios, seed: 1, weight: page.view.weights[0]!.column };
    const part = drain(page.engine.job({ kind: 'compared', ...asked, first: 0, count: 1024 })).result;
    const contrasts = [
      [0, 1],
      [0, 2],
    ] as const;
    const whole = drain(page.engine.job({ kind: 'comparison', ...asked, parts: [part], contrasts })).result;
    expect(result.contrasts).toEqual(whole.contrasts);
    expect(result.scenarios).toEqual(whole.scenarios);
    // backup keeps a part of what a cloud's outage takes, and nothing else differs
    expect(result.contrasts[1]?.mean).toBeLessThan(0);
    expect(result.contrasts[1]?.worse).toBe(0);
  });

  test('keep the old answer, marked, while other numbers are worked out, and drop it for other measures', async () => {
    const page = opened();
    page.open();
    await page.settled(1024);
    const before = page.policy.getState().answer;
    page.set({
      scenarios: [
        SCENARIOS[0]!,
        { title: 'Both', measures: [shipped('exit-plan'), shipped('offline-backup', { kept: 0.9 })] },
      ],
    });
    expect(page.policy.getState()).toMatchObject({ isOld: true, answer: before });
    await page.settled(1024);
    expect(page.policy.getState().answer!.result.contrasts[1]!.mean).toBeLessThan(
      before!.result.contrasts[1]!.mean,
    );
    page.set({ scenarios: SCENARIOS.slice(0, 1) });
    expect(page.policy.getState().answer).toBeNull();
    await page.settled(1024);
  });

  test('go on to more, and take another name without a new run', async () => {
    const page = opened();
    page.open();
    await page.settled(1024);
    page.set({ scenarios: [{ ...SCENARIOS[0]!, title: 'Plans' }, SCENARIOS[1]!] });
    expect(page.policy.getState().answer?.question.shown[1]?.name).toBe('Plans');
    expect(page.policy.getState().run.done).toBe(1024);
    page.set({ years: 1536 });
    await page.settled(1536);
    page.set({ years: 512 });
    await page.settled(512);
  });

  test('stop with what there is, and go on', async () => {
    const page = opened({ years: 4096 });
    page.open();
    const done = await new Promise<number>((stopped) => {
      const forget = page.policy.subscribe(({ run }) => {
        if (run.done === 0) return;
        forget();
        page.commands.cancel();
        stopped(run.done);
      });
    });
    expect(done).toBeLessThan(4096);
    await page.settled(done);
    // nothing starts by itself now, and all can be asked for
    expect(page.beside.attribution.getState().run.target).toBe(0);
    page.studies.commands.attribute(2);
    await vi.waitFor(() => expect(page.beside.attribution.getState().found).not.toBeNull(), {
      timeout: 20_000,
    });
    page.commands.goOn();
    await page.settled(4096);
  });

  test('tell measures apart by themselves when all are there, and forget that for another question', async () => {
    const page = opened();
    page.open();
    await page.settled(1024);
    await vi.waitFor(() => expect(page.beside.attribution.getState().found).not.toBeNull(), {
      timeout: 20_000,
    });
    const { value, scenario, variantCount } = page.beside.attribution.getState().found!;
    expect([scenario, variantCount, value.levers.length]).toEqual([2, 4, 2]);
    const sum = value.levers.reduce((all, { shapley }) => all + shapley.mean, 0);
    expect(sum).toBeCloseTo(value.joint.mean, 9);
    page.set({ seed: 2 });
    expect(page.beside.attribution.getState().found).toBeNull();
    await page.settled(1024);
  });

  test('look for flips and draw numbers when asked', async () => {
    const page = opened({ years: 320 });
    page.open();
    await page.settled(320);
    page.studies.commands.lookForFlips();
    await vi.waitFor(() => expect(page.beside.swings.getState().found).not.toBeNull(), { timeout: 20_000 });
    const { swings } = page.beside.swings.getState().found!.value;
    // one number of the plan in both scenarios, two of the backup
    expect(swings.map(({ of, parameter }) => `${of} ${parameter}`).toSorted()).toEqual([
      '1 saved',
      '2 fraction',
      '2 kept',
      '2 saved',
    ]);
    page.studies.commands.drawNumbers();
    page.studies.commands.cancelDraws();
    await Promise.resolve();
    expect(page.beside.bands.getState().found).toBeNull();
  });

  test('are saved with measures, assumptions and identity', async () => {
    const page = opened();
    page.open();
    await page.settled(1024);
    const file = { view: page.view, answer: page.policy.getState().answer! };
    const document = JSON.parse(policyJson(file));
    expect(document.ensemble).toMatchObject({ years: 1024, seed: 1, hash: page.view.hash });
    expect(document.contrasts[1]).toMatchObject({ a: 'A', b: 'C' });
    expect(document.scenarios[1].measures).toHaveLength(2);
    expect(document.assumptions.length).toBeGreaterThan(0);
    const rows = policyRows(file);
    expect(new Set(rows.map((row) => row.length))).toEqual(new Set([8]));
    expect(rows.filter(([what]) => what === 'better than A')).toHaveLength(2);
  });
});

describe('a file of a person’s own', () => {
  test('is read by the engine, travels in the choice, and does what it says', async () => {
    const page = opened();
    page.open();
    await page.settled(1024);
    const made = await scenarioFile(page.pool, SCENARIOS[1]!, page.policy.getState().library);
    if ('problem' in made) throw new Error(made.problem);
    expect(made.name).toBe('both.json');
    const read = await page.commands.readFile(new File([made.text], made.name));
    if ('problem' in read) throw new Error(read.problem);
    page.set({ scenarios: [SCENARIOS[1]!, { title: '', measures: [read.measure] }] });
    await page.settled(1024);
    const { contrasts } = page.policy.getState().answer!.result;
    expect(contrasts[1]).toEqual({ ...contrasts[0], b: 2 });
  });

  test('that is none is refused with its place and what was expected', async () => {
    const page = opened();
    const read = async (text: string) => {
      const outcome = await page.commands.readFile(new File([text], 'mine.json'));
      return 'problem' in outcome ? outcome.problem : '';
    };
    expect(await read('no')).toContain('mine.json: This is not JSON');
    expect(await read('{"schemaVersion":1,"id":"x","title":"X","interventions":[{"verb":"shake"}]}')).toMatch(
      /mine\.json: interventions\[0\]/,
    );
    expect(await read(' '.repeat(60_000))).toContain('too long for a link');
  });
});

test('a study has fewer years for more variants, in whole blocks', () => {
  expect(studyYears(1)).toBe(2048);
  expect(studyYears(8)).toBe(2048);
  expect(studyYears(100)).toBe(448);
  expect(studyYears(256)).toBe(320);
});
