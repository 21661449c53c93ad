/** Each verb on systems small enough to be worked out by hand. */
import { describe, expect, test } from 'vitest';
import { systemFrom } from '../formats/reading.ts';
import { applied, links, market } from './scenarios.ts';

/** Two shops and a bank; the first cloud and the name service have one owner. */
const small = systemFrom({
  entities: [
    'id,kind,operator,country,sector,weight,outages_per_year,outage_hours_p50,outage_hours_p95,recovery_hours',
    'owner,organisation,,US,technology,0,,,,',
    'cloud-a,cloud-provider,owner,IE,technology,0,2,1,3,1',
    'cloud-b,cloud-provider,,DE,technology,0,,,,',
    'names,dns,owner,,,0,1,1,1,',
    'shop,application,,DE,retail,3,,,,',
    'stall,application,,FR,retail,1,,,,',
    'bank,organisation,,DE,finance,6,,,,',
    '',
  ].join('\n'),
  dependencies: [
    'dependent,supplier,role,group,loss,grace_hours,failover_probability,confidence,source,evidence,basis',
    'shop,cloud-a,hosting,,1,,,0.5,seen,report,an-incident',
    'stall,cloud-a,hosting,,1,,,,,,',
    'bank,cloud-a,hosting,sites,1,,0.9,,,,',
    'bank,cloud-b,hosting,sites,1,,0.9,,,,',
    'shop,names,dns,,0.5,,,,,,',
    'cloud-a,names,dns,,0.2,6,,,,,',
    'cloud-b,names,dns,,1,,,,,,',
    '',
  ].join('\n'),
});

const named = (what: string, of = small): number => of.entities.id.indexOf(what);

describe('where', () => {
  const reached = (entity: object): readonly string[] =>
    applied(small, { verb: 'fail', where: { entity } }).failures.map(
      (each) => small.entities.id[each.entity]!,
    );

  test.each<[object, readonly string[]]>([
    [{ kind: ['application', 'dns'] }, ['names', 'shop', 'stall']],
    [{ sector: ['retail'], country: ['DE'] }, ['shop']],
    [{ id: ['cloud-*', 'bank'] }, ['cloud-a', 'cloud-b', 'bank']],
    [{ operator: ['owner'] }, ['owner', 'cloud-a', 'names']],
    [{ operatorCountry: ['US'] }, ['owner', 'cloud-a', 'names']],
    [{ country: ['IE'] }, ['cloud-a']],
    [{ supplies: ['hosting'] }, ['cloud-a', 'cloud-b']],
    [{ supplies: ['hosting'], not: { country: ['DE'] } }, ['cloud-a']],
    [{ top: { count: 1, by: 'weight' } }, ['bank']],
    [{ top: { count: 2, skip: 1, by: 'weight' } }, ['shop', 'stall']],
    [{ top: { count: 1, by: 'dependents' } }, ['cloud-a']],
    [{ kind: ['dns', 'cloud-provider'], top: { count: 1, skip: 2 } }, ['names']],
    [{ supplies: ['dns'], top: { count: 5 } }, ['names']],
  ])('means by %j', (entity, ids) => {
    expect([...reached(entity)].sort()).toEqual([...ids].sort());
  });

  test('names that do not exist are errors, and nothing that matches is said', () => {
    const { effects } = applied(
      small,
      { verb: 'fail', where: { entity: { id: ['nobody'] } } },
      { verb: 'remove', where: { role: ['lunch'] } },
      { verb: 'reassign', where: { role: ['dns'] }, to: { split: 'given', shares: { 'no-one': 1 } } },
    );
    const nothing = { severity: 'warning', message: 'It matches nothing here, so it does nothing.' };
    expect(effects.map(({ remarks }) => remarks)).toEqual([
      [{ severity: 'error', message: "There is no entity 'nobody'." }, nothing],
      [{ severity: 'warning', message: "No dependency has the role 'lunch'." }, nothing],
      [
        { severity: 'error', message: "There is no entity 'no-one' to take anybody over." },
        {
          severity: 'warning',
          message: '3 dependencies stay where they are: there is no supplier for them to go to.',
        },
      ],
    ]);
  });
});

