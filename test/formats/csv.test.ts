/** Files as people have them: encodings, line ends, quotes, separators, and faults of the file as a whole. */
import { describe, expect, test } from 'vitest';
import { csvRecords } from '../../engine/formats/csv.ts';
import { decodePieces } from '../../engine/formats/decode.ts';
import type { Problem } from '../../engine/model/problem.ts';
import { textAt } from '../../engine/model/system.ts';
import {
  bytesOf,
  type Content,
  drain,
  filesOf,
  ONE_LINK,
  type Parts,
  PLAIN_ABOUT,
  readFiles,
  readParts,
  THREE,
} from './reading.ts';

const NO_LINKS = 'dependent,supplier\n';

function records(content: Content): { rows: [number, ...string[]][]; problems: Problem[] } {
  const problems: Problem[] = [];
  const { steps } = drain(csvRecords('table.csv', bytesOf(content), problems));
  const rows = steps.flatMap((batch) =>
    batch.records.map(({ row, cells }): [number, ...string[]] => [row, ...cells]),
  );
  return { rows, problems };
}

/** Places of problems in short. */
function places(problems: readonly Problem[]): string[] {
  return problems.map(({ severity, file, row, column, value }) =>
    `${severity} ${file} ${row} ${column} ${value}`.trim(),
  );
}

function utf16(text: string, isLittleEndian: boolean): Uint8Array {
  const bytes = new Uint8Array(2 + 2 * text.length);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, 0xfeff, isLittleEndian);
  for (let i = 0; i < text.length; i++) view.setUint16(2 + 2 * i, text.charCodeAt(i), isLittleEndian);
  return bytes;
}

describe('line ends', () => {
  test.each([
    ['LF', '\n'],
    ['CRLF', '\r\n'],
    ['lone CR', '\r'],
  ])('of the kind %s are all read alike, with and without one at the end', (_, end) => {
    const table = ['id,name', 'a,"x y"', 'b,"z"', '', 'c,'].join(end);
    const expected = [
      [1, 'id', 'name'],
      [2, 'a', 'x y'],
      [3, 'b', 'z'],
      [5, 'c', ''],
    ];
    expect(records(table)).toEqual({ rows: expected, problems: [] });
    expect(records(table + end)).toEqual({ rows: expected, problems: [] });
  });

  test('may be mixed of LF and CRLF', () => {
    const { rows, problems } = records('id,name\na,1\r\n"b","2"\r\nc,"3"\nd,4\r\n');
    expect(problems).toEqual([]);
    expect(rows).toEqual([
      [1, 'id', 'name'],
      [2, 'a', '1'],
      [3, 'b', '2'],
      [4, 'c', '3'],
      [5, 'd', '4'],
    ]);
  });

  test('inside quotes belong to the cell', () => {
    const { rows, problems } = records('id,name,more\na,"one\ntwo","x\r\ny"\nb,3,4\n');
    expect(problems).toEqual([]);
    expect(rows).toEqual([
      [1, 'id', 'name', 'more'],
      [2, 'a', 'one\ntwo', 'x\r\ny'],
      [3, 'b', '3', '4'],
    ]);
  });

  test('of CRLF are found when a piece ends between the two', () => {
    const piece = 1 << 18;
    const header = `id,${'n'.repeat(piece - 4)}`;
    expect(records(`${header}\r\na,b\r\n`).rows.slice(1)).toEqual([[2, 'a', 'b']]);
  });
});

describe('quotes', () => {
  test('may hold separators and doubled quotes', () => {
    expect(records('a,b\n"x, y","say ""hi"""\n').rows[1]).toEqual([2, 'x, y', 'say "hi"']);
  });

  test('that never close are reported with the row in which they open', () => {
    const { problems } = records('a,b\n1,2\n3,"4\n5,6\n');
    expect(places(problems)).toEqual(['error table.csv 3']);
    expect(problems[0]!.message).toContain('never closes');
  });

  test('that are not doubled are reported with their row', () => {
    const { problems } = records('a,b\n1,2\n"say "hi"",4\n');
    expect(problems.length).toBeGreaterThan(0);
    expect(new Set(problems.map((problem) => problem.row))).toEqual(new Set([3]));
  });

  test('that never close in a file of 24 MB stop the reading early and are reported once', () => {
    const bytes = new Uint8Array(24 << 20).fill('x'.charCodeAt(0));
    for (let i = 99; i < bytes.length; i += 100) bytes[i] = 10;
    bytes.set(bytesOf('id,kind\na,cdn\n"b,cdn\n'));
    const start = performance.now();
    const { rows, problems } = records(bytes);
    expect(performance.now() - start).toBeLessThan(5000);
    expect(rows).toEqual([
      [1, 'id', 'kind'],
      [2, 'a', 'cdn'],
    ]);
    expect(places(problems)).toEqual(['error table.csv 3']);
    expect(problems[0]!.message).toContain('the rest of the file is not read');
  });
});

