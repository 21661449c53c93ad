/** Random moments for tests: who is down in each replicate, and the same drawn and settled one by one. */
import type { Network } from '../../engine/model/network.ts';
import { digest } from '../../engine/random/draw.ts';
import { philox } from '../../engine/random/philox.ts';
import { type Availability, simulateAvailability } from '../../engine/risk/availability.ts';
import { createCascade } from '../../engine/structure/cascade.ts';
import { drain } from '../formats/reading.ts';

export interface Setting {
  readonly network: Network;
  readonly pFail: readonly number[];
  readonly key?: readonly string[];
  readonly weight?: readonly number[];
  readonly seed?: number;
  readonly first?: number;
  readonly count: number;
  readonly kernel?: 'wasm' | 'typescript';
}

export function simulate(setting: Setting): Availability {
  const { network, pFail, key, weight, seed = 1, first = 0, count, kernel = 'wasm' } = setting;
  const entities = Array.from({ length: network.entityCount }, (_, v) => v);
  return drain(
    simulateAvailability({
      network,
      key: key ?? entities.map((v) => `e${v}`),
      pFail: Float64Array.from(pFail),
      weight: Float64Array.from(weight ?? entities.map(() => 1)),
      seed,
      first,
      count,
      kernel,
    }),
  ).result;
}

/** Who is down in each replicate, as a number with bit v for entity v; for systems of up to 40 entities. */
export function setsDown(setting: Omit<Setting, 'weight'>): readonly number[] {
  const { entityCount } = setting.network;
  const weight = Array.from({ length: entityCount }, (_, v) => 2 ** v);
  const { weightDown } = simulate({ ...setting, weight });
  const total = 2 ** entityCount - 1;
  return Array.from(weightDown, (share) => Math.round(share * total));
}

/** The same, world by world. */
export function setsDownOneByOne(setting: Omit<Setting, 'weight'>): readonly number[] {
  return downOneByOne(setting).map((down) => down.reduce((set, v) => set + 2 ** v, 0));
}

/** Who is down in each replicate, from the words of the random function, with the cascade of the stress page. */
export function downOneByOne({
  network,
  pFail,
  key,
  seed = 1,
  first = 0,
  count,
}: Omit<Setting, 'weight'>): readonly (readonly number[])[] {
  const skeleton: Network = {
    ...network,
    // a loss of 0 takes nobody down
    loss: network.loss.map((loss) => (loss >= 0.5 ? 1 : 0)),
  };
  const cascade = createCascade(skeleton);
  const failedLanes = new Map<string, ReadonlySet<number>>();
  const isOut = (v: number, replicate: number): boolean => {
    const block = Math.floor(replicate / 512);
    const name = `${v} ${block}`;
    const lanes = failedLanes.get(name) ?? lanesOut(key?.[v] ?? `e${v}`, pFail[v]!, { seed, block });
    failedLanes.set(name, lanes);
    return lanes.has(replicate % 512);
  };
  return Array.from({ length: count }, (_, i) => {
    cascade.run(pFail.flatMap((_, v) => (isOut(v, first + i) ? [v] : [])));
    return Array.from(cascade.level.keys()).filter((v) => cascade.level[v] === 0);
  });
}

/** The lanes of a block in which an entity is out: it is out in as many of 2048 as its number says, in its random order. */
function lanesOut(
  key: string,
  p: number,
  { seed, block }: { readonly seed: number; readonly block: number },
): ReadonlySet<number> {
  const [low, high] = digest(key);
  const [purpose] = digest('out at a random moment');
  const stream = function* (): Generator<number> {
    for (let n = 0; ; n++) yield* philox([n, Math.floor(block / 4), low, high], [seed, purpose]);
  };
  const words = stream();
  const upper = words.next().value;
  const v = (upper * 2 ** 21 + (words.next().value >>> 11)) / 2 ** 53;
  // P(at least k) > v for the first k that are out
  const tails = binomialTails(p);
  let out = 0;
  while (out < 2048 && tails[out + 1]! > v) out++;
  const order = new Set<number>();
  while (order.size < out) {
    const word = words.next().value;
    for (const shift of [0, 11]) if (order.size < out) order.add((word >>> shift) & 2047);
  }
  const first = 512 * (block % 4);
  return new Set([...order].map((at) => at - first).filter((lane) => lane >= 0 && lane < 512));
}

const LOG_FACTORIAL = [0];
for (let n = 1; n <= 2048; n++) LOG_FACTORIAL.push(LOG_FACTORIAL[n - 1]! + Math.log(n));

/** Probability of at least k of 2048, for each k, with probability `p` each, by logarithms. */
const binomialTails = remembered((p) => {
  const tails = new Float64Array(2050);
  for (let k = 2048; k >= 0; k--) {
    const ways = LOG_FACTORIAL[2048]! - LOG_FACTORIAL[k]! - LOG_FACTORIAL[2048 - k]!;
    tails[k] = tails[k + 1]! + Math.exp(ways + k * Math.log(p) + (2048 - k) * Math.log1p(-p));
  }
  return p === 0 || p === 1 ? tails.fill(p) : tails;
});

function remembered<T>(of: (p: number) => T): (p: number) => T {
  const known = new Map<number, T>();
  return (p) => {
    const value = known.get(p) ?? of(p);
    known.set(p, value);
    return value;
  };
}
