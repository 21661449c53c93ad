/** Files as tables: which format they are in is seen from what they hold, and strangers' files do no harm. */
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { imported } from './importing.ts';
import { archive, refusals, tablesOf } from './tables.ts';

/** Tables in short: name, kind, and rows. */
function short(name: string, content: string | Uint8Array) {
  const { tables, problems } = tablesOf(name, content);
  return {
    tables: Object.fromEntries(tables.map((table) => [table.name, table.rows])),
    kinds: tables.map(({ format }) => format.kind),
    messages: problems.map(({ message }) => message),
  };
}

describe('the separator', () => {
  test.each([
    ['a comma where rows hold prose with semicolons', 'a,b\n1,x; y; z\n2,p; q\n', ','],
    [
      'a semicolon where the header holds commas',
      'id;name, legal;share\n1;Acme, Inc;0,5\n2;Beta;0,25\n',
      ';',
    ],
    ['a bar', 'id|name\n1|a,b\n2|c\n', '|'],
    ['a tab where names hold commas', 'id\tname, legal\n1\tb\n', '\t'],
    ['a comma where there is one column', 'id\n1\n', ','],
    ['a comma within quotes that hold others', '"a;b;c",d\n"1;2;3",4\n', ','],
  ])('is %s', (_, text, separator) => {
    const { tables } = tablesOf('t.csv', text);
    expect(tables[0]!.format).toMatchObject({ kind: 'csv', separator, encoding: 'utf-8', packed: false });
    expect(new Set(tables[0]!.rows.map((row) => row.length)).size).toBe(1);
  });
});

describe('JSON', () => {
  test('gives a table for each list of objects', () => {
    const found = short(
      'd.json',
      '{"a":[{"x":1,"y":true},{"y":null,"z":"t"}],"n":3,"b":[{"x":1.50}],"c":[1,2]}',
    );
    expect(found).toEqual({
      kinds: ['json', 'json'],
      tables: {
        'd.json#a': [
          [1, 'x', 'y', 'z'],
          [2, '1', 'true', ''],
          [3, '', '', 't'],
        ],
        'd.json#b': [
          [1, 'x'],
          [2, '1.5'],
        ],
      },
      messages: [],
    });
    expect(short('d.json', '[{"x":1}]').tables).toEqual({
      'd.json': [
        [1, 'x'],
        [2, '1'],
      ],
    });
  });

  test('keeps hostile keys as columns, lists as joined texts, and objects as JSON', () => {
    const { tables, messages } = short('d', '[{"__proto__":"p","constructor":["a","b"],"deep":{"q":[1]}}]');
    expect(tables.d).toEqual([
      [1, '__proto__', 'constructor', 'deep'],
      [2, 'p', 'a;b', '{"q":[1]}'],
    ]);
    expect(messages).toEqual([expect.stringContaining('1 cells hold objects')]);
    expect(({} as Record<string, unknown>).p).toBeUndefined();
  });

  const manyKeys = Array.from({ length: 100 }, (_, r) =>
    Object.fromEntries(Array.from({ length: 200 }, (__, k) => [`k${r}-${k}`, 1])),
  );
  test.each([
    ['is not JSON', '[{"a":1},', /not JSON/],
    ['holds no objects', '{"a":[1,2]}', /no list of objects/],
    ['is one value', 'true', /1 tables/],
    ['has ten thousand different keys', JSON.stringify(manyKeys), /different keys/],
    ['comes from a newer version', '{"format":"linchpin-dataset","schemaVersion":2}', /newer version/],
    ['is of no version', '{"format":"linchpin-dataset"}', /should be 1/],
  ])('that %s says so', (_, text, message) => {
    expect(refusals('d', text)).toEqual([expect.stringMatching(message)]);
  });

  test('as deep as it likes is read without harm', () => {
    const deep = `[{"a":${'['.repeat(200_000)}${']'.repeat(200_000)}}]`;
    expect(short('d.json', deep).tables['d.json']![1]).toEqual([2, '{…}']);
  });
});

