import { describe, expect, test } from 'vitest';
import type { EngineClient, RunOptions } from '../../engine/api/client.ts';
import type { JobKind, JobRequest, Outcome } from '../../engine/api/protocol.ts';
import { createConcentration, followConcentration, nameOfChoice } from '../../ui/store/concentration.ts';
import { allColumns, concentrationJson } from '../../ui/store/concentration-file.ts';
import { createDataset } from '../../ui/store/dataset.ts';
import { reconciled } from '../../ui/store/reconcile.ts';
import { change, createSession, FIRST_CONCENTRATION, FIRST_SESSION } from '../../ui/store/session.ts';
import { resultOf } from './concentration-result.ts';
import { smallView } from './view.ts';

const view = smallView();
const indexOf = new Map(view.id.map((id, v) => [id, v]));
const shares = resultOf([{ entity: 3, use: [1, 1], impact: [1, 1] }]);

interface AskedJob {
  readonly request: JobRequest;
  readonly options: RunOptions;
  answer(outcome: Outcome<unknown>): Promise<void>;
}

/** An engine that answers when the test says so, and the page's stores on it. */
function page() {
  const asked: AskedJob[] = [];
  const engine = {
    run: (request: JobRequest, options: RunOptions = {}) =>
      new Promise((resolve) => {
        const answer = async (outcome: Outcome<unknown>) => {
          resolve(outcome);
          await new Promise((later) => setTimeout(later, 0));
        };
        options.signal?.addEventListener('abort', () => {
          resolve({ ok: false, error: { code: 'cancelled', message: 'Cancelled.' } });
        });
        asked.push({ request, options, answer });
      }),
  } as unknown as EngineClient;
  const session = createSession();
  const dataset = createDataset();
  const concentration = createConcentration();
  const follower = followConcentration(engine, { session, dataset, concentration });
  const open = () => {
    dataset.setState({ key: 'small', view, indexOf });
    change(session, '', { page: 'concentration' });
  };
  const choose = (patch: Partial<typeof FIRST_CONCENTRATION>) =>
    change(session, nameOfChoice(patch), {
      concentration: { ...session.getState().concentration, ...patch },
    });
  const kinds = () => asked.map(({ request }) => request.kind);
  return { asked, session, dataset, concentration, follower, open, choose, kinds };
}

const ok = (value: unknown): Outcome<unknown> => ({ ok: true, value });

function requestOf<K extends JobKind>(job: AskedJob | undefined): JobRequest<K> | undefined {
  return job?.request as JobRequest<K> | undefined;
}

describe('the answers of the concentration page', () => {
  test('are asked for only while the page is open, the role that is used most first', () => {
    const { asked, open, session } = page();
    expect(asked).toEqual([]);
    open();
    expect(asked).toHaveLength(1);
    expect(requestOf<'concentration'>(asked[0])).toEqual({
      kind: 'concentration',
      role: 'dns',
      suppliers: 'each',
      dependence: 'hidden',
      weight: 'weight',
      sectors: [],
      countries: [],
    });
    change(session, '', { page: 'map' });
    expect(asked[0]?.options.signal?.aborted).toBe(true);
  });

  test('of jurisdictions are asked for after the first answer', async () => {
    const { asked, open, kinds, concentration } = page();
    open();
    await asked[0]?.answer(ok(shares));
    expect(kinds()).toEqual(['concentration', 'jurisdictions']);
    expect(concentration.getState().concentration).toEqual({ value: shares, progress: null, failure: '' });
  });

  test('belong to the latest choice, whichever comes last', async () => {
    const { asked, open, choose, concentration } = page();
    open();
    choose({ role: 'hosting' });
    const hosting = resultOf([], { role: 'hosting' });
    await asked[1]?.answer(ok(hosting));
    await asked[0]?.answer(ok(shares));
    expect(concentration.getState().concentration.value?.role).toBe('hosting');
  });

  test('come at once when they were given before', async () => {
    const { asked, open, choose, concentration } = page();
    open();
    await asked[0]?.answer(ok(shares));
    choose({ role: 'hosting' });
    await asked.at(-1)?.answer(ok(resultOf([], { role: 'hosting' })));
    const before = asked.length;
    choose({ role: 'dns' });
    expect(asked).toHaveLength(before);
    expect(concentration.getState().concentration).toMatchObject({ value: { role: 'dns' }, progress: null });
  });

  test('need no new work for another way of counting or another scale', async () => {
    const { asked, open, choose, kinds } = page();
    open();
    await asked[0]?.answer(ok(shares));
    choose({ count: 'use', scale: 'pulse' });
    expect(kinds()).toEqual(['concentration', 'jurisdictions']);
  });

  test('say that they were stopped, and come when asked for again', async () => {
    const { asked, open, follower, concentration, kinds } = page();
    open();
    follower.cancel();
    await new Promise((later) => setTimeout(later, 0));
    expect(concentration.getState().concentration).toMatchObject({ value: null, progress: null });
    expect(concentration.getState().concentration.failure).toContain('Stopped');
    expect(kinds()).toEqual(['concentration']);
    follower.again();
    await asked[1]?.answer(ok(shares));
    expect(concentration.getState().concentration.value).toBe(shares);
  });

  test('tell an error in its own words', async () => {
    const { asked, open, concentration } = page();
    open();
    await asked[0]?.answer({ ok: false, error: { code: 'bad-request', message: 'There is no such role.' } });
    expect(concentration.getState().concentration.failure).toBe('There is no such role.');
  });

  test('are not asked for where no dependency has a role', () => {
    const { asked, session, dataset } = page();
    change(session, '', { page: 'concentration' });
    dataset.setState({ view: { ...view, roles: [''], role: Int32Array.of(0, 0, 0, 0) } });
    expect(asked).toEqual([]);
  });
});

