/** Worst cases: all single failures, and all pairs beside running every pair. */
import type { System } from '../engine/model/system.ts';
import { modesUnder } from '../engine/time/switching.ts';
import { createTimedCascade } from '../engine/time/timed-cascade.ts';
import { buildTimedNetwork } from '../engine/time/timed-network.ts';
import { findWorstCases, type WorstCase } from '../engine/time/worst-cases.ts';
import { finish } from './finish.ts';
import { compare } from './measure.ts';

const DURATION = 8;
const HORIZON = 720;

/** Pairs that are run one by one, at most; the time of all is reckoned from them. */
const SAMPLE = 2000;

/** Times single failures of `system` and the pairs of at most `mostSuppliers`. */
export function benchWorst(system: System, mostSuppliers: number): void {
  const timed = buildTimedNetwork(system);
  const weight = system.weights[0]!.values;
  const modeOf = modesUnder(system, timed, { assume: 'always' });
  const find = (size: 1 | 2) =>
    finish(
      findWorstCases(timed, system.entities.capacity, {
        size,
        durationHours: DURATION,
        horizonHours: HORIZON,
        weight,
        modeOf,
        top: Number.MAX_SAFE_INTEGER,
        mostSuppliers,
      }),
    );
  const { supplierCount } = find(1);
  compare(
    `Worst single failures, ${DURATION} h, ${supplierCount} suppliers`,
    [{ name: 'linchpin', run: () => find(1).caseCount }],
    Object.is,
    3,
  );

  const { pairedCount, caseCount, byLoss } = find(2);
  const stride = Math.ceil(caseCount / SAMPLE);
  const sample = [...byLoss]
    .sort((a, b) => a.first - b.first || a.second - b.second)
    .filter((_, i) => i % stride === 0);
  const cascade = createTimedCascade(timed, system.entities.capacity);
  const lossOf = ({ first, second }: WorstCase): number => {
    const failures = [first, second].map((entity) => ({ entity, start: 0, duration: DURATION }));
    cascade.begin(failures, { horizonHours: HORIZON, modeOf });
    cascade.advance(Number.POSITIVE_INFINITY);
    return cascade.levels.touched.reduce((sum, v) => sum + weight[v]! * cascade.hoursLost[v]!, 0);
  };
  const placeOf = ({ first, second }: WorstCase): number => first * system.entities.count + second;
  let took = 0;
  compare<ReadonlyMap<number, number>>(
    `Worst pairs, ${DURATION} h, ${pairedCount} suppliers, ${caseCount} pairs`,
    [
      {
        name: 'linchpin',
        run: () => new Map(find(2).byLoss.map((pair) => [placeOf(pair), pair.weightHours])),
      },
      {
        name: stride === 1 ? 'every pair run' : `every pair run (from 1 in ${stride})`,
        run: () => {
          const startedAt = performance.now();
          const losses = new Map(sample.map((pair) => [placeOf(pair), lossOf(pair)]));
          took = ((performance.now() - startedAt) * caseCount) / sample.length;
          return losses;
        },
        took: () => took,
      },
    ],
    (all, some) =>
      [...some].every(([pair, loss]) => Math.abs(all.get(pair)! - loss) <= 1e-9 * Math.max(1, loss)),
    3,
  );
}
