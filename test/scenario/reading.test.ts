/** Scenarios as files: what is accepted, how faults are told, what the same scenario is. */
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson, scenarioHash, scenarioText } from '../../engine/scenario/canonical.ts';
import { gapsIn, MIGRATIONS, migrated, SCENARIO_VERSION } from '../../engine/scenario/migrations.ts';
import { readScenario } from '../../engine/scenario/read-scenario.ts';
import { scenarioOf, textOf } from './scenarios.ts';

const MOVE = { verb: 'reassign', where: { role: ['hosting'] }, to: {} };

function faults(text: string): readonly string[] {
  const read = readScenario('a.json', text);
  return read.ok
    ? []
    : read.problems.map(({ column, value, message }) => [column, value, message].join(' | '));
}

describe('reading a scenario', () => {
  test('fills in what is not said', () => {
    expect(scenarioOf(MOVE)).toEqual({
      schemaVersion: 1,
      id: 'test',
      title: 'Test',
      description: '',
      from: [],
      interventions: [{ ...MOVE, fraction: 1, to: { split: 'present-share', operators: 'any' } }],
    });
  });

  test.each([
    ['no JSON', '{', / \| {2}\| This is not JSON: /],
    ['a list', '[]', / \| {2}\| Expected one object/],
    [
      'a version of the future',
      textOf([], { schemaVersion: 9 }),
      /^schemaVersion \| 9 \| Expected 1, the version/,
    ],
    [
      'no title',
      '{"schemaVersion":1,"id":"a","interventions":[]}',
      /^title \| {2}\| This is missing\. Expected a text/,
    ],
    [
      'a key that is none',
      textOf([], { colour: 1 }),
      / \| .* \| There is no key 'colour' here\. Keys: schemaVersion, id, /,
    ],
    [
      'a verb that is none',
      textOf([{ verb: 'nudge' }]),
      /^interventions\[0\].* \| Expected \{\.\.\.\} with a verb: reassign, /,
    ],
    [
      'percent',
      textOf([{ ...MOVE, fraction: 40 }]),
      /^interventions\[0\]\.fraction \| 40 \| Expected a fraction from 0 to 1, as in 0\.4 for 40 %/,
    ],
    [
      'a word for a number',
      textOf([{ ...MOVE, fraction: 'half' }]),
      /^interventions\[0\]\.fraction \| "half" \| Expected a fraction/,
    ],
    [
      'a kind that is none',
      textOf([{ verb: 'fail', where: { entity: { kind: ['blimp'] } } }]),
      /where\.entity\.kind\[0\] \| "blimp" \| Expected one of "organisation"/,
    ],
    [
      'a country by name',
      textOf([{ verb: 'fail', where: { entity: { country: ['Germany'] } } }]),
      /country\[0\] \| "Germany" \| Expected a country as two capital letters/,
    ],
    [
      'an empty choice',
      textOf([{ ...MOVE, where: { role: [] } }]),
      /where\.role \| \[\] \| Expected a list with at least one text/,
    ],
    [
      'a cap and a fraction',
      textOf([{ ...MOVE, fraction: 0.5, cap: { share: 0.3 } }]),
      /Expected "cap" or "fraction", not both/,
    ],
    [
      'shares without the split',
      textOf([{ ...MOVE, to: { shares: { a: 1 } } }]),
      /to \| .*Expected "shares" with "split": "given"/,
    ],
    [
      'two changes at once',
      textOf([{ verb: 'set', where: {}, column: 'loss', to: 1, by: 1 }]),
      /Expected exactly one of "to", "by" and "times"/,
    ],
    [
      'a loss above 1',
      textOf([{ verb: 'set', where: {}, column: 'loss', to: 2 }]),
      /\.to \| 2 \| Expected a fraction from 0 to 1/,
    ],
    [
      'a column of entities for dependencies',
      textOf([{ verb: 'set', where: {}, column: 'capacity', to: 2 }]),
      /\.where \| \{\} \| This column belongs to entities/,
    ],
    [
      'a column of dependencies for entities',
      textOf([{ verb: 'set', where: { entity: {} }, column: 'loss', to: 1 }]),
      /\.where \| .*This column belongs to dependencies/,
    ],
    [
      'a fault inside where',
      textOf([{ verb: 'remove', where: { entity: { top: { count: 0 } } } }]),
      /where\.entity\.top\.count \| 0 \| Expected a whole number from 1/,
    ],
    [
      'outages that are neither known nor unknown',
      textOf([{ verb: 'fail', where: { entity: { outages: 'rare' } } }]),
      /where\.entity\.outages \| "rare" \| Expected "unknown", for those without a known rate of outages/,
    ],
    [
      'hours added to outages',
      textOf([{ verb: 'set', where: { entity: {} }, column: 'outage_hours', by: 1 }]),
      /Expected "to", the median, or "times"/,
    ],
    [
      'outages of no length',
      textOf([{ verb: 'set', where: { entity: {} }, column: 'outage_hours', to: 0 }]),
      /Expected a number above 0: who is never out has 0 outages per year/,
    ],
    [
      'a 95 % point below the median',
      textOf([{ verb: 'add', what: 'entities', id: 'x', kind: 'dns', outageHoursP50: 2, outageHoursP95: 1 }]),
      /\.outageHoursP95 \| 1 \| Expected "outageHoursP50" with it, and no larger/,
    ],
    [
      'nothing to be like',
      textOf([{ verb: 'add', what: 'entities', id: 'x' }]),
      /Expected "kind", or "like" to take it from/,
    ],
    [
      'no choice of what to add',
      textOf([{ verb: 'add', id: 'x' }]),
      /Expected "what": "entities" or "dependencies"/,
    ],
    [
      'a name that would poison objects',
      '{"schemaVersion":1,"__proto__":{}}',
      /Expected no name "__proto__"/,
    ],
    [
      'endless depth',
      textOf([], { from: JSON.parse('['.repeat(40) + ']'.repeat(40)) }),
      /no more than 16 levels/,
    ],
  ])('tells the place of %s, its value and what was expected', (_, text, expected) => {
    const found = faults(text);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(expected);
  });

  test('never throws, whatever the text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(faults(text).length).toBeGreaterThan(0);
      }),
    );
    fc.assert(
      fc.property(fc.array(fc.jsonValue(), { maxLength: 2 }), (interventions) => {
        expect(Array.isArray(faults(textOf(interventions)))).toBe(true);
      }),
    );
  });

  test('gives back what was written', () => {
    const folder = 'datasets/policies/';
    for (const name of readdirSync(folder).filter((each) => each.endsWith('.json'))) {
      const { interventions } = JSON.parse(readFileSync(folder + name, 'utf8').replaceAll(/"=[^"]*"/g, '1'));
      const scenario = scenarioOf(
        ...interventions.map((each: object) => ('cap' in each ? { ...each, fraction: 1 } : each)),
      );
      const again = readScenario('b.json', scenarioText(scenario));
      expect(again.ok && again.value).toEqual(scenario);
    }
  });
});

