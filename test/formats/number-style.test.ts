/** Numbers as spreadsheets of other countries write them: read back as what they were, and never guessed in silence. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type NumberStyle, plainNumber } from '../../engine/formats/number-style.ts';
import { mappingText } from '../../engine/formats/recognise/import-plan.ts';
import { profileTable } from '../../engine/formats/recognise/profile.ts';
import { recognise } from '../../engine/formats/recognise/recognise.ts';
import { openTables } from '../../engine/formats/source-table.ts';
import { systemImported } from './importing.ts';
import { bytesOf, drain } from './reading.ts';

const LOCALES: readonly (readonly [NumberStyle, string])[] = [
  ['decimal-comma', 'de-DE'],
  ['decimal-comma', 'fr-FR'],
  ['decimal-point', 'en-US'],
  ['decimal-point', 'de-CH'],
];

describe('a number', () => {
  test.each(LOCALES)('in %s as %s writes it is the number that was written', (style, locale) => {
    const format = new Intl.NumberFormat(locale, { maximumFractionDigits: 3 });
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), (thousandths) => {
        const number = thousandths / 1000;
        expect(Number(plainNumber(format.format(number).replace('−', '-'), style))).toBe(number);
      }),
    );
  });

  test.each([
    ['12,5 %', 'decimal-comma', '0.125'],
    ['7%', 'decimal-point', '0.07'],
    ['-0,5', 'decimal-comma', '-0.5'],
    ['1.234', 'decimal-comma', '1234'],
    ['0,123', 'decimal-comma', '0.123'],
    ['1.234', 'decimal-point', '1.234'],
  ] as const)('%s in %s is %s', (text, style, number) => {
    expect(Number(plainNumber(text, style))).toBe(Number(number));
  });

  test.each(['', 'a', '1,2,3', '1.23.4', '1e5', '12 34', '=1', '--1', '1,', ',5 %%', '0.1.234'])(
    '%j is none',
    (text) => {
      for (const [style] of LOCALES) expect(plainNumber(text, style)).toBeUndefined();
    },
  );
});

/** What is suggested of a table of banks with these numbers of customers. */
function banks(customers: readonly string[]) {
  const rows = customers.map((text, n) => `bank ${n};cloud ${n % 2};${text}`);
  const content = `bank;cloud provider;customers\n${rows.join('\n')}\n`;
  const tables = drain(openTables({ name: 'banks.csv', bytes: bytesOf(content) }, [])).result;
  return { content, ...recognise(tables.flatMap((table) => drain(profileTable(table, [])).result ?? [])) };
}

describe('a column of numbers', () => {
  test('with decimal commas is read as them, which is said', () => {
    const { content, plan, findings } = banks(['1.234,5', '0,25', '17']);
    expect(plan.tables[0]!.columns[2]).toMatchObject({ becomes: 'weight', numbers: 'decimal-comma' });
    expect(findings.map(({ kind, title }) => [kind, title])).toContainEqual([
      'know',
      'Numbers with a decimal comma',
    ]);
    const text = mappingText(plan);
    expect(text).toContain("numbers of 'customers' are written with a decimal comma");
    const { entities, weights } = systemImported(text, { 'banks.csv': content });
    const of = (id: string) => weights[0]!.values[entities.id.indexOf(id)];
    expect([of('bank 0'), of('bank 1'), of('bank 2')]).toEqual([1234.5, 0.25, 17]);
  });

  test('that mean something else either way are for a person to decide', () => {
    for (const customers of [
      ['1,234', '5,678'],
      ['1.234', '5.678'],
    ]) {
      const { plan, findings } = banks(customers);
      const decide = findings.find(({ kind }) => kind === 'decide');
      expect(new Set(decide?.choices.map(({ column }) => column.numbers))).toEqual(
        new Set(['decimal-comma', 'decimal-point']),
      );
      expect(plan.tables[0]!.columns[2]!.becomes).toBe('weight');
    }
  });

  test('with groups of thousands in one style only need no decision', () => {
    const { plan, findings } = banks(['1,234,567', '89,012.5']);
    expect(plan.tables[0]!.columns[2]).toMatchObject({ numbers: 'decimal-point' });
    expect(findings.filter(({ kind }) => kind === 'decide')).toEqual([]);
  });

  test('that are written plainly are left as they are', () => {
    expect(banks(['1.234', '5', '1e3', '0.125']).plan.tables[0]!.columns[2]!.numbers).toBeUndefined();
  });
});