test('changes of the page have names that fit behind Undo', () => {
  expect(
    [
      { role: 'dns' },
      { count: 'use' },
      { count: 'impact' },
      { suppliers: 'by-operator' },
      { suppliers: 'each' },
      { scale: 'pulse' },
      { sectors: ['finance'] },
      { sectors: [], countries: [] },
    ].map((patch) => nameOfChoice(patch as Partial<typeof FIRST_CONCENTRATION>)),
  ).toEqual([
    'look at DNS',
    'count all use',
    'count what cannot do without',
    'count by operator',
    'count each supplier',
    'change the scale',
    'change which users count',
    'count all users',
  ]);
});

test('what a system does not have is left out of the session, and named', () => {
  const { session, lost } = reconciled(
    {
      ...FIRST_SESSION,
      page: 'concentration',
      failed: ['cloud', 'gone'],
      selected: 'gone',
      weight: 'money',
      filters: { kinds: ['dns', 'ca'], roles: [] },
      concentration: { ...FIRST_CONCENTRATION, role: 'ntp', countries: ['GB', 'XX'], sectors: ['finance'] },
    },
    view,
    indexOf,
  );
  expect(session).toMatchObject({
    page: 'concentration',
    failed: ['cloud'],
    selected: null,
    weight: '',
    filters: { kinds: ['dns'], roles: [] },
    concentration: { role: '', countries: ['GB'], sectors: [] },
  });
  expect(lost).toEqual(['gone', 'money', 'ca', 'ntp', 'finance', 'XX']);
});

test('the files say fractions and ids, and nothing where there is nothing', () => {
  const result = resultOf([
    { entity: 3, use: [1, 1], impact: [0.5, 0.75] },
    { entity: 2, use: [0, 0.2], impact: [0, 0.2] },
  ]);
  const { suppliers, population } = JSON.parse(concentrationJson(view, result));
  expect(population.totalWeight).toBe(40);
  expect(suppliers).toEqual([
    {
      id: 'names',
      share: 1,
      concentration: 1,
      hiddenConcentration: 1,
      impact: 0.5,
      hiddenImpact: 0.75,
      amplification: 1.5,
    },
    {
      id: 'cloud',
      share: 0,
      concentration: 0,
      hiddenConcentration: 0.2,
      impact: 0,
      hiddenImpact: 0.2,
      amplification: null,
    },
  ]);
  const [titles, , cloud] = allColumns(view, result);
  expect(titles).toContain('amplification');
  expect(cloud?.[titles?.indexOf('amplification') ?? -1]).toBe('');
});
