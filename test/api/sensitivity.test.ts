/** The jobs on worlds: stories whose numbers are known, and the same however the worlds are cut. */
import { describe, expect, test } from 'vitest';
import { createEngine, type Engine } from '../../engine/api/engine.ts';
import type { JobRequest, SensitivityResult, WorldsResult } from '../../engine/api/protocol.ts';
import { RequestError } from '../../engine/api/request.ts';
import { drain, filesOf, PLAIN_ABOUT } from '../formats/reading.ts';

const ENTITIES = `id,kind,weight,outages_per_year,outage_hours_p50,outage_hours_p95
shop,application,30,,,
blog,application,10,,,
cloud,cloud-service,0,2,3,20
dns,dns,0,1,4,4
`;

const LINKS = 'dependent,supplier,role,grace_hours,confidence\nshop,cloud,hosting,0,1\n';

function open(dependencies = LINKS, entities = ENTITIES): Engine {
  const engine = createEngine();
  drain(engine.job({ kind: 'load', files: filesOf({ entities, dependencies, about: PLAIN_ABOUT }) }));
  return engine;
}

function run(engine: Engine, asked: Partial<JobRequest<'worlds'>> = {}): WorldsResult {
  const request: JobRequest<'worlds'> = {
    kind: 'worlds',
    seed: 3,
    weight: 'weight',
    years: 320,
    unseen: [],
    first: 0,
    count: 5,
    ...asked,
  };
  return drain(engine.job(request)).result;
}

function compare(engine: Engine, parts: readonly WorldsResult[]): SensitivityResult {
  return drain(engine.job({ kind: 'sensitivity', parts })).result;
}

function averageOf(engine: Engine): number {
  const part = drain(engine.job({ kind: 'years', seed: 3, weight: 'weight', first: 0, count: 320 })).result;
  return drain(engine.job({ kind: 'riskSummary', parts: [part] })).result.averageAnnualLoss;
}

