/** Random moments in lanes, beside the same worlds one by one: the cascade on typed arrays, and objects and loops. */
import { createLaneDraws, LANES } from '../engine/kernels/lane-draws.ts';
import type { Network } from '../engine/model/network.ts';
import { digest } from '../engine/random/draw.ts';
import { simulateAvailability } from '../engine/risk/availability.ts';
import { wholeWeights } from '../engine/risk/whole-weights.ts';
import { createCascade, weightDown } from '../engine/structure/cascade.ts';
import { criticalSkeleton } from '../engine/structure/skeleton.ts';
import { finish } from './finish.ts';
import { compare, QUICK } from './measure.ts';
import type { Moments } from './moments.ts';

const SEED = 1;

/** Times `count` random moments; the others settle the first of these worlds, and the time of all is reckoned from them. */
export function benchLanes(name: string, moments: Moments, count: number): void {
  const { network, pFail } = moments;
  const fails = failuresOf(moments, QUICK || network.entityCount > 10_000 ? 64 : LANES);
  const { values, total } = wholeWeights(moments.weight);
  const cascade = createCascade(criticalSkeleton(network));
  const objects = objectsOf(network);
  let took = 0;
  const oneByOne = (how: string, weightDownOf: (fail: readonly number[]) => number) => ({
    name: `${how} (from ${fails.length})`,
    run: (): Float64Array => {
      const startedAt = performance.now();
      const losses = Float64Array.from(fails, (fail) => weightDownOf(fail) / (total || 1));
      took = ((performance.now() - startedAt) * count) / fails.length;
      return losses;
    },
    took: () => took,
  });
  const out = pFail.reduce((sum, p) => sum + p, 0);
  compare(
    `${name}: ${count} random moments, ${out.toPrecision(3)} out by themselves on average`,
    [
      {
        name: 'linchpin',
        run: () => finish(simulateAvailability({ ...moments, seed: SEED, first: 0, count })).weightDown,
      },
      oneByOne('one by one, typed arrays', (fail) => {
        cascade.run(fail);
        return weightDown(cascade, values);
      }),
      oneByOne('one by one, objects', (fail) => {
        let sum = 0;
        for (const { index } of objectsDown(fail.map((v) => objects[v]!))) sum += values[index]!;
        return sum;
      }),
    ],
    (a, b) => a.subarray(0, fails.length).every((loss, r) => loss === b[r]),
    5,
  );
}

/** Who is out by itself in each of the first moments. */
function failuresOf({ key, pFail }: Moments, count: number): readonly (readonly number[])[] {
  const keys = key.map(digest);
  const draws = createLaneDraws({
    count: pFail.length,
    pFail,
    keyLow: Int32Array.from(keys, ([low]) => low),
    keyHigh: Int32Array.from(keys, ([, high]) => high),
    seed: [SEED, digest('out at a random moment')[0]],
  });
  draws.begin(0);
  draws.prepare(0, pFail.length);
  const state = new Int32Array(LANES / 32);
  const fails: number[][] = Array.from({ length: count }, () => []);
  for (const i of draws.candidates(0)) {
    if (i === pFail.length) break;
    state.fill(0);
    draws.fail(i, 0, state, 0);
    for (let r = 0; r < count; r++) if (((state[r >> 5]! >>> (r & 31)) & 1) === 1) fails[r]!.push(i);
  }
  return fails;
}

interface Thing {
  readonly index: number;
  readonly usedBy: { readonly dependent: Thing; readonly need: number; readonly members: Thing[] }[];
}

/** The critical skeleton as objects that point at each other. */
function objectsOf({ entityCount, requirementCount, ...network }: Network): readonly Thing[] {
  const things: Thing[] = Array.from({ length: entityCount }, (_, index) => ({ index, usedBy: [] }));
  for (let r = 0; r < requirementCount; r++) {
    if (network.loss[r]! < 0.5) continue;
    const members = [...network.member.subarray(network.memberStart[r], network.memberStart[r + 1])];
    const requirement = {
      dependent: things[network.dependent[r]!]!,
      need: network.need[r]!,
      members: members.map((w) => things[w]!),
    };
    for (const member of requirement.members) member.usedBy.push(requirement);
  }
  return things;
}

function objectsDown(failed: readonly Thing[]): ReadonlySet<Thing> {
  const down = new Set(failed);
  // a set goes on to what is added while it is gone through
  for (const thing of down)
    for (const { dependent, need, members } of thing.usedBy)
      if (members.filter((member) => !down.has(member)).length < need) down.add(dependent);
  return down;
}
