/** Mappings that a person saved in this browser, found again by the names of the columns they are about. */
import type { ImportPlan, TablePreview } from '../../engine/api/protocol.ts';
import { recall, remember } from './remember.ts';

export interface SavedMapping {
  readonly name: string;
  /** Names of the columns of each table, which say for what tables it is. */
  readonly columns: readonly (readonly string[])[];
  readonly plan: ImportPlan;
}

const KEY = 'linchpin.mappings';
/** As many as a person keeps apart, and a browser keeps. */
const MOST_SAVED = 50;

/** What is saved, by name. */
export function savedMappings(): readonly SavedMapping[] {
  try {
    const saved: unknown = JSON.parse(recall(KEY) || '[]');
    return Array.isArray(saved) ? saved.filter(isSaved) : [];
  } catch {
    return [];
  }
}

/** Saves a mapping in place of one of the same name. */
export function saveMapping(mapping: SavedMapping): readonly SavedMapping[] {
  const others = savedMappings().filter(({ name }) => name !== mapping.name);
  const saved = [...others, mapping].slice(-MOST_SAVED);
  remember(KEY, JSON.stringify(saved));
  return saved;
}

/** Forgets the mapping of this name. */
export function forgetMapping(name: string): readonly SavedMapping[] {
  const saved = savedMappings().filter((each) => each.name !== name);
  remember(KEY, JSON.stringify(saved));
  return saved;
}

/** The plan of a saved mapping for these tables; null where it is about others. The last that fits is taken. */
export function planThatFits(
  saved: readonly SavedMapping[],
  tables: readonly TablePreview[],
): { readonly name: string; readonly plan: ImportPlan } | null {
  const wanted = tables.map(({ columns }) => keyOf(columns.map(({ column }) => column)));
  const found = saved.findLast(
    ({ columns, plan }) =>
      plan.tables.length === tables.length && columns.every((names, t) => keyOf(names) === wanted[t]),
  );
  if (found === undefined) return null;
  const plan = {
    ...found.plan,
    tables: found.plan.tables.map((table, t) =>
      withNewWords({ ...table, file: tables[t]!.name }, tables[t]!),
    ),
  };
  return { name: found.name, plan };
}

/** Words that came up since: a translated column must list every text that occurs. */
function withNewWords(
  table: ImportPlan['tables'][number],
  preview: TablePreview,
): ImportPlan['tables'][number] {
  return {
    ...table,
    columns: table.columns.map((column, c) => {
      if (Object.keys(column.words).length === 0) return column;
      const profile = preview.columns[c];
      const texts = [...(profile?.words.map(({ text }) => text) ?? []), ...(profile?.empty ? [''] : [])];
      return {
        ...column,
        words: { ...Object.fromEntries(texts.map((text) => [text, ''])), ...column.words },
      };
    }),
  };
}

function keyOf(names: readonly string[]): string {
  return JSON.stringify(names.map((name) => name.trim().toLowerCase()));
}

function isSaved(value: unknown): value is SavedMapping {
  const { name, columns, plan } = (value ?? {}) as Partial<SavedMapping>;
  return typeof name === 'string' && Array.isArray(columns) && Array.isArray(plan?.tables);
}
