/** Measures that a person names on the command line: files, or ids of presets with values. */
import type { Measure, PresetValues, ReadScenarioResult } from '../engine/api/protocol.ts';
import { scenarioNamed } from './policies.ts';
import type { CliSession } from './session.ts';
import { UsageError } from './usage.ts';

/** How to name measures, for the help of commands. */
export const MEASURES =
  'files of scenarios or presets, or ids of presets with values, as in multi-cloud:fraction=0.4,works=0.9';

export interface NamedMeasure {
  /** No other has it. */
  readonly id: string;
  readonly measure: Measure;
}

/** Reads measures; throws `UsageError` for names and values that are none, `DataError` for files with faults. */
export async function readMeasures(
  { run }: Pick<CliSession, 'run'>,
  texts: readonly string[],
): Promise<readonly NamedMeasure[]> {
  const named: NamedMeasure[] = [];
  for (const text of texts) {
    const { scenario, preset, values } = await readMeasure({ run }, text);
    const measure = preset === null ? { scenario } : { preset, values };
    named.push({ id: freeId(scenario.id, named), measure });
  }
  return named;
}

/** Reads one; throws like `readMeasures`. */
export async function readMeasure(
  { run }: Pick<CliSession, 'run'>,
  text: string,
): Promise<ReadScenarioResult & { readonly values: PresetValues }> {
  const { name, values } = withValues(text);
  return { ...(await run({ kind: 'readScenario', file: scenarioNamed(name), values })), values };
}

/** The same preset may be there twice. */
function freeId(id: string, before: readonly NamedMeasure[]): string {
  const taken = new Set(['baseline', 'together', ...before.map((each) => each.id)]);
  let name = id;
  for (let n = 2; taken.has(name); n++) name = `${id}-${n}`;
  return name;
}

/** Splits `preset:name=value,name=value`; a path with a colon but without values stays whole. */
function withValues(text: string): { readonly name: string; readonly values: PresetValues } {
  const [, name, list] = /^(.+?):([A-Za-z]\w*=[^:]*)$/.exec(text) ?? [];
  if (name === undefined) return { name: text, values: {} };
  const values: Record<string, number> = {};
  for (const each of list!.split(',')) {
    const [, parameter, value] = /^([A-Za-z]\w*)=(.*\S.*)$/.exec(each.trim()) ?? [];
    if (parameter === undefined || Number.isNaN(Number(value)))
      throw new UsageError(
        `'${each}' in '${text}' is no value of a parameter; expected name=number, as in multi-cloud:fraction=0.4,works=0.9.`,
      );
    values[parameter] = Number(value);
  }
  return { name, values };
}
