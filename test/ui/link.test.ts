import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeLink, encodeLink, type LinkContent } from '../../ui/store/link.ts';
import { PAGES, pageInAddress } from '../../ui/store/pages.ts';
import { FIRST_POLICY, type MeasureChoice, type PolicyChoice } from '../../ui/store/policy-choice.ts';
import { FIRST_REPORT, REPORT_PARTS } from '../../ui/store/report-choice.ts';
import { EVIDENCES, FIRST_RISK, LOSS_UNITS, RISK_PARTS } from '../../ui/store/risk-choice.ts';
import { BUILT_IN, COUNTS, FIRST_CONCENTRATION, LAYOUTS, SUPPLIERS } from '../../ui/store/session.ts';
import { FAILOVERS, isStressed, NO_STRESS, type StressChoice } from '../../ui/store/stress-choice.ts';

const id = fc
  .string({ unit: 'binary', minLength: 1, maxLength: 60 })
  .filter((text) => !/\p{Surrogate}/u.test(text));
const ids = fc.uniqueArray(id, { maxLength: 12 });

const concentration = fc.record({
  role: fc.oneof(fc.constant(''), id),
  count: fc.constantFrom(...COUNTS),
  suppliers: fc.constantFrom(...SUPPLIERS),
  scale: fc.oneof(fc.constant(''), id),
  sectors: ids,
  countries: ids,
});

const hours = fc.double({ min: 0, max: 800_000, noNaN: true }).map(Math.abs);

const assumptions = {
  independent: fc.boolean(),
  failover: fc.constantFrom(...FAILOVERS),
  seed: fc.nat(2 ** 31),
  replicate: fc.nat(2 ** 31),
  crowding: fc.boolean(),
  until: fc.option(fc.double({ min: 1, max: 800_000, noNaN: true })),
};

const failures = fc.array(
  fc.record({
    id,
    start: hours,
    duration: fc.option(hours),
    level: fc.double({ min: 0, max: 1, noNaN: true }).map(Math.abs),
  }),
  { maxLength: 4 },
);

const stress: fc.Arbitrary<StressChoice> = fc.oneof(
  fc.record({ incident: fc.constant(''), failures, ...assumptions }),
  fc.record({
    incident: fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,30}$/),
    failures: fc.constant([]),
    ...assumptions,
  }),
);

const numbers = fc.dictionary(
  fc.stringMatching(/^[A-Za-z][A-Za-z0-9]{0,8}$/),
  fc.double({ min: 0, max: 1e6, noNaN: true }).map(Math.abs),
  { maxKeys: 3, noNullPrototype: true },
);

const measure: fc.Arbitrary<MeasureChoice> = fc.oneof(
  fc.record({
    id: fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,20}$/).filter((text) => text !== 'file' && text !== 'none'),
    values: numbers,
    file: fc.constant(''),
  }),
  fc
    .tuple(id, numbers)
    .map(([own, values]) => ({ id: own, values, file: JSON.stringify({ id: own, title: '**ä' }) })),
);

const policy: fc.Arbitrary<PolicyChoice> = fc.record({
  years: fc.integer({ min: 1, max: 200_000 }),
  seed: fc.nat(2 ** 31),
  given: fc.array(measure, { maxLength: 2 }),
  scenarios: fc.array(
    fc.record({
      title: fc.string({ maxLength: 60 }).map((text) => text.trim()),
      measures: fc.array(measure, { maxLength: 3 }),
    }),
    { maxLength: 5 },
  ),
  costs: fc.dictionary(
    fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,20}( [2-9])?$/),
    fc.double({ min: 0, max: 1e9, noNaN: true }).map(Math.abs),
    { maxKeys: 4, noNullPrototype: true },
  ),
  budget: fc.option(fc.double({ min: 0, max: 1e9, noNaN: true }).map(Math.abs)),
});

