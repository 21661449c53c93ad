/** Every fault that a row can have: reported once, with its place, and with a stated treatment. */
import { describe, expect, test } from 'vitest';
import { KINDS, kindIndex } from '../../engine/model/kinds.ts';
import type { Problem } from '../../engine/model/problem.ts';
import { textAt } from '../../engine/model/system.ts';
import { PLAIN_ABOUT, problemsOf, readParts, systemFrom, THREE } from '../formats/reading.ts';

type Place = Pick<Problem, 'severity' | 'file' | 'row' | 'column' | 'value'>;

function place(problem: Problem): Place {
  const { severity, file, row, column, value } = problem;
  return { severity, file, row, column, value };
}

const entityFault = (row: number, column: string, value: string): Place => ({
  severity: 'error',
  file: 'entities.csv',
  row,
  column,
  value,
});
const dependencyFault = (row: number, column: string, value: string): Place => ({
  ...entityFault(row, column, value),
  file: 'dependencies.csv',
});

const entities = (header: string, ...rows: string[]): string =>
  `id,kind,weight${header}\n${rows.map((row) => `${row}\n`).join('')}`;
const noLinks = 'dependent,supplier\n';
const links = (header: string, ...rows: string[]): string =>
  `dependent,supplier${header}\n${rows.map((row) => `${row}\n`).join('')}`;

describe('a fault in entities.csv is reported at its row and column', () => {
  const cases: [string, string, Place[]][] = [
    ['an empty id', entities('', 'a,cdn,1', ',cdn,1'), [entityFault(3, 'id', '')]],
    ['an id of blanks', entities('', 'a,cdn,1', '"  ",cdn,1'), [entityFault(3, 'id', '')]],
    ['a repeated id', entities('', 'a,cdn,1', 'b,cdn,1', 'a,dns,2'), [entityFault(4, 'id', 'a')]],
    ['a kind that is none', entities('', 'a,blimp,1'), [entityFault(2, 'kind', 'blimp')]],
    ['an empty kind', entities('', 'a,,1'), [entityFault(2, 'kind', '')]],
    ['an unknown operator', entities(',operator', 'a,cdn,1,zz'), [entityFault(2, 'operator', 'zz')]],
    ['an operator of itself', entities(',operator', 'a,cdn,1,a'), [entityFault(2, 'operator', 'a')]],
    [
      'a circle of operators',
      entities(',operator', 'a,cdn,1,b', 'b,cdn,1,c', 'c,cdn,1,a'),
      [entityFault(4, 'operator', 'a')],
    ],
    ['a wrong country', entities(',country', 'a,cdn,1,XX'), [entityFault(2, 'country', 'XX')]],
    ['a country by name', entities(',country', 'a,cdn,1,Germany'), [entityFault(2, 'country', 'Germany')]],
    ['a weight that is a word', entities('', 'a,cdn,many', 'b,cdn,1'), [entityFault(2, 'weight', 'many')]],
    ['a negative weight', entities('', 'a,cdn,-1', 'b,cdn,1'), [entityFault(2, 'weight', '-1')]],
    ['a weight NaN', entities('', 'a,cdn,NaN', 'b,cdn,1'), [entityFault(2, 'weight', 'NaN')]],
    ['a weight Infinity', entities('', 'a,cdn,Infinity', 'b,cdn,1'), [entityFault(2, 'weight', 'Infinity')]],
    ['a weight beyond numbers', entities('', 'a,cdn,1e309', 'b,cdn,1'), [entityFault(2, 'weight', '1e309')]],
    ['a hexadecimal weight', entities('', 'a,cdn,0x10', 'b,cdn,1'), [entityFault(2, 'weight', '0x10')]],
    ['a decimal comma', entities('', 'a,cdn,"1,5"', 'b,cdn,1'), [entityFault(2, 'weight', '1,5')]],
    [
      'a negative number of outages',
      entities(',outages_per_year', 'a,cdn,1,-0.1'),
      [entityFault(2, 'outages_per_year', '-0.1')],
    ],
    [
      'a rate of outages without a duration',
      entities(',outages_per_year', 'a,cdn,1,2', 'b,cdn,1,0'),
      [{ ...entityFault(2, 'outages_per_year', '2'), severity: 'warning' }],
    ],
    [
      'a year that is a word',
      entities(',as_of', 'a,cdn,1,soon'),
      [{ ...entityFault(2, 'as_of', 'soon'), severity: 'warning' }],
    ],
    [
      'a median of 0 hours',
      entities(',outage_hours_p50,outage_hours_p95', 'a,cdn,1,0,2'),
      // the other half of the pair cannot stand alone
      [entityFault(2, 'outage_hours_p50', '0'), entityFault(2, 'outage_hours_p95', '2')],
    ],
    [
      'a 95 % point below the median',
      entities(',outage_hours_p50,outage_hours_p95', 'a,cdn,1,5,2'),
      [entityFault(2, 'outage_hours_p95', '2')],
    ],
    [
      'a median without a 95 % point',
      entities(',outage_hours_p50,outage_hours_p95', 'a,cdn,1,5,'),
      [entityFault(2, 'outage_hours_p50', '5')],
    ],
    [
      'a negative recovery',
      entities(',recovery_hours', 'a,cdn,1,-2'),
      [entityFault(2, 'recovery_hours', '-2')],
    ],
    ['a negative capacity', entities(',capacity', 'a,cdn,1,-2'), [entityFault(2, 'capacity', '-2')]],
  ];
  test.each(cases)('%s', (_, table, expected) => {
    const problems = problemsOf({ entities: table, dependencies: noLinks });
    expect(problems.map(place)).toEqual(expected);
  });
});

