/** Where tests get the measured web as a dataset: the only place that knows how it is converted. */
import { resolve } from 'node:path';
import { webEdges } from '../../bench/web-edges.ts';
import type { NamedBytes } from '../formats/reading.ts';

/** The tables as the authors published them. */
export const SITES_FILE = 'web-edges-2020-100k.csv.gz';
export const BETWEEN_FILE = 'web-interservice-2020.csv';

/** Where the whole lies, if it lies beside the repository. */
export const measurements = resolve(import.meta.dirname, '../../../shared/data');

/** The dataset made from the two tables in a folder. */
export function webDataset(folder: string): readonly NamedBytes[] {
  return webEdges(folder)!;
}

/** The id that a provider has in the dataset. */
export function providerId(service: string, provider: string): string {
  return `${service}:${provider}`;
}
