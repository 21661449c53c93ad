/** Unseen dependencies: what they look like, and that they only ever add loss. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FAILOVER, type System, textAt } from '../../engine/model/system.ts';
import { type NewDependency, withDependencies } from '../../engine/model/with-dependencies.ts';
import { prepareUnseen } from '../../engine/risk/unseen-dependencies.ts';
import { drain, systemFrom } from '../formats/reading.ts';
import { type Shape, timedPlans, timedSystemOf } from '../time/timed-systems.ts';
import { type Rate, recordsOf, withRates } from './years.ts';

function unseen(system: System, wanted: number, world = 0): readonly NewDependency[] {
  return drain(drain(prepareUnseen(system)).result({ seed: 1, world }, wanted)).result;
}

const named = ({ entities }: System, links: readonly NewDependency[]): string[] =>
  links.map(({ dependent, supplier, role }) => `${entities.id[dependent]} ${role} ${entities.id[supplier]}`);

/** Whether one entity needs another, by any chain of dependencies. */
function needs({ dependencies }: System, from: number, to: number): boolean {
  const reached = new Set([from]);
  for (const v of reached)
    for (let e = 0; e < dependencies.count; e++)
      if (dependencies.dependent[e] === v) reached.add(dependencies.supplier[e]!);
  return reached.has(to);
}

const MARKET = `id,kind,weight\n${Array.from({ length: 30 }, (_, i) => `site${i},application,1\n`).join('')}cloud,cloud-service,0\ncdn,cdn,0\ndns,dns,0\nrare,dns,0\n`;
const LINKS = [
  ...Array.from({ length: 20 }, (_, i) => `site${i},cloud,hosting,,1,1,0.9`),
  'site20,rare,dns,,0.5,3,0.1',
  'site1,dns,dns,g,1,,1',
  'site1,rare,dns,g,1,,1',
  'cloud,dns,dns,,0.25,2,1',
];
const HEAD = 'dependent,supplier,role,group,loss,grace_hours,confidence\n';
const market = (entities = MARKET, links: readonly string[] = LINKS): System =>
  systemFrom({ entities, dependencies: `${HEAD}${links.join('\n')}\n` });

const SHAPE: Shape = { maxEntities: 7, maxGrace: 3, maxRecovery: 3, hasStarts: true };

describe('unseen dependencies', () => {
  test('are copies of listed ones without alternatives, for others of the same kind', () => {
    fc.assert(
      fc.property(timedPlans({ ...SHAPE, hasSwitchers: true }), fc.nat(9), (plan, world) => {
        const system = timedSystemOf(plan);
        const { dependencies, requirements, entities } = system;
        for (const link of unseen(system, 5, world)) {
          const models = Array.from(dependencies.supplier.keys()).filter((e) => {
            const r = dependencies.requirement[e]!;
            const members = Array.from(dependencies.requirement.keys()).filter(
              (other) => dependencies.requirement[other] === r && dependencies.phase[other] !== FAILOVER,
            );
            return (
              dependencies.supplier[e] === link.supplier &&
              textAt(dependencies.role, e) === link.role &&
              dependencies.phase[e] === link.phase &&
              dependencies.graceHours[e] === link.graceHours &&
              requirements.loss[r] === link.loss &&
              requirements.need[r] === members.length &&
              entities.kind[dependencies.dependent[e]!] === entities.kind[link.dependent]
            );
          });
          expect(models.length).toBeGreaterThan(0);
        }
      }),
    );
  });

  test('are not listed, not twice, and close no circle', () => {
    fc.assert(
      fc.property(timedPlans(SHAPE), fc.nat(9), (plan, world) => {
        const system = timedSystemOf(plan);
        const links = unseen(system, 8, world);
        const { dependent, supplier } = system.dependencies;
        const pairs = [...dependent].map((v, e) => `${v} ${supplier[e]}`);
        const added = links.map((link) => `${link.dependent} ${link.supplier}`);
        expect(new Set(added).size).toBe(added.length);
        expect(added.filter((pair) => pairs.includes(pair))).toEqual([]);
        const whole = withDependencies(system, links);
        for (const link of links) expect(needs(whole, link.supplier, link.dependent)).toBe(false);
      }),
    );
  });

  test('are the first of those of a larger part', () => {
    const all = unseen(market(), 9);
    expect(all).toHaveLength(9);
    for (const wanted of [0, 1, 5]) expect(unseen(market(), wanted)).toEqual(all.slice(0, wanted));
    expect(unseen(market(), 9, 1)).not.toEqual(all);
  });

  test('do not depend on the order of the tables', () => {
    const turned = MARKET.split('\n').slice(1, -1).reverse().join('\n');
    const other = market(`id,kind,weight\n${turned}\n`, [...LINKS].reverse());
    for (const world of [0, 1, 2])
      expect(named(other, unseen(other, 9, world))).toEqual(named(market(), unseen(market(), 9, world)));
  });

  test('are as frequent as those that they copy are likely', () => {
    const copies = new Map<string, number>();
    for (let world = 0; world < 400; world++)
      for (const link of unseen(market(), 1, world)) {
        const name = market().entities.id[link.supplier]!;
        copies.set(name, (copies.get(name) ?? 0) + 1);
      }
    // 20 x 0.9 for cloud and 0.1 for rare, times the sites that it can be new to; no other cloud can need dns
    const rare = copies.get('rare') ?? 0;
    expect([...copies.keys()].filter((name) => name === 'dns')).toEqual([]);
    const expected = (400 * 0.1 * 28) / (0.1 * 28 + 18 * 10);
    expect(Math.abs(rare - expected)).toBeLessThan(4 * Math.sqrt(expected));
    expect((copies.get('cloud') ?? 0) + rare).toBe(400);
  });

  test('are none where there is nothing to copy, and as many as can be found', () => {
    const none = systemFrom({ entities: 'id,kind,weight\na,dns,1\n', dependencies: 'dependent,supplier\n' });
    expect(unseen(none, 3)).toEqual([]);
    const two = systemFrom({
      entities: 'id,kind,weight\na,application,1\nb,application,1\nc,dns,0\n',
      dependencies: 'dependent,supplier\na,c\n',
    });
    expect(named(two, unseen(two, 5))).toEqual(['b dns c']);
  });

  test('only add to the loss of every year, and more of them add more', () => {
    const rates = fc.array(
      fc.option(fc.tuple(fc.constantFrom(0.5, 2, 9), fc.constantFrom(1, 6, 40)), { nil: undefined }),
      { minLength: 7, maxLength: 7 },
    );
    let added = 0;
    fc.assert(
      fc.property(timedPlans(SHAPE), rates, fc.nat(1000), (plan, drawn, seed) => {
        const system = withRates(
          timedSystemOf(plan),
          plan.entities.map((_, v): Rate | undefined => {
            const rate = drawn[v];
            return rate && [...rate, 3 * rate[1]];
          }),
        );
        const links = unseen(system, 4, seed);
        added += links.length;
        const runs = [0, 1, 2, 4].map((count) =>
          recordsOf(withDependencies(system, links.slice(0, count)), { seed, years: 8 }),
        );
        for (const [i, { yearLoss }] of runs.slice(1).entries())
          for (const [year, loss] of yearLoss.entries())
            expect(runs[i]!.yearLoss[year]! - loss).toBeLessThan(1e-6);
      }),
      { numRuns: 60 },
    );
    expect(added).toBeGreaterThan(30);
  });
});
