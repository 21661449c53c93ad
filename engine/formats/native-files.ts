/**
 * A dataset in any format that holds a whole one (zip, project file, JSON, GEXF, GraphML) -> the files of the native
 * format, which are what is read, edited and kept from then on.
 */
import { strToU8 } from 'fflate';
import Papa from 'papaparse';
import type { Problem } from '../model/problem.ts';
import type { Edit } from './edit.ts';
import { readContent } from './file-content.ts';
import type { GraphTable } from './graph-tables.ts';
import type { JsonFile, JsonTable } from './read-json.ts';
import type { ReadStep } from './read-step.ts';
import { type DatasetFile, fileProblem } from './read-table.ts';
import { isZip } from './unzip.ts';
import { guarded } from './write-dataset.ts';

export interface NativeFiles {
  readonly files: readonly DatasetFile[];
  /** What a project file has edited since its files came; empty for others. */
  readonly edits: readonly Edit[];
}

interface Rows {
  readonly header: readonly string[];
  readonly rowCount: number;
  row(r: number): readonly string[];
}

/** Names of the tables of a dataset, of its parts, and of files that hold a whole one. */
const TABLE = /(entities|dependencies)\.csv(\.gz)?$/i;
const PART = /(entities\.csv|dependencies\.csv|dataset\.json)(\.gz)?$/i;
const WHOLE = /\.(zip|linchpin|json|gexf|graphml|xlsx)(\.gz)?$/i;

/** Rows between two pauses. */
const SLICE = 500;

/** Share of the work that is reading; the rest writes the tables. */
const READ = 0.8;

/**
 * The files as they are, unless one of them holds a whole dataset. Undefined, with a problem reported, when such a
 * file cannot be read or does not stand alone. O(bytes).
 */
export function* nativeFiles(
  files: readonly DatasetFile[],
  problems: Problem[],
): Generator<ReadStep, NativeFiles | undefined> {
  const asGiven = { files, edits: [] };
  const [file] = files;
  if (file === undefined || (files.length === 1 && TABLE.test(file.name))) return asGiven;
  const whole = files.find(({ name, bytes }) => isZip(bytes) || WHOLE.test(name.replace(PART, '')));
  if (files.length > 1) {
    // files that are no part of a dataset are reported where the parts are told apart
    if (whole === undefined) return asGiven;
    const names = files.map(({ name }) => name).join(', ');
    problems.push(
      fileProblem(
        whole.name,
        `A dataset is one file of this kind, or its tables; given were ${names}. Open one.`,
      ),
    );
    return undefined;
  }
  const reading = readContent(file, problems);
  let next = reading.next();
  for (; !next.done; next = reading.next())
    yield { step: next.value.step, fraction: READ * next.value.fraction };
  const content = next.value;
  if (content === undefined) return undefined;
  const refuse = (message: string): undefined => {
    problems.push(fileProblem(file.name, message));
  };
  switch (content.kind) {
    case 'csv':
      return asGiven;
    case 'project':
      return { files: content.project.files, edits: content.project.project.edits };
    case 'zip':
      return yield* unpackedFiles(file.name, content.files, problems);
    case 'xlsx':
      return refuse('A workbook is no dataset by itself. Import its sheets as tables.');
    case 'json': {
      const tables = partsOf(content.json);
      if (tables === undefined)
        return refuse(
          'The file holds no dataset: expected the lists entities and dependencies. Import its lists as tables.',
        );
      return yield* written(file.name, tables, content.json.document ?? '', problems);
    }
    default: {
      const { nodes, edges, document } = content.graph;
      const tables = {
        entities: renamed(nodes, { id: 'id', label: nodes.attributes.includes('name') ? '' : 'name' }),
        dependencies: renamed(edges, {
          source: 'dependent',
          target: 'supplier',
          label: 'label',
          weight: 'weight',
        }),
      };
      if (!tables.entities.header.some((column) => column.toLowerCase() === 'kind'))
        return refuse(
          'The nodes of the graph have no attribute "kind", so it is no dataset by itself. Import it as tables.',
        );
      return yield* written(file.name, tables, document, problems);
    }
  }
}

