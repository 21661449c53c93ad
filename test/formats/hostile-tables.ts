/** Tables with everything that files, spreadsheets and browsers like to spoil, and what a system holds of them. */
import fc from 'fast-check';
import { KINDS } from '../../engine/model/kinds.ts';
import { type System, type TextColumn, textAt } from '../../engine/model/system.ts';

const IDS = ['a', 'B b', '007', '__proto__', 'constructor', '=1+1', "'quoted", '-', '<b>', 'ü,"x"\n'];

/** Texts that tables, spreadsheets and browsers like to spoil. */
const texts = fc.oneof(
  fc.constantFrom(
    '',
    '=HYPERLINK("x")',
    '+1',
    '-1',
    '@cmd',
    '\t=1',
    "'=1",
    "''=1",
    "'",
    '"',
    ',',
    ';',
    '<script>',
  ),
  fc.constantFrom(
    'two\nlines',
    'two\r\nlines',
    'old\rmac',
    'end\r',
    'end\n',
    ' blank ',
    '\r',
    '\n',
    '東京😀',
  ),
  fc.string({ maxLength: 6 }),
  fc.string({ maxLength: 4, unit: fc.constantFrom('=', "'", '"', ',', '\n', '\r', '\t', ' ', 'x', '+') }),
);

const optionalNumber = (...values: string[]) => fc.constantFrom('', ...values);

/** Every cell in quotes: the plainest CSV there is. */
function csv(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')}\n`).join('');
}

const ENTITY_HEADER = [
  ...['id', 'name', 'kind', 'operator', 'country', 'sector', 'weight', 'users', 'outages_per_year'],
  ...['outage_hours_p50', 'outage_hours_p95', 'recovery_hours', 'capacity', 'source', 'as_of'],
];
const DEPENDENCY_HEADER = [
  ...['dependent', 'supplier', 'role', 'group', 'need', 'loss', 'grace_hours', 'failover_hours'],
  ...['failover_probability', 'phase', 'share', 'confidence', 'source', 'as_of', 'evidence', 'basis'],
];

const extraHeaders = fc.uniqueArray(
  fc.constantFrom('Note', '=evil', '+plus', '', 'two\nlines', '"q"', 'constructor'),
  {
    maxLength: 3,
  },
);

const entityRow = fc
  .tuple(
    fc.tuple(texts, fc.constantFrom(...KINDS), fc.constantFrom('', ...IDS, 'nobody')),
    fc.tuple(fc.constantFrom('', 'DE', 'us', 'XX'), texts),
    fc.tuple(optionalNumber('0', '2.5', '1e308'), optionalNumber('1', '-3'), optionalNumber('0.1', '1e-7')),
    fc.constantFrom(['', ''], ['1', '5'], ['2', '2'], ['5', '1'], ['', '3']),
    fc.tuple(optionalNumber('0', '12'), optionalNumber('100', '1e21', 'much'), texts, texts),
  )
  .map((parts) => parts.flat());

const dependencyRow = fc
  .tuple(
    fc.tuple(fc.constantFrom(...IDS, 'nobody'), fc.constantFrom(...IDS), texts),
    fc.tuple(
      fc.constantFrom('', '', 'g', 'h', '=g'),
      optionalNumber('1', '2', '0'),
      optionalNumber('0', '0.3'),
    ),
    fc.tuple(optionalNumber('0', '2.9', '-1'), optionalNumber('1'), optionalNumber('0.5', '1')),
    fc.tuple(
      fc.constantFrom('', 'run', 'start', 'failover', 'never'),
      optionalNumber('0.2'),
      optionalNumber('0.7'),
    ),
    fc.tuple(texts, texts, fc.constantFrom('', 'memory', 'first-party', 'hearsay'), texts),
  )
  .map((parts) => parts.flat());

/** Tables with all columns, unknown ones, and many faults. */
export const hostileTables = fc
  .record({
    ids: fc.shuffledSubarray(IDS, { minLength: 1 }),
    extraOfEntities: extraHeaders,
    extraOfDependencies: extraHeaders,
    dependencies: fc.array(dependencyRow, { maxLength: 12 }),
  })
  .chain(({ ids, extraOfEntities, extraOfDependencies, dependencies }) => {
    const extraCells = (header: readonly string[]) =>
      fc.array(texts, { minLength: header.length, maxLength: header.length });
    return fc.record({
      header: fc.constant([...ENTITY_HEADER, ...extraOfEntities]),
      rows: fc.tuple(
        ...ids.map((id) =>
          fc.tuple(entityRow, extraCells(extraOfEntities)).map((cells) => [id, ...cells.flat()]),
        ),
      ),
      linkHeader: fc.constant([...DEPENDENCY_HEADER, ...extraOfDependencies]),
      links: fc.tuple(
        ...dependencies.map((row) => extraCells(extraOfDependencies).map((cells) => [...row, ...cells])),
      ),
    });
  })
  .map(({ header, rows, linkHeader, links }) => ({
    entities: csv([header, ...rows]),
    dependencies: csv([linkHeader, ...links]),
    about: '{"schemaVersion":1,"title":"T","weights":[{"column":"weight"},{"column":"users"}],"kept":[1]}',
  }));

function textsOf(column: TextColumn): string[] {
  return Array.from(column.codes, (_, row) => textAt(column, row));
}

const isTextColumn = (value: unknown): value is TextColumn =>
  typeof value === 'object' && value !== null && 'labels' in value;

/** A table with its text columns spelled out, for the codes of labels are nobody's business. */
function spelledOut(table: object): unknown {
  return Object.fromEntries(
    Object.entries(table).map(([key, value]) => {
      if (isTextColumn(value)) return [key, textsOf(value)];
      if (value instanceof Map) return [key, [...value].map(([header, column]) => [header, textsOf(column)])];
      return [key, ArrayBuffer.isView(value) ? [...(value as Float64Array)] : value];
    }),
  );
}

/** What a system holds, apart from where it came from; equal for systems that mean the same. */
export function contentOf({ about, entities, dependencies, requirements, weights }: System): object {
  return {
    about,
    entities: spelledOut(entities),
    dependencies: spelledOut(dependencies),
    requirements: spelledOut(requirements),
    weights: weights.map(spelledOut),
  };
}