describe('separators', () => {
  test.each([
    ['semicolons', ';'],
    ['tabs', '\t'],
  ])('may be %s, with a warning', (word, separator) => {
    const { system, problems } = readParts({
      entities: THREE.replaceAll(',', separator),
      dependencies: ONE_LINK,
    });
    expect(system!.entities.id).toEqual(['a', 'b', 'c']);
    expect(places(problems)).toEqual(['warning entities.csv 1']);
    expect(problems[0]!.message).toContain(word);
  });

  test('are commas where the header has as many of both', () => {
    expect(records('a;b,c\n1;2,3\n').rows[1]).toEqual([2, '1;2', '3']);
  });
});

describe('encodings', () => {
  const name = 'Zürich 東京 😀';
  const table = `id,kind,weight,name\na,cdn,1,${name}\n`;
  const withEntities = (entities: Content) => readParts({ entities, dependencies: NO_LINKS });

  test.each([
    ['UTF-8', bytesOf(table)],
    ['UTF-8 with a byte-order mark', bytesOf(`\uFEFF${table}`)],
    ['UTF-16, little end first', utf16(table, true)],
    ['UTF-16, big end first', utf16(table, false)],
  ])('%s is read without a problem', (_, entities) => {
    const { system, problems } = withEntities(entities);
    expect(problems).toEqual([]);
    expect(system!.entities.name).toEqual([name]);
  });

  test('Windows-1252 is read with a warning', () => {
    const entities = Uint8Array.from([
      ...bytesOf('id,kind,weight,name\na,cdn,1,Z'),
      0xfc,
      ...bytesOf('rich '),
      0x80,
      10,
    ]);
    const { system, problems } = withEntities(entities);
    expect(system!.entities.name).toEqual(['Zürich €']);
    expect(places(problems)).toEqual(['warning entities.csv 0']);
    expect(problems[0]!.message).toContain('Windows-1252');
  });

  test('a wrong byte far into a large file is noticed', () => {
    const entities = bytesOf(`${THREE}${Array.from({ length: 40_000 }, (_, i) => `n${i},cdn,1\n`).join('')}`);
    entities[entities.length - 3] = 0xe9;
    expect(entities.length).toBeGreaterThan(1 << 18);
    expect(places(withEntities(entities).problems)).toContain('warning entities.csv 0');
  });

  test('characters of two, three and four bytes survive every border between pieces', () => {
    const piece = 1 << 18;
    for (const character of ['ü', '東', '😀'])
      for (let shift = 0; shift < bytesOf(character).length; shift++) {
        const text = `${'x'.repeat(piece - shift)}${character}${'y'.repeat(piece)}${character}z`;
        const problems: Problem[] = [];
        const pieces = [...decodePieces('text', bytesOf(text), problems)];
        expect(pieces.length).toBeGreaterThan(2);
        expect(pieces.join('') === text).toBe(true);
        expect(problems).toEqual([]);
      }
  });

  test('a table whose characters straddle pieces has all its rows', () => {
    const rows = Array.from({ length: 30_000 }, (_, i) => `n${i},cdn,1,東京😀ü${i}`);
    const { system, problems } = withEntities(`id,kind,weight,name\n${rows.join('\n')}\n`);
    expect(problems).toEqual([]);
    expect(system!.entities.name.every((text, i) => text === `東京😀ü${i}`)).toBe(true);
    expect(system!.entities.count).toBe(30_000);
  });

  test('a file that is no text is an error, not a table', () => {
    const { system, problems } = withEntities(Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0, 0, 10, 0, 44));
    expect(system).toBeUndefined();
    expect(places(problems)).toEqual(['error entities.csv 0']);
    expect(problems[0]!.message).toContain('not a text file');
  });
});

