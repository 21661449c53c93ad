/** A scenario as a file that this page and the command line read again. */
import type { EngineClient } from '../../engine/api/client.ts';
import type { JobResult } from '../../engine/api/protocol.ts';
import { runAgain } from './engine.ts';
import { fileName } from './file-name.ts';
import type { MeasureChoice } from './policy-choice.ts';
import type { Library } from './policy-library.ts';
import { scenarioName } from './policy-names.ts';

type Scenario = JobResult<'readScenario'>['scenario'];

interface Saved {
  readonly title: string;
  readonly measures: readonly MeasureChoice[];
}

/** The scenario with all its measures as one list of interventions, or why it could not be made. */
export async function scenarioFile(
  engine: EngineClient,
  { title, measures }: Saved,
  library: Library,
): Promise<{ readonly name: string; readonly text: string } | { readonly problem: string }> {
  const scenarios: Scenario[] = [];
  for (const { id, file, values } of measures) {
    const text = file === '' ? JSON.stringify(library.presets.find((preset) => preset.id === id)) : file;
    if (text === undefined) continue;
    const bytes = new TextEncoder().encode(text);
    const outcome = await runAgain(engine, {
      kind: 'readScenario',
      file: { name: `${id}.json`, bytes },
      values,
    });
    if (!outcome.ok) return { problem: outcome.error.message };
    scenarios.push(outcome.value.scenario);
  }
  const name = scenarioName(title, measures, library);
  const whole: Scenario = {
    schemaVersion: 1,
    id: fileName(name),
    title: name,
    description: scenarios.map(({ description }) => description).join(' '),
    from: scenarios.flatMap(({ from }) => from),
    interventions: scenarios.flatMap(({ interventions }) => interventions),
  };
  return { name: `${fileName(name)}.json`, text: `${JSON.stringify(whole, null, 2)}\n` };
}