describe('reassign', () => {
  test('moves dependents whole, and what is moved is assumed', () => {
    const { system, effects } = applied(small, {
      verb: 'reassign',
      where: { role: ['hosting'], supplier: { id: ['cloud-a'] } },
      to: {},
    });
    expect(links(system).slice(0, 4)).toEqual([
      'shop > cloud-b for hosting',
      'stall > cloud-b for hosting',
      // its group has the other one already
      'bank > cloud-a for hosting in sites',
      'bank > cloud-b for hosting in sites',
    ]);
    expect(effects[0]).toMatchObject({ matched: 3, reached: 2, dependenciesChanged: 2 });
    const { dependencies } = system;
    const text = (column: 'source' | 'evidence' | 'basis'): string =>
      dependencies[column].labels[dependencies[column].codes[0]!]!;
    expect([text('source'), text('evidence'), text('basis')]).toEqual([
      'assumed in scenario test',
      'assumed',
      '',
    ]);
    expect(dependencies.confidence[0]).toBe(0.5);
  });

  test('moves nobody to what stands on it', () => {
    const { effects } = applied(small, {
      verb: 'reassign',
      where: { role: ['dns'], dependent: { id: ['cloud-a'] } },
      to: { suppliers: { id: ['shop', 'cloud-a'] }, split: 'even' },
    });
    expect(effects[0]!.dependenciesChanged).toBe(0);
  });

  test('fills given shares, the largest dependents included', () => {
    const { system } = applied(market({ users: [100, 1, 1] }), {
      verb: 'reassign',
      where: { supplier: { id: ['p0'] } },
      to: { split: 'given', shares: { p1: 3, p2: 1 } },
    });
    const count = (supplier: string): number =>
      links(system).filter((link) => link.includes(` > ${supplier} `)).length;
    expect([count('p0'), count('p1'), count('p2')]).toEqual([0, 76, 26]);
  });

  test('gives small shares their turn when it comes, by the divisors of Webster', () => {
    const before = market({ users: [16, 0, 0, 0, 0, 0, 0, 0, 0, 0] });
    const small = Array.from({ length: 8 }, (_, i) => [`p${i + 2}`, 1]);
    const shares = { p1: 8, ...Object.fromEntries(small) };
    const taken = (fraction: number): readonly number[] => {
      const { system } = applied(before, {
        verb: 'reassign',
        where: { supplier: { id: ['p0'] } },
        fraction,
        to: { split: 'given', shares },
      });
      return Object.keys(shares).map(
        (id) => links(system).filter((link) => link.includes(` > ${id} `)).length,
      );
    };
    // 4.5 / 8 is above 0.5 / 1: the fifth dependent is the first that goes to a small one
    expect(taken(4 / 16)).toEqual([4, 0, 0, 0, 0, 0, 0, 0, 0]);
    expect(taken(1)).toEqual([8, 1, 1, 1, 1, 1, 1, 1, 1]);
  });

  test('stops at a cap, and a cap that is kept already does nothing', () => {
    const before = market({ users: [60, 30, 10] });
    const cap = { verb: 'reassign', where: { role: ['hosting'] }, cap: { share: 0.4 }, to: {} };
    const { system, effects } = applied(before, cap);
    const count = (supplier: string): number =>
      links(system).filter((link) => link.includes(` > ${supplier} `)).length;
    expect([count('p0'), count('p1'), count('p2')]).toEqual([40, 40, 20]);
    expect(effects[0]!.reached).toBe(20);
    const again = applied(system, cap);
    expect(again.system).toBe(system);
    expect(again.effects[0]!.remarks[0]!.message).toBe('Nobody takes part, so it does nothing.');
  });

  test('takes a cap that cannot be kept as the least that can, and says so', () => {
    const { system, effects } = applied(market({ users: [60, 30, 10] }), {
      verb: 'reassign',
      where: { role: ['hosting'] },
      cap: { share: 0.1 },
      to: {},
    });
    expect(effects[0]!.remarks[0]!.message).toBe(
      'With 3 suppliers to go to, the largest has at least 33.3 %: the cap is taken as that.',
    );
    const count = (supplier: string): number =>
      links(system).filter((link) => link.includes(` > ${supplier} `)).length;
    expect(Math.max(count('p0'), count('p1'), count('p2'))).toBeLessThanOrEqual(34);
  });

  test('counts what belongs to one operator together, if asked', () => {
    const rows = ['a1', 'a2', 'b'].flatMap((cloud, c) => [0, 1, 2].map((u) => `u${c}${u},${cloud},hosting`));
    const owned = systemFrom({
      entities: `id,kind,operator,weight\na,organisation,,0\na1,cloud-region,a,0\na2,cloud-region,a,0\nb,cloud-region,,0\n${rows.map((row) => `${row.split(',')[0]},organisation,,1\n`).join('')}`,
      dependencies: `dependent,supplier,role\n${rows.join('\n')}\n`,
    });
    const cap = (of: string) =>
      applied(owned, { verb: 'reassign', where: {}, cap: { share: 0.5, of }, to: {} });
    expect(cap('each').effects[0]!.reached).toBe(0);
    const { system, effects } = cap('by-operator');
    expect(effects[0]!.reached).toBe(2);
    expect(links(system).filter((link) => link.includes('> b '))).toHaveLength(5);
  });
});

