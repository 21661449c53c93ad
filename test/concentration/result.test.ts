/** Small systems whose answers can be seen. */
import { describe, expect, test } from 'vitest';
import { RequestError } from '../../engine/api/request.ts';
import { concentrationOf, type Opened, openTables, suppliersOf } from './running.ts';

// two shops and a bank; the certificate authority of the shops stands on one of the name services
const ENTITIES = `id,name,kind,operator,country,sector,weight
holding,Holding,organisation,,US,technology,0
north,North DNS,dns,holding,CA,technology,0
south,South DNS,dns,holding,DE,technology,0
east,East DNS,dns,,DE,technology,0
seal,Seal CA,ca,,FR,technology,0
shop,Shop,application,,DE,retail,60
stall,Stall,application,,FR,retail,30
bank,Bank,application,,FR,finance,10
`;
const DEPENDENCIES = `dependent,supplier,role,group,loss,phase,share
shop,north,dns,,,,
shop,seal,ca,,,,
stall,east,dns,pair,,,0.75
stall,south,dns,pair,,,0.25
stall,seal,ca,,0.5,,
bank,east,dns,,,,
seal,north,dns,,,,
shop,east,dns,,,start,
`;

const open = (): Opened => openTables(ENTITIES, DEPENDENCIES);

function thrown(work: () => unknown): RequestError {
  try {
    work();
  } catch (error) {
    if (error instanceof RequestError) return error;
    throw error;
  }
  throw new Error('Nothing was thrown.');
}

describe('a result', () => {
  test('tells shares, direct and hidden dependence and who carries it', () => {
    const opened = open();
    const result = concentrationOf(opened);
    expect(result.population).toEqual({
      weight: 'weight',
      unit: '1',
      sectors: [],
      countries: [],
      userCount: 3,
      totalWeight: 100,
      roleUserCount: 3,
      roleWeight: 100,
    });
    const rows = suppliersOf(opened, result);
    expect([...rows.keys()]).toEqual(['north', 'east', 'south']);
    // half of shop; stall and the rest of shop stand on the seal, which stands on north
    expect(rows.get('north')).toEqual({
      share: 0.3,
      concentration: 0.6,
      impact: 0.6,
      hiddenConcentration: 0.9,
      hiddenImpact: 0.75,
      amplification: 1.25,
      rankDirect: 1,
      rankHidden: 1,
      carriers: [{ id: 'seal', share: 0.15, example: 'stall' }],
    });
    // what shop needs only to start is used and cannot take it down; stall has an alternative
    expect(rows.get('east')).toMatchObject({
      concentration: 1,
      impact: 0.1,
      hiddenImpact: 0.1,
      rankDirect: 2,
    });
    expect(rows.get('east')!.share).toBeCloseTo(0.3 + 0.225 + 0.1, 12);
    expect(rows.get('south')).toMatchObject({ share: 0.075, concentration: 0.3, impact: 0, rankDirect: 3 });
    expect(rows.get('south')!.amplification).toBeNaN();
    expect(result.assumptions.join(' ')).toContain('3 of 5 dependencies of users for dns give no share');
    expect(result.assumptions.join(' ')).not.toContain('scaled');
  });

  test('rolls suppliers up to who operates them in the end, and lets them fail together', () => {
    const opened = openTables(
      ENTITIES.replace('east,East DNS,dns,,', 'east,East DNS,dns,south,'),
      DEPENDENCIES,
    );
    const rows = suppliersOf(opened, concentrationOf(opened, { suppliers: 'by-operator' }));
    expect([...rows.keys()]).toEqual(['holding']);
    expect(rows.get('holding')).toMatchObject({ share: 1, concentration: 1, impact: 1, amplification: 1 });
  });

  test('counts only the users of a sector or country, whoever else falls', () => {
    const opened = open();
    const finance = concentrationOf(opened, { sectors: ['finance'] });
    expect(finance.population).toMatchObject({ userCount: 1, totalWeight: 10, roleWeight: 10 });
    expect(suppliersOf(opened, finance).get('east')).toMatchObject({ share: 1, concentration: 1, impact: 1 });
    const both = concentrationOf(opened, { sectors: ['finance', 'retail'], countries: ['FR'] });
    expect(both.population).toMatchObject({ userCount: 2, totalWeight: 40 });
    expect(suppliersOf(opened, both).get('north')).toMatchObject({ concentration: 0, hiddenImpact: 0.375 });
  });

  test('names the supplier itself as carrier where users stand on it in another role', () => {
    const opened = openTables(
      ENTITIES,
      `${DEPENDENCIES.replace('stall,seal,ca,,0.5,,', 'stall,north,hosting,,0.5,,')}`,
    );
    expect(suppliersOf(opened, concentrationOf(opened)).get('north')).toMatchObject({
      impact: 0.6,
      hiddenImpact: 0.75,
      carriers: [{ id: 'north', share: 0.15, example: 'stall' }],
    });
  });

  test('does not count a supplier as a user of itself, though its share does', () => {
    const opened = openTables(
      'id,kind,weight\na,dns,3\nb,dns,1\n',
      'dependent,supplier,role\na,a,dns\nb,a,dns\n',
    );
    expect(suppliersOf(opened, concentrationOf(opened)).get('a')).toMatchObject({
      share: 1,
      concentration: 0.25,
      hiddenConcentration: 0.25,
      impact: 0.25,
      hiddenImpact: 0.25,
    });
  });

  test('says how many users have shares that do not add up', () => {
    const opened = openTables(
      'id,kind,weight\na,dns,0\nb,dns,0\nu,application,1\nv,application,1\n',
      'dependent,supplier,role,share\nu,a,dns,0.2\nu,b,dns,0.6\nv,a,dns,0\nv,b,dns,0\n',
    );
    const result = concentrationOf(opened);
    const rows = suppliersOf(opened, result);
    expect(rows.get('a')!.share).toBeCloseTo((0.25 + 0.5) / 2, 12);
    expect(rows.get('b')!.share).toBeCloseTo((0.75 + 0.5) / 2, 12);
    expect(result.assumptions.join(' ')).toContain('The shares of 2 of 2 users do not add up to 1');
    expect(result.assumptions.join(' ')).not.toContain('no share');
  });
});

