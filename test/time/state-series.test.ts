/** Weight by state and spans of recovery, against the clock that ticks and by hand. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type StateSeries, stateSeries } from '../../engine/time/state-series.ts';
import { createTimedCascade } from '../../engine/time/timed-cascade.ts';
import { buildTimedNetwork } from '../../engine/time/timed-network.ts';
import { systemFrom } from '../formats/reading.ts';
import { tickThrough } from './clock.ts';
import { cascadeOn, HORIZON, levelAt, timedSystemOf, withFailures } from './timed-systems.ts';

const TICKS = 3_600_000;

const FULL = {
  maxEntities: 8,
  maxGrace: 3,
  maxRecovery: 3,
  maxFailoverHours: 3,
  hasStarts: true,
  hasSwitchers: true,
};

/** Down, degraded, recovering and lost from an hour on. */
function statesAt(series: StateSeries, hour: number): number[] {
  const row = series.stateHour.findLastIndex((from) => from <= hour);
  const { stateDown, stateDegraded, stateRecovering, stateLost } = series;
  return [stateDown, stateDegraded, stateRecovering, stateLost].map((column) => column[row] ?? 0);
}

function recoveringAt(series: StateSeries, hour: number): number[] {
  const { recoveringEntity, recoveringFrom, recoveringUntil } = series;
  return Array.from(recoveringEntity)
    .filter((_, i) => recoveringFrom[i]! <= hour && hour < recoveringUntil[i]!)
    .sort((v, w) => v - w);
}

