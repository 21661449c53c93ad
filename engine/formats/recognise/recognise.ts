/** Profiles of tables -> what they are likely to mean: a plan, the reasons, and what a person must decide. */

import { isCountryCode } from '../../model/countries.ts';
import { KINDS } from '../../model/kinds.ts';
import {
  DEPENDENT_KIND,
  MOSTLY,
  numericCells,
  reportSeveral,
  SUPPLIER_KIND,
  withWords,
} from './column-words.ts';
import { FIELDS, type FieldDescription, headerKey, type TableShape } from './fields.ts';
import type { Finding } from './finding.ts';
import { type ColumnPlan, columnPlan, type ImportPlan, isNamable, type TablePlan } from './import-plan.ts';
import type { ColumnProfile, TableProfile } from './profile.ts';
import { kindFor, NOTHING_WORDS } from './words.ts';

/** Why a column is taken for what it is. */
export interface Reason {
  readonly table: string;
  readonly column: string;
  readonly text: string;
  /** 0..1: 1 where the name says it and the cells agree; an order, no probability. */
  readonly sure: number;
}

export interface Suggestion {
  readonly plan: ImportPlan;
  readonly reasons: readonly Reason[];
  readonly findings: readonly Finding[];
}

/** What a loss is where no column says it; the whole of the dependent, the cautious end. */
const LOSS_UNSAID = '1';

/** Suggests what the tables mean. Pure and quick: O(columns x different texts). */
export function recognise(tables: readonly TableProfile[]): Suggestion {
  const reasons: Reason[] = [];
  const findings: Finding[] = [];
  // entities of another table may say how much each counts
  const isWeighed = tables.some((table) => shapeOf(table).fields.some((field) => field?.id === 'weight'));
  const plans = tables
    .filter(({ rowCount, columns }) => rowCount > 0 && columns.length > 0)
    .map((table) => recogniseTable(table, { reasons, findings, isWeighed }));
  const weighed = plans.flatMap(({ columns }) => columns).find(({ becomes }) => becomes === 'weight');
  const title = tables.map(({ file }) => titleOf(file)).filter((text, i, all) => all.indexOf(text) === i);
  return {
    plan: {
      title: title.join(' and '),
      weightLabel: weighed ? weighed.column.trim() : '',
      weightUnit: weighed ? unitOf(weighed.column) : '',
      tables: plans,
    },
    reasons,
    findings,
  };
}

interface Known {
  readonly reasons: Reason[];
  readonly findings: Finding[];
  /** Whether some table says how much each entity counts. */
  readonly isWeighed: boolean;
}

function recogniseTable(table: TableProfile, { reasons, findings, isWeighed }: Known): TablePlan {
  const { shape, fields } = shapeOf(table);
  const say = (column: string, text: string, sure: number): void => {
    reasons.push({ table: table.name, column, text, sure });
  };
  const roleColumns = new Map<string, string>();
  const columns = table.columns.map((profile, c): ColumnPlan => {
    const field = fields[c];
    if (!isNamable(profile.column)) {
      say(profile.column, 'A column without a name, or with a brace in it, cannot be read.', 1);
      return columnPlan(profile.column, 'nothing');
    }
    if (profile.filled === 0) {
      say(profile.column, 'The column is empty.', 1);
      return columnPlan(profile.column, 'nothing');
    }
    if (field === undefined) {
      const role = shape === 'wide' ? roleOf(profile) : undefined;
      if (role !== undefined) {
        say(profile.column, `The name says the role ${role.role}.`, 0.8);
        const plan = supplierFor(profile, role, table, findings);
        const twin = roleColumns.get(plan.role);
        if (twin === undefined) {
          roleColumns.set(plan.role, profile.column);
          return plan;
        }
        const note = columnPlan(profile.column, 'note');
        findings.push(twinFinding(table, [twin, note, plan]));
        return note;
      }
      say(profile.column, 'Nothing in the name or the cells says what it is.', 0.5);
      return columnPlan(profile.column, 'note');
    }
    say(
      profile.column,
      `${field.byName ? 'The name' : 'What stands in it'} says so.`,
      field.byName ? 0.9 : 0.6,
    );
    return withWords(columnPlan(profile.column, field.id), profile, field, table, findings);
  });
  const isMissing = (id: string): boolean => !columns.some(({ becomes }) => becomes === id);
  reportUnrecognised(table, shape, columns, findings);
  return {
    file: table.name,
    shape,
    columns,
    kind: shape === 'entities' ? SUPPLIER_KIND : DEPENDENT_KIND,
    supplierKind: shape === 'entities' ? '' : SUPPLIER_KIND,
    scoped: shape === 'wide',
    loss: isMissing('loss') && shape !== 'entities' ? LOSS_UNSAID : '',
    evidence: '',
    alternatives: true,
    countsOnce: shape !== 'entities' && isMissing('weight') && !isWeighed,
  };
}

