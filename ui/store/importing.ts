/** The import that is under way: files, what their columns become, and what it would do. Not saved, not in the link. */
import { createStore } from 'zustand/vanilla';
import type {
  Finding,
  FindingChoice,
  ImportPlan,
  ImportResult,
  PreviewResult,
  PreviewRow,
  Problem,
  Progress,
  SourceFile,
  TablePlan,
} from '../../engine/api/protocol.ts';
import { type SavedMapping, savedMappings } from './import-library.ts';

export const IMPORT_STEPS = ['File', 'Columns', 'Check', 'Done'] as const;

export type ImportStep = (typeof IMPORT_STEPS)[number];

/** What an import would do, as far as it is known. */
export interface Trial {
  readonly result: ImportResult | null;
  readonly failure: { readonly message: string; readonly problems: readonly Problem[] } | null;
  /** Sentences of what the mapping assumes. */
  readonly assumed: readonly string[];
  /** The mapping file of it. */
  readonly text: string;
}

export interface Importing {
  readonly step: ImportStep;
  readonly files: readonly SourceFile[];
  readonly preview: PreviewResult | null;
  /** What the columns become; null before there are any. */
  readonly plan: ImportPlan | null;
  /** A mapping file that is used as it is written, in place of the plan. */
  readonly written: { readonly name: string; readonly text: string } | null;
  /** Keys of the findings that a person has answered. */
  readonly answered: ReadonlySet<string>;
  /** Name of the table that is shown. */
  readonly shown: string;
  readonly onto: 'open' | 'nothing';
  /** Ids that a person says name the entity of another id. */
  readonly same: Readonly<Record<string, string>>;
  /** Ids that a person says are entities of their own. */
  readonly apart: ReadonlySet<string>;
  readonly trial: Trial | null;
  /** Whether what is chosen has not been tried yet. */
  readonly isStale: boolean;
  readonly running: { readonly label: string; readonly progress: Progress } | null;
  /** Why there is nothing to show. */
  readonly failure: string;
  /** Rows that a problem named and the preview did not have. */
  readonly foundRows: readonly PreviewRow[];
  /** The row that a person jumped to, 0 for none. */
  readonly row: number;
  /** What was imported last, once it is done. */
  readonly done: { readonly title: string; readonly key: string; readonly result: ImportResult } | null;
  readonly library: readonly SavedMapping[];
  /** Name of the saved mapping in use, empty for the suggestion. */
  readonly mapping: string;
}

/** No import. */
export const NO_IMPORT: Omit<Importing, 'library'> = {
  step: 'File',
  files: [],
  preview: null,
  plan: null,
  written: null,
  answered: new Set(),
  shown: '',
  onto: 'nothing',
  same: {},
  apart: new Set(),
  trial: null,
  isStale: false,
  running: null,
  failure: '',
  foundRows: [],
  row: 0,
  done: null,
  mapping: '',
};

/** Nothing being imported, with the mappings that this browser has. */
export function createImporting() {
  return createStore<Importing>()(() => ({ ...NO_IMPORT, library: savedMappings() }));
}

export type ImportingStore = ReturnType<typeof createImporting>;

/** By what a finding is known. */
export function findingKey({ table, column, title }: Finding): string {
  return `${table} ${column} ${title}`;
}

/** Findings that a person has not answered, of columns that are as they were suggested. */
export function openDecisions({
  preview,
  answered,
  written,
  plan,
}: Pick<Importing, 'preview' | 'answered' | 'written' | 'plan'>): readonly Finding[] {
  if (!preview || written || !plan) return [];
  return preview.findings.filter(
    (finding) => finding.kind === 'decide' && !answered.has(findingKey(finding)) && !isMoot(finding, plan),
  );
}

/** A finding without choices is answered by the columns themselves. */
function isMoot(finding: Finding, plan: ImportPlan): boolean {
  if (finding.choices.length > 0) return false;
  const table = plan.tables.find(({ file }) => file === finding.table);
  const has = (id: string) => table?.columns.some(({ becomes }) => becomes === id) ?? false;
  return has('dependent') && (has('supplier') || has('supplier-for'));
}

/** The plan with a column as a choice has it. */
export function withChoice(plan: ImportPlan, finding: Finding, { column }: FindingChoice): ImportPlan {
  return withTable(plan, finding.table, (table) => ({
    ...table,
    columns: table.columns.map((each) => (each.column === column.column ? column : each)),
  }));
}

/** The plan with one table as `change` makes it. */
export function withTable(
  plan: ImportPlan,
  file: string,
  change: (table: TablePlan) => TablePlan,
): ImportPlan {
  return { ...plan, tables: plan.tables.map((table) => (table.file === file ? change(table) : table)) };
}
