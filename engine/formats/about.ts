/** dataset.json: what a dataset says of itself, and which of its columns are weights. */
import * as z from 'zod';
import type { WeightDeclaration } from '../model/build-entities.ts';
import type { Problem } from '../model/problem.ts';
import type { About } from '../model/system.ts';
import { decodePieces } from './decode.ts';

// a content security policy without eval: zod must not try to compile its schemas
z.config({ jitless: true });

const texts = z.array(z.string()).default([]);

const SOURCE = z.object({ title: z.string(), url: z.string().default('') });
const WEIGHT = z.object({
  column: z.string().min(1),
  label: z.string().default(''),
  unit: z.string().default('1'),
  description: z.string().default(''),
});

/** What a dataset says of itself; whoever reads it decides whether further keys are welcome. */
export const ABOUT = z.object({
  name: z.string().default(''),
  title: z.string().default(''),
  description: z.string().default(''),
  licence: z.string().default(''),
  asOf: z.string().default(''),
  sources: z.array(SOURCE).default([]),
  measured: texts,
  assumed: texts,
  missing: texts,
  weights: z
    .array(WEIGHT)
    .min(1)
    .default([{ column: 'weight', label: 'Weight', unit: '1', description: '' }]),
});

const DATASET = ABOUT.extend({ schemaVersion: z.literal(1) });

/**
 * Reads dataset.json. A missing or faulty file is reported and stands for one weight, in the column
 * `weight`, without a unit.
 */
export function readAbout(
  file: string,
  bytes: Uint8Array | undefined,
  problems: Problem[],
): { readonly about: About; readonly weights: readonly WeightDeclaration[] } {
  const report = (severity: Problem['severity'], column: string, message: string): void => {
    problems.push({ severity, file, row: 0, column, value: '', message });
  };
  let parsed = ABOUT.parse({});
  let document = '';
  if (bytes === undefined)
    report(
      'warning',
      '',
      'There is no dataset.json: the only weight is the column "weight", without a unit or an origin.',
    );
  else {
    const text = [...decodePieces(file, bytes, problems)].join('');
    const json = parseJson(text);
    const checked = DATASET.safeParse(json);
    if (json === undefined) report('error', '', 'This is not JSON; the file is passed over.');
    else if (checked.success) {
      const { schemaVersion: _, ...about } = checked.data;
      parsed = about;
      document = text;
    } else
      for (const issue of checked.error.issues)
        report('error', issue.path.join('.'), `${issue.message}; the file is passed over.`);
  }
  return aboutOf(parsed, document);
}

/** The same in the words of the model; a weight without a label is called by its column. */
export function aboutOf(
  { weights, ...about }: z.infer<typeof ABOUT>,
  document: string,
): { readonly about: About; readonly weights: readonly WeightDeclaration[] } {
  return {
    about: { ...about, document },
    weights: weights.map((weight) => ({ ...weight, label: weight.label || weight.column })),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
