/** JSON of strangers -> a scenario, or every fault in it with its place, its value and what was expected. */
import type * as z from 'zod';
import type { Problem } from '../model/problem.ts';
import { type Draft, MIGRATIONS, migrated } from './migrations.ts';
import { SCENARIO, type Scenario } from './schema.ts';

/** What was read, or why it could not be; exactly one of the two. */
export type Checked<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Deeper than any scenario goes; hostile files must not exhaust the stack. */
const DEEPEST = 16;

/** Characters of an offending value that are worth repeating. */
const LONGEST_VALUE = 80;

/** Reads a scenario; older versions are brought to today's first. `file` is the name that problems carry. */
export function readScenario(file: string, text: string): Checked<Scenario> {
  const parsed = parseDraft(file, text);
  return parsed.ok ? check(file, SCENARIO, parsed.value) : parsed;
}

/** The object that a text holds as JSON, in today's version where its version is known. */
export function parseDraft(file: string, text: string): Checked<Draft> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return refused(file, `This is not JSON: ${(error as Error).message}`);
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    return refused(file, 'Expected one object {...}.');
  if (isUnusable(json, 0))
    return refused(file, `Expected no name "__proto__" and no more than ${DEEPEST} levels.`);
  return { ok: true, value: migrated(json as Draft, MIGRATIONS) };
}

/** Holds a value against a schema. */
export function check<Schema extends z.ZodType>(
  file: string,
  schema: Schema,
  value: unknown,
): Checked<z.output<Schema>> {
  const checked = schema.safeParse(value);
  if (checked.success) return { ok: true, value: checked.data };
  const problems = checked.error.issues
    .flatMap((issue) => flattened(issue))
    .map(({ path, message }) => ({
      severity: 'error' as const,
      file,
      row: 0,
      column: placeOf(path),
      value: valueAt(value, path),
      message,
    }));
  return { ok: false, problems };
}

interface Fault {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/**
 * The faults of a value that may be one of several things: those of the thing that it comes closest to, which
 * is the one with the fault that lies deepest; its own words where no fault lies below it.
 */
function flattened(issue: z.core.$ZodIssue): readonly Fault[] {
  const own = [{ path: issue.path, message: issue.message }];
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return own;
  const ways = issue.errors.map((issues) =>
    issues.flatMap((each) => flattened({ ...each, path: [...issue.path, ...each.path] } as z.core.$ZodIssue)),
  );
  const depth = (faults: readonly Fault[]): number => Math.max(...faults.map(({ path }) => path.length));
  const closest = ways.reduce((best, way) => (depth(way) > depth(best) ? way : best));
  return depth(closest) > issue.path.length ? closest : own;
}

/** A place in words of JSON: interventions[0].where.role. */
function placeOf(path: readonly PropertyKey[]): string {
  return path
    .map((key, i) => (typeof key === 'number' ? `[${key}]` : `${i === 0 ? '' : '.'}${String(key)}`))
    .join('');
}

function valueAt(value: unknown, path: readonly PropertyKey[]): string {
  let at = value;
  for (const key of path) at = (at as Record<PropertyKey, unknown> | undefined)?.[key];
  const text = at === undefined ? '' : (JSON.stringify(at) ?? String(at));
  return text.length <= LONGEST_VALUE ? text : `${text.slice(0, LONGEST_VALUE - 1)}…`;
}

function isUnusable(json: unknown, depth: number): boolean {
  if (typeof json !== 'object' || json === null) return false;
  if (depth > DEEPEST || Object.hasOwn(json, '__proto__')) return true;
  return Object.values(json).some((each) => isUnusable(each, depth + 1));
}

function refused(
  file: string,
  message: string,
): { readonly ok: false; readonly problems: readonly Problem[] } {
  return { ok: false, problems: [{ severity: 'error', file, row: 0, column: '', value: '', message }] };
}