describe('add-alternative', () => {
  test('makes a group with a way to switch where there was none, and keeps the way of a group', () => {
    const { system, effects } = applied(
      small,
      { verb: 'add', what: 'entities', id: 'cloud-c', kind: 'cloud-provider' },
      {
        verb: 'add-alternative',
        where: { role: ['hosting'] },
        to: { suppliers: { kind: ['cloud-provider'] }, operators: 'other', split: 'even' },
        failoverHours: 2,
        failoverProbability: 0.8,
      },
    );
    expect(effects[1]).toMatchObject({ matched: 3, reached: 3, dependenciesAdded: 3 });
    const added = links(system).slice(7);
    expect(added).toHaveLength(3);
    expect(added).toContain('bank > cloud-c for hosting in sites');
    expect(added.every((link) => !link.includes('cloud-a'))).toBe(true);
    const { requirements } = system;
    const of = (id: string) => {
      const r = requirements.dependent.indexOf(named(id));
      return [requirements.need[r], requirements.failoverHours[r], requirements.failoverProbability[r]];
    };
    expect(of('shop')).toEqual([1, 2, 0.8]);
    expect(of('bank')).toEqual([1, 0, 0.9]);
  });

  test('finds a label that the dependent does not have, and a grace like that of its neighbour', () => {
    const twice = systemFrom({
      entities: 'id,kind,weight\na,application,1\nb,dns,0\nc,dns,0\nd,dns,0\n',
      dependencies: 'dependent,supplier,role,group,grace_hours\na,b,dns,dns,\na,d,dns,dns,\na,c,dns,,5\n',
    });
    const { system } = applied(twice, {
      verb: 'add-alternative',
      where: { supplier: { id: ['c'] } },
      to: { suppliers: { id: ['d'] } },
    });
    expect(links(system).at(-1)).toBe('a > d for dns in dns 2');
    expect(system.dependencies.graceHours.at(-1)).toBe(5);
  });

  test('of the same supplier a second time does nothing', () => {
    const second = {
      verb: 'add-alternative',
      where: { role: ['hosting'] },
      to: { suppliers: { id: ['cloud-b'] } },
    };
    const once = applied(small, second);
    const twice = applied(once.system, second);
    expect(twice.system).toBe(once.system);
    expect(twice.effects[0]!.remarks[0]!.message).toMatch(/3 requirements get fewer alternatives/);
  });
});

describe('set', () => {
  test('starts from the usual grace of a role where none is given, and keeps a given one', () => {
    const { system } = applied(small, {
      verb: 'set',
      where: { role: ['dns'] },
      column: 'grace_hours',
      times: 2,
    });
    expect(Array.from(system.dependencies.graceHours.slice(4))).toEqual([2, 12, 2]);
  });

  test('keeps fractions within 0 and 1, and changes ways to switch of groups only', () => {
    const { system, effects } = applied(small, {
      verb: 'set',
      where: {},
      column: 'failover_probability',
      by: 0.5,
    });
    expect(effects[0]).toMatchObject({ matched: 1, dependenciesChanged: 2 });
    expect(Array.from(system.requirements.failoverProbability)).toEqual([1, 1, 1, 1, 1, 1]);
  });

  test('to a value twice is the same as once', () => {
    const set = { verb: 'set', where: { role: ['dns'] }, column: 'loss', to: 0.25 };
    const once = applied(small, set);
    expect(applied(once.system, set).system).toBe(once.system);
  });

  test('makes no number up', () => {
    const { system, effects } = applied(
      small,
      { verb: 'set', where: { entity: { kind: ['cloud-provider'] } }, column: 'outage_hours', times: 2 },
      { verb: 'set', where: { entity: { kind: ['cloud-provider'] } }, column: 'recovery_hours', by: 3 },
    );
    expect(Array.from(system.entities.outageHoursP95.slice(1, 3))).toEqual([6, Number.NaN]);
    expect(Array.from(system.entities.recoveryHours.slice(1, 3))).toEqual([4, 3]);
    expect(effects[0]!.remarks[0]!.message).toBe(
      '1 of 2 have no outage hours that could be changed; nothing is made up for them.',
    );
  });
});