describe('worlds', () => {
  test('in which nothing is uncertain are all as given', () => {
    const engine = open();
    const part = run(engine);
    expect(part.redrawn).toEqual(Array(5).fill(part.given));
    expect(part.given.averageAnnualLoss).toBe(averageOf(engine));
    const result = compare(engine, [part]);
    expect(result.drivers).toMatchObject([
      { entity: 2, share: 1, shareBand: { low: 1, median: 1, high: 1 }, holdsRank: 1 },
    ]);
    expect(result.redrawn.averageAnnualLoss.low).toBe(result.redrawn.averageAnnualLoss.high);
    expect(result.redrawn.averageAnnualLoss.low).toBe(result.averageAnnualLoss);
    expect(result.redrawn.oneInTen?.median).toBe(result.oneInTen);
  });

  test('have an uncertain dependency or not, and lose what the system with it or without it loses', () => {
    const engine = open(`${LINKS}shop,dns,dns,0,0.3\n`);
    const { redrawn, given } = run(engine, { count: 60 });
    const without = averageOf(open());
    expect(given.averageAnnualLoss).toBe(averageOf(engine));
    const losses = redrawn.map((each) => each.averageAnnualLoss);
    expect(new Set(losses)).toEqual(new Set([without, given.averageAnnualLoss]));
    const times = losses.filter((loss) => loss === given.averageAnnualLoss).length;
    expect(Math.abs(times - 18)).toBeLessThan(4 * Math.sqrt(60 * 0.3 * 0.7));
    // without it dns drives nothing
    const [, second] = compare(engine, [run(engine, { count: 60 })]).drivers;
    expect(second).toMatchObject({ entity: 3, holdsRank: 1, shareBand: { low: 0 } });
  });

  test('with everything listed twice have the only unseen dependency that can be', () => {
    const engine = open();
    const { withUnseen, given } = run(engine, { unseen: [0.4, 1] });
    // 0.4 of one dependency is none; one is that of the blog, a third of the shop's weight
    expect(withUnseen[0]).toEqual(Array(5).fill(given));
    for (const each of withUnseen[1]!)
      expect(each.averageAnnualLoss / given.averageAnnualLoss).toBeCloseTo(4 / 3, 9);
    const result = compare(engine, [run(engine, { unseen: [0.4, 1] })]);
    expect(result.unseen.map(({ fraction, added }) => [fraction, added])).toEqual([
      [0.4, 0],
      [1, 1],
    ]);
    expect(result.assumptions.join(' ')).toContain('same supplier, role, loss and grace');
  });

  test('say no year in ten with fewer than 300 years', () => {
    const engine = open();
    const part = run(engine, { years: 256 });
    expect(part.given.oneInTen).toBeUndefined();
    const result = compare(engine, [part]);
    expect(result.oneInTen).toBeUndefined();
    expect(result.redrawn.oneInTen).toBeUndefined();
  });

  test('cut in any parts, by whichever engine, come to the same', () => {
    const links = `${LINKS}shop,dns,dns,0,0.3\nblog,dns,dns,0,0.6\n`;
    const engine = open(links);
    const whole = compare(engine, [run(engine, { unseen: [0.4], count: 6 })]);
    for (const cuts of [
      [0, 1, 6],
      [0, 2, 3, 6],
    ]) {
      const parts = cuts
        .slice(1)
        .map((end, i) => run(open(links), { unseen: [0.4], first: cuts[i]!, count: end - cuts[i]! }));
      expect(compare(engine, parts)).toEqual(whole);
    }
    expect(whole.worlds).toBe(6);
  });

  test('have the same losses in another order of the tables', () => {
    const rows = ENTITIES.split('\n');
    const links = ['shop,cloud,hosting,0,0.8', 'shop,dns,dns,0,0.3', 'blog,dns,dns,0,0.6'];
    const head = LINKS.split('\n')[0]!;
    const one = open([head, ...links, ''].join('\n'));
    const other = open(
      [head, ...links.reverse(), ''].join('\n'),
      [rows[0], ...rows.slice(1, -1).reverse(), ''].join('\n'),
    );
    const [a, b] = [one, other].map((engine) => run(engine, { unseen: [0.4] }));
    for (const of of [(part: WorldsResult) => part.redrawn, (part: WorldsResult) => part.withUnseen[0]!])
      for (const [i, world] of of(a!).entries())
        expect(of(b!)[i]!.averageAnnualLoss).toBeCloseTo(world.averageAnnualLoss, 6);
  });

  test('are the same after earlier ones were transferred away', () => {
    const engine = open();
    const before = run(engine, { count: 1 });
    const { given } = structuredClone(before, {
      transfer: [before.given, ...before.redrawn].flatMap((world) => [
        world.driver.buffer as ArrayBuffer,
        world.driverLoss.buffer as ArrayBuffer,
      ]),
    });
    expect(before.given.driver).toHaveLength(0);
    expect(run(engine, { count: 1 })).toMatchObject({ given, redrawn: [given] });
  });

  test('tell how far they are', () => {
    const { steps } = drain(
      open(`${LINKS}shop,dns,dns,0,0.3\n`).job({
        kind: 'worlds',
        seed: 1,
        weight: 'weight',
        years: 64,
        unseen: [1],
        first: 0,
        count: 3,
      }),
    );
    expect(steps.length).toBeGreaterThan(4 * 64);
    expect(steps.every(({ fraction }, i) => fraction >= (steps[i - 1]?.fraction ?? 0) && fraction <= 1)).toBe(
      true,
    );
  });

  test.each([
    [{ years: 100 }, 'multiple of 64'],
    [{ years: 0 }, 'number of years'],
    [{ count: 0 }, 'number of worlds'],
    [{ first: -1 }, 'first world'],
    [{ unseen: [0.1, 0.1] }, 'above the one before'],
    [{ unseen: [1.5] }, 'up to 1'],
    [{ unseen: [Number.NaN] }, 'up to 1'],
    [{ weight: 'gold' }, "no weight 'gold'"],
    [{ failover: 'perhaps' as 'never' }, 'always, never or drawn'],
  ])('cannot be asked for with %j', (asked, message) => {
    expect(() => run(open(), asked)).toThrow(RequestError);
    expect(() => run(open(), asked)).toThrow(message);
  });

  test('are not compared when they do not belong together', () => {
    const engine = open();
    expect(() => compare(engine, [])).toThrow('no worlds yet');
    expect(() => compare(engine, [run(engine, { first: 1 })])).toThrow('expected 0');
    for (const asked of [{ years: 384 }, { unseen: [1] }, { seed: 4 }])
      expect(() => compare(engine, [run(engine), run(engine, { first: 5, ...asked })])).toThrow(
        'different questions',
      );
  });
});
