/**
 * Years, one after another: the outages of each are drawn, run through the timed cascade event by event, and
 * counted (model.md, section 5). Every year begins with everything at full service.
 */
import { KINDS } from '../model/kinds.ts';
import type { System } from '../model/system.ts';
import { costOf } from '../time/pair-outages.ts';
import { type FailoverAssumption, modesUnder } from '../time/switching.ts';
import { createTimedCascade, type TimedCascade } from '../time/timed-cascade.ts';
import { buildTimedNetwork, type TimedNetwork } from '../time/timed-network.ts';
import { atFraction } from './at-fraction.ts';
import { prepareEvidence } from './evidence-worlds.ts';
import { createLossCauses } from './loss-causes.ts';
import { BLOCK_YEARS, drawOutages } from './outage-draws.ts';
import { type OutageEvent, runEvents } from './outage-events.ts';
import { outageSources } from './outage-sources.ts';
import { createYearGatherer, type YearRecords } from './year-records.ts';

/** A system with what runs on it; one run of years at a time. */
export interface YearStage {
  readonly system: System;
  readonly timed: TimedNetwork;
  readonly cascade: TimedCascade;
}

/** O(entities + dependencies). */
export function createYearStage(system: System): YearStage {
  const timed = buildTimedNetwork(system);
  return { system, timed, cascade: createTimedCascade(timed, system.entities.capacity) };
}

export interface YearQuestion {
  readonly seed: number;
  /** Per entity, >= 0. */
  readonly weight: Float64Array;
  /** Whether switches work; drawn anew for every year. */
  readonly failover: FailoverAssumption['assume'];
  /** Whether all dependencies exist, or each with its confidence, drawn anew for every block. */
  readonly evidence: 'as-given' | 'drawn';
  /** A multiple of 64. */
  readonly firstYear: number;
  readonly years: number;
  /** 1 for each year to simulate, the others count as years without outages; all unless given. */
  readonly only?: Uint8Array;
}

/** Whoever counts what happens in years, in their order. */
export interface YearReader {
  /** Gets ready for the years of a world; the events that follow are read off its cascade, when that has run them. */
  enter(stage: YearStage): (event: OutageEvent, year: number) => void;
  /** Ends a year with so many outages. */
  endYear(outageCount: number): void;
  /** Ends a block of 64 years, or the last and shorter one. */
  endBlock(): void;
}

/**
 * Runs years through a reader. Yields the fraction done, every few milliseconds of work. Costs what the events of
 * the years touch.
 */
export function* runYears(
  stage: YearStage,
  question: Omit<YearQuestion, 'weight'>,
  reader: YearReader,
): Generator<number, void> {
  const { system } = stage;
  const { seed, evidence, firstYear, years, only } = question;
  const sources = outageSources(system.entities);
  const lastYear = firstYear + years;
  const drawWorld = evidence === 'drawn' ? yield* atFraction(0, prepareEvidence(system)) : undefined;
  for (let year = firstYear; year < lastYear; ) {
    const fraction = (): number => (year - firstYear) / years;
    const block = year / BLOCK_YEARS;
    yield fraction();
    const next = Math.min(year + BLOCK_YEARS, lastYear);
    if (only && !only.subarray(year - firstYear, next - firstYear).includes(1)) {
      for (; year < next; year++) reader.endYear(0);
      reader.endBlock();
      continue;
    }
    const world = drawWorld ? yield* atFraction(fraction(), drawWorld({ seed, world: block })) : system;
    const here = world === system ? stage : createYearStage(world);
    const read = reader.enter(here);
    for (const drawn of yield* atFraction(fraction(), drawOutages(sources, { seed, block }))) {
      if (year === lastYear) break;
      const now = year;
      const outages = only === undefined || only[now - firstYear] === 1 ? drawn : [];
      const work = runEvents(here.cascade, {
        outages,
        modeOf: modesUnder(here.system, here.timed, switchesOf(question, now)),
        read: (event) => read(event, now),
      });
      yield* atFraction(fraction(), work);
      reader.endYear(outages.length);
      year++;
      yield fraction();
    }
    reader.endBlock();
  }
}

function switchesOf(
  { failover, seed }: Pick<YearQuestion, 'failover' | 'seed'>,
  year: number,
): FailoverAssumption {
  return failover === 'drawn' ? { assume: failover, seed, replicate: year } : { assume: failover };
}

/** Everything that can be told of years: losses with their causes, and the worst events. Yields like `runYears`. */
export function* simulateYears(stage: YearStage, question: YearQuestion): Generator<number, YearRecords> {
  const { entities, dependencies } = stage.system;
  const { weight } = question;
  const gatherer = createYearGatherer({
    firstYear: question.firstYear,
    entityCount: entities.count,
    roleCount: dependencies.role.labels.length + 1,
  });
  const causeKind = KINDS.indexOf('cause');
  const isCause = entities.kind.map((kind) => (kind === causeKind ? 1 : 0));
  yield* runYears(stage, question, {
    ...gatherer,
    enter(here) {
      const { cascade } = here;
      const { timeline, levels } = cascade;
      const causes = createLossCauses(here.system, here, { isCause, weight });
      return (event, year) => {
        causes.read(event, (part) => gatherer.add(part, weight[part.entity]! * part.hours));
        for (const v of levels.touched) if (timeline.last(v) >= 0) gatherer.fell(v);
        gatherer.event({ ...event, ...costOf(cascade, weight), year }, cascade.isStopped);
      };
    },
  });
  return gatherer.finish();
}