/** The files of an archive by their names alone; one that holds a whole dataset is opened in its turn. */
function* unpackedFiles(
  archive: string,
  files: readonly DatasetFile[],
  problems: Problem[],
): Generator<ReadStep, NativeFiles | undefined> {
  if (files.some(({ bytes }) => isZip(bytes))) {
    problems.push(fileProblem(archive, 'There is an archive within the archive; not read. Unpack it first.'));
    return undefined;
  }
  const opening = nativeFiles(
    files.map(({ name, bytes }) => ({ name: baseName(name), bytes })),
    problems,
  );
  let next = opening.next();
  for (; !next.done; next = opening.next())
    yield { step: next.value.step, fraction: READ + (1 - READ) * next.value.fraction };
  return next.value;
}

/** The lists of a JSON file that are the tables of a dataset. */
function partsOf({ tables }: JsonFile): { readonly entities: Rows; readonly dependencies: Rows } | undefined {
  const entities = tables.find(({ name }) => name === 'entities');
  const dependencies = tables.find(({ name }) => name === 'dependencies');
  const rowsOf = ({ header, rows }: JsonTable): Rows => ({
    header,
    rowCount: rows.length,
    row: (r) => rows[r]!,
  });
  return entities && dependencies && { entities: rowsOf(entities), dependencies: rowsOf(dependencies) };
}

/** A graph table with the names of the model for the columns that the format has; '' leaves a column out. */
function renamed(
  { structural, attributes, rowCount, row }: GraphTable,
  nameOf: Readonly<Record<string, string>>,
): Rows {
  const own = new Set(attributes.map((name) => name.toLowerCase()));
  const kept = structural.flatMap((column, at) => {
    const name = nameOf[column] ?? '';
    return name === '' || own.has(name) ? [] : [{ name, at }];
  });
  const from = structural.length;
  return {
    header: [...kept.map(({ name }) => name), ...attributes],
    rowCount,
    row(r) {
      const cells = row(r);
      return [...kept.map(({ at }) => cells[at]!), ...cells.slice(from)];
    },
  };
}

/** Both tables as CSV, under names that say which file and which part. */
function* written(
  file: string,
  { entities, dependencies }: { readonly entities: Rows; readonly dependencies: Rows },
  document: string,
  problems: Problem[],
): Generator<ReadStep, NativeFiles> {
  const middle = (1 + READ) / 2;
  const files = [
    yield* csvOf(`${file}#entities.csv`, entities, 'kind', [READ, middle], problems),
    yield* csvOf(`${file}#dependencies.csv`, dependencies, 'supplier', [middle, 1], problems),
  ];
  if (document !== '') files.push({ name: `${file}#dataset.json`, bytes: strToU8(document) });
  return { files, edits: [] };
}

function* csvOf(
  name: string,
  { header, rowCount, row }: Rows,
  /** A column that never ends with a CR, which reading would take for half of a line end. */
  last: string,
  [from, to]: readonly [number, number],
  problems: Problem[],
): Generator<ReadStep, DatasetFile> {
  const end = header.findIndex((column) => column.trim().toLowerCase() === last);
  const order = header.map((_, at) => at).filter((at) => at !== end);
  if (end >= 0) order.push(end);
  let zeros = 0;
  const clean = (text: string): string => {
    if (!text.includes('\0')) return text;
    zeros++;
    return text.replaceAll('\0', '\ufffd');
  };
  const cellsOf = (cells: readonly string[]): readonly string[] =>
    order.map((at) => guarded(clean(cells[at]!)));
  const csv = (slice: readonly (readonly string[])[]): Uint8Array =>
    strToU8(`${Papa.unparse(slice.map(cellsOf), { newline: '\n' })}\n`);
  const pieces = [csv([header])];
  for (let first = 0; first < rowCount; first += SLICE) {
    const length = Math.min(SLICE, rowCount - first);
    pieces.push(csv(Array.from({ length }, (_, i) => row(first + i))));
    yield { step: `Reading ${name}`, fraction: from + (first / rowCount) * (to - from) };
  }
  if (zeros > 0)
    problems.push({
      ...fileProblem(name, `${zeros} cells hold the character 0, which no text has; it is read as \ufffd.`),
      severity: 'warning',
    });
  const bytes = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return { name, bytes };
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