const content: fc.Arbitrary<LinkContent> = fc.record({
  page: fc.constantFrom(...PAGES.map((page) => page.id)),
  dataset: fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,30}$/),
  failed: ids,
  selected: fc.option(id),
  layout: fc.constantFrom(...LAYOUTS),
  weight: fc.oneof(fc.constant(''), id),
  filters: fc.record({ kinds: ids, roles: ids }),
  colour: fc.stringMatching(/^[a-z0-9-]{0,30}$/),
  size: fc.stringMatching(/^[a-z0-9-]{0,30}$/),
  concentration,
  stress,
  against: fc.option(stress.filter(isStressed)),
  risk: fc.record({
    seed: fc.nat(2 ** 31),
    years: fc.integer({ min: 1, max: 10_000_000 }),
    failover: fc.constantFrom(...FAILOVERS),
    evidence: fc.constantFrom(...EVIDENCES),
    unit: fc.constantFrom(...LOSS_UNITS),
    part: fc.constantFrom(...RISK_PARTS),
    stop: fc.option(fc.nat(10_000_000)),
  }),
  policy,
  report: fc.record({
    parts: fc.subarray([...REPORT_PARTS]),
    title: fc.string({ maxLength: 160 }),
    introduction: fc.string({ maxLength: 1_200 }),
    conclusion: fc.string({ maxLength: 1_200 }),
  }),
  hour: hours,
});

const dynamodb: LinkContent = {
  page: 'map',
  dataset: BUILT_IN,
  failed: ['aws/us-east-1/dynamodb'],
  selected: 'signal',
  layout: 'tower',
  weight: 'weight',
  filters: { kinds: [], roles: ['hosting'] },
  colour: '',
  size: '',
  concentration: FIRST_CONCENTRATION,
  stress: NO_STRESS,
  against: null,
  risk: FIRST_RISK,
  policy: FIRST_POLICY,
  report: FIRST_REPORT,
  hour: 0,
};

