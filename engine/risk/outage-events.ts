/**
 * The events of a year: what happens from the moment at which something falls until everything is back at full
 * service. Outages that start meanwhile belong to the same event. From there on nothing depends on what was
 * before, so events are run one by one, each with its own clock.
 */
import { toTicks } from '../time/ticks.ts';
import type { TimedCascade, TimedFailure } from '../time/timed-cascade.ts';
import { type Outage, YEAR_HOURS } from './outage-draws.ts';

/** Until when an event is followed, in hours from the beginning of its year: another year at least. */
export const LAST_HOUR = 2 * YEAR_HOURS;

export interface OutageEvent {
  /** Hours from the beginning of the year. */
  readonly start: number;
  /** What failed, in hours from the start, in this order. */
  readonly failures: readonly TimedFailure[];
  /** Until when it was followed at most, in hours from the start. */
  readonly horizonHours: number;
}

/** Entities visited between two reports of progress: a few milliseconds of work. */
const SLICE = 20_000;

/**
 * Runs the outages of a year, given in the order of their start, and hands each event to `read` while `cascade`
 * holds it. Yields now and then. Costs a run for each event, and about two more where outages overlap.
 */
export function* runEvents(
  cascade: TimedCascade,
  {
    outages: drawn,
    modeOf,
    read,
  }: {
    readonly outages: readonly Outage[];
    readonly modeOf: (r: number) => number;
    readonly read: (event: OutageEvent) => void;
  },
): Generator<void, void> {
  // what is over within half a millisecond is nothing on this clock
  const outages = drawn.filter(({ duration }) => toTicks(duration) > 0);
  let first = 0;
  while (first < outages.length) {
    const { start } = outages[first]!;
    const horizonHours = LAST_HOUR - start;
    const ticksOf = (i: number): number => toTicks(outages[i]!.start - start);
    let taken = 1;
    let failures: TimedFailure[];
    let end: number;
    for (; ; taken *= 2) {
      failures = outages
        .slice(first, first + taken)
        .map((outage) => ({ ...outage, start: outage.start - start }));
      cascade.begin(failures, { horizonHours, modeOf, untilBack: true });
      while (!cascade.advance(SLICE)) yield;
      end = toTicks(cascade.endHour);
      if (first + taken >= outages.length || ticksOf(first + taken) > end) break;
    }
    const isPart = (i: number): boolean => ticksOf(first + i) <= end;
    failures = failures.filter((_, i) => isPart(i));
    read({ start, failures, horizonHours });
    first += failures.length;
  }
}
