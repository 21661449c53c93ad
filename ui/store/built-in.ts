/** The datasets that come with the page. */

import digitalEconomyAbout from '../../datasets/digital-economy/dataset.json?url';
import digitalEconomyDependencies from '../../datasets/digital-economy/dependencies.csv?url';
import digitalEconomyEntities from '../../datasets/digital-economy/entities.csv?url';
import type { SourceFile } from '../../engine/api/protocol.ts';

export interface BuiltIn {
  readonly key: string;
  readonly title: string;
  readonly files: readonly { readonly name: string; readonly url: string }[];
}

export const BUILT_INS: readonly BuiltIn[] = [
  {
    key: 'digital-economy',
    title: 'Digital economy',
    files: [
      { name: 'entities.csv', url: digitalEconomyEntities },
      { name: 'dependencies.csv', url: digitalEconomyDependencies },
      { name: 'dataset.json', url: digitalEconomyAbout },
    ],
  },
];

/** Fetches the files of a dataset that came with the page. Throws when one cannot be had. */
export function fetchBuiltIn(dataset: BuiltIn, signal: AbortSignal): Promise<readonly SourceFile[]> {
  return Promise.all(
    dataset.files.map(async ({ name, url }) => {
      const answer = await fetch(url, { signal });
      if (!answer.ok) throw new Error(`${name} could not be fetched (${answer.status}).`);
      return { name, bytes: new Uint8Array(await answer.arrayBuffer()) };
    }),
  );
}