describe('a fault in dependencies.csv is reported at its row and column', () => {
  const cases: [string, string, Place[]][] = [
    ['a dependent that is nobody', links('', 'x,b'), [dependencyFault(2, 'dependent', 'x')]],
    ['a supplier that is nobody', links('', 'a,b', 'a,x'), [dependencyFault(3, 'supplier', 'x')]],
    ['an empty supplier', links('', 'a,'), [dependencyFault(2, 'supplier', '')]],
    [
      'two ends that are nobody',
      links('', 'x,y'),
      [dependencyFault(2, 'dependent', 'x'), dependencyFault(2, 'supplier', 'y')],
    ],
    [
      'a dependency on itself',
      links('', 'a,a'),
      [{ ...dependencyFault(2, 'supplier', 'a'), severity: 'warning' }],
    ],
    ['need 0', links(',group,need', 'a,b,g,0'), [dependencyFault(2, 'need', '0')]],
    ['need 1.5', links(',group,need', 'a,b,g,1.5'), [dependencyFault(2, 'need', '1.5')]],
    ['need beyond the group', links(',group,need', 'a,b,g,3', 'a,c,g,3'), [dependencyFault(2, 'need', '3')]],
    ['need 2 without a group', links(',need', 'a,b,2'), [dependencyFault(2, 'need', '2')]],
    [
      'need that differs within a group',
      links(',group,need', 'a,b,g,1', 'a,c,g,2'),
      [dependencyFault(3, 'need', '2')],
    ],
    ['loss above 1', links(',loss', 'a,b,1.01'), [dependencyFault(2, 'loss', '1.01')]],
    ['loss below 0', links(',loss', 'a,b,-0.1'), [dependencyFault(2, 'loss', '-0.1')]],
    [
      'loss that differs within a group',
      links(',group,loss', 'a,b,g,0.5', 'a,c,g,0.6'),
      [dependencyFault(3, 'loss', '0.6')],
    ],
    [
      'failover hours that differ within a group',
      links(',group,failover_hours', 'a,b,g,1', 'a,c,g,2'),
      [dependencyFault(3, 'failover_hours', '2')],
    ],
    [
      'a failover probability that differs within a group',
      links(',group,failover_probability', 'a,b,g,1', 'a,c,g,0.5'),
      [dependencyFault(3, 'failover_probability', '0.5')],
    ],
    [
      'a failover probability above 1',
      links(',group,failover_probability', 'a,b,g,2'),
      [dependencyFault(2, 'failover_probability', '2')],
    ],
    ['a grace below 0', links(',grace_hours', 'a,b,-1'), [dependencyFault(2, 'grace_hours', '-1')]],
    ['a share above 1', links(',share', 'a,b,7'), [dependencyFault(2, 'share', '7')]],
    ['a confidence above 1', links(',confidence', 'a,b,1.5'), [dependencyFault(2, 'confidence', '1.5')]],
    ['a phase that is none', links(',phase', 'a,b,later'), [dependencyFault(2, 'phase', 'later')]],
    [
      'evidence that is no grade',
      links(',evidence', 'a,b,rumour'),
      [dependencyFault(2, 'evidence', 'rumour')],
    ],
    [
      'phases that are mixed within a group',
      links(',group,phase', 'a,b,g,run', 'a,c,g,start'),
      [dependencyFault(3, 'phase', 'start')],
    ],
    [
      'a failover row without a group',
      links(',group,phase', 'a,b,,run', 'a,c,,failover'),
      [dependencyFault(3, 'phase', 'failover')],
    ],
    [
      'a failover row whose group has no alternatives',
      links(',group,phase', 'a,b,other,run', 'a,c,g,failover'),
      [dependencyFault(3, 'phase', 'failover')],
    ],
    [
      'a need on a failover row that is not the need of its group',
      links(',group,phase,need', 'a,b,g,run,1', 'a,c,g,failover,2'),
      [dependencyFault(3, 'need', '2')],
    ],
    [
      'a failover row that stands twice',
      links(',group,phase', 'a,b,g,run', 'a,c,g,failover', 'a,c,g,failover'),
      [{ ...dependencyFault(4, 'supplier', 'c'), severity: 'warning' }],
    ],
    [
      'a supplier that stands twice in a group',
      links(',group', 'a,b,g', 'a,c,g', 'a,b,g'),
      [{ ...dependencyFault(4, 'supplier', 'b'), severity: 'warning' }],
    ],
    [
      'a dependency that stands twice without a group',
      links('', 'a,b', 'a,c', 'a,b'),
      [{ ...dependencyFault(4, 'supplier', 'b'), severity: 'warning' }],
    ],
  ];
  test.each(cases)('%s', (_, table, expected) => {
    expect(problemsOf({ dependencies: table }).map(place)).toEqual(expected);
  });
});

