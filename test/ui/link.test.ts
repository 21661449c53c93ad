import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeLink, encodeLink, type LinkContent } from '../../ui/store/link.ts';
import { BUILT_IN, LAYOUTS } from '../../ui/store/session.ts';

const id = fc
  .string({ unit: 'binary', minLength: 1, maxLength: 60 })
  .filter((text) => !/\p{Surrogate}/u.test(text));
const ids = fc.uniqueArray(id, { maxLength: 12 });

const content: fc.Arbitrary<LinkContent> = fc.record({
  dataset: fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,30}$/),
  failed: ids,
  selected: fc.option(id),
  layout: fc.constantFrom(...LAYOUTS),
  weight: fc.oneof(fc.constant(''), id),
  filters: fc.record({ kinds: ids, roles: ids }),
});

const dynamodb: LinkContent = {
  dataset: BUILT_IN,
  failed: ['aws/us-east-1/dynamodb'],
  selected: 'signal',
  layout: 'tower',
  weight: 'weight',
  filters: { kinds: [], roles: ['hosting'] },
};

describe('the link', () => {
  test('holds the session in readable form', () => {
    expect(encodeLink(dynamodb)).toBe(
      '#/map?v=1&d=digital-economy&fail=aws%2Fus-east-1%2Fdynamodb&at=signal&view=tower&weight=weight&role=hosting',
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
      dataset: BUILT_IN,
      failed: [],
      selected: null,
      layout: 'tower',
      weight: '',
      filters: { kinds: [], roles: [] },
    });
  });

  test('is none where the address has no query', () => {
    for (const hash of ['', '#', '#/map', '#main']) {
      expect(decodeLink(hash)).toEqual({ session: null, problems: [] });
    }
  });

  test('never throws and never gives what the schema forbids, whatever a stranger writes', () => {
    const parameter = fc.tuple(
      fc.constantFrom('v', 'd', 'fail', 'at', 'view', 'weight', 'kind', 'role', '__proto__', 'constructor'),
      fc.string({ unit: 'binary' }),
    );
    fc.assert(
      fc.property(fc.array(parameter, { maxLength: 20 }), fc.string({ unit: 'binary' }), (pairs, tail) => {
        const query = pairs.map(([key, value]) => `${key}=${value}`).join('&');
        for (const hash of [`#/map?v=1&${query}`, `#/map?${query}${tail}`, tail]) {
          const { session } = decodeLink(hash);
          if (!session) continue;
          expect(LAYOUTS).toContain(session.layout);
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
    const { session, problems } = decodeLink(`#/map?v=1&fail=${'x'.repeat(200_000)}`);
    expect(session).toBeNull();
    expect(problems[0]).toContain('too long');
  });

  test('with a broken escape is read as far as it goes', () => {
    expect(decodeLink('#/map?v=1&fail=%E0%A4%A&fail=%').session?.failed).toHaveLength(2);
  });
});