describe('the link', () => {
  test('holds the session in readable form', () => {
    expect(encodeLink(dynamodb)).toBe(
      '#/map?v=1&d=digital-economy&fail=aws%2Fus-east-1%2Fdynamodb&at=signal&view=tower&weight=weight&role=hosting',
    );
  });

  test('says by what the map is coloured and sized only when that was chosen', () => {
    const link = encodeLink({ ...dynamodb, colour: 'pagerank', size: 'reach-up' });
    expect(link).toContain('&colour=pagerank&size=reach-up');
    expect(decodeLink('#/map?v=1&colour=%3Cimg%3E').problems).toEqual([
      expect.stringContaining('measure that colours the map'),
    ]);
  });

  test('names the page, and says of concentration only what was chosen', () => {
    const choice = {
      ...FIRST_CONCENTRATION,
      role: 'dns',
      suppliers: 'by-operator',
      countries: ['DE'],
    } as const;
    expect(encodeLink({ ...dynamodb, page: 'concentration', concentration: choice })).toBe(
      '#/concentration?v=1&d=digital-economy&fail=aws%2Fus-east-1%2Fdynamodb&at=signal&view=tower&weight=weight&role=hosting&of=dns&suppliers=by-operator&country=DE',
    );
  });

  test('gives back every session that it was made from', () => {
    fc.assert(
      fc.property(content, (session) => {
        expect(decodeLink(encodeLink(session))).toEqual({ session, problems: [] });
      }),
    );
  });

  test('takes what a link does not say from the first session', () => {
    expect(decodeLink('#/map?v=1').session).toEqual({
      page: 'map',
      dataset: BUILT_IN,
      failed: [],
      selected: null,
      layout: 'tower',
      weight: '',
      filters: { kinds: [], roles: [] },
      colour: '',
      size: '',
      concentration: FIRST_CONCENTRATION,
      stress: NO_STRESS,
      against: null,
      risk: FIRST_RISK,
      policy: FIRST_POLICY,
      report: FIRST_REPORT,
      hour: 0,
    });
  });

  test('says of an outage what fails when, what is assumed, with what it is compared, and where the film stands', () => {
    const link = encodeLink({
      ...dynamodb,
      page: 'stress',
      failed: [],
      selected: null,
      stress: {
        ...NO_STRESS,
        failures: [
          { id: 'a,b', start: 0, duration: 2.5, level: 0.4 },
          { id: 'c', start: 1, duration: null, level: 0 },
        ],
        failover: 'drawn',
        seed: 7,
      },
      against: { ...NO_STRESS, incident: 'dyn-2016-10-21', independent: true },
      hour: 6.5,
    });
    expect(link).toContain(
      '&down=0%2C2.5%2C0.4%2Ca%2Cb&down=1%2C%2C0%2Cc&failover=drawn&seed=7&vs-outage=dyn-2016-10-21&vs-independent=1&t=6.5',
    );
  });

  test('says of scenarios their measures, the numbers that are not as usual, and their names', () => {
    const shipped = (name: string, values = {}) => ({ id: name, values, file: '' });
    const link = encodeLink({
      ...dynamodb,
      policy: {
        ...FIRST_POLICY,
        given: [],
        scenarios: [
          {
            title: 'Our plan',
            measures: [shipped('break-up', { parts: 4, common: 0.2 }), shipped('merger')],
          },
          { title: '', measures: [] },
        ],
      },
    });
    expect(link).toContain('&given=none&sc=break-up*parts*4*common*0.2**merger***Our+plan&sc=');
    expect(encodeLink({ ...dynamodb, policy: { ...FIRST_POLICY, scenarios: [] } })).toContain('&sc=none');
    expect(encodeLink(dynamodb)).not.toContain('sc=');
  });

  test('leaves out a scenario that cannot be read, and says so', () => {
    for (const bad of ['a*b', 'a*b*x', '../etc', 'file*x', 'file*e30', 'a*1*1', `a***${'x'.repeat(200)}`]) {
      const { session, problems } = decodeLink(`#/policy?v=1&sc=${bad}&sc=second-dns`);
      expect(session?.policy.scenarios.at(-1)?.measures).toEqual([
        { id: 'second-dns', values: {}, file: '' },
      ]);
      expect(problems).toHaveLength(1);
    }
    const many = Array.from({ length: 9 }, () => 'sc=merger').join('&');
    expect(decodeLink(`#/policy?v=1&${many}`)).toMatchObject({
      session: { policy: { scenarios: { length: 5 } } },
      problems: { length: 1 },
    });
  });

  test('leaves out a failure that cannot be read, and says so', () => {
    const bad = ['', '1', 'x,1,0,a', '0,-1,0,a', '0,1,2,a', ',1,0,a', '0,1,,a', '0,1,0,', '1e9,1,0,a'];
    for (const down of bad) {
      const { session, problems } = decodeLink(`#/stress?v=1&down=${down}&down=0,1,0,b`);
      expect(session?.stress.failures).toEqual([{ id: 'b', start: 0, duration: 1, level: 0 }]);
      expect(problems).toHaveLength(1);
    }
    const many = Array.from({ length: 2001 }, () => 'down=0,1,0,a').join('&');
    expect(decodeLink(`#/stress?v=1&${many}`).problems).toHaveLength(1);
  });

  test('to a page that is not here opens the map, and says so', () => {
    const { session, problems } = decodeLink('#/elsewhere?v=1&fail=signal');
    expect(session).toMatchObject({ page: 'map', failed: ['signal'] });
    expect(problems.join(' ')).toContain('page');
  });

  test('of nothing but a page names it', () => {
    expect(['#/concentration', '#/map?v=1', '#/', '', '#main'].map(pageInAddress)).toEqual([
      'concentration',
      'map',
      '',
      '',
      '',
    ]);
    expect(pageInAddress('#/constructor')).toBeNull();
  });

  test('made before there were other pages opens as it did', () => {
    const old =
      '#/map?v=1&d=digital-economy&fail=aws%2Fus-east-1%2Fdynamodb&at=signal&view=tower&weight=weight&role=hosting';
    expect(decodeLink(old)).toEqual({ session: dynamodb, problems: [] });
  });

  test('is none where the address has no query', () => {
    for (const hash of ['', '#', '#/map', '#main']) {
      expect(decodeLink(hash)).toEqual({ session: null, problems: [] });
    }
  });

  test('never throws and never gives what the schema forbids, whatever a stranger writes', () => {
    const names = ['v', 'd', 'fail', 'at', 'view', 'weight', 'kind', 'role', 'of', 'count', 'suppliers'];
    const parameter = fc.tuple(
      fc.constantFrom(
        ...names,
        ...['scale', 'sector', 'country', '__proto__', 'constructor', 't'],
        ...['outage', 'down', 'failover', 'seed', 'crowding', 'independent', 'vs-down', 'vs-outage'],
        ...['replicate', 'until', 'risk-years', 'risk-seed', 'risk-unit'],
        ...['policy-years', 'policy-seed', 'given', 'sc'],
      ),
      fc.string({ unit: 'binary' }),
    );
    fc.assert(
      fc.property(fc.array(parameter, { maxLength: 20 }), fc.string({ unit: 'binary' }), (pairs, tail) => {
        const query = pairs.map(([key, value]) => `${key}=${value}`).join('&');
        for (const hash of [`#/map?v=1&${query}`, `#/map?${query}${tail}`, tail]) {
          const { session } = decodeLink(hash);
          if (!session) continue;
          expect(LAYOUTS).toContain(session.layout);
          expect(COUNTS).toContain(session.concentration.count);
          expect(SUPPLIERS).toContain(session.concentration.suppliers);
          for (const choice of [session.stress, session.against ?? NO_STRESS]) {
            expect(FAILOVERS).toContain(choice.failover);
            expect(choice.failures.every(({ start, level }) => start >= 0 && level >= 0 && level <= 1)).toBe(
              true,
            );
            expect([choice.seed, choice.replicate].every(Number.isInteger)).toBe(true);
            expect(choice.until ?? 1).toBeGreaterThan(0);
          }
          expect(Number.isInteger(session.risk.years)).toBe(true);
          expect(session.risk.years).toBeGreaterThan(0);
          expect(EVIDENCES).toContain(session.risk.evidence);
          expect(session.policy.scenarios.length).toBeLessThan(6);
          expect(session.policy.years).toBeGreaterThan(0);
          expect(session.dataset).toMatch(/^[a-z0-9-]+$/);
          expect(session.failed.every((failed) => failed.length > 0 && failed.length <= 500)).toBe(true);
        }
      }),
    );
  });

  test('names the part that cannot be read and keeps the rest', () => {
    const { session, problems } = decodeLink('#/map?v=1&d=../../etc&view=spiral&fail=signal');
    expect(session).toMatchObject({ dataset: BUILT_IN, layout: 'tower', failed: ['signal'] });
    expect(problems).toHaveLength(2);
    expect(problems.join(' ')).toContain('dataset');
    expect(problems.join(' ')).toContain('view');
  });

  test('without a version is read as one of this version', () => {
    expect(decodeLink('#/risk?risk-years=640')).toEqual(decodeLink('#/risk?v=1&risk-years=640'));
  });

  test('of a newer version is refused with a reason', () => {
    const { session, problems } = decodeLink('#/map?v=2&fail=signal');
    expect(session).toBeNull();
    expect(problems[0]).toContain('newer version');
  });

  test('with too many failed entities leaves them out, and says so', () => {
    const query = Array.from({ length: 2001 }, (_, i) => `fail=e${i}`).join('&');
    const { session, problems } = decodeLink(`#/map?v=1&${query}`);
    expect(session?.failed).toEqual([]);
    expect(problems).toHaveLength(1);
  });

  test('of absurd length is refused before it is read', () => {
    const { session, problems } = decodeLink(`#/map?v=1&fail=${'x'.repeat(2_100_000)}`);
    expect(session).toBeNull();
    expect(problems[0]).toContain('too long');
  });

  test('with a broken escape is read as far as it goes', () => {
    expect(decodeLink('#/map?v=1&fail=%E0%A4%A&fail=%').session?.failed).toHaveLength(2);
  });
});