describe('the treatment that a problem states is the one that happens', () => {
  test('a repeated id leaves the first entity as it was', () => {
    const system = systemFrom({
      entities: entities(',name', 'a,cdn,1,First', 'a,dns,2,Second'),
      dependencies: noLinks,
    });
    expect(system.entities.name).toEqual(['First']);
    expect([...system.weights[0]!.values]).toEqual([1]);
  });

  test('an entity of no known kind is kept, with its dependencies', () => {
    const system = systemFrom({
      entities: entities('', 'a,blimp,1', 'b,cdn,1'),
      dependencies: links('', 'b,a'),
    });
    expect(KINDS[system.entities.kind[0]!]).toBe('platform');
    expect(system.dependencies.count).toBe(1);
  });

  test('an operator circle is cut once and the rest of it stays', () => {
    const table = entities(',operator', 'a,cdn,1,b', 'b,cdn,1,c', 'c,cdn,1,a', 'd,cdn,1,a');
    const { operator } = systemFrom({ entities: table, dependencies: noLinks }).entities;
    expect([...operator]).toEqual([1, 2, -1, 0]);
  });

  test('outage hours that do not fit are both not given', () => {
    const table = entities(',outage_hours_p50,outage_hours_p95', 'a,cdn,1,5,2', 'b,cdn,1,3,3');
    const { outageHoursP50, outageHoursP95 } = systemFrom({
      entities: table,
      dependencies: noLinks,
    }).entities;
    expect([...outageHoursP50]).toEqual([Number.NaN, 3]);
    expect([...outageHoursP95]).toEqual([Number.NaN, 3]);
  });

  test('a country in lower case is read', () => {
    const system = systemFrom({ entities: entities(',country', 'a,cdn,1,de'), dependencies: noLinks });
    expect(textAt(system.entities.country, 0)).toBe('DE');
  });

  test('need beyond the group is read as the whole group', () => {
    const { requirements } = systemFrom({ dependencies: links(',group,need', 'a,b,g,9', 'a,c,g,9') });
    expect([...requirements.need]).toEqual([2]);
  });

  test('a merged row does not count towards need', () => {
    const { requirements, dependencies } = systemFrom({
      dependencies: links(',group,need', 'a,b,g,2', 'a,b,g,2'),
    });
    expect([...requirements.need]).toEqual([1]);
    expect(dependencies.count).toBe(1);
  });

  test('the first number that a row of a group gives is the one of the group', () => {
    const { requirements } = systemFrom({
      dependencies: links(',group,need,loss', 'a,b,g,,', 'a,c,g,2,0.5', 'a,a,g,1,0.6'),
    });
    expect([...requirements.need]).toEqual([2]);
    expect([...requirements.loss]).toEqual([0.5]);
  });

  test('rows that point nowhere are left out and all others are kept', () => {
    const { system, problems } = readParts({ dependencies: links('', 'a,b', 'a,x', 'y,b', 'b,c') });
    expect([...system!.dependencies.supplier]).toEqual([1, 2]);
    expect(problems).toHaveLength(2);
  });

  test('a failover row joins its group from above it in the file, and is no member', () => {
    const { dependencies, requirements } = systemFrom({
      dependencies: links(',group,phase', 'a,c,g,failover', 'a,b,g,run'),
    });
    expect([...dependencies.requirement]).toEqual([0, 0]);
    expect(requirements.count).toBe(1);
    expect([...requirements.need]).toEqual([1]);
  });

  test('a phase that differs within a group is read as that of the group', () => {
    const { dependencies, requirements } = systemFrom({
      dependencies: links(',group,phase', 'a,b,g,start', 'a,c,g,run', 'a,a,g,failover'),
    });
    expect([...requirements.phase]).toEqual([1]);
    expect([...dependencies.phase]).toEqual([1, 1, 2]);
  });

  test('the same group label of two dependents makes two groups', () => {
    const { requirements } = systemFrom({ dependencies: links(',group,need', 'a,b,g,1', 'c,b,g,1') });
    expect(requirements.count).toBe(2);
  });

  test('what is left empty has the default of the model', () => {
    const { dependencies, requirements } = systemFrom({ dependencies: links('', 'a,c') });
    expect(textAt(dependencies.role, 0)).toBe('dns');
    expect(textAt(dependencies.evidence, 0)).toBe('assumed');
    expect([dependencies.phase[0], dependencies.graceHours[0], dependencies.confidence[0]]).toEqual([
      0,
      Number.NaN,
      Number.NaN,
    ]);
    expect([
      requirements.need[0],
      requirements.loss[0],
      requirements.failoverHours[0],
      requirements.failoverProbability[0],
    ]).toEqual([1, 1, 0, 1]);
  });
});

