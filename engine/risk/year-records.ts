/**
 * What simulated years leave behind, in blocks of 64 years whose numbers depend on nothing but seed and block. So
 * records of ranges that follow each other are the records of the whole range, however it was cut.
 */
import type { TimedFailure } from '../time/timed-cascade.ts';
import { createWorstList, type WorstList } from '../time/worst-list.ts';
import { NATURES } from './loss-nature.ts';
import { BLOCK_YEARS } from './outage-draws.ts';

/** Losses are weight-hours. A year is `replicate` 0, 1, 2, ... of the seed. */
export interface YearRecords {
  /** A multiple of 64. */
  readonly firstYear: number;
  /** Per year: the sum over its events, and the largest of them. */
  readonly yearLoss: Float64Array;
  readonly largestEvent: Float64Array;
  /** Per block, by nature: `NATURES.length` values each. */
  readonly natureLoss: Float64Array;
  /** Per block, by role of the first link: `roleCount` values each, the last for what the roots lost themselves. */
  readonly roleCount: number;
  readonly roleLoss: Float64Array;
  /** Block b's losses by the entity that they go back to, ascending: rows `driverStart[b] ..`. */
  readonly driverStart: Int32Array;
  readonly driver: Int32Array;
  readonly driverLoss: Float64Array;
  /** Highest loss first; ties by year, then by hour. */
  readonly worstEvents: readonly WorstEvent[];
  readonly outageCount: number;
  readonly eventCount: number;
  /** Events at whose last hour somebody was still below full service. */
  readonly unfinishedCount: number;
  /** Events that were stopped because too much was going on. */
  readonly stoppedCount: number;
  /** Entities that fell in one event or another, ascending. */
  readonly fallen: Int32Array;
}

/** An event that can be run again. */
export interface WorstEvent {
  readonly year: number;
  /** Hours from the beginning of the year. */
  readonly start: number;
  /** What failed, in hours from the start. */
  readonly failures: readonly TimedFailure[];
  /** Until when losses were counted, in hours from the start. */
  readonly horizonHours: number;
  readonly weightHours: number;
  /** Entities below full service at any time. */
  readonly affected: number;
  /** Hours from the start until all were back; Infinity where some were not by the last hour. */
  readonly backHour: number;
}

/** How many of the worst events are kept. */
const WORST_EVENTS = 10;

function createWorstEvents(): WorstList<WorstEvent> {
  return createWorstList(
    WORST_EVENTS,
    (a, b) => b.weightHours - a.weightHours || a.year - b.year || a.start - b.start,
  );
}

/** The year that records have to begin with to follow on these; undefined where they end within a block. */
export function nextYear({ firstYear, yearLoss }: YearRecords): number | undefined {
  return yearLoss.length % BLOCK_YEARS === 0 ? firstYear + yearLoss.length : undefined;
}

/** Joins the records of ranges of one system, seed and weight, each of which follows on the one before; at least one. */
export function joinRecords(records: readonly YearRecords[]): YearRecords {
  const [first] = records;
  if (records.length === 1) return first!;
  const floats = (of: (each: YearRecords) => Float64Array): Float64Array => {
    const parts = records.map(of);
    const joined = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const each of parts) {
      joined.set(each, at);
      at += each.length;
    }
    return joined;
  };
  const total = (of: (each: YearRecords) => number): number =>
    records.reduce((sum, each) => sum + of(each), 0);
  const driverStart = [0];
  for (const each of records) {
    const offset = driverStart.at(-1)!;
    for (const start of each.driverStart.subarray(1)) driverStart.push(offset + start);
  }
  const worst = createWorstEvents();
  for (const each of records) for (const event of each.worstEvents) worst.add(event);
  return {
    firstYear: first!.firstYear,
    yearLoss: floats(({ yearLoss }) => yearLoss),
    largestEvent: floats(({ largestEvent }) => largestEvent),
    natureLoss: floats(({ natureLoss }) => natureLoss),
    roleCount: first!.roleCount,
    roleLoss: floats(({ roleLoss }) => roleLoss),
    driverStart: Int32Array.from(driverStart),
    driver: Int32Array.from(records.flatMap(({ driver }) => Array.from(driver))),
    driverLoss: floats(({ driverLoss }) => driverLoss),
    worstEvents: worst.items(),
    outageCount: total(({ outageCount }) => outageCount),
    eventCount: total(({ eventCount }) => eventCount),
    unfinishedCount: total(({ unfinishedCount }) => unfinishedCount),
    stoppedCount: total(({ stoppedCount }) => stoppedCount),
    fallen: Int32Array.from(new Set(records.flatMap(({ fallen }) => Array.from(fallen)))).sort(),
  };
}

