/** Work as one file: data, what was edited, the session with its scenarios and seeds, and results with their seeds. */
import type { EngineClient } from '../../engine/api/client.ts';
import type { SystemSource } from '../../engine/api/protocol.ts';
import type { DatasetStore, LoadOutcome, OwnSource } from './dataset.ts';
import { runAgain } from './engine.ts';
import { fileName } from './file-name.ts';
import { decodeLink, encodeLink, type LinkContent } from './link.ts';
import type { RiskStore } from './risk.ts';
import type { SessionStore } from './session.ts';
import { titleOf } from './words.ts';

interface Parts {
  readonly session: SessionStore;
  readonly dataset: DatasetStore;
  readonly risk: RiskStore;
  readonly openedSource: () => Promise<SystemSource | null>;
  readonly open: (own: OwnSource, session: LinkContent | null) => Promise<LoadOutcome['kind']>;
  readonly say: (tone: 'info' | 'warning' | 'error', text: string) => void;
}

/** Saves and opens project files. */
export function createProjectCommands(
  engine: EngineClient,
  { session, dataset, risk, openedSource, open, say }: Parts,
) {
  return {
    /** Hands the work over as a project file; resolves to whether there is one. */
    async saveProject(): Promise<boolean> {
      const { view, key } = dataset.getState();
      if (!view) return false;
      const source = await openedSource();
      const isFiles = source !== null && 'files' in source;
      const written = isFiles ? null : await runAgain(engine, { kind: 'tables' }, { latest: 'tables' });
      if (written && !written.ok) {
        if (written.error.code !== 'cancelled') say('error', written.error.message);
        return false;
      }
      const encoder = new TextEncoder();
      const files = isFiles
        ? source.files
        : (written?.value ?? []).map(({ name, text }) => ({ name, bytes: encoder.encode(text) }));
      const years = risk.getState().result;
      const results = years
        ? [{ name: 'risk.json', text: `${JSON.stringify(years, (_, value) => plain(value), 2)}\n` }]
        : [];
      const outcome = await runAgain(engine, {
        kind: 'writeProject',
        project: {
          name: titleOf(view),
          savedAt: new Date().toISOString(),
          session: encodeLink(session.getState()),
          dataset: key,
          edits: [...(isFiles ? (source.edits ?? []) : [])],
          scenarios: [],
          results: years
            ? [
                {
                  file: 'results/risk.json',
                  title: 'Risk',
                  seed: session.getState().risk.seed,
                  hash: view.hash,
                },
              ]
            : [],
          page: {},
        },
        files,
        results,
      });
      if (!outcome.ok) {
        say('error', outcome.error.message);
        return false;
      }
      const { saveFile } = await import('./download.ts');
      const bytes = outcome.value.bytes as Uint8Array<ArrayBuffer>;
      saveFile(`${fileName(titleOf(view))}.linchpin`, new Blob([bytes]), 'application/zip');
      return true;
    },

    /** Opens a project file: its data, and the screen that it was saved from. */
    async openProject(file: File): Promise<LoadOutcome['kind']> {
      const read = await readFile(file);
      if (!read) {
        say('error', `${file.name} could not be read. Choose it again.`);
        return 'failed';
      }
      const outcome = await runAgain(engine, { kind: 'readProject', file: { name: file.name, bytes: read } });
      if (!outcome.ok) {
        if (outcome.error.code === 'cancelled') return 'cancelled';
        const { message, problems = [] } = outcome.error;
        say('error', `${message} ${problems[0]?.message ?? ''} What was open is still there.`);
        return 'failed';
      }
      const { project, files } = outcome.value;
      const { session: link, problems } = decodeLink(project.session);
      for (const problem of problems) say('warning', problem);
      return open(
        { name: project.name || file.name, source: { files, edits: project.edits }, continues: false },
        link,
      );
    },
  };
}

async function readFile(file: File): Promise<Uint8Array | null> {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch {
    return null;
  }
}

/** Typed arrays as lists, for JSON. */
function plain(value: unknown): unknown {
  return ArrayBuffer.isView(value) ? Array.from(value as unknown as Iterable<number>) : value;
}
