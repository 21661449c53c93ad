/** `linchpin measures`: everything that `rank` can rank by, as the measures describe themselves. */
import type { MeasureDescription } from '../engine/api/protocol.ts';
import { describeMeasures } from '../engine/api/rank.ts';
import { printJson } from './output.ts';

/** Prints the registry of measures; always exit code 0. */
export function measures({ json }: { readonly json?: boolean }): number {
  const described = describeMeasures();
  if (json) printJson(described);
  else process.stdout.write(`${described.map(inFull).join('\n\n')}\n`);
  return 0;
}

/** One line per measure, for the help of `rank`. */
export function measureLines(): string {
  const described = describeMeasures();
  const widest = Math.max(...described.map(({ id }) => id.length));
  return [
    'Measures:',
    ...described.map(({ id, description }) => `  ${id.padEnd(widest)}  ${description}`),
  ].join('\n');
}

function inFull({
  id,
  label,
  unit,
  description,
  formula,
  source,
  cost,
  parameters,
}: MeasureDescription): string {
  return [
    `${id}: ${label} (${unit})`,
    `  ${description}`,
    `  Formula: ${formula}`,
    `  Source: ${source}`,
    `  Cost: ${cost} for 100,000 entities`,
    ...parameters.map(
      (each) =>
        `  --param ${id}.${each.id}=${each.standard}: ${each.label}, ${each.least} to ${each.most} ${each.unit}. ${each.source}`,
    ),
  ].join('\n');
}
