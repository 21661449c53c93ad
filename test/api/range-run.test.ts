/** Ranges that are worked through by workers of all kinds, without an engine. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { failure } from '../../engine/api/failure.ts';
import type { Outcome, Range, WorldsResult } from '../../engine/api/protocol.ts';
import { type RangedQuestion, type RangeWorker, workThrough } from '../../engine/api/range-run.ts';

const YEARS: RangedQuestion<'years'> = { kind: 'years', seed: 1, weight: 'weight' };
const WORLDS: RangedQuestion<'worlds'> = { kind: 'worlds', seed: 1, weight: 'weight', years: 64, unseen: [] };

type Worker = RangeWorker<'years'>;

const READY: Outcome<void> = { ok: true, value: undefined };

/** A part that says no more than what it was asked for. */
function part({ first, count }: Range): Outcome<never> {
  return { ok: true, value: { first, count } as never };
}

interface Told extends Range {
  readonly end: number;
}

/** Works through years; the parts are the ranges themselves. */
async function through(range: Range, workers: readonly Worker[], now = () => 0) {
  const told: Told[] = [];
  let stops = 0;
  const outcome = await workThrough<'years'>({
    question: YEARS,
    range,
    workers,
    onPart: (each, end) => told.push({ ...(each as unknown as Range), end }),
    stop: () => stops++,
    now,
  });
  return { outcome, told, stops };
}

function turns(count: number): Promise<void> {
  return count === 0 ? Promise.resolve() : Promise.resolve().then(() => turns(count - 1));
}

describe('a range', () => {
  test('is told once, in order, in pieces that end at multiples of 64, whoever is slow or dies', async () => {
    const step = fc.record({ turns: fc.nat(20), dies: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(
        fc.nat(50),
        fc.integer({ min: 1, max: 5000 }),
        fc.array(fc.infiniteStream(step), { minLength: 1, maxLength: 6 }),
        async (block, count, streams) => {
          const deaths = new Map<number, number>();
          const workers = streams.map((stream): Worker => {
            const work = stream[Symbol.iterator]();
            return {
              ready: async () => READY,
              async run(piece) {
                const next = work.next().value!;
                await turns(next.turns);
                const before = deaths.get(piece.first) ?? 0;
                if (!next.dies || before === 2) return part(piece);
                deaths.set(piece.first, before + 1);
                return failure('crashed', 'dead');
              },
            };
          });
          const first = 64 * block;
          const { outcome, told } = await through({ first, count }, workers);
          expect(outcome.ok).toBe(true);
          let at = first;
          for (const each of told) {
            expect(each.first).toBe(at);
            at += each.count;
            expect(each.end).toBe(at);
            expect(at % 64 === 0 || at === first + count).toBe(true);
          }
          expect(at).toBe(first + count);
        },
      ),
    );
  });

  test('is cut so that a piece takes 300 ms, and the last ones less', async () => {
    let clock = 0;
    const yearsPerMs = 10;
    const worker: Worker = {
      ready: async () => READY,
      async run(piece) {
        clock += piece.count / yearsPerMs;
        return part(piece);
      },
    };
    const { told } = await through({ first: 0, count: 640_000 }, [worker], () => clock);
    const sizes = told.map(({ count }) => count);
    expect(sizes.slice(0, 4)).toEqual([64, 128, 256, 512]);
    const most = Math.floor(3000 / 64) * 64;
    expect(Math.max(...sizes)).toBe(most);
    expect(sizes.filter((size) => size === most).length).toBeGreaterThan(200);
    expect(sizes.at(-1)).toBeLessThanOrEqual(most);
  });

  test('is done by those that can', async () => {
    const busy: Worker = { ready: async () => READY, run: async (piece) => part(piece) };
    const useless: Worker = {
      ready: async () => failure('bug', 'no hands'),
      run: () => Promise.reject(new Error('asked all the same')),
    };
    const { outcome, told } = await through({ first: 0, count: 640 }, [useless, busy]);
    expect([outcome.ok, told.at(-1)!.end]).toEqual([true, 640]);
    const nobody = await through({ first: 0, count: 640 }, [useless]);
    expect(nobody.outcome).toEqual(failure('bug', 'no hands'));
  });

  test('ends when a piece fails, is held to kill, or its listener fails; nothing is told after that', async () => {
    const bad: Worker = { ready: async () => READY, run: async () => failure('bad-request', 'no') };
    expect(await through({ first: 0, count: 640 }, [bad, bad])).toEqual({
      outcome: failure('bad-request', 'no'),
      told: [],
      stops: 1,
    });
    let deaths = 0;
    const dying: Worker = {
      ready: async () => READY,
      async run() {
        deaths++;
        return failure('crashed', 'dead');
      },
    };
    expect((await through({ first: 0, count: 64 }, [dying])).outcome).toEqual(failure('crashed', 'dead'));
    expect(deaths).toBe(3);
    let told = 0;
    const worker: RangeWorker<'worlds'> = {
      ready: async () => READY,
      run: async () => ({ ok: true, value: {} as WorldsResult }),
    };
    const outcome = await workThrough<'worlds'>({
      question: WORLDS,
      range: { first: 0, count: 10 },
      workers: [worker, worker, worker],
      onPart() {
        told++;
        throw new Error('deaf');
      },
      stop() {},
      now: () => 0,
    });
    expect([outcome, told]).toEqual([failure('bug', 'Error: deaf'), 1]);
  });
});