describe('files as a whole', () => {
  const sound = { entities: THREE, dependencies: ONE_LINK, about: PLAIN_ABOUT };
  const without = (part: keyof Parts) => {
    const { [part]: _, ...rest } = sound;
    return readFiles(filesOf(rest));
  };

  test('nothing at all names both missing files', () => {
    const { system, problems } = readFiles([]);
    expect(system).toBeUndefined();
    expect(places(problems)).toEqual(['error entities.csv 0', 'error dependencies.csv 0']);
  });

  test.each(['entities', 'dependencies'] as const)('a missing table of %s is named', (part) => {
    const { system, problems } = without(part);
    expect(system).toBeUndefined();
    expect(places(problems)).toEqual([`error ${part}.csv 0`]);
  });

  test('a missing description is a warning and the weight is the plain one', () => {
    const { system, problems } = without('about');
    expect(system!.weights.map((weight) => weight.column)).toEqual(['weight']);
    expect(places(problems)).toEqual(['warning dataset.json 0']);
  });

  test.each([
    ['entities', 'id,weight\na,1\n', 'error entities.csv 1 kind'],
    ['entities', 'kind,weight\ncdn,1\n', 'error entities.csv 1 id'],
    ['dependencies', 'dependent,role\na,dns\n', 'error dependencies.csv 1 supplier'],
    ['dependencies', 'from,supplier\na,b\n', 'error dependencies.csv 1 dependent'],
  ] as const)('a table of %s without a column that it needs says which', (part, content, expected) => {
    const { system, problems } = readParts({ [part]: content });
    expect(system).toBeUndefined();
    expect(places(problems)).toEqual([expected]);
  });

  test.each(['entities', 'dependencies'] as const)('an empty table of %s is an error', (part) => {
    for (const content of ['', '\n\n', '\uFEFF']) {
      const { system, problems } = readParts({ [part]: content });
      expect(system).toBeUndefined();
      expect(places(problems)).toEqual([`error ${part}.csv 0`]);
    }
  });

  test('headers without rows are a system without entities', () => {
    const { system, problems } = readParts({ entities: 'id,kind,weight\n', dependencies: NO_LINKS });
    expect([system!.entities.count, system!.dependencies.count]).toEqual([0, 0]);
    expect(places(problems)).toEqual(['warning entities.csv 0']);
  });

  test('a second file for the same part and one that is no part are reported', () => {
    const { system, problems } = readFiles([
      ...filesOf(sound),
      { name: 'old-entities.csv', bytes: bytesOf(THREE) },
      { name: 'notes.txt', bytes: bytesOf('hello') },
    ]);
    expect(system!.entities.count).toBe(3);
    expect(places(problems)).toEqual(['error old-entities.csv 0', 'warning notes.txt 0']);
  });

  test('a folder and capitals before the name do not matter', () => {
    const files = filesOf(sound).map(({ name, bytes }) => ({ name: `My Data/${name.toUpperCase()}`, bytes }));
    expect(readFiles(files).problems).toEqual([]);
  });

  test('the fingerprint changes with every byte and with where it stands', () => {
    const hashOf = (parts: Parts): string => readParts(parts).system!.hash;
    const hashes = [
      hashOf({}),
      hashOf({ entities: THREE.replace('a,application,1', 'a,application,2') }),
      hashOf({ dependencies: ONE_LINK.replace('a,b', 'a,c') }),
      hashOf({ about: '{"schemaVersion": 1}' }),
      hashOf({ dependencies: `${ONE_LINK}\n` }),
    ];
    expect(new Set(hashes).size).toBe(hashes.length);
    expect(hashOf({})).toBe(hashes[0]);
    for (const hash of hashes) expect(hash).toMatch(/^[0-9a-f]{16}$/);
  });
});

describe('rows and columns', () => {
  test('a row with surplus cells is left out and reported with what was surplus', () => {
    const { system, problems } = readParts({ entities: `${THREE}d,cdn,1,Oslo,Rome\n` });
    expect(system!.entities.count).toBe(3);
    expect(places(problems)).toEqual(['error entities.csv 5  Oslo, Rome']);
  });

  test('a row with empty surplus cells is read', () => {
    const { system, problems } = readParts({ entities: `${THREE}d,cdn,1,,\n` });
    expect(system!.entities.count).toBe(4);
    expect(problems).toEqual([]);
  });

  test('a row with missing cells is read and reported', () => {
    const { system, problems } = readParts({ entities: `${THREE}d,cdn\n` });
    expect(system!.entities.count).toBe(4);
    expect(places(problems)).toEqual(['warning entities.csv 5']);
  });

  test('of two columns with one header the first is read and the second kept', () => {
    const { system, problems } = readParts({
      entities: 'id,kind,weight,kind,Note,note\na,cdn,1,dns,x,y\n',
      dependencies: NO_LINKS,
    });
    expect(places(problems)).toEqual([
      'warning entities.csv 1 kind kind',
      'warning entities.csv 1 note note',
    ]);
    expect([...system!.entities.extra.keys()]).toEqual(['kind (column 4)', 'Note', 'note (column 6)']);
    expect(textAt(system!.entities.extra.get('kind (column 4)')!, 0)).toBe('dns');
  });

  test('headers may have capitals and blanks around them', () => {
    const { problems } = readParts({ entities: ' ID ,Kind, WEIGHT\na,cdn,1\n', dependencies: NO_LINKS });
    expect(problems).toEqual([]);
  });

  test('a hundred thousand columns are read and kept', () => {
    const count = 100_000;
    const header = Array.from({ length: count }, (_, i) => `,x${i}`).join('');
    const { system, problems } = readParts({
      entities: `id,kind,weight${header}\na,cdn,1${',y'.repeat(count)}\n`,
      dependencies: NO_LINKS,
    });
    expect(problems).toEqual([]);
    expect(system!.entities.extra.size).toBe(count);
    expect(textAt(system!.entities.extra.get(`x${count - 1}`)!, 0)).toBe('y');
  });
});

