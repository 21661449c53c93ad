/** The job on the worst years. */
import { describe, expect, test } from 'vitest';
import { createEngine, type Engine } from '../../engine/api/engine.ts';
import type { YearsResult } from '../../engine/api/protocol.ts';
import { drain, filesOf, PLAIN_ABOUT } from '../formats/reading.ts';

// a frequent small outage, and a rare one that takes everything
const ENTITIES = `id,kind,weight,outages_per_year,outage_hours_p50,outage_hours_p95
shop,application,30,5,1,1
blog,application,10,,,
cloud,cloud-service,0,0.02,100,100
`;

function open(): Engine {
  const engine = createEngine();
  const dependencies = 'dependent,supplier,role,grace_hours\nshop,cloud,hosting,0\nblog,cloud,hosting,0\n';
  drain(
    engine.job({ kind: 'load', files: filesOf({ entities: ENTITIES, dependencies, about: PLAIN_ABOUT }) }),
  );
  return engine;
}

const engine = open();
const years = (first: number, count: number): YearsResult =>
  drain(engine.job({ kind: 'years', seed: 2, weight: 'weight', first, count })).result;
const tail = (parts: readonly YearsResult[], returnPeriod: number) =>
  drain(engine.job({ kind: 'riskTail', parts, returnPeriod })).result;

const parts = [years(0, 1280), years(1280, 1920)];

describe('the worst years', () => {
  test('go back to what is rare and large, all years to what is frequent as well', () => {
    const worst = tail(parts, 100);
    const all = drain(engine.job({ kind: 'riskSummary', parts })).result;
    expect(worst.years).toBe(32);
    expect(worst.drivers[0]!.entity).toBe(2);
    expect(worst.drivers[0]!.share).toBeGreaterThan(0.9);
    expect(worst.drivers[0]!.share).toBeGreaterThan(
      1.5 * all.drivers.find((each) => each.entity === 2)!.share,
    );
    expect(worst.roles).toEqual([{ role: 'hosting', share: worst.nature.cascading }]);
    expect(worst.own).toBeCloseTo(worst.nature.independent, 12);
  });

  test('are all years once in a year, with the same shares', () => {
    const whole = tail(parts, 1);
    const all = drain(engine.job({ kind: 'riskSummary', parts })).result;
    expect(whole.years).toBe(3200);
    expect(whole.drivers).toEqual(all.drivers.map(({ entity, share }) => ({ entity, share })));
    for (const [nature, { share }] of Object.entries(all.nature))
      expect(whole.nature[nature as keyof typeof all.nature]).toBeCloseTo(share, 12);
  });

  test('are the same however the years were cut', () => {
    expect(tail([years(0, 3200)], 50)).toEqual(tail(parts, 50));
  });

  test('have no shares when they are fewer than 30', () => {
    expect(tail(parts, 110)).toMatchObject({ years: 29, drivers: [], roles: [], own: 0 });
  });

  test.each([0.5, Number.NaN, Number.POSITIVE_INFINITY])('cannot be once in %s years', (returnPeriod) => {
    expect(() => tail(parts, returnPeriod)).toThrow('expected a number of years from 1');
  });
});