describe('the states of every hour', () => {
  test('are those of a clock that ticks: who could serve more recovers, else is down, else serves in part', () => {
    fc.assert(
      fc.property(withFailures(FULL), fc.boolean(), ({ plan, failures }, hasCrowding) => {
        const cascade = cascadeOn(timedSystemOf(plan)).run(failures, { hasCrowding });
        const weight = Float64Array.from(plan.entities, (entity) => entity.weight);
        const series = stateSeries(cascade, weight);
        const { served, possible } = tickThrough(plan, failures, {
          hours: HORIZON,
          works: () => true,
          hasCrowding,
        });
        for (const [hour, levels] of served.entries()) {
          // echoes that have all but died down: the two round them away at different depths
          const isFaint = (rest: number): boolean => rest > 1e-11 && rest < 1e-7;
          if (levels.some((level, v) => isFaint(possible[hour]![v]! - level) || isFaint(1 - level))) continue;
          const states = [0, 0, 0, 0] as [number, number, number, number];
          const recovering: number[] = [];
          for (const [v, level] of levels.entries()) {
            const each = weight[v]!;
            if (possible[hour]![v]! - level > 1e-8) {
              recovering.push(v);
              states[2] += each;
            } else if (level === 0) states[0] += each;
            else if (level < 1 - 1e-8) states[1] += each;
            states[3] += each * (1 - level);
          }
          expect(recoveringAt(series, hour)).toEqual(recovering);
          for (const [i, value] of statesAt(series, hour).entries()) expect(value).toBeCloseTo(states[i]!, 6);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('name what is lost by the timeline at every change, and add up to the weight-hours', () => {
    fc.assert(
      fc.property(withFailures(FULL), ({ plan, failures }) => {
        const cascade = cascadeOn(timedSystemOf(plan)).run(failures);
        const weight = Float64Array.from(plan.entities, (entity) => entity.weight);
        const series = stateSeries(cascade, weight);
        const lostAt = (hour: number): number =>
          plan.entities.reduce((sum, entity, v) => sum + entity.weight * (1 - levelAt(cascade, v, hour)), 0);
        for (const time of cascade.timeline.time.subarray(0, cascade.timeline.count))
          expect(statesAt(series, time / TICKS)[3]).toBeCloseTo(lostAt(time / TICKS), 9);
        let weightHours = 0;
        series.stateHour.forEach((from, row) => {
          weightHours += series.stateLost[row]! * ((series.stateHour[row + 1] ?? cascade.endHour) - from);
        });
        const expected = weight.reduce((sum, each, v) => sum + each * cascade.hoursLost[v]!, 0);
        expect(weightHours).toBeCloseTo(expected, 6);
      }),
      { numRuns: 300 },
    );
  });

  test('are listed where they change only, in order, and spans by their start and entity', () => {
    fc.assert(
      fc.property(withFailures(FULL), ({ plan, failures }) => {
        const cascade = cascadeOn(timedSystemOf(plan)).run(failures);
        const series = stateSeries(
          cascade,
          Float64Array.from(plan.entities, ({ weight }) => weight),
        );
        let before = [0, 0, 0, 0];
        for (const [row, hour] of series.stateHour.entries()) {
          expect(row === 0 || hour > series.stateHour[row - 1]!).toBe(true);
          const now = statesAt(series, hour);
          expect(now).not.toEqual(before);
          before = now;
        }
        const spans = Array.from(series.recoveringFrom, (from, i) => [from, series.recoveringEntity[i]!]);
        expect([...spans].sort((a, b) => a[0]! - b[0]! || a[1]! - b[1]!)).toEqual(spans);
        for (const [i, from] of series.recoveringFrom.entries()) {
          expect(series.recoveringUntil[i]).toBeGreaterThan(from);
          expect(series.recoveringUntil[i]).toBeLessThanOrEqual(HORIZON);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('worked out by hand', () => {
  /** A shop that takes two hours to come back on a host; a blog that loses half. */
  const system = systemFrom({
    entities:
      'id,kind,weight,recovery_hours\nshop,application,30,2\nblog,application,10,\nhost,cloud-service,0.1,\n',
    dependencies: 'dependent,supplier,loss\nshop,host,1\nblog,host,0.5\n',
  });
  const [SHOP, BLOG, HOST] = [0, 1, 2];
  const cascade = createTimedCascade(buildTimedNetwork(system), system.entities.capacity);
  const run = (horizonHours: number, weight = system.weights[0]!.values): StateSeries => {
    cascade.begin(
      [
        { entity: HOST, start: 1, duration: 2 },
        { entity: HOST, start: 3, duration: 1, level: 0.5 },
      ],
      { horizonHours, modeOf: () => 0 },
    );
    cascade.advance(Number.POSITIVE_INFINITY);
    return stateSeries(cascade, weight);
  };

  test('a return by degrees is one span, and its whole weight recovers', () => {
    const series = run(100);
    // from hour 3 the shop could serve a half, which it does from 5; from 4 everything, which it does from 6
    expect(recoveringAt(series, 5)).toEqual([SHOP]);
    expect([...series.recoveringFrom, ...series.recoveringUntil]).toEqual([3, 6]);
    expect(Array.from(series.stateHour, (hour) => [hour, ...statesAt(series, hour)])).toEqual([
      // down: shop and host; in part: blog at a half
      [1, 30.1, 10, 0, 35.1],
      // in part: host at a half and blog at three quarters
      [3, 0, 10.1, 30, 30 + 0.05 + 2.5],
      [4, 0, 0, 30, 30],
      [5, 0, 0, 30, 15],
      [6, 0, 0, 0, 0],
    ]);
    expect(levelAt(cascade, BLOG, 3)).toBe(0.75);
  });

  test('a span that has no end by then ends with the time looked at', () => {
    const series = run(5.5);
    expect([...series.recoveringFrom, ...series.recoveringUntil]).toEqual([3, 5.5]);
    expect(series.stateHour.at(-1)).toBe(5);
  });

  test('without weight nothing changes, and yet who recovers is known', () => {
    const series = run(100, new Float64Array(3));
    expect(series.stateHour).toHaveLength(0);
    expect([...series.recoveringEntity]).toEqual([SHOP]);
  });

  test('weights of very different size leave nothing behind', () => {
    const series = run(100, Float64Array.of(1e16, 0.1, 3));
    expect(statesAt(series, 4)).toEqual([0, 0, 1e16, 1e16]);
    expect(statesAt(series, 6)).toEqual([0, 0, 0, 0]);
  });

  test('weights beyond what a number can hold are infinite, never NaN', () => {
    const series = run(100, Float64Array.of(1e308, 1e308, 1e308));
    for (const column of [series.stateDown, series.stateLost])
      expect([...column].filter(Number.isNaN)).toEqual([]);
    expect(statesAt(series, 6)).toEqual([0, 0, 0, 0]);
  });
});
