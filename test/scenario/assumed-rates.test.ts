/** Rates of outages that are assumed where none is known: who gets one, who does not, and what a market then does. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { KINDS } from '../../engine/model/kinds.ts';
import { buildNetwork } from '../../engine/model/network.ts';
import { topmostOperators } from '../../engine/model/operators.ts';
import { RUN, type System, textAt } from '../../engine/model/system.ts';
import { createYearStage } from '../../engine/risk/simulated-years.ts';
import { yearLosses } from '../../engine/risk/year-losses.ts';
import { applyScenario } from '../../engine/scenario/apply-scenario.ts';
import type { Effect } from '../../engine/scenario/effect.ts';
import { instantiate, type PresetValues, readPreset } from '../../engine/scenario/preset.ts';
import type { Scenario } from '../../engine/scenario/schema.ts';
import { createCascade, weightDown } from '../../engine/structure/cascade.ts';
import { drain, readFiles, systemFrom } from '../formats/reading.ts';
import { applied, scenarioOf } from './scenarios.ts';

/** A provider that has a rate in a part of a part, and others that have none for all sorts of reasons. */
const layers = systemFrom({
  entities: [
    'id,kind,operator,weight,outages_per_year,outage_hours_p50,outage_hours_p95',
    'owner,organisation,,0,,,',
    'cloud,cloud-provider,owner,0,,,',
    'network,network,owner,0,,,',
    'cable,network,network,0,0.5,2,6',
    'names,dns,owner,0,,,',
    'starter,dns,owner,0,,,',
    'spare,dns,owner,0,,,',
    'tenant,platform,,0,,,',
    'never,dns,,0,0,,',
    'lone,dns,,0,,4,5',
    'shop,application,,1,,,',
    '',
  ].join('\n'),
  dependencies: [
    'dependent,supplier,role,loss,phase',
    'cloud,network,network,0.5,',
    'network,cable,cable,0.1,',
    'starter,cable,cable,1,start',
    'spare,cable,cable,0,',
    'tenant,cloud,hosting,1,',
    'shop,tenant,platform,1,',
    'shop,lone,dns,1,',
    '',
  ].join('\n'),
});

describe('who has no known rate of outages', () => {
  const meant = (entity: object): readonly string[] =>
    applied(layers, { verb: 'fail', where: { entity } })
      .failures.map((each) => layers.entities.id[each.entity]!)
      .sort();

  test('has none itself, and needs no part of the same owner to run that has one', () => {
    // what is needed only to start, or missed by nobody, is no part; a host of another owner says nothing of a tenant
    expect(meant({ outages: 'unknown' })).toEqual([
      'lone',
      'names',
      'owner',
      'shop',
      'spare',
      'starter',
      'tenant',
    ]);
    expect(meant({ not: { outages: 'unknown' } })).toEqual(['cable', 'cloud', 'network', 'never']);
    expect(meant({ kind: ['dns'], not: { outages: 'unknown' } })).toEqual(['never']);
  });

  test('has one when it is set, and so does who stands on it', () => {
    const rate = (id: string) => ({
      verb: 'set',
      where: { entity: { id: [id], outages: 'unknown' } },
      column: 'outages_per_year',
      to: 2,
    });
    const { system, effects } = applied(layers, rate('names'), rate('names'), rate('cable'));
    expect(effects.map(({ matched, entitiesChanged }) => [matched, entitiesChanged])).toEqual([
      [1, 1],
      [0, 0],
      [0, 0],
    ]);
    expect(system.entities.outagesPerYear[4]).toBe(2);
  });
});

describe('outage hours that are set', () => {
  const set = (to: number, id = '*') => ({
    verb: 'set',
    where: { entity: { id: [id] } },
    column: 'outage_hours',
    to,
  });
  const hours = ({ entities }: System, v: number) => [entities.outageHoursP50[v], entities.outageHoursP95[v]];

  test('are the median; the 95 % point keeps its ratio to it, and is seven times it where there was none', () => {
    const { system, effects } = applied(layers, set(3));
    expect(hours(system, 3)).toEqual([3, 9]);
    expect(hours(system, 1)).toEqual([3, 21]);
    expect(effects[0]).toMatchObject({ matched: 11, entitiesChanged: 11, remarks: [] });
    expect(system.entities.outagesPerYear).toEqual(layers.entities.outagesPerYear);
  });

  test('once and twice are the same, to the object', () => {
    expect(applied(layers, set(2, 'cable')).system).toBe(layers);
    fc.assert(
      fc.property(fc.double({ min: 1e-3, max: 1e5, noNaN: true }), (to) => {
        const once = applied(layers, set(to));
        expect(applied(once.system, set(to)).system).toBe(once.system);
      }),
    );
  });

  test('are those of a new entity, too, where only its median is said', () => {
    const fresh = {
      verb: 'add',
      what: 'entities',
      id: 'new',
      kind: 'dns',
      outagesPerYear: 1,
      outageHoursP50: 2,
    };
    const like = { ...fresh, like: { id: ['cable'] } };
    expect(hours(applied(layers, fresh).system, 11)).toEqual([2, 14]);
    expect(hours(applied(layers, { ...like, outageHoursP50: 4 }).system, 11)).toEqual([4, 12]);
    expect(hours(applied(layers, { ...like, outageHoursP95: 5 }).system, 11)).toEqual([2, 5]);
  });
});

