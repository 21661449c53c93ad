/** Simulated years by one worker and by two, in threads that run the command line's bundle as it is shipped. */
import { pathToFileURL } from 'node:url';
import { engineThread } from '../cli/engine-thread.ts';
import { createPool, type EnginePool } from '../engine/api/pool.ts';
import type { Outcome, SourceFile, YearsResult } from '../engine/api/protocol.ts';
import { writeDataset } from '../engine/formats/write-dataset.ts';
import type { System } from '../engine/model/system.ts';
import { finish } from './finish.ts';
import { QUICK, report } from './measure.ts';
import { withRates } from './years.ts';

const program = pathToFileURL('dist/cli/linchpin.js');

const ROUNDS = 3;

/** Times so many years, and how long a cancel takes while all are at work. */
export async function benchPool(given: System, years: number): Promise<void> {
  const encoder = new TextEncoder();
  const system = withRates(given);
  const files = finish(writeDataset(system)).map(({ name, text }) => ({ name, bytes: encoder.encode(text) }));
  const weight = system.weights[0]!.column;
  const pools = await Promise.all([1, 2].map((workerCount) => opened(files, workerCount)));
  // once through, for the others have to take over the system
  const losses: string[] = [];
  for (const pool of pools) losses.push(await lossesOf(pool, weight, years));
  if (losses[0] !== losses[1]) throw new Error('Two workers disagree with one; no timing is printed.');
  const times = pools.map(() => [] as number[]);
  for (let round = 0; round < (QUICK ? 1 : ROUNDS); round++)
    for (const [i, pool] of pools.entries()) {
      const startedAt = performance.now();
      await lossesOf(pool, weight, years);
      times[i]!.push(performance.now() - startedAt);
    }
  report(
    `${years} years by a pool, memory ${pools[1]!.memory} (results equal)`,
    ['1 worker', '2 workers'],
    times,
  );
  console.log(`  ${(await cancelled(pools[1]!, weight)).toFixed(0)} ms from cancel to stop, by 2 workers`);
  for (const pool of pools) pool.dispose();
}

async function opened(files: readonly SourceFile[], workerCount: number): Promise<EnginePool> {
  const pool = createPool(() => engineThread(program), { workerCount });
  answerOf(await pool.run({ kind: 'load', files }));
  return pool;
}

async function lossesOf(pool: EnginePool, weight: string, count: number): Promise<string> {
  const parts: YearsResult[] = [];
  const outcome = await pool.runRange<'years'>(
    { kind: 'years', seed: 1, weight },
    { range: { first: 0, count }, onPart: (part) => parts.push(part) },
  );
  answerOf(outcome);
  return parts.flatMap(({ records }) => Array.from(records.yearLoss)).join();
}

/** The longest of some cancels, each in the middle of pieces, in milliseconds. */
async function cancelled(pool: EnginePool, weight: string): Promise<number> {
  let longest = 0;
  for (let turn = 0; turn < (QUICK ? 1 : 10); turn++) {
    const abort = new AbortController();
    const done = pool.runRange<'years'>(
      { kind: 'years', seed: 1, weight },
      { range: { first: 0, count: 999_936 }, signal: abort.signal, onPart() {} },
    );
    await new Promise((resolve) => setTimeout(resolve, 1000 + 37 * turn));
    const startedAt = performance.now();
    abort.abort();
    await done;
    longest = Math.max(longest, performance.now() - startedAt);
  }
  return longest;
}

function answerOf<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  throw new Error(outcome.error.message);
}
