import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createEngine } from '../../engine/api/engine.ts';
import { writeDataset } from '../../engine/formats/write-dataset.ts';
import { type MarkState, stateInFrame } from '../../ui/parts/marks.ts';
import { createProjector, type Film, type Frame, filmOf, instantAt } from '../../ui/store/film.ts';
import { hourAfter, hourBefore, sharesAt, stateRowAt } from '../../ui/store/film-steps.ts';
import type { TimelineResult } from '../../ui/store/types.ts';
import { bytesOf, drain } from '../formats/reading.ts';
import { timedSystemOf, withFailures } from '../time/timed-systems.ts';
import { timelineOf } from './timeline-result.ts';

const COUNT = 5;

/** Any order of changes, several of them at once, with failures and recoveries on top. */
const timelines = fc
  .record({
    changes: fc.array(
      fc.record({ time: fc.nat(12), entity: fc.nat(COUNT - 1), level: fc.constantFrom(0, 0.4, 1) }),
      { maxLength: 30 },
    ),
    recoveries: fc.array(
      fc.record({ entity: fc.nat(COUNT - 1), from: fc.nat(12), length: fc.integer({ min: 1, max: 9 }) }),
      { maxLength: 6 },
    ),
    failures: fc.array(
      fc.record({
        entity: fc.nat(COUNT - 1),
        start: fc.nat(8),
        duration: fc.oneof(fc.nat(6), fc.constant(Number.POSITIVE_INFINITY)),
      }),
      { maxLength: 3 },
    ),
  })
  .map(timelineOf);

/** What the film shows at an hour, by a look at everything from the start. */
function naiveFrame(result: TimelineResult, hour: number): Frame {
  const level = new Float64Array(COUNT).fill(1);
  const recovering = new Uint8Array(COUNT);
  const failing = new Uint8Array(COUNT);
  const row = new Int32Array(COUNT).fill(-1);
  result.time.forEach((time, r) => {
    if (time > hour) return;
    level[result.entity[r]!] = result.level[r]!;
    row[result.entity[r]!] = r;
  });
  result.recoveringEntity.forEach((v, i) => {
    if (result.recoveringFrom[i]! <= hour && hour < result.recoveringUntil[i]!) recovering[v] = 1;
  });
  for (const { entity, start, duration } of result.failures)
    if (start <= hour && hour < start + duration) failing[entity] = 1;
  return { level, recovering, failing, row };
}

const hourOf = ({ instants }: Film, instant: number) =>
  instant < 0 ? Number.NEGATIVE_INFINITY : instants[instant]!;

describe('a film', () => {
  test('shows the same at an instant from whichever side it is come to', () => {
    fc.assert(
      fc.property(timelines, fc.array(fc.nat(), { minLength: 1, maxLength: 20 }), (result, jumps) => {
        const film = filmOf(result);
        const projector = createProjector(film, COUNT);
        const last = film.instants.length - 1;
        const there = Array.from({ length: last + 2 }, (_, i) => i - 1);
        const anywhere = jumps.map((jump) => (jump % (last + 2)) - 1);
        for (const instant of [...there, ...there.toReversed(), ...anywhere])
          expect(projector.frame(instant)).toEqual(naiveFrame(result, hourOf(film, instant)));
      }),
    );
  });

  test('has an instant wherever anything changes, each once and in order, and ends after the last', () => {
    fc.assert(
      fc.property(timelines, (result) => {
        const film = filmOf(result);
        const hours = [
          ...result.time,
          ...result.recoveringFrom,
          ...result.recoveringUntil,
          ...result.failures.flatMap(({ start, duration }) => [start, start + duration]),
        ].filter((hour) => hour < result.endHour);
        expect([...film.instants]).toEqual([...new Set(hours)].sort((a, b) => a - b));
        expect(film.endHour).toBeGreaterThan(film.instants.at(-1) ?? 0);
      }),
    );
  });

  test('is at the last instant that an hour has reached', () => {
    fc.assert(
      fc.property(timelines, fc.double({ min: -1, max: 25, noNaN: true }), (result, hour) => {
        const film = filmOf(result);
        expect(instantAt(film, hour)).toBe([...film.instants].findLastIndex((each) => each <= hour));
      }),
    );
  });

  test('is walked through from change to change, and back the same way', () => {
    fc.assert(
      fc.property(timelines, (result) => {
        const film = filmOf(result);
        const stops = [...new Set([0, ...film.instants, film.endHour])];
        const on = [0];
        while (on.at(-1)! < film.endHour) on.push(hourAfter(film, on.at(-1)!));
        expect(on).toEqual(stops);
        const back = [film.endHour];
        while (back.at(-1)! > 0) back.push(hourBefore(film, back.at(-1)!));
        expect(back.toReversed()).toEqual(stops);
      }),
    );
  });

  test('has the weight of each state that its marks have', () => {
    fc.assert(
      fc.property(withFailures({ maxEntities: 6, maxGrace: 3, maxRecovery: 4, hasStarts: true }), (drawn) => {
        const engine = createEngine();
        const system = timedSystemOf(drawn.plan);
        const files = drain(writeDataset(system)).result;
        const named = files.map(({ name, text }) => ({ name, bytes: bytesOf(text) }));
        drain(engine.job({ kind: 'load', files: named }));
        const request = { kind: 'timeline', failures: drawn.failures, weight: 'weight' } as const;
        const result = drain(engine.job(request)).result;
        const film = filmOf(result);
        const projector = createProjector(film, system.entities.count);
        const { values } = system.weights[0]!;
        for (const [i, hour] of film.instants.entries()) {
          const frame = projector.frame(i);
          const of = (...states: MarkState[]) =>
            values.reduce(
              (sum, weight, v) => sum + (states.includes(stateInFrame(frame, v)) ? weight : 0),
              0,
            );
          const shares = sharesAt(result, stateRowAt(result, hour));
          const total = result.totalWeight || 1;
          expect(shares.down * total).toBeCloseTo(of('down', 'failed'), 9);
          expect(shares.degraded * total).toBeCloseTo(of('degraded'), 9);
          expect(shares.recovering * total).toBeCloseTo(of('recovering'), 9);
          if (result.totalWeight > 0) expect(shares.up * total).toBeCloseTo(of('up'), 9);
        }
      }),
      { numRuns: 60 },
    );
  });
});
