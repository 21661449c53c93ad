/** Workbooks as Excel and as LibreOffice write them, and as nobody should. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Content } from './reading.ts';
import { archive, refusals, tablesOf } from './tables.ts';

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

interface Workbook {
  /** Rows of each sheet, as XML, by name. */
  readonly sheets: Readonly<Record<string, string>>;
  readonly strings?: string;
  readonly styles?: string;
  readonly properties?: string;
  readonly more?: Readonly<Record<string, Content>>;
  readonly without?: readonly string[];
}

function workbook({
  sheets,
  strings,
  styles,
  properties = '',
  more = {},
  without = [],
}: Workbook): Uint8Array {
  const names = Object.keys(sheets);
  const files: Record<string, Content> = {
    '[Content_Types].xml': `${HEAD}<Types/>`,
    'xl/workbook.xml': `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}">${properties}<sheets>${names
      .map((name, i) => `<sheet name="${name}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`)
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${HEAD}<Relationships>${names
      .map(
        (_, i) =>
          `<Relationship Id="rId${i + 1}" Type="${RELATIONS}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`,
      )
      .join('')}</Relationships>`,
    ...(strings !== undefined && { 'xl/sharedStrings.xml': `${HEAD}<sst xmlns="${MAIN}">${strings}</sst>` }),
    ...(styles !== undefined && {
      'xl/styles.xml': `${HEAD}<styleSheet xmlns="${MAIN}">${styles}</styleSheet>`,
    }),
  };
  Object.values(sheets).forEach((rows, i) => {
    files[`xl/worksheets/sheet${i + 1}.xml`] =
      `${HEAD}<worksheet xmlns="${MAIN}"><sheetData>${rows}</sheetData></worksheet>`;
  });
  Object.assign(files, more);
  for (const name of without) delete files[name];
  return archive(files);
}

/** The cells of a workbook with one sheet, and its problems. */
function sheet(rows: string, parts: Partial<Workbook> = {}) {
  const { tables, problems } = tablesOf('book.xlsx', workbook({ sheets: { Data: rows }, ...parts }));
  return { rows: tables[0]?.rows, problems, tables };
}

/** Formats 0 to 5: general, day, a written-out moment, elapsed hours, per cent, and a number with colours. */
const STYLES = `<numFmts><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd\\ hh:mm;@"/>
<numFmt numFmtId="165" formatCode="[h]:mm"/><numFmt numFmtId="166" formatCode="[Red]0.00&quot; days&quot;;General"/></numFmts>
<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/>
<xf numFmtId="165"/><xf numFmtId="9"/><xf numFmtId="166"/></cellXfs>`;

describe('a workbook', () => {
  // the same sheet as Excel writes it (shared strings, references, cached formulas) and as LibreOffice and others do
  const byExcel = workbook({
    strings:
      '<si><t>id</t></si><si><t xml:space="preserve">two </t></si><si><r><t>ri</t></r><r><t>ch</t></r><rPh><t>aid</t></rPh></si>',
    sheets: {
      Data: '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>2</v></c></row><row r="3"><c r="A3" t="s"><v>1</v></c><c r="B3"><f>1+1</f><v>2</v></c></row>',
    },
  });
  const byOthers = workbook({
    sheets: {
      Data: '<x:row xmlns:x="urn:x"><x:c t="inlineStr"><x:is><x:t>id</x:t></x:is></x:c><x:c t="str"><x:v>rich</x:v></x:c></x:row><row/><row><c t="inlineStr"><is><r><t>two </t></r></is></c><c t="n"><v>2.0</v></c></row>',
    },
  });

  test('reads alike, whichever program wrote it', () => {
    for (const bytes of [byExcel, byOthers]) {
      const { tables, problems } = tablesOf('book.xlsx', bytes);
      expect(problems).toEqual([]);
      expect(tables).toEqual([
        {
          name: 'book.xlsx',
          format: { kind: 'xlsx', packed: false, sheet: 'Data' },
          rows: [
            [1, 'id', 'rich'],
            [3, 'two ', '2'],
          ],
        },
      ]);
    }
  });

  test('is known by what it holds, whatever its name', () => {
    expect(tablesOf('data.csv', byExcel).tables[0]!.format.kind).toBe('xlsx');
  });

  test('gives a table for each sheet that holds anything', () => {
    const cell = '<row r="2"><c r="B2"><v>1</v></c></row>';
    const { tables } = tablesOf(
      'b.xlsx',
      workbook({
        sheets: { 'A &amp; b': cell, Empty: '', Blank: '<row r="1"><c r="A1" s="1"/></row>', Last: cell },
      }),
    );
    expect(tables.map(({ name, rows }) => [name, rows])).toEqual([
      ['b.xlsx#A & b', [[2, '', '1']]],
      ['b.xlsx#Last', [[2, '', '1']]],
    ]);
  });

  test('has dates in the form of the model, by the calendar that it names', () => {
    const cells = (style: number, ...values: readonly number[]): string =>
      `<row>${values.map((value) => `<c s="${style}"><v>${value}</v></c>`).join('')}</row>`;
    // serials from ISO/IEC 29500-1, 18.17.4: 1 January 1900 is 1, 1 March 1900 is 61, 31 December 9999 is 2958465
    const rows =
      cells(1, 1, 61, 45_350.0, 2_958_465) +
      cells(2, 45_950.283333333333) +
      cells(3, 1.5) +
      cells(4, 0.25) +
      cells(5, 12.5);
    expect(sheet(rows, { styles: STYLES }).rows).toEqual([
      [1, '1900-01-01', '1900-03-01', '2024-02-28', '9999-12-31'],
      [2, '2025-10-20T06:48:00'],
      [3, '36:00:00'],
      [4, '0.25'],
      [5, '12.5'],
    ]);
    const in1904 = { styles: STYLES, properties: '<workbookPr date1904="1"/>' };
    expect(sheet(cells(1, 0, 43_888), in1904).rows).toEqual([[1, '1904-01-01', '2024-02-28']]);
  });

  test('shows numbers with the digits of a spreadsheet, and truth in its words', () => {
    const { rows } = sheet(
      '<row><c><v>0.30000000000000004</v></c><c><v>1E-3</v></c><c><v>12345678901</v></c><c t="b"><v>1</v></c><c t="b"><v>0</v></c></row>',
    );
    expect(rows).toEqual([[1, '0.3', '0.001', '12345678901', 'TRUE', 'FALSE']]);
  });

  test('says which cells hold a fault, a date that is none, or a formula that was never computed', () => {
    const { rows, problems } = sheet(
      '<row r="1"><c r="A1" t="str"><v>name</v></c></row><row r="7"><c r="A7" t="e"><v>#N/A</v></c><c r="AB7" s="1"><v>-5</v></c><c r="AC7"><f>A1</f></c><c r="AD7"><f>A1</f><v></v></c><c r="AE7" t="s"><v>9</v></c></row></sheetData><mergeCells><mergeCell ref="A1:B1"/></mergeCells><sheetData>',
      { styles: STYLES },
    );
    expect(rows).toEqual([
      [1, 'name'],
      [7, ...new Array(27).fill(''), '-5'],
    ]);
    expect(problems.map(({ severity, row, column, value }) => [severity, row, column, value])).toEqual([
      ['warning', 7, 'name', '#N/A'],
      ['warning', 7, 'AB', '-5'],
      ['error', 7, 'AE', '9'],
      ['warning', 0, '', ''],
      ['warning', 0, '', ''],
    ]);
    expect(problems[3]!.message).toContain('2 formulas have no stored value');
    expect(problems[4]!.message).toContain('1 ranges of cells are merged');
  });

  test('keeps formulas, HTML and control characters as the texts that they are', () => {
    const { rows } = sheet(
      '<row><c t="inlineStr"><is><t>=HYPERLINK("x")</t></is></c><c t="inlineStr"><is><t>&lt;script&gt;</t></is></c><c t="inlineStr"><is><t>a_x000D_b</t></is></c><c t="inlineStr"><is><t>__proto__</t></is></c></row>',
    );
    expect(rows).toEqual([[1, '=HYPERLINK("x")', '<script>', 'a\rb', '__proto__']]);
  });

  test.each([
    ['a sheet is missing', { without: ['xl/worksheets/sheet1.xml'] }, /sheet 'Data' is missing/],
    ['the list of sheets is missing', { without: ['xl/workbook.xml'] }, /first part is missing/],
    ['the list of parts is missing', { without: ['xl/_rels/workbook.xml.rels'] }, /sheet 'Data' is missing/],
    [
      'the texts are no XML',
      { more: { 'xl/sharedStrings.xml': '<sst><si>' } },
      /texts of the workbook cannot be read/,
    ],
    ['it is binary', { more: { 'xl/workbook.bin': 'x' } }, /xlsb/],
    [
      'it is empty',
      { more: { 'xl/worksheets/sheet1.xml': '<worksheet><sheetData/></worksheet>' } },
      /All sheets .* empty/,
    ],
    ['a part outside is named', { more: { '../evil.xml': 'x' } }, /outside itself/],
  ] as const)('is refused with a reason where %s', (_, parts, message) => {
    const bytes = workbook({ sheets: { Data: '<row><c><v>1</v></c></row>' }, ...parts });
    expect(refusals('book.xlsx', bytes)).toEqual([expect.stringMatching(message)]);
  });

  test('with entities of its own is refused, and one that ends too soon is read as far as it goes', () => {
    const bomb = `<!DOCTYPE x [<!ENTITY a "${'ha'.repeat(99)}">]><worksheet><sheetData><row><c t="str"><v>&a;</v></c></row></sheetData></worksheet>`;
    const { rows, problems } = sheet('', { more: { 'xl/worksheets/sheet1.xml': bomb } });
    expect(rows).toEqual([]);
    expect(problems).toMatchObject([
      { severity: 'error', message: expect.stringContaining('document type') },
    ]);
    const cut = '<worksheet><sheetData><row><c><v>1</v></c></row><row><c><v>2';
    const short = sheet('', { more: { 'xl/worksheets/sheet1.xml': cut } });
    expect(short.rows).toEqual([[1, '1']]);
    expect(short.problems).toMatchObject([{ severity: 'error', message: expect.stringContaining('line 1') }]);
  });

  test('with cells at the far end of every row is given up after fifty million', () => {
    const rows = Array.from(
      { length: 3_100 },
      (_, i) => `<row r="${i + 1}"><c r="XFD${i + 1}"><v>1</v></c></row>`,
    );
    const { problems } = sheet(rows.join(''));
    expect(problems).toMatchObject([
      { severity: 'error', message: expect.stringContaining('50 million cells') },
    ]);
    expect(sheet('<row><c r="ZZZZ1"><v>1</v></c><c><v>2</v></c></row>').problems[0]!.message).toContain(
      'column that no spreadsheet has',
    );
  });
});

describe('a workbook that another program has written (workbooks/make.py)', () => {
  // what the script puts in, in the words of docs/formats.md; only a spreadsheet computes the formulas
  const expected = (total: string) => [
    [1, 'id', 'since', 'seen', 'outage', 'share', 'part', 'critical', 'total', 'note'],
    [2, '000', '2024-02-28', '2025-10-20T06:48:00', '36:30:00', '0.3', '0.25', 'TRUE', total, 'ü <b> 東京'],
    [3, '001', '2024-02-29', '2025-10-20T06:48:01', '36:30:00', '0.3', '0.25', 'FALSE', total, 'two\nlines'],
    [
      4,
      '002',
      '1999-12-31',
      '2025-10-20T06:48:02',
      '36:30:00',
      '0.3',
      '0.25',
      'TRUE',
      total,
      '"quoted" & more',
    ],
  ];
  test.each([
    ['LibreOffice 7.4', 'libreoffice-7.4.xlsx', '3', 0],
    ['openpyxl 3.0', 'openpyxl-3.0.xlsx', '', 1],
  ])('is read alike from %s', (_, name, total, warnings) => {
    const file = readFileSync(join(import.meta.dirname, 'workbooks', name));
    const { tables, problems } = tablesOf('b.xlsx', new Uint8Array(file));
    expect(tables.map((table) => table.name)).toEqual(['b.xlsx#Suppliers & more', 'b.xlsx#Late']);
    expect(tables[0]!.rows).toEqual(expected(total));
    expect(tables[1]!.rows).toEqual([
      [3, '', '', 'header'],
      [5, '', '', '1e+21'],
    ]);
    expect(problems).toHaveLength(warnings);
  });
});

test.each([
  ['an old workbook', 'old.xls', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]), /Save it as .xlsx/],
  [
    'an OpenDocument',
    'a.ods',
    archive({ mimetype: 'application/vnd.oasis', 'content.xml': '<x/>' }),
    /OpenDocument/,
  ],
  ['a PDF', 'a.pdf', '%PDF-1.7', /PDF/],
])('%s is refused with what to do instead', (_, name, content, message) => {
  expect(refusals(name, content)).toEqual([expect.stringMatching(message)]);
});
