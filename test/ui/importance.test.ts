import { expect, test } from 'vitest';
import type { EngineClient } from '../../engine/api/client.ts';
import { createDataset } from '../../ui/store/dataset.ts';
import { createImportance, followImportance, MEASURES } from '../../ui/store/importance.ts';
import { change, createSession } from '../../ui/store/session.ts';
import { smallView } from './view.ts';

interface Asked {
  readonly id: string;
  readonly weight: string;
  readonly signal: AbortSignal | undefined;
  readonly onProgress: (fraction: number) => void;
  /** Ends the job: with these values, or as cancelled. */
  readonly end: (values: Float64Array | null) => Promise<void>;
}

/** A page with the small system, whose engine answers when it is told to. */
function page() {
  const asked: Asked[] = [];
  const engine = {
    run(
      request: { kind: string; measures: string[]; weight: string },
      options: Record<string, unknown> = {},
    ) {
      if (request.kind === 'measures') return Promise.resolve({ ok: true, value: [] });
      return new Promise((resolve) => {
        asked.push({
          id: request.measures[0]!,
          weight: request.weight,
          signal: options.signal as AbortSignal | undefined,
          onProgress: (fraction) => (options.onProgress as (p: object) => void)({ step: '', fraction }),
          async end(values) {
            const value = { measures: [{ note: 'Exact.' }], columns: [values], standardErrors: [] };
            const error = { code: 'cancelled', message: 'Cancelled.' };
            resolve(values ? { ok: true, value } : { ok: false, error });
            for (let i = 0; i < 5; i++) await Promise.resolve();
          },
        });
      });
    },
  } as unknown as EngineClient;
  const session = createSession();
  const dataset = createDataset();
  const importance = createImportance();
  const small = smallView();
  const [first] = small.weights;
  const view = { ...small, weights: [first!, { ...first!, column: 'money' }] };
  const follower = followImportance(engine, { session, dataset, importance });
  dataset.setState({ view });
  return { asked, session, dataset, importance, view, ...follower };
}

const VALUES = Float64Array.of(1, 2, 3, 4, 5);

test('nothing is computed before somebody wants it, then one after the other with betweenness last', async () => {
  const { asked, importance, want } = page();
  expect(asked).toEqual([]);
  want(MEASURES);
  for (let i = 0; i < MEASURES.length; i++) {
    expect(asked).toHaveLength(i + 1);
    await asked[i]!.end(VALUES);
  }
  expect(asked.map(({ id }) => id)).toEqual(MEASURES);
  expect(asked.at(-1)!.id).toBe('betweenness');
  expect(importance.getState().measures.pagerank).toMatchObject({ values: VALUES, note: 'Exact.' });
});

test('another weight takes back only what was counted by it, and does not wait for a slow measure', async () => {
  const { asked, session, importance, want } = page();
  want(['blast-radius', 'betweenness']);
  await asked[0]!.end(VALUES);
  asked[1]!.onProgress(0.4);
  change(session, 'weigh', { weight: 'money' });
  expect(asked.map(({ id, weight }) => `${id} ${weight}`)).toEqual([
    'blast-radius weight',
    'betweenness weight',
    'blast-radius money',
  ]);
  expect(asked[1]!.signal?.aborted).toBe(false);
  expect(importance.getState().measures['blast-radius'].values).toBeNull();
  expect(importance.getState().measures.betweenness.fraction).toBe(0.4);
});

test('an answer to an older question is not shown', async () => {
  const { asked, session, importance, want } = page();
  want(['blast-radius']);
  change(session, 'weigh', { weight: 'money' });
  expect(asked[0]!.signal?.aborted).toBe(true);
  await asked[0]!.end(VALUES);
  expect(importance.getState().measures['blast-radius']).toMatchObject({ values: null, fraction: 0 });
});

test('what is stopped says so and is computed again when asked', async () => {
  const { asked, importance, want, cancel, again } = page();
  want(['betweenness']);
  cancel('betweenness');
  expect(asked[0]!.signal?.aborted).toBe(true);
  await asked[0]!.end(null);
  expect(importance.getState().measures.betweenness).toMatchObject({
    fraction: null,
    failure: 'Stopped before it was done.',
  });
  expect(asked).toHaveLength(1);
  again('betweenness');
  expect(importance.getState().measures.betweenness.failure).toBe('');
  await asked[1]!.end(VALUES);
  expect(importance.getState().measures.betweenness.values).toBe(VALUES);
});

test('work ends when nobody wants it any more, and another system starts anew', async () => {
  const { asked, dataset, importance, view, want } = page();
  const release = want(['pagerank']);
  const other = want(['pagerank']);
  release();
  expect(asked[0]!.signal?.aborted).toBe(false);
  other();
  expect(asked[0]!.signal?.aborted).toBe(true);
  want(['pagerank']);
  await asked[1]!.end(VALUES);
  dataset.setState({ view: { ...view } });
  expect(importance.getState().measures.pagerank.values).toBeNull();
  expect(asked).toHaveLength(3);
});

test('no work begins while another page is open', () => {
  const { asked, session, want } = page();
  change(session, '', { page: 'concentration' });
  want(['pagerank']);
  expect(asked).toEqual([]);
  change(session, '', { page: 'map' });
  expect(asked).toHaveLength(1);
});
