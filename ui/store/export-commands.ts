/** The open system as a file in the format that somebody needs. */
import type { EngineClient } from '../../engine/api/client.ts';
import type { ExportFormat, Progress } from '../../engine/api/protocol.ts';
import type { DatasetStore } from './dataset.ts';
import { runAgain } from './engine.ts';
import { fileName } from './file-name.ts';
import { titleOf } from './words.ts';

interface Parts {
  readonly dataset: DatasetStore;
  readonly say: (tone: 'error', text: string) => void;
}

/** Formats of a system, with what they are for and what becomes of what they have no word for. */
export const FORMATS: readonly {
  readonly value: ExportFormat;
  readonly title: string;
  readonly what: string;
}[] = [
  {
    value: 'csv',
    title: 'CSV',
    what: 'The tables in a zip, for spreadsheets and scripts. Gives back the same system.',
  },
  { value: 'json', title: 'JSON', what: 'One file for programs. Gives back the same system.' },
  {
    value: 'gexf',
    title: 'GEXF',
    what: 'For Gephi and NetworkX. Alternatives and operators stand as attributes, which Linchpin reads back.',
  },
  {
    value: 'graphml',
    title: 'GraphML',
    what: 'For yEd, igraph and NetworkX. Alternatives and operators stand as attributes, which Linchpin reads back.',
  },
];

const TYPES: Readonly<Record<ExportFormat, string>> = {
  csv: 'application/zip',
  json: 'application/json',
  gexf: 'application/gexf+xml',
  graphml: 'application/graphml+xml',
};

/** The command that saves. */
export function createExportCommands(engine: EngineClient, { dataset, say }: Parts) {
  return {
    /** Saves the system; resolves to what the format cannot carry, or null when there is no file. */
    async saveSystem(
      format: ExportFormat,
      { signal, onProgress }: { readonly signal: AbortSignal; readonly onProgress: (now: Progress) => void },
    ): Promise<readonly string[] | null> {
      const { view } = dataset.getState();
      if (!view) return null;
      const outcome = await runAgain(
        engine,
        { kind: 'export', format },
        { latest: 'export', signal, onProgress },
      );
      if (!outcome.ok) {
        if (outcome.error.code !== 'cancelled') say('error', outcome.error.message);
        return null;
      }
      const { files, cannotCarry } = outcome.value;
      const { joined, saveFile, zipped } = await import('./download.ts');
      const content =
        format === 'csv' ? await zipped(files) : await joined(files.flatMap(({ pieces }) => pieces));
      if (signal.aborted) return null;
      saveFile(`${fileName(titleOf(view))}.${format === 'csv' ? 'zip' : format}`, content, TYPES[format]);
      return cannotCarry;
    },
  };
}