describe('a graph of another program', () => {
  // as Gephi 0.10 writes it, shortened
  const gephi = `<?xml version='1.0' encoding='UTF-8'?>
<gexf xmlns="http://gexf.net/1.3" version="1.3" xmlns:viz="http://gexf.net/1.3/viz"><graph defaultedgetype="undirected">
<attributes class="node" mode="static"><attribute id="kind" title="Kind" type="string"><default>cdn</default></attribute></attributes>
<nodes><node id="n0" label="Zero"><attvalues><attvalue for="kind" value="dns"/></attvalues><viz:size value="4"/></node>
<node id="n1" label="One &amp; only"><nodes><node id="n2"/></nodes><attvalues><attvalue for="7" value="x"/></attvalues></node></nodes>
<edges><edge id="0" source="n0" target="n1" weight="2.0"><attvalues/></edge><edge source="n1" target="n1" type="directed"/></edges></graph></gexf>`;

  test('in GEXF gives its nodes and edges with what it says of them', () => {
    const { tables, kinds, messages } = short('g.gexf', gephi);
    expect(kinds).toEqual(['gexf', 'gexf']);
    expect(tables).toEqual({
      'g.gexf#nodes': [
        [1, 'id', 'label', 'parent', 'Kind', '7'],
        [2, 'n0', 'Zero', '', 'dns', ''],
        [3, 'n1', 'One & only', '', 'cdn', 'x'],
        [4, 'n2', '', 'n1', 'cdn', ''],
      ],
      'g.gexf#edges': [
        [1, 'source', 'target', 'id', 'weight', 'type'],
        [2, 'n0', 'n1', '0', '2.0', ''],
        [3, 'n1', 'n1', '', '', 'directed'],
      ],
    });
    expect(messages).toEqual([expect.stringContaining('1 edges have no direction')]);
  });

  // as NetworkX 3 and yEd 3 write it, shortened
  const graphml = `<graphml xmlns="http://graphml.graphdrawing.org/xmlns"><key id="d0" for="node" attr.name="kind" attr.type="string"/>
<key id="d1" for="edge" attr.name="source" attr.type="string"><default>report</default></key><key id="g" for="node" yfiles.type="nodegraphics"/>
<graph edgedefault="directed"><node id="a"><data key="d0">cdn</data><data key="g"><y:ShapeNode xmlns:y="urn:y"><y:NodeLabel>A label</y:NodeLabel></y:ShapeNode></data>
<graph edgedefault="directed"><node id="a::b"><data key="d0">dns</data></node></graph></node><edge source="a" target="a::b"/>
<hyperedge><endpoint node="a"/></hyperedge></graph></graphml>`;

  test('in GraphML gives its nodes and edges with what it says of them', () => {
    const { tables, messages } = short('g.xml', graphml);
    expect(tables).toEqual({
      'g.xml#nodes': [
        [1, 'id', 'label', 'parent', 'kind'],
        [2, 'a', 'A label', '', 'cdn'],
        [3, 'a::b', '', 'a', 'dns'],
      ],
      'g.xml#edges': [
        [1, 'source', 'target', 'source (attribute)'],
        [2, 'a', 'a::b', 'report'],
      ],
    });
    expect(messages).toEqual([expect.stringContaining('1 edges join more than two nodes')]);
  });

  test('that igraph has written has the ids that igraph was given', () => {
    // igraph 0.10 numbers nodes anew and keeps the ids that it read as an attribute
    const igraph = `<graphml><key id="v_id" for="node" attr.name="id" attr.type="string"/><graph edgedefault="directed">
<node id="n0"><data key="v_id">x</data></node><node id="n1"><data key="v_id">y</data></node><edge source="n1" target="n0"/></graph></graphml>`;
    expect(short('i.graphml', igraph).tables).toEqual({
      'i.graphml#nodes': [
        [1, 'id'],
        [2, 'x'],
        [3, 'y'],
      ],
      'i.graphml#edges': [
        [1, 'source', 'target'],
        [2, 'y', 'x'],
      ],
    });
  });

  test.each([
    ['a billion laughs', '<!DOCTYPE g [<!ENTITY a "ha">]><gexf><graph/></gexf>', /document type of its own/],
    ['an entity from elsewhere', '<gexf><graph>&x;</graph></gexf>', /entity/],
    ['an end too soon', '<gexf><graph><nodes><node id="a"/>', /ends before/],
    ['another kind of XML', '<?xml version="1.0"?><html><body/></html>', /XML of the kind <html>/],
  ])('with %s is refused', (_, text, message) => {
    expect(refusals('g', text)).toEqual([expect.stringMatching(message)]);
  });
});

