import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { writeDataset } from '../../engine/formats/write-dataset.ts';
import { KINDS } from '../../engine/model/kinds.ts';
import { type System, type TextColumn, textAt } from '../../engine/model/system.ts';
import { dependencyRows, entityRows, plans, systemOf } from '../properties/systems.ts';
import { drain, PLAIN_ABOUT, readParts, systemFrom, writeAndRead } from './reading.ts';

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
const tables = fc
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

function contentOf({ about, entities, dependencies, requirements, weights }: System): object {
  return {
    about,
    entities: spelledOut(entities),
    dependencies: spelledOut(dependencies),
    requirements: spelledOut(requirements),
    weights: weights.map(spelledOut),
  };
}

describe('writing a dataset and reading it again', () => {
  test('gives an equal system without a new problem, whatever was in the tables', () => {
    fc.assert(
      fc.property(tables, (parts) => {
        const system = systemFrom(parts);
        const again = writeAndRead(system);
        expect(contentOf(again.system!)).toEqual(contentOf(system));
        const errors = again.problems.filter((problem) => problem.severity === 'error');
        expect(errors).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  test('gives the same text the second time', () => {
    fc.assert(
      fc.property(tables, (parts) => {
        const first = drain(writeDataset(systemFrom(parts))).result;
        const [entities, dependencies, about] = first.map((file) => file.text);
        const second = drain(
          writeDataset(systemFrom({ entities: entities!, dependencies: dependencies!, about: about! })),
        ).result;
        expect(second).toEqual(first);
      }),
      { numRuns: 100 },
    );
  });

  test('keeps groups, losses and phases of generated systems', () => {
    fc.assert(
      fc.property(plans({ maxEntities: 12 }), (plan) => {
        const system = systemOf(plan);
        expect(contentOf(writeAndRead(system).system!)).toEqual(contentOf(system));
      }),
      { numRuns: 100 },
    );
  });

  test('leaves no cell at whose start a spreadsheet would run it', () => {
    fc.assert(
      fc.property(tables, (parts) => {
        const written = drain(writeDataset(systemFrom(parts))).result.slice(0, 2);
        for (const { text } of written) {
          // our own reading of the text: quotes toggle, separators outside quotes begin a cell
          let isQuoted = false;
          let isStart = true;
          for (const character of text) {
            if (isStart && !isQuoted && '=+@'.includes(character)) throw new Error(`A formula in ${text}`);
            if (character === '"') isQuoted = !isQuoted;
            else isStart = !isQuoted && (character === ',' || character === '\n');
          }
        }
      }),
      { numRuns: 200 },
    );
  });

  test('keeps a weight whose column the model also reads', () => {
    const system = systemFrom({
      entities: 'id,kind,capacity\na,cdn,5\n',
      dependencies: 'dependent,supplier\n',
      about: '{"schemaVersion":1,"weights":[{"column":"capacity"}]}',
    });
    const again = writeAndRead(system);
    expect(again.problems).toEqual([]);
    expect(contentOf(again.system!)).toEqual(contentOf(system));
  });

  test('writes dataset.json as it was read, unknown keys included', () => {
    const about = '{ "schemaVersion": 1,\n "more": {"a": [1, 2]} }\n';
    const files = drain(writeDataset(systemFrom({ about }))).result;
    expect(files.map((file) => file.name)).toEqual(['entities.csv', 'dependencies.csv', 'dataset.json']);
    expect(files[2]!.text).toBe(about);
  });

  test('of thousands of rows goes in slices', () => {
    const rows = Array.from({ length: 9_000 }, (_, i) => `e${i},cdn,1\n`).join('');
    const system = systemFrom({ entities: `id,kind,weight\n${rows}`, dependencies: 'dependent,supplier\n' });
    const { steps } = drain(writeDataset(system));
    expect(steps.length).toBeGreaterThan(3);
    expect([...steps].sort((a, b) => a - b)).toEqual(steps);
    expect(Math.max(...steps)).toBeLessThanOrEqual(1);
  });
});

describe('no row is lost in silence', () => {
  test('every row of both tables is in the system or in the list of problems', () => {
    fc.assert(
      fc.property(
        plans({ maxEntities: 8 }),
        fc.array(
          fc.constantFrom(
            'e0,nobody,,1,1,run',
            'x,e0,,,,',
            'e0,e0,g,1,1,run',
            'e0,e0,,1,1,failover',
            'a,b,c,d,e,f,g',
          ),
        ),
        fc.array(fc.constantFrom('e0,cdn,1', ',cdn,1', 'n,cdn,1', 'm,cdn,1,2')),
        (plan, badLinks, badEntities) => {
          const entityLines = [...entityRows(plan), ...badEntities];
          const linkLines = [...dependencyRows(plan), ...badLinks];
          const { system, problems } = readParts({
            entities: `id,kind,weight\n${entityLines.map((line) => `${line}\n`).join('')}`,
            dependencies: `dependent,supplier,group,need,loss,phase\n${linkLines.map((line) => `${line}\n`).join('')}`,
            about: PLAIN_ABOUT,
          });
          const dropped = (file: string): number =>
            new Set(
              problems
                .filter((problem) => problem.file === file && /left out|merged into/.test(problem.message))
                .map((problem) => problem.row),
            ).size;
          expect(system!.entities.count + dropped('entities.csv')).toBe(entityLines.length);
          expect(system!.dependencies.count + dropped('dependencies.csv')).toBe(linkLines.length);
        },
      ),
      { numRuns: 300 },
    );
  });
});
