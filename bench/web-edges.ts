/**
 * The DNS, CDN and CA dependencies of the top 100,000 sites of 2020 (Kashaf, Sekar, Agarwal, IMC 2020) as
 * a dataset in the native format, imported with the mapping that comes with the program.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import mapping from '../datasets/templates/web-edges-2020.json';
import { importTables } from '../engine/formats/import-tables.ts';
import { writeDataset } from '../engine/formats/write-dataset.ts';
import { finish } from './finish.ts';

const TABLES = ['web-edges-2020-100k.csv.gz', 'web-interservice-2020.csv'];

/** The dataset's files, or undefined where the measurement data are not there. */
export function webEdges(
  folder: string,
): readonly { readonly name: string; readonly bytes: Uint8Array }[] | undefined {
  if (!TABLES.every((name) => existsSync(join(folder, name)))) return undefined;
  const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
  const { system } = finish(
    importTables(
      TABLES.map((name) => ({ name, bytes: readFileSync(join(folder, name)) })),
      { name: 'web-edges-2020.json', bytes: encode(JSON.stringify(mapping)) },
    ),
  );
  return finish(writeDataset(system!)).map(({ name, text }) => ({ name, bytes: encode(text) }));
}