interface FoundField extends FieldDescription {
  readonly byName: boolean;
}

/** What a row stands for, and the field of each column. */
function shapeOf(table: TableProfile): {
  readonly shape: TableShape;
  readonly fields: readonly (FoundField | undefined)[];
} {
  const long = fieldsFor(table, 'dependencies');
  const has = (fields: readonly (FoundField | undefined)[], id: string): boolean =>
    fields.some((field) => field?.id === id);
  if (has(long, 'dependent') && has(long, 'supplier')) return { shape: 'dependencies', fields: long };
  const wide = fieldsFor(table, 'wide');
  const roles = table.columns.filter((profile, c) => wide[c] === undefined && roleOf(profile) !== undefined);
  if (roles.length > 0 && (has(wide, 'dependent') || has(wide, 'name')))
    return { shape: 'wide', fields: wide };
  const entities = fieldsFor(table, 'entities');
  if (has(entities, 'id') || has(entities, 'name')) return { shape: 'entities', fields: entities };
  return { shape: 'dependencies', fields: withLikelyEnds(table, long) };
}

function fieldsFor(table: TableProfile, shape: TableShape): readonly (FoundField | undefined)[] {
  const found: (FoundField | undefined)[] = table.columns.map(() => undefined);
  const keys = table.columns.map(({ column }) => headerKey(column));
  // an edge list says "source" and "target"; elsewhere a source is who says so
  const isEdgeList = shape === 'dependencies' && keys.includes('source') && keys.includes('target');
  const take = (field: FieldDescription, c: number): void => {
    found[c] = { ...field, byName: true };
  };
  if (isEdgeList) take(FIELDS.find(({ id }) => id === 'dependent')!, keys.indexOf('source'));
  for (const field of FIELDS) {
    if (!field.shapes.includes(shape) || found.some((each) => each?.id === field.id)) continue;
    // an exact native name goes before a synonym further to the left
    const native = keys.findIndex(
      (key, c) => found[c] === undefined && key === field.id.replace(/[_-]/g, ' '),
    );
    const c =
      native >= 0
        ? native
        : keys.findIndex(
            (key, i) => found[i] === undefined && field.names.test(key) && fits(field, table.columns[i]!),
          );
    if (c >= 0 && isNamable(table.columns[c]!.column)) take(field, c);
  }
  return found;
}

/** Whether the cells can be what the field holds, told where the field holds numbers of any size or codes. */
function fits({ holds, id }: FieldDescription, profile: ColumnProfile): boolean {
  const { filled, words, distinct } = profile;
  if (filled === 0) return true;
  const numbers = numericCells(profile);
  if (holds === 'number') return numbers >= MOSTLY * filled;
  if (holds === 'country')
    return (
      words.length === 0 ||
      words.filter(({ text }) => isCountryCode(text.toUpperCase())).length >= MOSTLY * words.length
    );
  if (holds === 'fraction') return numbers >= MOSTLY * filled || words.length > 0;
  if (holds === 'kind') return words.length > 0 || distinct <= KINDS.length;
  if (id === 'dependent' || id === 'supplier') return numbers < filled || distinct > 1;
  return true;
}

/** Two columns of which one names what the other does are the ends of dependencies. */
function withLikelyEnds(
  table: TableProfile,
  fields: readonly (FoundField | undefined)[],
): readonly (FoundField | undefined)[] {
  const next = [...fields];
  const end = (id: string): FoundField => ({ ...FIELDS.find((field) => field.id === id)!, byName: false });
  const free = table.columns
    .map((profile, c) => ({ profile, c }))
    .filter(({ profile, c }) => {
      const isText = profile.filled > 0 && profile.numbers < profile.filled && isNamable(profile.column);
      return isText && (next[c] === undefined || next[c]!.id === 'dependent' || next[c]!.id === 'supplier');
    });
  let best: readonly [number, number] | undefined;
  let most = 0;
  for (const { c: a } of free)
    for (const { c: b } of free) {
      if (a >= b) continue;
      let shared = 0;
      for (const text of table.texts[a]!) if (table.texts[b]!.has(text)) shared++;
      if (shared > most) {
        most = shared;
        best = [a, b];
      }
    }
  if (best === undefined) {
    const dependent = next.findIndex((field) => field?.id === 'dependent');
    const [first, second] = free.map(({ c }) => c).filter((c) => c !== dependent);
    if (dependent >= 0 && first !== undefined) best = [dependent, first];
    else if (first !== undefined && second !== undefined) best = [first, second];
  }
  if (best === undefined) return next;
  next[best[0]] = end('dependent');
  next[best[1]] = end('supplier');
  return next;
}