describe('an archive of tables', () => {
  test('gives the tables of its files', () => {
    const bytes = archive({ 'data/a.csv': 'x\n1\n', 'b.json': '[{"y":2}]', 'dataset.json': '{}' });
    expect(short('all.zip', bytes).tables).toEqual({
      'data/a.csv': [
        [1, 'x'],
        [2, '1'],
      ],
      'b.json': [
        [1, 'y'],
        [2, '2'],
      ],
    });
    expect(tablesOf('all.zip', bytes).tables[0]!.format).toMatchObject({ kind: 'csv', packed: true });
    expect(Object.keys(short('all.zip.gz', gzipSync(bytes)).tables)).toHaveLength(2);
  });

  test('is refused where it holds an archive, or nothing', () => {
    expect(refusals('a.zip', archive({ 'inner.zip': archive({ 'a.csv': 'x' }) }))[0]).toContain(
      'within an archive',
    );
    expect(refusals('a.zip', archive({}))[0]).toContain('empty');
  });
});

describe('a mapping', () => {
  const entities = [{ id: '{id}', kind: 'cdn', weight: 1 }];

  test('is about a table of a file by its name, packed or not', () => {
    const graph =
      '<gexf><graph defaultedgetype="directed"><nodes><node id="a"/><node id="b"/></nodes><edges><edge source="a" target="b"/></edges></graph></gexf>';
    const given = {
      tables: [
        { file: 'g.gexf#nodes', entities },
        { file: 'g.gexf#edges', dependencies: [{ dependent: '{source}', supplier: '{target}' }] },
      ],
    };
    const plain = imported(given, { 'g.gexf': graph });
    expect(plain.problems).toEqual([]);
    expect([plain.system!.entities.id, plain.system!.dependencies.count]).toEqual([['a', 'b'], 1]);
    const packed = imported(given, { 'g.gexf.gz': new Uint8Array(gzipSync(graph)) });
    expect(packed.system!.entities.id).toEqual(['a', 'b']);
    expect(imported(given, { 'g.zip': archive({ 'g.gexf': graph }) }).system!.entities.id).toEqual([
      'a',
      'b',
    ]);
  });

  test('counts the tables of a file that it passes over, and refuses a file that none of it is about', () => {
    const file = '{"a":[{"id":"x"}],"b":[{"id":"y"}]}';
    const { system, skipped } = imported({ tables: [{ file: 'd.json#a', entities }] }, { 'd.json': file });
    expect(system!.entities.id).toEqual(['x']);
    expect(skipped).toEqual([
      { file: 'd.json#b', reason: 'tables that the mapping does not name', count: 1 },
    ]);
    const none = imported({ tables: [{ file: 'e.csv', entities }] }, { 'd.json': file, 'e.csv': 'id\nx\n' });
    expect(none.system).toBeUndefined();
    expect(none.problems).toMatchObject([{ file: 'd.json', message: expect.stringContaining('No table') }]);
  });

  test('is not said to miss a file that cannot be read', () => {
    const { problems } = imported({ tables: [{ file: 'd.json#a', entities }] }, { 'd.json': '{' });
    expect(problems).toMatchObject([{ file: 'd.json', message: expect.stringContaining('not JSON') }]);
  });
});

test('a few bytes that stand for a billion cells are refused before they are made', () => {
  const keys = Object.fromEntries(Array.from({ length: 9_999 }, (_, k) => [`k${k}`, 1]));
  const last = JSON.stringify({ k9998: 1 });
  for (const rest of ['{}', last]) {
    const json = `[${JSON.stringify(keys)}${`,${rest}`.repeat(3_200)}]`;
    expect(refusals('wide.json', json)).toEqual([expect.stringContaining('30 million cells')]);
  }
  const attributes = Array.from(
    { length: 9_999 },
    (_, k) => `<attribute id="${k}" title="k${k}" type="string"/>`,
  );
  const gexf = `<gexf><graph><attributes class="node">${attributes.join('')}</attributes><nodes>${'<node id="x"/>'.repeat(3_200)}</nodes></graph></gexf>`;
  expect(refusals('wide.gexf', gexf)).toEqual([expect.stringContaining('30 million cells')]);
});

test('a million columns are read as what they are, or refused with a reason', () => {
  const tables = tablesOf('wide.tsv', `${'c\t'.repeat(999_999)}c\n1\n`).tables;
  expect(tables[0]!.rows.map((row) => row.length)).toEqual([1_000_001, 2]);
  const { problems } = tablesOf('wide.csv', `${'column,'.repeat(1_000_000)}c\n1\n`);
  expect(problems).toMatchObject([{ message: expect.stringContaining('more than 4 million characters') }]);
});