/** Gathers the losses of years one after another into records. */
export interface YearGatherer {
  /** Adds a part of the loss of the year under way. */
  add(
    part: { readonly root: number; readonly role: number; readonly nature: number },
    weightHours: number,
  ): void;
  /** Adds an event of the year under way. */
  event(event: WorstEvent, isStopped: boolean): void;
  fell(entity: number): void;
  /** Ends a year with so many outages. */
  endYear(outageCount: number): void;
  endBlock(): void;
  finish(): YearRecords;
}

/** `firstYear` is a multiple of 64; a sum is only ever of parts of one block, in their order. */
export function createYearGatherer({
  firstYear,
  entityCount,
  roleCount,
}: {
  readonly firstYear: number;
  readonly entityCount: number;
  readonly roleCount: number;
}): YearGatherer {
  const yearLoss: number[] = [];
  const largestEvent: number[] = [];
  const natureLoss: number[] = [];
  const roleLoss: number[] = [];
  const driverStart = [0];
  const driver: number[] = [];
  const driverLoss: number[] = [];
  const worst = createWorstEvents();
  const isFallen = new Uint8Array(entityCount);
  // of the block under way
  const ofRoot = new Float64Array(entityCount);
  const roots = new Set<number>();
  const ofRole = new Float64Array(roleCount);
  const ofNature = new Float64Array(NATURES.length);
  // of the year under way
  let sum = 0;
  let largest = 0;
  let outages = 0;
  let eventCount = 0;
  let unfinishedCount = 0;
  let stoppedCount = 0;

  return {
    add({ root, role, nature }, weightHours) {
      roots.add(root);
      ofRoot[root]! += weightHours;
      ofRole[role]! += weightHours;
      ofNature[nature]! += weightHours;
    },
    event(event, isStopped) {
      eventCount++;
      if (isStopped) stoppedCount++;
      else if (event.backHour === Number.POSITIVE_INFINITY) unfinishedCount++;
      sum += event.weightHours;
      largest = Math.max(largest, event.weightHours);
      if (event.weightHours > 0) worst.add(event);
    },
    fell(entity) {
      isFallen[entity] = 1;
    },
    endYear(outageCount) {
      yearLoss.push(sum);
      largestEvent.push(largest);
      outages += outageCount;
      sum = 0;
      largest = 0;
    },
    endBlock() {
      for (const root of Int32Array.from(roots).sort()) {
        driver.push(root);
        driverLoss.push(ofRoot[root]!);
        ofRoot[root] = 0;
      }
      roots.clear();
      driverStart.push(driver.length);
      roleLoss.push(...ofRole);
      natureLoss.push(...ofNature);
      ofRole.fill(0);
      ofNature.fill(0);
    },
    finish() {
      const fallen: number[] = [];
      for (let v = 0; v < entityCount; v++) if (isFallen[v] === 1) fallen.push(v);
      return {
        firstYear,
        yearLoss: Float64Array.from(yearLoss),
        largestEvent: Float64Array.from(largestEvent),
        natureLoss: Float64Array.from(natureLoss),
        roleCount,
        roleLoss: Float64Array.from(roleLoss),
        driverStart: Int32Array.from(driverStart),
        driver: Int32Array.from(driver),
        driverLoss: Float64Array.from(driverLoss),
        worstEvents: worst.items(),
        outageCount: outages,
        eventCount,
        unfinishedCount,
        stoppedCount,
        fallen: Int32Array.from(fallen),
      };
    },
  };
}
