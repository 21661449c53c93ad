/**
 * Workbooks (Office Open XML, ISO/IEC 29500-1) -> a table for each sheet that holds anything. Values are read as
 * they were last computed and stored; nothing is computed here.
 */
import type { Problem } from '../model/problem.ts';
import { decodePieces } from './decode.ts';
import { type SheetContext, sheetRecords, unescaped } from './read-sheet.ts';
import { type ReadStep, within } from './read-step.ts';
import type { DatasetFile } from './read-table.ts';
import type { SourceTable } from './source-format.ts';
import { unzipped, type ZipEntry } from './unzip.ts';
import { cellFormats } from './xlsx-styles.ts';
import { xmlWalk } from './xml.ts';

const WORKBOOK = 'xl/workbook.xml';

/** Characters walked between two pauses. */
const SLICE = 1 << 18;

/** Whether the files of an archive are those of a workbook. */
export function isWorkbook(entries: readonly ZipEntry[]): boolean {
  return entries.some(({ name }) => name === '[Content_Types].xml' || name.startsWith('xl/'));
}

/** The sheets of a workbook as tables; none, with a problem reported, when a part is missing or damaged. */
export function* workbookTables(
  { name: file }: DatasetFile,
  entries: readonly ZipEntry[],
  packed: boolean,
  problems: Problem[],
): Generator<ReadStep, readonly SourceTable[]> {
  const refuse = (message: string): readonly [] => {
    problems.push({ severity: 'error', file, row: 0, column: '', value: '', message });
    return [];
  };
  const before = problems.length;
  const total = Math.max(
    1,
    entries.reduce((sum, { size }) => sum + size, 0),
  );
  let done = 0;
  /** A part; empty when it is not there. */
  function* partOf(path: string): Generator<ReadStep, Uint8Array> {
    const entry = entries.find(({ name }) => name.toLowerCase() === path.toLowerCase());
    if (entry === undefined) return new Uint8Array();
    const from = done / total;
    done += entry.size;
    const range = [Math.min(1, from), Math.min(1, done / total)] as const;
    const bytes = yield* within(unzipped(file, entry, problems), `Unpacking ${file}`, range);
    return bytes ?? new Uint8Array();
  }

  if (entries.some(({ name }) => name === 'xl/workbook.bin'))
    return refuse('This is a binary workbook (.xlsb). Save it as .xlsx or as CSV.');
  const workbook = yield* partOf(WORKBOOK);
  if (workbook.length === 0)
    return problems.length > before
      ? []
      : refuse('This is no workbook, or its first part is missing. Save it as .xlsx again.');
  const { sheets, calendar, fault } = sheetsOf(texts(workbook));
  if (fault !== '') return refuse(`The workbook cannot be read: ${fault}. Save it as .xlsx again.`);
  const targets = targetsOf(texts(yield* partOf('xl/_rels/workbook.xml.rels')));
  const strings = yield* sharedStrings(file, yield* partOf('xl/sharedStrings.xml'));
  if (typeof strings === 'string')
    return refuse(`The texts of the workbook cannot be read: ${strings}. Save it as .xlsx again.`);
  const context: SheetContext = {
    strings,
    calendar,
    formats: cellFormats(texts(yield* partOf('xl/styles.xml'))),
  };

  const found: { readonly sheet: string; readonly bytes: Uint8Array }[] = [];
  for (const { sheet, id } of sheets) {
    const target = targets.get(id);
    if (target !== undefined && !target.isSheet) continue;
    const bytes = target === undefined ? new Uint8Array() : yield* partOf(target.path);
    if (bytes.length === 0) {
      if (problems.length > before) return [];
      return refuse(`The sheet '${sheet}' is missing from the workbook. Save it as .xlsx again.`);
    }
    // a sheet that cannot be read is kept, so that reading it says why
    const faults: Problem[] = [];
    const first = sheetRecords(file, bytes, context, faults).next();
    const isFaulty = faults.some(({ severity }) => severity === 'error');
    if (first.done !== true || isFaulty) found.push({ sheet, bytes });
  }
  if (problems.length > before) return [];
  if (found.length === 0) return refuse('All sheets of the workbook are empty.');
  return found.map(({ sheet, bytes }) => {
    const name = found.length === 1 ? file : `${file}#${sheet}`;
    return {
      name,
      file,
      format: { kind: 'xlsx', packed, sheet },
      records: (faults) => sheetRecords(name, bytes, context, faults),
    };
  });
}

/** The sheets in their order, with the ids of their parts. */
function sheetsOf(workbook: Iterable<string>): {
  readonly sheets: readonly { readonly sheet: string; readonly id: string }[];
  readonly calendar: '1900' | '1904';
  readonly fault: string;
} {
  const sheets: { sheet: string; id: string }[] = [];
  let calendar: '1900' | '1904' = '1900';
  const walk = xmlWalk(workbook);
  for (let step = walk.next(); step !== 'end' && step !== 'fault'; step = walk.next()) {
    if (step !== 'open') continue;
    if (walk.name === 'workbookPr' && /^(1|true)$/.test(walk.attribute('date1904') ?? '')) calendar = '1904';
    if (walk.name === 'sheet') {
      const id = walk.attribute('r:id') ?? walk.attribute('id') ?? '';
      sheets.push({ sheet: walk.attribute('name') ?? '', id });
    }
  }
  return { sheets, calendar, fault: walk.fault };
}

/** The parts that a workbook names, by id. */
function targetsOf(relations: Iterable<string>) {
  const targets = new Map<string, { readonly path: string; readonly isSheet: boolean }>();
  const walk = xmlWalk(relations);
  for (let step = walk.next(); step !== 'end' && step !== 'fault'; step = walk.next()) {
    if (step !== 'open' || walk.name !== 'Relationship' || walk.attribute('TargetMode') === 'External')
      continue;
    const target = walk.attribute('Target') ?? '';
    targets.set(walk.attribute('Id') ?? '', {
      path: target.startsWith('/') ? target.slice(1) : `xl/${target}`,
      isSheet: /\/worksheet$/.test(walk.attribute('Type') ?? ''),
    });
  }
  return targets;
}

/** The texts that cells share; what is wrong with them instead, where something is. */
function* sharedStrings(file: string, bytes: Uint8Array): Generator<ReadStep, readonly string[] | string> {
  const strings: string[] = [];
  if (bytes.length === 0) return strings;
  const walk = xmlWalk(texts(bytes));
  let text = '';
  let isText = false;
  /** Depth of a reading aid for East Asian texts, which is no part of the text. */
  let aid = 0;
  let pause = SLICE;
  for (let step = walk.next(); step !== 'end'; step = walk.next()) {
    if (step === 'fault') return walk.fault;
    if (step === 'text') {
      if (isText) text += walk.text;
      continue;
    }
    const isOpen = step === 'open';
    if (walk.name === 'rPh') aid = isOpen ? walk.depth : 0;
    else if (walk.name === 't' && aid === 0) isText = isOpen;
    else if (walk.name === 'si') {
      if (!isOpen) strings.push(unescaped(text));
      text = '';
    }
    if (walk.position > pause) {
      pause += SLICE;
      yield { step: `Reading ${file}`, fraction: 1 };
    }
  }
  return strings;
}

/** A part as text; what its encoding leaves open is no matter for a person. */
function texts(bytes: Uint8Array): Iterable<string> {
  return decodePieces('', bytes, []);
}