describe('the hash of a scenario', () => {
  test('is the same whatever it is called, in whatever order its keys stand, and with defaults written out', () => {
    const hash = scenarioHash(scenarioOf(MOVE));
    expect(hash).toMatch(/^[0-9a-f]{16}$/);
    expect(scenarioHash({ ...scenarioOf(MOVE), id: 'other', title: 'Other' })).toBe(hash);
    expect(
      scenarioHash(scenarioOf({ to: {}, where: { role: ['hosting'] }, verb: 'reassign', fraction: 1 })),
    ).toBe(hash);
  });

  test('is another for any other intervention, and for another order', () => {
    const drop = { verb: 'remove', where: { role: ['dns'] } };
    const hashes = [[MOVE], [{ ...MOVE, fraction: 0.5 }], [MOVE, drop], [drop, MOVE], []].map((each) =>
      scenarioHash(scenarioOf(...each)),
    );
    expect(new Set(hashes).size).toBe(5);
  });

  test('stands on a text in which keys are in order and what is undefined is left out', () => {
    expect(canonicalJson({ b: [{ d: 1, c: undefined, a: null }], a: 'x' })).toBe(
      '{"a":"x","b":[{"a":null,"d":1}]}',
    );
  });
});

describe('migrations', () => {
  test('follow on from version 1 without a gap', () => {
    expect(gapsIn(MIGRATIONS)).toEqual([]);
    expect(SCENARIO_VERSION).toBe(1 + MIGRATIONS.length);
  });

  const rename = {
    to: 2,
    migrate: ({ name, ...rest }: Readonly<Record<string, unknown>>) => ({ ...rest, title: name }),
  };
  const mark = {
    to: 3,
    migrate: (draft: Readonly<Record<string, unknown>>) => ({ ...draft, isMarked: true }),
  };

  test('are told where they leave one out', () => {
    expect(gapsIn([rename, mark])).toEqual([]);
    expect(gapsIn([mark])).toEqual([3]);
    expect(gapsIn([rename, { ...mark, to: 4 }])).toEqual([4]);
  });

  test('run from the version of the file to the last, one by one', () => {
    expect(migrated({ schemaVersion: 1, name: 'A' }, [rename, mark])).toEqual({
      schemaVersion: 3,
      title: 'A',
      isMarked: true,
    });
    expect(migrated({ schemaVersion: 2, title: 'A' }, [rename, mark])).toEqual({
      schemaVersion: 3,
      title: 'A',
      isMarked: true,
    });
    expect(migrated({ schemaVersion: 3 }, [rename, mark])).toEqual({ schemaVersion: 3 });
    for (const schemaVersion of ['1', 0, 1.5, null])
      expect(migrated({ schemaVersion }, [rename])).toEqual({ schemaVersion });
  });
});
