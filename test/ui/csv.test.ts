import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { neutralCell, toCsv } from '../../ui/store/csv.ts';
import { problemsCsv } from '../../ui/store/download.ts';

describe('cells of a saved table', () => {
  test('that a spreadsheet would run are shown instead', () => {
    for (const formula of [
      '=HYPERLINK("https://example.org","x")',
      '+1+cmd',
      '-2+3',
      '@SUM(A1)',
      '\t=1+1',
      '\r=1+1',
      '\n=1',
    ]) {
      expect(neutralCell(formula)).toBe(`'${formula}`);
    }
  });

  test('that are plain numbers or words stay as they are', () => {
    for (const text of ['-1', '+2.5', '-1e-9', '.5', 'a=b', '1-2', '', 'Amazon']) {
      expect(neutralCell(text)).toBe(text);
    }
  });

  test('never start with a formula sign, unless they are numbers', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const cell = neutralCell(text);
        expect(/^[=+\-@\t\r\n]/.test(cell) && Number.isNaN(Number(cell))).toBe(false);
        expect(cell.endsWith(text)).toBe(true);
      }),
    );
  });

  test('are quoted where they hold commas, quotes or lines', () => {
    expect(toCsv([['a,b', 'say "x"', 'two\nlines', 3]])).toBe('"a,b","say ""x""","two\nlines",3\r\n');
  });

  test('neutralise values of the problem list', () => {
    const text = problemsCsv([
      { severity: 'error', file: 'a.csv', row: 2, column: 'loss', value: '=1+1', message: 'No number.' },
    ]);
    expect(text).toBe("severity,file,row,column,value,message\r\nerror,a.csv,2,loss,'=1+1,No number.\r\n");
  });
});