describe('dataset.json', () => {
  const withAbout = (about: Content) => readParts({ about });

  test.each([
    ['is not JSON', '{"schemaVersion":1', 'error dataset.json 0'],
    ['is an empty file', '', 'error dataset.json 0'],
    ['is a list', '[]', 'error dataset.json 0'],
    ['is null', 'null', 'error dataset.json 0'],
    ['has no version', '{}', 'error dataset.json 0 schemaVersion'],
    ['has a newer version', '{"schemaVersion":2}', 'error dataset.json 0 schemaVersion'],
    ['has a title that is no text', '{"schemaVersion":1,"title":7}', 'error dataset.json 0 title'],
    ['has no weight', '{"schemaVersion":1,"weights":[]}', 'error dataset.json 0 weights'],
    [
      'has a weight without a column',
      '{"schemaVersion":1,"weights":[{"label":"x"}]}',
      'error dataset.json 0 weights.0.column',
    ],
    [
      'has a source without a title',
      '{"schemaVersion":1,"sources":[{"url":"x"}]}',
      'error dataset.json 0 sources.0.title',
    ],
  ])('that %s is reported and passed over', (_, about, expected) => {
    const { system, problems } = withAbout(about);
    expect(places(problems)).toEqual([expected]);
    expect(system!.weights.map((weight) => weight.column)).toEqual(['weight']);
    expect(system!.about.document).toBe('');
  });

  test('that is nested a hundred thousand deep is read or reported', () => {
    const deep = `{"schemaVersion":1,"more":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
    const { system } = withAbout(deep);
    expect(system!.entities.count).toBe(3);
  });

  test('with a key __proto__ changes nothing', () => {
    const { system, problems } = withAbout('{"schemaVersion":1,"title":"T","__proto__":{"licence":"X"}}');
    expect(problems).toEqual([]);
    expect(system!.about.title).toBe('T');
    expect(system!.about.licence).toBe('');
  });

  test('declares weights that the entities have', () => {
    const { system, problems } = readParts({
      entities: 'id,kind,weight,Users,revenue\na,cdn,1,5,\n',
      dependencies: NO_LINKS,
      about:
        '{"schemaVersion":1,"weights":[{"column":"Users","unit":"people"},{"column":"revenue","label":"Revenue"}]}',
    });
    expect(places(problems)).toEqual(['warning entities.csv 0 revenue']);
    expect(
      system!.weights.map(({ column, label, unit, values }) => [column, label, unit, ...values]),
    ).toEqual([
      ['Users', 'Users', 'people', 5],
      ['revenue', 'Revenue', '1', 0],
    ]);
    expect([...system!.entities.extra.keys()]).toEqual(['weight']);
  });

  test('that declares a weight which is no column says so', () => {
    const { system, problems } = withAbout(
      '{"schemaVersion":1,"weights":[{"column":"weight"},{"column":"gold"}]}',
    );
    expect(places(problems)).toEqual(['error dataset.json 0 weights gold', 'warning entities.csv 0 gold']);
    expect([...system!.weights[1]!.values]).toEqual([0, 0, 0]);
  });
});

describe('a table of 200,000 rows', () => {
  const rows = Array.from({ length: 200_000 }, (_, i) => `a,b,role ${i % 9},g${i},0.5`);
  const table = `dependent,supplier,role,group,loss\n${rows.join('\n')}\n`;

  test('is read in many slices with rising fractions, and completely', () => {
    const { steps, system, problems } = readFiles(
      filesOf({ entities: THREE, dependencies: table, about: PLAIN_ABOUT }),
    );
    expect(problems).toEqual([]);
    expect(system!.dependencies.count).toBe(200_000);
    expect(system!.requirements.count).toBe(200_000);
    const fractions = steps.map((step) => step.fraction);
    expect(fractions.length).toBeGreaterThan(15);
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
    expect(fractions.at(-1)).toBe(1);
    expect(fractions[0]).toBeGreaterThan(0);
  });
});
