/**
 * Random moments in lanes: the kernel, its twin in TypeScript, the same in C, and the same worlds one by one: by
 * the cascade on typed arrays, by objects and loops, and by Python.
 */
import { createLaneDraws, LANES } from '../engine/kernels/lane-draws.ts';
import type { LaneKernel } from '../engine/kernels/lane-kernel.ts';
import { laneSources } from '../engine/kernels/lane-sources.ts';
import { createLanes } from '../engine/kernels/lanes.ts';
import { createWasmLanes } from '../engine/kernels/lanes-wasm.ts';
import type { Network } from '../engine/model/network.ts';
import { digest } from '../engine/random/draw.ts';
import { simulateMoments } from '../engine/risk/availability.ts';
import { planMoments } from '../engine/risk/moments-plan.ts';
import { wholeWeights } from '../engine/risk/whole-weights.ts';
import { createCascade, weightDown } from '../engine/structure/cascade.ts';
import { criticalSkeleton } from '../engine/structure/skeleton.ts';
import { finish } from './finish.ts';
import { cPeer, pythonPeer } from './lane-peers.ts';
import { type Contender, compare } from './measure.ts';
import type { Moments } from './moments.ts';

const SEED = 1;

/**
 * Times `count` random moments, a multiple of 2048, by what is prepared already; those that go one by one settle
 * `few` of these worlds, their draws not counted, and the time of all is reckoned from them.
 */
export function benchLanes(
  name: string,
  moments: Moments,
  { count, few = 64 }: { readonly count: number; readonly few?: number },
): void {
  const { network } = moments;
  const fails = failuresOf(moments, few);
  const { values, total } = wholeWeights(moments.weight);
  const skeleton = criticalSkeleton(network);
  const cascade = createCascade(skeleton);
  // a million objects take more memory and patience than the comparison is worth
  const isSmall = network.entityCount <= 100_000;
  const startedAt = performance.now();
  const { plan, canBeDown, totalWeight } = finish(planMoments({ ...moments, seed: SEED }));
  const planned = performance.now() - startedAt;
  const c = cPeer(plan, count);
  const python = isSmall ? pythonPeer(skeleton, values, fails) : undefined;
  if (c === undefined) console.log('\nThe C twin is left out: there is no C compiler here');
  if (isSmall && python === undefined) console.log('\nPython is left out: it is not here');

  const lanes = (kernel: LaneKernel): Contender<Float64Array> => {
    const stage = { kernel, placeOf: plan.program.placeOf, canBeDown, totalWeight };
    return {
      name: kernel.name,
      run: () => finish(simulateMoments(stage, { first: 0, count })).weightDown,
    };
  };
  const wasm = createWasmLanes(plan);
  if (wasm === undefined) throw new Error('WebAssembly is not to be had here');
  let took = 0;
  const oneByOne = (how: string, weightDownOf: (fail: readonly number[]) => number) => ({
    name: `one by one, ${how} (from ${few})`,
    run: (): Float64Array => {
      const startedAt = performance.now();
      const losses = Float64Array.from(fails, (fail) => weightDownOf(fail) / (total || 1));
      took = ((performance.now() - startedAt) * count) / few;
      return losses;
    },
    took: () => took,
  });
  const shares = (losses: Float64Array): Float64Array => losses.map((loss) => loss / (total || 1));
  const contenders: Contender<Float64Array>[] = [
    lanes(wasm),
    lanes(createLanes(plan)),
    ...(c === undefined ? [] : [{ name: 'lanes everywhere (C)', run: () => shares(c.run()), took: c.took }]),
    oneByOne('typed arrays', (fail) => {
      cascade.run(fail);
      return weightDown(cascade, values);
    }),
    ...(isSmall ? [oneByOne('objects', objectsWeightDown(network, values))] : []),
    ...(python === undefined
      ? []
      : [
          {
            name: `one by one, Python (from ${few})`,
            run: () => shares(python.run()),
            took: () => (python.took() * count) / few,
          },
        ]),
  ];
  const out = moments.pFail.reduce((sum, p) => sum + p, 0);
  const medians = compare(
    `${name}: ${count} random moments, ${out.toPrecision(3)} out by themselves on average`,
    contenders,
    (a, b) => a.subarray(0, b.length).every((loss, r) => loss === b[r]),
    5,
  );
  const each = contenders.map((contender, i) => {
    const microseconds = (1000 * medians[i]!) / count;
    return `${contender.name.replace(/ \(from.*/, '')} ${microseconds.toPrecision(3)}`;
  });
  console.log(`  microseconds per moment: ${each.join(', ')}`);
  console.log(`  once, before the first: ${planned.toFixed(0)} ms`);
  c?.close();
  python?.close();
}

/** Who is out by itself in each of the first moments, at most 512. */
function failuresOf({ key, pFail }: Moments, count: number): readonly (readonly number[])[] {
  const those = Int32Array.from(pFail.keys()).filter((v) => pFail[v]! > 0);
  const keys = Array.from(those, (v) => digest(key[v]!));
  const sources = laneSources(
    {
      place: those,
      pFail: Float64Array.from(those, (v) => pFail[v]!),
      keyLow: Int32Array.from(keys, ([low]) => low),
      keyHigh: Int32Array.from(keys, ([, high]) => high),
      seed: [SEED, digest('out at a random moment')[0]],
    },
    pFail.length,
  );
  const draws = createLaneDraws(sources, 0);
  draws.begin(0);
  const state = new Int32Array(LANES / 32);
  const fails: number[][] = Array.from({ length: count }, () => []);
  sources.place.forEach((v, i) => {
    state.fill(0);
    draws.fail(i, 0, state, 0);
    for (let r = 0; r < count; r++) if (((state[r >> 5]! >>> (r & 31)) & 1) === 1) fails[r]!.push(v);
  });
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

function objectsWeightDown(network: Network, weight: Float64Array): (fail: readonly number[]) => number {
  const objects = objectsOf(network);
  return (fail) => {
    let sum = 0;
    for (const { index } of objectsDown(fail.map((v) => objects[v]!))) sum += weight[index]!;
    return sum;
  };
}

function objectsDown(failed: readonly Thing[]): ReadonlySet<Thing> {
  const down = new Set(failed);
  // a set goes on to what is added while it is gone through
  for (const thing of down)
    for (const { dependent, need, members } of thing.usedBy)
      if (members.filter((member) => !down.has(member)).length < need) down.add(dependent);
  return down;
}
