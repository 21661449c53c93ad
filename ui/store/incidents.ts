/** The real outages that come with the page. */
import effects from '../../datasets/incidents/effects.csv?url';
import incidents from '../../datasets/incidents/incidents.csv?url';
import phases from '../../datasets/incidents/phases.csv?url';
import type { SourceFile } from '../../engine/api/protocol.ts';

const FILES = [
  { name: 'incidents.csv', url: incidents },
  { name: 'phases.csv', url: phases },
  { name: 'effects.csv', url: effects },
] as const;

/** Fetches the catalogue's files. Throws when one cannot be had. */
export function fetchIncidents(): Promise<readonly SourceFile[]> {
  return Promise.all(
    FILES.map(async ({ name, url }) => {
      const answer = await fetch(url);
      if (!answer.ok) throw new Error(`${name} could not be fetched (${answer.status}).`);
      return { name, bytes: new Uint8Array(await answer.arrayBuffer()) };
    }),
  );
}