describe('numbers', () => {
  test.each([
    ['0', 0],
    ['1e308', 1e308],
    ['5e-324', 5e-324],
    ['+2.5', 2.5],
    ['.5', 0.5],
    ['7.', 7],
    [' 3 ', 3],
    ['1E3', 1000],
  ])('written as "%s" are read', (text, value) => {
    const { system, problems } = readParts({
      entities: entities('', `a,cdn,${text}`, 'b,cdn,1'),
      dependencies: noLinks,
    });
    expect(system!.weights[0]!.values[0]).toBe(value);
    expect(problems).toEqual([]);
  });

  test.each(['1 000', '1_000', '--1', '1e', 'e1', '.', '12px', 'true', '١'])(
    'written as "%s" are reported',
    (text) => {
      const problems = problemsOf({
        entities: entities('', `a,cdn,"${text}"`, 'b,cdn,1'),
        dependencies: noLinks,
      });
      expect(problems.map(place)).toEqual([entityFault(2, 'weight', text)]);
    },
  );
});

describe('hostile texts', () => {
  const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf'];

  test.each(names)('an entity may be called %s', (name) => {
    const { system, problems } = readParts({
      entities: entities(`,${name},operator`, `${name},cdn,1,${name},b`, 'b,dns,0,x,'),
      dependencies: links(`,group,role,${name}`, `${name},b,${name},${name},${name}`),
    });
    expect(problems).toEqual([]);
    expect(system!.entities.id).toEqual([name, 'b']);
    expect([...system!.entities.operator]).toEqual([1, -1]);
    expect(textAt(system!.entities.extra.get(name)!, 0)).toBe(name);
    expect([...system!.dependencies.dependent]).toEqual([0]);
    expect(textAt(system!.dependencies.role, 0)).toBe(name);
    expect(textAt(system!.requirements.group, 0)).toBe(name);
  });

  test.each(names)('nobody is found under %s who is not in the table', (name) => {
    const problems = problemsOf({ dependencies: links(',phase', `a,${name},`, `a,b,${name}`) });
    expect(problems.map(place)).toEqual([
      dependencyFault(2, 'supplier', name),
      dependencyFault(3, 'phase', name),
    ]);
    expect(kindIndex(name)).toBe(-1);
  });

  test('HTML and formulas are texts like any other', () => {
    const html = '<img src=x onerror=alert(1)>';
    const formula = '=HYPERLINK("http://example.org","click")';
    const system = systemFrom({
      entities: entities(',name', `a,cdn,1,${html}`, `b,cdn,1,"${formula.replaceAll('"', '""')}"`),
      dependencies: noLinks,
    });
    expect(system.entities.name).toEqual([html, formula]);
  });
});

describe('problems of the tables as a whole', () => {
  test('a table of entities where nobody has a weight is a warning', () => {
    const problems = problemsOf({ entities: 'id,kind,weight\na,cdn,0\n', dependencies: noLinks });
    expect(problems.map(place)).toEqual([{ ...entityFault(0, 'weight', ''), severity: 'warning' }]);
  });

  test('every problem says in a sentence what is wrong', () => {
    const problems = problemsOf({
      entities: `${THREE}a,cdn,1\n,cdn,1\nd,blimp,-1\n`,
      dependencies: 'dependent,supplier,need,phase\na,x,1,run\na,b,0,soon\n',
      about: PLAIN_ABOUT,
    });
    expect(problems).toHaveLength(7);
    for (const { message } of problems) expect(message).toMatch(/^\p{Lu}?.{15,}\.$/u);
  });
});
