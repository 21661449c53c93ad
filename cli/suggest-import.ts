/** `linchpin import --suggest`, and import without a mapping: what tables are likely to mean. */
import { existsSync, writeFileSync } from 'node:fs';
import type { Finding, ImportPlan, PreviewResult, SourceFile } from '../engine/api/protocol.ts';
import { exact, printable, printJson } from './output.ts';
import { printProblems } from './problems.ts';
import type { startEngine } from './session.ts';
import { DataError, UsageError } from './usage.ts';

type Run = ReturnType<typeof startEngine>['run'];

export interface SuggestOptions {
  readonly json?: boolean;
  /** File for the suggested mapping. */
  readonly outMap?: string;
  readonly force?: boolean;
  /** Dataset that the tables are to be added to. */
  readonly onto?: string;
}

/** Prints what each column is taken for and what must be decided; resolves to exit code 1 where something must. */
export async function suggestMapping(
  run: Run,
  files: readonly SourceFile[],
  { json, outMap, force, onto }: SuggestOptions,
): Promise<number> {
  if (outMap !== undefined && !force && existsSync(outMap))
    throw new UsageError(`${outMap} is there already. Use --force to replace it.`);
  const preview = await run({ kind: 'preview', files });
  const { text, assumed } = await run({ kind: 'mappingOf', plan: planFor(preview.plan, onto), same: {} });
  if (outMap !== undefined) writeMapping(outMap, text);
  const decisions = preview.findings.filter(({ kind }) => kind === 'decide');
  if (json) {
    const { reasons, findings, problems } = preview;
    printJson({ mapping: JSON.parse(text), assumed, reasons, findings, problems });
    return decisions.length > 0 ? 1 : 0;
  }
  printProblems(preview.problems, process.stderr);
  process.stdout.write(`${tableLines(preview).map(printable).join('\n')}\n`);
  for (const sentence of assumed) process.stdout.write(`Assumed: ${printable(sentence)}\n`);
  process.stdout.write(`${decisionLines(decisions).map(printable).join('\n')}\n`);
  process.stdout.write(
    outMap === undefined ? text : `Mapping written to ${printable(outMap)}; change it where it is wrong.\n`,
  );
  return decisions.length > 0 ? 1 : 0;
}

/** The suggested mapping where nothing needs a decision; throws `DataError` with what does. */
export async function undisputedMapping(
  run: Run,
  files: readonly SourceFile[],
  onto: string | undefined,
): Promise<SourceFile> {
  const { plan, findings } = await run({ kind: 'preview', files });
  const decisions = findings.filter(({ kind }) => kind === 'decide');
  if (decisions.length > 0)
    throw new DataError(
      'Nothing is imported: what the columns mean needs a decision. Write a mapping with --suggest --out-map <file>, change it, and use it with --map <file>.',
      decisions.map(({ table, column, title, text }) => ({
        severity: 'error' as const,
        file: table,
        row: 0,
        column,
        value: '',
        message: `${sentence(title)} ${text}`,
      })),
    );
  const { text } = await run({ kind: 'mappingOf', plan: planFor(plan, onto), same: {} });
  return { name: 'suggested mapping', bytes: new TextEncoder().encode(text) };
}

/** What is added to a dataset takes its weights from there, not from the number of rows. */
function planFor(plan: ImportPlan, onto: string | undefined): ImportPlan {
  if (onto === undefined) return plan;
  return { ...plan, tables: plan.tables.map((table) => ({ ...table, countsOnce: false })) };
}

function tableLines({ tables, plan, reasons, fields }: PreviewResult): string[] {
  const labelOf = new Map(fields.map(({ id, label }) => [id, label]));
  const rows = { dependencies: 'dependency', wide: 'dependent', entities: 'entity' } as const;
  return plan.tables.flatMap((table) => {
    const count = tables.find(({ name }) => name === table.file)?.rowCount ?? 0;
    return [
      `${table.file}: ${exact(count)} rows, one for each ${rows[table.shape]}`,
      ...table.columns.map(({ column, becomes, role }) => {
        const reason = reasons.find((each) => each.table === table.file && each.column === column);
        const label = role === '' ? labelOf.get(becomes) : `Supplier for ${role}`;
        return `  ${column}: ${label}${reason ? ` (${reason.text})` : ''}`;
      }),
    ];
  });
}

function decisionLines(decisions: readonly Finding[]): string[] {
  if (decisions.length === 0) return ['Nothing needs a decision.'];
  return decisions.map(({ table, title, text, choices }) => {
    const labels = choices.map(({ label }) => label).join(' / ');
    return `To decide: ${table}: ${sentence(title)} ${text}${labels === '' ? '' : ` [${labels}]`}`;
  });
}

function writeMapping(path: string, text: string): void {
  try {
    writeFileSync(path, text);
  } catch (error) {
    throw new DataError(`${path} cannot be written: ${(error as Error).message}`);
  }
}

/** With a full stop, unless it ends in a mark of its own. */
function sentence(text: string): string {
  return /[.?!]$/.test(text) ? text : `${text}.`;
}
