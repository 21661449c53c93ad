/**
 * Which single failures, and which pairs at the same time, cost most: the timed cascade of every supplier,
 * and of every pair that can do more together than apart (see pair-outages.ts).
 *
 * The *surprise* of a pair is what it costs beyond the union of the two outages alone: model.md, section 3
 * (what the pair takes down, minus the larger alone, minus what only the other adds), at every moment.
 */
import { costOf, createPairOutages, keepOutage, type LoneOutage, type OutageCost } from './pair-outages.ts';
import { createTimedCascade, type TimedCascade } from './timed-cascade.ts';
import type { TimedNetwork } from './timed-network.ts';
import { createWorstList } from './worst-list.ts';

/** One failure, or two at the same time. */
export interface WorstCase extends OutageCost {
  readonly first: number;
  /** -1 for a single failure; otherwise above `first`. */
  readonly second: number;
  /** What each costs alone; `secondAlone` is 0 for a single failure. */
  readonly firstAlone: number;
  readonly secondAlone: number;
  /**
   * Weight-hours beyond those that one or the other alone would cost at each moment; 0 for a single failure.
   * Below 0 where one failure makes a group switch in time before the other would have hurt it.
   */
  readonly surprise: number;
}

export interface WorstQuestion {
  readonly size: 1 | 2;
  /** How long the failed are out, from hour 0 on; above 0. */
  readonly durationHours: number;
  /** Losses are counted until here. */
  readonly horizonHours: number;
  /** Per entity, >= 0. */
  readonly weight: Float64Array;
  /** How each group switches; see `modesUnder`. */
  readonly modeOf: (r: number) => number;
  /** How many cases each list names, and of how many suppliers pairs are formed; 1 or more. */
  readonly top: number;
  readonly mostSuppliers: number;
}

export interface WorstCases {
  /** Highest loss first; pairs also by surprise above 0. Ties: lower first entity, then lower second. */
  readonly byLoss: readonly WorstCase[];
  readonly bySurprise: readonly WorstCase[];
  readonly supplierCount: number;
  /** How many of them were formed into pairs, the worst alone first. */
  readonly pairedCount: number;
  readonly caseCount: number;
  /** Cascades that were stopped because too much was going on; their loss is counted until then. */
  readonly stoppedCount: number;
  /** Entities that fall in one single failure or another, ascending. */
  readonly fallen: readonly number[];
}

/** Entities visited or compared between two reports of progress: a few milliseconds of work. */
const SLICE = 10_000;

/** Part of the progress that single failures make up when pairs follow. */
const SINGLES = 0.3;

/**
 * Yields the fraction done. Single failures cost a cascade each; pairs what the two touch, or a cascade if
 * they meet. Keeps the outages of the suppliers that are paired and a few times `top` cases, never all pairs.
 */
export function* findWorstCases(
  timed: TimedNetwork,
  capacity: Float64Array,
  question: WorstQuestion,
): Generator<number, WorstCases> {
  const { size, top, mostSuppliers } = question;
  const runs = createRuns(timed, createTimedCascade(timed, capacity), question);
  const { singles, fallen, stoppedCount } = yield* failSingly(runs);
  singles.sort(byLossFirst);
  const supplierCount = singles.length;
  if (size === 1)
    return {
      byLoss: singles.slice(0, top),
      bySurprise: [],
      supplierCount,
      pairedCount: 0,
      caseCount: singles.length,
      stoppedCount,
      fallen,
    };
  const paired = singles.slice(0, mostSuppliers).map(({ first }) => first);
  const pairs = yield* failInPairs(
    runs,
    paired.sort((v, w) => v - w),
  );
  return {
    ...pairs,
    supplierCount,
    pairedCount: paired.length,
    stoppedCount: stoppedCount + pairs.stoppedCount,
    fallen,
  };
}

function* failSingly(
  runs: Runs,
): Generator<number, { singles: WorstCase[] } & Pick<WorstCases, 'fallen' | 'stoppedCount'>> {
  const { timed, cascade, question } = runs;
  const suppliers = suppliersOf(timed);
  const share = question.size === 1 ? 1 : SINGLES;
  const isFallen = new Uint8Array(timed.network.entityCount);
  const singles: WorstCase[] = [];
  let stoppedCount = 0;
  for (const [i, first] of suppliers.entries()) {
    yield* runs.fail([first], share * (i / suppliers.length));
    if (cascade.isStopped) stoppedCount++;
    const cost = costOf(cascade, question.weight);
    singles.push({
      first,
      second: -1,
      ...cost,
      firstAlone: cost.weightHours,
      secondAlone: 0,
      surprise: 0,
    });
    for (const v of cascade.levels.touched) if (cascade.timeline.last(v) >= 0) isFallen[v] = 1;
  }
  const fallen: number[] = [];
  for (let v = 0; v < isFallen.length; v++) if (isFallen[v] === 1) fallen.push(v);
  return { singles, fallen, stoppedCount };
}

