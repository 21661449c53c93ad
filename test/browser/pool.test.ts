/** The pool of a page: the same as one engine, with the memory of one. */
import { expect, test } from 'vitest';
import { createPool } from '../../engine/api/pool.ts';
import type { Outcome, YearsResult } from '../../engine/api/protocol.ts';
import { filesOf, PLAIN_ABOUT } from '../formats/reading.ts';
import { pageThread } from './page-thread.ts';

const FILES = filesOf({
  entities:
    'id,kind,weight,outages_per_year,outage_hours_p50,outage_hours_p95\nshop,application,1,,,\ncloud,cloud-service,0,12,2,9\n',
  dependencies: 'dependent,supplier\nshop,cloud\n',
  about: PLAIN_ABOUT,
});

/** The promise is 100 ms; the rest is for a busy machine. */
const CANCEL_MS = 100 + 300;

function answerOf<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`${outcome.error.code}: ${outcome.error.message}`);
  return outcome.value;
}

async function opened(workerCount: number) {
  const pool = createPool(pageThread, { workerCount });
  answerOf(await pool.run({ kind: 'load', files: FILES }));
  return pool;
}

const QUESTION = { kind: 'years', seed: 5, weight: 'weight' } as const;

test('two engines of a page give the bytes of one, and share the memory of the system', async () => {
  expect(crossOriginIsolated).toBe(true);
  const summaries: string[] = [];
  for (const workerCount of [1, 2]) {
    const pool = await opened(workerCount);
    const parts: YearsResult[] = [];
    const outcome = await pool.runRange<'years'>(QUESTION, {
      range: { first: 0, count: 3200 },
      onPart: (part) => parts.push(part),
    });
    answerOf(outcome);
    summaries.push(JSON.stringify(answerOf(await pool.run({ kind: 'riskSummary', parts }))));
    expect(pool.memory).toBe(workerCount === 1 ? undefined : 'shared');
    pool.dispose();
  }
  expect(summaries[1]).toBe(summaries[0]);
});

test('two engines of a page stop within 100 ms', async () => {
  const pool = await opened(2);
  const abort = new AbortController();
  let stoppedAt = 0;
  let partCount = 0;
  const outcome = await pool.runRange<'years'>(QUESTION, {
    range: { first: 0, count: 9_999_936 },
    signal: abort.signal,
    onPart() {
      partCount++;
      if (partCount !== 8) return;
      stoppedAt = performance.now();
      abort.abort();
    },
  });
  expect(outcome).toMatchObject({ ok: false, error: { code: 'cancelled' } });
  expect(performance.now() - stoppedAt).toBeLessThan(CANCEL_MS);
  pool.dispose();
});