/** Names of columns that may say who needs something, and may as well say what is needed. */
const VAGUE_NAMES: ReadonlySet<string> = new Set(['service', 'domain', 'from', 'to', 'source', 'target']);

/** Nobody imports on a guess: ends of dependencies that no name tells must be looked at. */
function reportUnrecognised(
  table: TableProfile,
  shape: TableShape,
  columns: readonly ColumnPlan[],
  findings: Finding[],
): void {
  const fields = fieldsFor(table, shape);
  const guessed = columns.filter(({ becomes, column }) => {
    const c = table.columns.findIndex((profile) => profile.column === column);
    const isWeak = VAGUE_NAMES.has(headerKey(column));
    return ['dependent', 'supplier'].includes(becomes) && (fields[c]?.id !== becomes || isWeak);
  });
  for (const column of guessed)
    findings.push({
      table: table.name,
      column: column.column,
      kind: 'decide',
      title: `Is "${column.column}" the ${column.becomes}?`,
      text: 'The name does not tell it. Who needs is the dependent, who is needed the supplier.',
      count: table.rowCount,
      choices: [
        { label: 'Yes', column: { ...column, skip: column.skip } },
        { label: 'Keep as note', column: columnPlan(column.column, 'note') },
      ],
    });
  const has = (id: string): boolean => columns.some(({ becomes }) => becomes === id);
  if (shape === 'dependencies' && !(has('dependent') && has('supplier')))
    findings.push({
      table: table.name,
      column: columns[0]?.column ?? '',
      kind: 'decide',
      title: 'Who needs whom is not recognised',
      text: 'A row of dependencies needs a column for the dependent and one for the supplier. Choose them.',
      count: table.rowCount,
      choices: [],
    });
}

function twinFinding(
  table: TableProfile,
  [twin, note, plan]: readonly [string, ColumnPlan, ColumnPlan],
): Finding {
  return {
    table: table.name,
    column: plan.column,
    kind: 'decide',
    title: `Two columns name suppliers for ${plan.role}`,
    text: `"${twin}" and "${plan.column}". The first is read; reading both makes two requirements of them.`,
    count: table.rowCount,
    choices: [
      { label: `Only "${twin}"`, column: note },
      { label: 'Read both', column: plan },
    ],
  };
}

interface Role {
  readonly role: string;
  readonly kind: string;
}

/** The role that the name of a column of a wide table stands for. */
function roleOf(profile: ColumnProfile): Role | undefined {
  const { column, filled } = profile;
  if (filled === 0 || numericCells(profile) > (1 - MOSTLY) * filled) return undefined;
  const words = headerKey(column)
    .replace(
      /\b(providers?|suppliers?|vendors?|operators?|name|names|third party|primary|main|all|service)\b/g,
      ' ',
    )
    .replace(/ +/g, ' ')
    .trim();
  const whole = kindFor(headerKey(column)) ?? kindFor(words);
  if (whole === undefined || whole === 'organisation' || whole === 'application') return undefined;
  return { role: words || headerKey(column), kind: whole };
}

function supplierFor(
  profile: ColumnProfile,
  role: Role,
  table: TableProfile,
  findings: Finding[],
): ColumnPlan {
  const skip = profile.words.map(({ text }) => text).filter((text) => NOTHING_WORDS.has(text.toLowerCase()));
  const plan: ColumnPlan = {
    ...columnPlan(profile.column, 'supplier-for'),
    role: role.kind === 'cloud-provider' || role.kind === 'cloud-service' ? role.role : role.kind,
    kind: role.kind,
    skip: ['', ...skip],
    splitAt: profile.several && profile.several.at !== '/' ? profile.several.at : '',
  };
  reportSeveral(plan, profile, table, findings);
  return plan;
}

function titleOf(file: string): string {
  return file
    .replace(/\.gz$/i, '')
    .replace(/\.[a-z]+$/i, '')
    .slice(0, 80);
}

/** "total assets (EUR m)" counts in EUR m, "customers" in customers. */
function unitOf(column: string): string {
  const inBrackets = /\(([^)]+)\)\s*$/.exec(column)?.[1];
  return inBrackets ?? column.trim().toLowerCase().replaceAll('_', ' ');
}
