/** The job on worst cases, in this thread. */
import { describe, expect, test } from 'vitest';
import { createEngine, type Engine } from '../../engine/api/engine.ts';
import type { WorstRequest, WorstResult } from '../../engine/api/protocol.ts';
import { RequestError } from '../../engine/api/request.ts';
import { drain, filesOf, PLAIN_ABOUT } from '../formats/reading.ts';

/** A shop on either of two clouds, which share nothing, and a blog on the second. */
const ENTITIES =
  'id,kind,weight\nshop,application,30\nblog,application,10\ncloud-a,cloud-service,0\ncloud-b,cloud-service,0\n';
const DEPENDENCIES =
  'dependent,supplier,role,group,failover_probability\nshop,cloud-a,hosting,clouds,0.5\nshop,cloud-b,hosting,clouds,0.5\nblog,cloud-b,dns,,\n';

const [CLOUD_A, CLOUD_B] = [2, 3];

function open(dependencies = DEPENDENCIES): Engine {
  const engine = createEngine();
  const files = filesOf({ entities: ENTITIES, dependencies, about: PLAIN_ABOUT });
  drain(engine.job({ kind: 'load', files }));
  return engine;
}

const PAIRS: WorstRequest = { size: 2, durationHours: 3, weight: 'weight', top: 10 };

function worst(asked: Partial<WorstRequest> = {}, engine = open()): WorstResult {
  return drain(engine.job({ kind: 'worst', ...PAIRS, ...asked })).result;
}

describe('the worst cases', () => {
  test('are pairs with what each costs alone and what they cost together', () => {
    const { byLoss, bySurprise, ...rest } = worst();
    expect(byLoss).toEqual([
      {
        first: CLOUD_A,
        second: CLOUD_B,
        // 3 h of the shop, 2 h of the blog, which has cached answers for one
        weightHours: 110,
        firstAlone: 0,
        secondAlone: 20,
        surprise: 90,
        affected: 4,
        backHour: 3,
      },
    ]);
    expect(bySurprise).toEqual(byLoss);
    expect(rest).toMatchObject({ supplierCount: 2, pairedCount: 2, caseCount: 1, totalWeight: 40 });
  });

  test('are single failures, without a surprise', () => {
    const { byLoss, bySurprise, caseCount, pairedCount } = worst({ size: 1 });
    expect(byLoss.map(({ first, weightHours }) => [first, weightHours])).toEqual([
      [CLOUD_B, 20],
      [CLOUD_A, 0],
    ]);
    expect([bySurprise, caseCount, pairedCount]).toEqual([[], 2, 0]);
    expect(worst({ size: 1, top: 1 }).byLoss).toEqual([byLoss[0]]);
  });

  test('draw the same switches in every case', () => {
    const alone = Array.from({ length: 6 }, (_, seed) =>
      worst({ size: 1, failover: 'drawn', seed }).byLoss.map(({ weightHours }) => weightHours),
    );
    // the switch works, or the shop waits for whichever cloud it has lost
    expect(new Set(alone.map(String))).toEqual(new Set(['20,0', '110,90']));
    expect(worst({ failover: 'drawn', seed: 5 })).toEqual(worst({ failover: 'drawn', seed: 5 }));
    expect(worst({ failover: 'never' }).byLoss[0]).toMatchObject({
      weightHours: 110,
      firstAlone: 90,
      secondAlone: 110,
      surprise: 0,
    });
  });

  test('count who never comes back until the horizon, a month unless asked otherwise, and say so', () => {
    const forGood = { durationHours: Number.POSITIVE_INFINITY };
    const [pair] = worst(forGood).byLoss;
    expect(pair).toMatchObject({ weightHours: 30 * 720 + 10 * 719, backHour: Number.POSITIVE_INFINITY });
    expect(worst({ ...forGood, horizonHours: 5 }).byLoss[0]!.weightHours).toBe(190);
    expect(worst(forGood).assumptions.join(' ')).toContain('Losses are counted until hour 720');
  });

  test('name what they take for granted, and which suppliers they leave out', () => {
    const said = worst().assumptions.join(' ');
    expect(said).toContain('Grace of 1 h for dns on 1 dependency');
    expect(said).toContain('Every switch to an alternative works');
    expect(said).not.toContain('Pairs are formed');
    const three = open(`${DEPENDENCIES}blog,shop,payment,,\n`);
    const few = worst({ mostSuppliers: 2 }, three);
    expect(few.assumptions.join(' ')).toContain(
      'Pairs are formed of the 2 suppliers that cost most alone, of 3',
    );
    expect(few).toMatchObject({ supplierCount: 3, pairedCount: 2, caseCount: 1 });
    expect(few.byLoss.map(({ first, second }) => [first, second])).toEqual([[0, CLOUD_B]]);
  });

  test('say when a run was stopped because too much was going on', () => {
    const engine = createEngine();
    const files = filesOf({
      entities: 'id,kind,weight,recovery_hours\na,platform,1,0.0005\nb,platform,1,0.0005\n',
      dependencies: 'dependent,supplier,grace_hours\na,b,0.0005\nb,a,0.0005\n',
      about: PLAIN_ABOUT,
    });
    drain(engine.job({ kind: 'load', files }));
    const { assumptions } = worst({ size: 1, durationHours: 0.0003 }, engine);
    expect(assumptions.join(' ')).toContain('2 outages were stopped before the end');
  });

  test('report progress, also before the first failure', () => {
    const { steps } = drain(open().job({ kind: 'worst', ...PAIRS }));
    expect(steps[0]).toEqual({ step: 'Failing two at a time', fraction: 0 });
    expect(steps.length).toBeGreaterThan(4);
  });
});

describe('a request for worst cases that cannot be served', () => {
  test.each<[string, Partial<WorstRequest>]>([
    ["not '3'", { size: 3 as 2 }],
    ['The duration is 0', { durationHours: 0 }],
    ['The duration is NaN', { durationHours: Number.NaN }],
    ['The number of cases to name is 0', { top: 0 }],
    ['The number of cases to name is 2.5', { top: 2.5 }],
    ['The number of suppliers to pair is -1', { mostSuppliers: -1 }],
    ['The time looked at is Infinity hours', { horizonHours: Number.POSITIVE_INFINITY }],
    ['The seed is -1', { failover: 'drawn', seed: -1 }],
    ["not 'perhaps'", { failover: 'perhaps' as 'never' }],
    ["There is no weight 'gold'", { weight: 'gold' }],
  ])('is told: %s', (message, wrong) => {
    const engine = open();
    expect(() => worst(wrong, engine)).toThrow(RequestError);
    expect(() => worst(wrong, engine)).toThrow(message);
  });
});