describe('a role that gives no market has a stated result', () => {
  const noNumberIsNaN = (opened: Opened, role: string): void => {
    const { amplification, ...rest } = concentrationOf(opened, { role });
    expect(
      Object.values(rest).flatMap((value) => (ArrayBuffer.isView(value) ? [...(value as Float64Array)] : [])),
    ).not.toContain(Number.NaN);
    expect([...amplification].every(Number.isNaN)).toBe(true);
  };

  test('when it has one supplier', () => {
    const { indices, scales } = concentrationOf(open(), { role: 'ca' });
    expect(indices).toMatchObject({ hhi: 10_000, effectiveNumber: 1, cr1: 1, gini: 0, shannon: 0 });
    expect(scales.map(({ id, band }) => [id, band])).toEqual([
      ['us-merger-2023', 'highly concentrated'],
      ['pulse', 'extremely high'],
    ]);
  });

  test('when nobody with a weight uses it directly, while hidden dependence remains', () => {
    const opened = openTables(
      'id,kind,weight\nroot,dns,0\nhost,cloud-provider,0\nsite,application,5\n',
      'dependent,supplier\nsite,host\nhost,root\n',
    );
    const result = concentrationOf(opened);
    expect(result.indices).toBeNull();
    expect(result.remark).toBe('Nobody with a weight uses dns directly, so there are no shares.');
    expect(result.scales.map(({ band }) => band)).toEqual(['', '']);
    expect([...result.lorenz]).toEqual([0]);
    expect([...result.lorenzHidden]).toEqual([0, 1]);
    expect(suppliersOf(opened, result).get('root')).toMatchObject({
      share: 0,
      concentration: 0,
      hiddenConcentration: 1,
      hiddenImpact: 1,
      carriers: [{ id: 'host', share: 1, example: 'site' }],
    });
    noNumberIsNaN(opened, 'dns');
  });

  test('when nobody has a weight', () => {
    const opened = openTables('id,kind,weight\na,dns,0\nb,application,0\n', 'dependent,supplier\nb,a\n');
    const result = concentrationOf(opened);
    expect(result.indices).toBeNull();
    expect(result.remark).toBe(
      'No entity with a weight in column weight passes the filters, so there are no shares.',
    );
    expect([...result.concentration, ...result.hiddenImpact]).toEqual([0, 0]);
    noNumberIsNaN(opened, 'dns');
  });

  test('when the only rows with the role are for switching', () => {
    const opened = openTables(
      'id,kind,weight\na,dns,0\nb,dns,0\nc,dns,0\nu,application,1\n',
      'dependent,supplier,role,group,phase\nu,a,hosting,g,run\nu,b,hosting,g,run\nu,c,dns,g,failover\n',
    );
    const result = concentrationOf(opened);
    expect(result.supplier).toHaveLength(0);
    expect(result.indices).toBeNull();
    expect([...result.carrierStart]).toEqual([0]);
  });
});