function preset(name: string, values: PresetValues = {}): Scenario {
  const read = readPreset(name, readFileSync(`datasets/policies/${name}.json`, 'utf8'));
  const made = read.ok ? instantiate(read.value, values) : read;
  if (!made.ok) throw new Error(JSON.stringify(made.problems));
  return made.value;
}

const folder = 'datasets/digital-economy/';
const digitalEconomy = readFiles(
  ['entities.csv', 'dependencies.csv', 'dataset.json'].map((name) => ({
    name,
    bytes: readFileSync(folder + name),
  })),
).system!;

interface Made {
  readonly system: System;
  readonly weight: Float64Array;
  readonly effects: readonly Effect[];
}

/** The digital economy after scenarios, one after the other. */
function madeBy(...scenarios: readonly Scenario[]): Made {
  let made: Made = { system: digitalEconomy, weight: digitalEconomy.weights[0]!.values, effects: [] };
  for (const scenario of scenarios) {
    const { system, effects } = applyScenario(made.system, scenario, { weight: made.weight, seed: 0 });
    const weight = new Float64Array(system.entities.count);
    weight.set(made.weight);
    made = { system, weight, effects: [...made.effects, ...effects] };
  }
  return made;
}

/** Entities of the same topmost operator that it needs to run and loses something without, by any path, without itself. */
function partsOf({ entities, dependencies, requirements }: System, whole: number): ReadonlySet<number> {
  const topmost = topmostOperators(entities.operator);
  const parts = new Set([whole]);
  for (const v of parts)
    for (let e = 0; e < dependencies.count; e++)
      if (
        dependencies.dependent[e] === v &&
        dependencies.phase[e] === RUN &&
        requirements.loss[dependencies.requirement[e]!]! > 0 &&
        topmost[dependencies.supplier[e]!] === topmost[whole]
      )
        parts.add(dependencies.supplier[e]!);
  parts.delete(whole);
  return parts;
}

