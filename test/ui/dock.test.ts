import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { timeTicks } from '../../ui/charts/time-axis.tsx';
import { dockFrame } from '../../ui/pages/stress-page/dock-frame.ts';
import { phaseRows, phaseSpan, rowSpan } from '../../ui/pages/stress-page/phase-rows.ts';
import { filmOf } from '../../ui/store/film.ts';
import type { Incident } from '../../ui/store/types.ts';
import { timelineOf } from './timeline-result.ts';
import { smallView } from './view.ts';

const view = smallView();
const indexOf = new Map(view.id.map((id, v) => [id, v]));
const START = '2025-10-20T06:48Z';

const phase = { what: '', source: '', grade: 'A', use: 'account', level: 0, startHour: 0 } as const;

function incidentOf(phases: Incident['phases']): Incident {
  const nothing = { end: '', summary: '', cause: '', lossEstimate: '', source: '', notes: '' };
  return { id: 'x', title: 'X', start: START, grade: 'A', ...nothing, phases, effects: [] };
}

describe('the bars of an outage', () => {
  test('are a row for each entity, what the film makes fail before what is only told', () => {
    const incident = incidentOf([
      { ...phase, entity: 'bank', endHour: 1 },
      { ...phase, entity: 'names', startHour: 1, endHour: 9, level: 0.5 },
      { ...phase, entity: 'cloud', startHour: 2, endHour: 20, level: 1 },
      { ...phase, entity: 'cloud', endHour: 0.5, use: 'fail' },
      { ...phase, entity: 'elsewhere', endHour: 0.1, use: 'fail' },
    ]);
    const film = filmOf(timelineOf({ changes: [], failures: [] }));
    const rows = phaseRows({ view, indexOf, film, incident });
    expect(rows.map(({ name }) => name)).toEqual(['Big Cloud', 'Names', 'A bank', 'elsewhere']);
    expect(rows[0]!.phases.map(({ isImposed, endHour }) => [isImposed, endHour])).toEqual([
      [true, 0.5],
      [false, 20],
    ]);
    expect(rowSpan(rows[0]!)).toEqual([0, 20]);
    // what the system does not have cannot be made to fail
    expect(rows[3]!.phases[0]!.isImposed).toBe(false);
  });

  test('are the chosen failures where no real outage is replayed, by their start', () => {
    const failures = [
      { entity: 2, start: 1, duration: 2 },
      { entity: 3, start: 5, duration: Number.POSITIVE_INFINITY, level: 0.5 },
      { entity: 2, start: 6, duration: 1 },
    ];
    const film = filmOf(timelineOf({ changes: [], failures }));
    const rows = phaseRows({ view, indexOf, film, incident: undefined });
    expect(rows.map(({ id, phases }) => [id, phases.length])).toEqual([
      ['cloud', 2],
      ['names', 1],
    ]);
  });

  test('say from when to when', () => {
    expect(phaseSpan(0, 2.875, START)).toBe('06:48 to 09:41');
    expect(phaseSpan(1, 2.5, null)).toBe('1:00 to 2:30\u00a0h');
    expect(phaseSpan(1, Number.POSITIVE_INFINITY, null)).toBe('from 1:00\u00a0h on');
  });
});

const lengths = fc.record({
  endHour: fc.double({ min: 0.05, max: 9_200, noNaN: true }),
  length: fc.integer({ min: 300, max: 2_000 }),
});

describe('the axis of time', () => {
  test('has ticks in order that leave room for their texts', () => {
    fc.assert(
      fc.property(lengths, fc.constantFrom(null, START), ({ endHour, length }, start) => {
        const ticks = timeTicks({ endHour, length, start });
        const places = ticks.map(({ hour }) => (hour / endHour) * length);
        for (const [i, place] of places.entries()) {
          expect(place).toBeGreaterThanOrEqual(0);
          expect(place).toBeLessThanOrEqual(length + 1e-6);
          if (i > 0) expect(place - places[i - 1]!).toBeGreaterThanOrEqual(60);
        }
      }),
    );
  });

  test('counts from the start, or has round times of day and the day at midnight', () => {
    const texts = (start: string | null, endHour: number) =>
      timeTicks({ endHour, length: 500, start }).map(({ text }) => text);
    expect(texts(null, 1)).toEqual(['0:00', '0:10', '0:20', '0:30', '0:40', '0:50', '1:00']);
    expect(texts(null, 72)).toEqual([
      '0\u00a0h',
      '12\u00a0h',
      '24\u00a0h',
      '36\u00a0h',
      '48\u00a0h',
      '60\u00a0h',
      '72\u00a0h',
    ]);
    expect(texts(START, 30)).toEqual(['12:00', '18:00', '21 Oct', '06:00', '12:00']);
  });

  test('turns a pixel of the dock into its hour and back', () => {
    fc.assert(
      fc.property(
        lengths,
        fc.nat(9),
        fc.double({ min: 0, max: 1, noNaN: true }),
        ({ endHour, length }, rows, part) => {
          const frame = dockFrame({ width: length + 260, rows, endHour });
          expect(frame.hourAt(frame.x(part * endHour))).toBeCloseTo(part * endHour, 6);
          expect(frame.hourAt(-10)).toBe(0);
          expect(frame.hourAt(1e6)).toBe(endHour);
          expect(frame.chartBottom - frame.chartTop).toBeGreaterThan(20);
        },
      ),
    );
  });
});