describe('a question that cannot be answered is refused with what there is', () => {
  test.each([
    [{ role: 'fame' }, "There is no role 'fame'. Roles: ca, dns."],
    [{ role: '' }, "There is no role ''. Roles: ca, dns."],
    [{ sectors: ['retail', 'mining'] }, "There is no sector 'mining'. Sectors: finance, retail, technology."],
    [{ countries: ['XX'] }, "There is no country 'XX'. Countries: CA, DE, FR, US."],
    [{ weight: 'gold' }, "There is no weight 'gold'. Weights: weight."],
  ])('%j', (asked, message) => {
    expect(thrown(() => concentrationOf(open(), asked))).toMatchObject({ code: 'bad-request', message });
  });

  test('also when there is nothing of the kind, and when there is very much', () => {
    const none = openTables('id,kind,weight\na,dns,1\n', 'dependent,supplier\na,a\n');
    expect(thrown(() => concentrationOf(none, { sectors: ['x'] })).message).toBe(
      "There is no sector 'x'. Sectors: none.",
    );
    const many = Array.from({ length: 100 }, (_, r) => `a,a,role ${r}\n`).join('');
    const opened = openTables('id,kind,weight\na,dns,1\n', `dependent,supplier,role\n${many}`);
    expect(thrown(() => concentrationOf(opened, { role: 'x' })).message).toMatch(/ and 40 more\.$/);
  });

  test('when weights add up to more than a number holds', () => {
    const opened = openTables('id,kind,weight\na,dns,1e308\nb,dns,1e308\n', 'dependent,supplier\na,b\n');
    expect(thrown(() => concentrationOf(opened)).message).toContain('more than a number holds');
  });
});

describe('the exposure to countries', () => {
  test('counts what stands there, what is controlled from there, and both', () => {
    const { run } = open();
    const found = run({ kind: 'jurisdictions', weight: 'weight', sectors: [], countries: [] });
    const of = (country: string): number[] => {
      const c = found.countries.indexOf(country);
      return [found.located, found.controlled, found.either, found.own].map((column) => column[c]!);
    };
    expect(found.totalWeight).toBe(100);
    // north stands in Canada and is run from the United States; south and shop fail with Germany
    expect(of('CA')).toEqual([0.75, 0, 0.75, 0]);
    expect(of('US')).toEqual([0, 0.75, 0.75, 0]);
    expect(of('DE')).toEqual([1, 0.7, 1, 0.6]);
    expect(of('FR')).toEqual([1, 1, 1, 0.4]);
    expect(found.countries).toEqual(['FR', 'DE', 'US', 'CA']);
  });

  test('is 0 where nobody has a weight', () => {
    const opened = openTables('id,kind,weight,country\na,dns,0,DE\n', 'dependent,supplier\na,a\n');
    const found = opened.run({ kind: 'jurisdictions', weight: 'weight', sectors: [], countries: [] });
    expect(found).toMatchObject({ countries: ['DE'], totalWeight: 0 });
    expect([...found.located, ...found.either, ...found.own]).toEqual([0, 0, 0]);
  });
});
