/** Which format a file is in, by its content first and its name second, and what it holds. */
import type { Problem } from '../model/problem.ts';
import { decodePieces } from './decode.ts';
import { type GraphFile, isOversized, withOwnIds } from './graph-tables.ts';
import { unpack } from './gunzip.ts';
import { isProject, type ProjectFiles, projectOf } from './project-file.ts';
import { readGexf } from './read-gexf.ts';
import { readGraphml } from './read-graphml.ts';
import { type JsonFile, readJson } from './read-json.ts';
import { type ReadStep, within } from './read-step.ts';
import { type DatasetFile, fileProblem } from './read-table.ts';
import { isWorkbook } from './read-xlsx.ts';
import { isZip, unzipped, type ZipEntry, zipEntries } from './unzip.ts';

/** What a file holds; `packed` says whether it came as gzip. */
export type FileContent = { readonly packed: boolean } & (
  | { readonly kind: 'csv'; readonly bytes: Uint8Array }
  | { readonly kind: 'json'; readonly json: JsonFile }
  | { readonly kind: 'gexf' | 'graphml'; readonly graph: GraphFile }
  | { readonly kind: 'xlsx'; readonly entries: readonly ZipEntry[] }
  | { readonly kind: 'project'; readonly project: ProjectFiles }
  | { readonly kind: 'zip'; readonly files: readonly DatasetFile[] }
);

/** Bytes that show what a text is. */
const HEAD = 1 << 12;

/** First bytes of the formats that people try and that are not read, with what to do instead. */
const UNREAD: readonly (readonly [readonly number[], string])[] = [
  [
    [0xd0, 0xcf, 0x11, 0xe0],
    'This is a workbook of Excel 97 (.xls) or one with a password. Save it as .xlsx without a password, or as CSV.',
  ],
  [[0x25, 0x50, 0x44, 0x46], 'This is a PDF. Expected a table; ask for the data behind it.'],
  [[0x50, 0x41, 0x52, 0x31], 'This is Parquet, which is not read here. Save the table as CSV.'],
  [[0x37, 0x7a, 0xbc, 0xaf], 'This is a 7z archive, which is not read here. Pack the files as zip.'],
  [[0x52, 0x61, 0x72, 0x21], 'This is a RAR archive, which is not read here. Pack the files as zip.'],
];

/**
 * Reads a file as far as its format needs. Undefined, with a problem reported, when that cannot be done. Yields the
 * fraction done; O(bytes).
 */
export function* readContent(
  file: DatasetFile,
  problems: Problem[],
): Generator<ReadStep, FileContent | undefined> {
  const { name } = file;
  const plain = yield* within(unpack(file, problems), `Unpacking ${name}`, [0, 0.2]);
  if (plain === undefined) return undefined;
  const { bytes } = plain;
  const packed = plain !== file;
  for (const [magic, message] of UNREAD)
    if (magic.every((byte, i) => bytes[i] === byte)) {
      problems.push(fileProblem(name, message));
      return undefined;
    }
  if (isZip(bytes)) return yield* archiveContent(plain, packed, problems);
  const format = textFormat(name, bytes);
  const range = [0.2, 1] as const;
  if (format === 'csv') return { kind: 'csv', bytes, packed };
  if (format === 'json') {
    const json = yield* within(readJson(name, bytes, problems), `Reading ${name}`, range);
    return json && { kind: 'json', json, packed };
  }
  if (format === 'gexf' || format === 'graphml') {
    const reading = format === 'gexf' ? readGexf : readGraphml;
    const graph = yield* within(reading(name, bytes, problems), `Reading ${name}`, range);
    if (graph === undefined) return undefined;
    if (!isOversized(graph)) return { kind: format, graph: withOwnIds(graph), packed };
    problems.push(
      fileProblem(name, 'The graph has more than 30 million cells, most of them empty; not read.'),
    );
    return undefined;
  }
  problems.push(
    fileProblem(name, `This is XML of the kind <${format.slice(0, 40)}>. Of XML, GEXF and GraphML are read.`),
  );
  return undefined;
}

function* archiveContent(
  { name, bytes }: DatasetFile,
  packed: boolean,
  problems: Problem[],
): Generator<ReadStep, FileContent | undefined> {
  const entries = zipEntries(name, bytes, problems);
  if (entries === undefined) return undefined;
  if (isProject(entries)) {
    const project = yield* projectOf(name, entries, problems);
    return project && { kind: 'project', project, packed };
  }
  if (isWorkbook(entries)) return { kind: 'xlsx', entries, packed };
  if (entries.some((entry) => entry.name === 'mimetype')) {
    problems.push(
      fileProblem(
        name,
        'This is an OpenDocument or similar, which is not read here. Save it as .xlsx or as CSV.',
      ),
    );
    return undefined;
  }
  const files: DatasetFile[] = [];
  for (const [e, entry] of entries.entries()) {
    const range = [e / entries.length, (e + 1) / entries.length] as const;
    const unpacked = yield* within(unzipped(name, entry, problems), `Unpacking ${name}`, range);
    if (unpacked === undefined) return undefined;
    files.push({ name: entry.name, bytes: unpacked });
  }
  if (files.length > 0) return { kind: 'zip', files, packed };
  problems.push(fileProblem(name, 'The archive is empty.'));
  return undefined;
}

/** 'csv', 'json', 'gexf', 'graphml', or the root of an XML that is neither. */
function textFormat(name: string, bytes: Uint8Array): string {
  const head = decodePieces(name, bytes.subarray(0, HEAD), []).next();
  const text = head.done ? '' : head.value.replace(/^\ufeff/, '').trimStart();
  const isNamedTable = /\.(csv|tsv|tab|txt)(\.gz)?$/i.test(name);
  const root = text.startsWith('<')
    ? (/<(?:[\w.-]+:)?(gexf|graphml)[\s>]/.exec(text) ?? /<(?:[\w.-]+:)?([\w.-]+)/.exec(text))?.[1]
    : undefined;
  if (root === 'gexf' || root === 'graphml') return root;
  if (isNamedTable) return 'csv';
  if (/^[[{]/.test(text) || /\.json(\.gz)?$/i.test(name)) return 'json';
  const byName = /\.(gexf|graphml)(\.gz)?$/i.exec(name)?.[1]?.toLowerCase();
  return byName ?? root ?? 'csv';
}