function* failInPairs(
  runs: Runs,
  suppliers: readonly number[],
): Generator<number, Pick<WorstCases, 'byLoss' | 'bySurprise' | 'caseCount' | 'stoppedCount'>> {
  const { timed, cascade, question } = runs;
  const { weight, top } = question;
  const outages: LoneOutage[] = [];
  for (const failed of suppliers) {
    // a second time, because not everybody's outage can be kept
    yield* runs.fail([failed], SINGLES);
    outages.push(keepOutage(timed, cascade, { failed, weight }));
    yield SINGLES;
  }
  const byLoss = createWorstList(top, byLossFirst);
  const bySurprise = createWorstList(top, bySurpriseFirst);
  const pairs = createPairOutages(timed, weight);
  const caseCount = (outages.length ** 2 - outages.length) / 2;
  let done = 0;
  let stoppedCount = 0;
  for (const [i, one] of outages.entries()) {
    pairs.choose(one);
    for (const other of outages.slice(i + 1)) {
      const fraction = SINGLES + (1 - SINGLES) * (done++ / caseCount);
      const union = pairs.union(other);
      let cost = union;
      if (pairs.meets(other)) {
        yield* runs.fail([one.failed, other.failed], fraction);
        if (cascade.isStopped) stoppedCount++;
        cost = costOf(cascade, weight);
      }
      yield* runs.spend(other.entity.length + other.meeting.length, fraction);
      const pair = pairCase(one, other, { cost, union });
      byLoss.add(pair);
      if (pair.surprise > 0) bySurprise.add(pair);
    }
  }
  return { byLoss: byLoss.items(), bySurprise: bySurprise.items(), caseCount, stoppedCount };
}

/** Entities that something needs to run, to start or to switch, ascending. */
function suppliersOf({ network, switchesStart }: TimedNetwork): readonly number[] {
  const { entityCount, useStart } = network;
  const suppliers: number[] = [];
  for (let v = 0; v < entityCount; v++)
    if (useStart[v]! < useStart[v + 1]! || switchesStart[v]! < switchesStart[v + 1]!) suppliers.push(v);
  return suppliers;
}

/** Runs failures in one workspace, with a pause whenever enough has been done since the last. */
interface Runs {
  readonly timed: TimedNetwork;
  readonly cascade: TimedCascade;
  readonly question: WorstQuestion;
  /** Counts work done elsewhere. */
  spend(amount: number, fraction: number): Generator<number, void>;
  /** Runs the failure of these from hour 0 to its end. */
  fail(entities: readonly number[], fraction: number): Generator<number, void>;
}

function createRuns(timed: TimedNetwork, cascade: TimedCascade, question: WorstQuestion): Runs {
  let work = 0;
  function* spend(amount: number, fraction: number): Generator<number, void> {
    work += amount;
    if (work < SLICE) return;
    work = 0;
    yield fraction;
  }
  return {
    timed,
    cascade,
    question,
    spend,
    *fail(entities, fraction) {
      const failures = entities.map((entity) => ({ entity, start: 0, duration: question.durationHours }));
      cascade.begin(failures, question);
      yield fraction;
      while (!cascade.advance(SLICE)) yield fraction;
      yield* spend(cascade.levels.visits + cascade.levels.touched.length, fraction);
    },
  };
}

function pairCase(
  one: LoneOutage,
  other: LoneOutage,
  { cost, union }: { readonly cost: OutageCost; readonly union: OutageCost },
): WorstCase {
  const isMore = steady(cost.weightHours) !== steady(union.weightHours);
  return {
    first: one.failed,
    second: other.failed,
    ...cost,
    firstAlone: one.weightHours,
    secondAlone: other.weightHours,
    surprise: isMore ? cost.weightHours - union.weightHours : 0,
  };
}

/**
 * A number without its last 12 bits (Veltkamp's splitting): sums of the same losses in another order come
 * out the same, so that neither the order of the entities nor rounding decides a tie.
 */
function steady(value: number): number {
  const scaled = value * (2 ** 12 + 1);
  return Number.isFinite(scaled) ? scaled - (scaled - value) : value;
}

function byLossFirst(a: WorstCase, b: WorstCase): number {
  return descending(steady(a.weightHours), steady(b.weightHours)) || a.first - b.first || a.second - b.second;
}

function bySurpriseFirst(a: WorstCase, b: WorstCase): number {
  // as exact as the losses that it is a difference of, which may be infinite
  const surpriseOf = ({ weightHours, surprise }: WorstCase): number =>
    steady(weightHours) - steady(weightHours - surprise) || surprise;
  return descending(surpriseOf(a), surpriseOf(b)) || a.first - b.first || a.second - b.second;
}

function descending(x: number, y: number): number {
  return x === y ? 0 : y > x ? 1 : -1;
}