describe('add and remove', () => {
  test('an entity like another takes its numbers and a part of what it stands on', () => {
    const make = (needs: number) =>
      applied(small, {
        verb: 'add',
        what: 'entities',
        id: 'new',
        count: 2,
        like: { id: ['cloud-a'] },
        times: { outagesPerYear: 1.5, outageHours: 2 },
        country: 'FR',
        operator: 'bank',
        needs,
      });
    const { system } = make(1);
    expect(system.entities.id.slice(7)).toEqual(['new/1', 'new/2']);
    expect(links(system).slice(7)).toEqual(['new/1 > names for dns', 'new/2 > names for dns']);
    const { entities } = system;
    expect([
      entities.outagesPerYear[8],
      entities.outageHoursP50[8],
      entities.outageHoursP95[8],
      entities.recoveryHours[8],
    ]).toEqual([3, 2, 6, 1]);
    expect([entities.operator[8], entities.country.labels[entities.country.codes[8]!]]).toEqual([6, 'FR']);
    expect(system.requirements.loss.at(-1)).toBe(0.2);
    expect(make(0).system.dependencies.count).toBe(small.dependencies.count);
  });

  test('nothing is added under an id that is taken', () => {
    const { system, effects } = applied(small, { verb: 'add', what: 'entities', id: 'shop', kind: 'dns' });
    expect(system).toBe(small);
    expect(effects[0]!.remarks[0]).toEqual({
      severity: 'error',
      message: "The id 'shop' is taken; nothing is added. Choose another.",
    });
  });

  test('a dependency is added once', () => {
    const shared = {
      verb: 'add',
      what: 'dependencies',
      where: { entity: { kind: ['application'] } },
      supplier: { id: ['names'] },
      role: 'dns',
    };
    const once = applied(small, shared);
    expect(links(once.system).slice(7)).toEqual(['stall > names for dns']);
    expect(applied(once.system, shared).system).toBe(once.system);
  });

  test('who is retired keeps place and weight, and neither needs nor fails', () => {
    const { system, effects } = applied(small, { verb: 'remove', where: { entity: { id: ['cloud-a'] } } });
    expect(links(system)).toEqual([
      'bank > cloud-b for hosting in sites',
      'shop > names for dns',
      'cloud-b > names for dns',
    ]);
    expect(system.entities.outagesPerYear[named('cloud-a')]).toBe(0);
    expect(effects[0]).toMatchObject({ dependenciesRemoved: 4, entitiesChanged: 1 });
  });
});

describe('interventions', () => {
  test('happen in the order in which they stand', () => {
    const enter = { verb: 'add', what: 'entities', id: 'cloud-c', kind: 'cloud-provider' };
    const move = { verb: 'reassign', where: { role: ['hosting'] }, to: { suppliers: { id: ['cloud-c'] } } };
    expect(applied(small, enter, move).effects[1]!.dependenciesChanged).toBeGreaterThan(0);
    const [first] = applied(small, move, enter).effects;
    expect(first!.dependenciesChanged).toBe(0);
    expect(first!.remarks[0]).toEqual({ severity: 'error', message: "There is no entity 'cloud-c'." });
  });

  test('that fail somebody leave the system alone', () => {
    const { system, failures } = applied(small, {
      verb: 'fail',
      where: { entity: { id: ['names'] } },
      start: 1,
      hours: 5,
      level: 0.2,
    });
    expect(system).toBe(small);
    expect(failures).toEqual([{ entity: named('names'), start: 1, duration: 5, level: 0.2 }]);
  });
});
