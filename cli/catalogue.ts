/** The outages of the past that come with the program, or those in a folder. */
import effects from '../datasets/incidents/effects.csv?raw';
import incidents from '../datasets/incidents/incidents.csv?raw';
import phases from '../datasets/incidents/phases.csv?raw';
import type { Incident, SourceFile } from '../engine/api/protocol.ts';
import { readIncidentFiles } from './dataset-files.ts';
import { printProblems } from './problems.ts';
import type { CliSession } from './session.ts';
import { suggestions } from './suggestions.ts';
import { DataError, UsageError } from './usage.ts';

export interface Catalogue {
  readonly incidents: readonly Incident[];
  /** Whether a part of it could not be read. */
  readonly isFaulty: boolean;
}

/**
 * Reads the catalogue, the shipped one without a folder, and lists its problems on standard error. Throws
 * `DataError` when it holds no incident that can be read.
 */
export async function readCatalogue({ run }: CliSession, folder: string | undefined): Promise<Catalogue> {
  const files = folder === undefined ? shipped() : readIncidentFiles(folder);
  const read = await run({ kind: 'incidents', files });
  if (read.incidents.length === 0)
    throw new DataError('The catalogue holds no outage that can be read.', read.problems);
  printProblems(read.problems, process.stderr);
  return {
    incidents: read.incidents,
    isFaulty: read.problems.some(({ severity }) => severity === 'error'),
  };
}

/** The incident with this id; throws `UsageError` with what may have been meant. */
export function incidentNamed(incidents: readonly Incident[], id: string): Incident {
  const found = incidents.find((each) => each.id === id);
  if (found !== undefined) return found;
  const ids = incidents.map((each) => each.id);
  const close = suggestions({ id: ids, name: incidents.map(({ title }) => title) }, id);
  const hint = close.length > 0 ? `Did you mean ${close.join(' or ')}?` : `There are: ${ids.join(', ')}.`;
  throw new UsageError(`There is no outage '${id}' in the catalogue. ${hint}`);
}

function shipped(): readonly SourceFile[] {
  const encoder = new TextEncoder();
  return Object.entries({ incidents, phases, effects }).map(([part, text]) => ({
    name: `${part}.csv`,
    bytes: encoder.encode(text),
  }));
}