describe('assumed outages on the digital economy', () => {
  const { system, effects } = madeBy(preset('assumed-rates'));
  const before = digitalEconomy.entities;
  const isGiven = (v: number, rates = system.entities.outagesPerYear): boolean => !Number.isNaN(rates[v]!);
  const kindOf = (v: number): string => KINDS[before.kind[v]!]!;
  const assumed = Array.from(before.id.keys()).filter(
    (v) => isGiven(v) && !isGiven(v, before.outagesPerYear),
  );

  test('every supplier of hosting, name service or identity that somebody with a weight uses has a rate, or parts that have', () => {
    const { dependencies } = system;
    const weight = digitalEconomy.weights[0]!.values;
    const used = new Set<number>();
    for (let e = 0; e < dependencies.count; e++)
      if (
        weight[dependencies.dependent[e]!]! > 0 &&
        ['hosting', 'hosting-region', 'dns', 'identity'].includes(textAt(dependencies.role, e))
      )
        used.add(dependencies.supplier[e]!);
    const without = [...used].filter(
      (v) => !isGiven(v) && ![...partsOf(system, v)].some((part) => isGiven(part)),
    );
    expect(without.map((v) => before.id[v])).toEqual([]);
    expect(assumed.map((v) => before.id[v])).toContain('aws');
  });

  test('nobody gets one who stands on a part with a figure, no cloud one beside its regions, and no cause', () => {
    const isCloud = (v: number): boolean => kindOf(v).startsWith('cloud-');
    const counted = assumed.flatMap((v) =>
      [...partsOf(system, v)]
        .filter(
          (part) => isGiven(part, before.outagesPerYear) || (isCloud(v) && isCloud(part) && isGiven(part)),
        )
        .map((part) => `${before.id[v]} and ${before.id[part]}`),
    );
    expect(counted).toEqual([]);
    expect(assumed.filter((v) => kindOf(v) === 'cause')).toEqual([]);
  });

  test('whoever has a figure keeps it, and nothing is renumbered', () => {
    const { entities, dependencies, requirements } = system;
    const known = Array.from(before.id.keys()).filter((v) => isGiven(v, before.outagesPerYear));
    expect(known.length).toBeGreaterThan(20);
    for (const column of ['outagesPerYear', 'outageHoursP50', 'outageHoursP95'] as const)
      expect(known.map((v) => entities[column][v])).toEqual(known.map((v) => before[column][v]));
    expect(entities.id).toBe(before.id);
    expect(dependencies).toBe(digitalEconomy.dependencies);
    expect(requirements.dependent).toBe(digitalEconomy.requirements.dependent);
    expect(effects.flatMap(({ remarks }) => remarks)).toEqual([]);
  });

  test('a second time they do nothing, whatever the numbers', () => {
    const again = applyScenario(system, preset('assumed-rates', { cloudRate: 0.9, serviceHours: 9 }), {
      weight: digitalEconomy.weights[0]!.values,
      seed: 0,
    });
    expect(again.system).toBe(system);
  });

  test.each(['break-up', 'new-entrant', 'sovereign-cloud'])(
    'new suppliers of %s take over a rate',
    (name) => {
      const made = madeBy(preset('assumed-rates'), preset(name));
      const { entities } = made.system;
      for (let v = before.count; v < entities.count; v++) {
        expect(entities.outagesPerYear[v]).toBeGreaterThan(0);
        expect(entities.outageHoursP95[v]).toBeGreaterThan(entities.outageHoursP50[v]!);
      }
      expect(entities.count).toBeGreaterThan(before.count);
      expect(made.effects.flatMap(({ remarks }) => remarks)).toEqual([]);
    },
  );
});

describe('a cloud that is broken up, when nothing else fails', () => {
  const YEARS = 8192;
  // often, so that the spread of losses is known well
  const often = scenarioOf({
    verb: 'set',
    where: { entity: { id: ['aws'] } },
    column: 'outages_per_year',
    times: 30,
  });
  const quiet = scenarioOf({
    verb: 'set',
    where: { entity: { not: { id: ['aws', 'part/*'] } } },
    column: 'outages_per_year',
    to: 0,
  });

  function losses(...scenarios: readonly Scenario[]) {
    const { system, weight } = madeBy(preset('assumed-rates'), often, ...scenarios, quiet);
    const { yearLoss } = drain(
      yearLosses(createYearStage(system), {
        seed: 1,
        weight,
        failover: 'drawn',
        evidence: 'as-given',
        firstYear: 0,
        years: YEARS,
      }),
    ).result;
    const cascade = createCascade(buildNetwork(system, 'run'));
    const down = (id: string): number => {
      cascade.run([system.entities.id.indexOf(id)]);
      return weightDown(cascade, weight);
    };
    return { yearLoss, down };
  }

  const whole = losses();
  const mean = (values: Float64Array): number => values.reduce((sum, each) => sum + each, 0) / values.length;
  const variance = (values: Float64Array): number => {
    const middle = mean(values);
    return values.reduce((sum, each) => sum + (each - middle) ** 2, 0) / (values.length - 1);
  };

  test('costs the same every year where all causes are common', () => {
    const { yearLoss } = losses(preset('break-up', { common: 1 }));
    // sums over other entities in another order
    for (const [year, loss] of whole.yearLoss.entries())
      expect(Math.abs(yearLoss[year]! - loss)).toBeLessThanOrEqual(1e-9 * loss);
  });

  test.each([0, 0.3])(
    'costs the same on average with %d in common, with the spread of the closed form',
    (common) => {
      const parts = losses(preset('break-up', { common }));
      const difference = parts.yearLoss.map((loss, year) => loss - whole.yearLoss[year]!);
      expect(Math.abs(mean(difference))).toBeLessThan(4 * Math.sqrt(variance(difference) / YEARS));
      // compound Poisson: the variance is the sum over who fails of rate x E duration^2 x (weight down)^2
      const all = whole.down('aws');
      const own = [1, 2, 3].reduce((sum, n) => sum + parts.down(`part/${n}`) ** 2, 0);
      const expected = common + (1 - common) * (own / all ** 2);
      expect(expected).toBeLessThan(0.7);
      expect(variance(parts.yearLoss) / variance(whole.yearLoss)).toBeCloseTo(expected, 1);
    },
  );
});
