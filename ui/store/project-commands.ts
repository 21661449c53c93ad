/** Work as one file: data, what was edited, the session with its scenarios and seeds, and results with their seeds. */
import type { EngineClient } from '../../engine/api/client.ts';
import type { SystemSource } from '../../engine/api/protocol.ts';
import type { DatasetStore, LoadOutcome, OwnSource } from './dataset.ts';
import { runAgain } from './engine.ts';
import { fileName } from './file-name.ts';
import { decodeLink, encodeLink, type LinkContent } from './link.ts';
import type { PolicyStore } from './policy.ts';
import type { RiskStore } from './risk.ts';
import type { SessionStore } from './session.ts';
import type { SystemView } from './types.ts';
import { titleOf } from './words.ts';

interface Parts {
  readonly session: SessionStore;
  readonly dataset: DatasetStore;
  readonly risk: RiskStore;
  readonly policy: PolicyStore;
  readonly openedSource: () => Promise<SystemSource | null>;
  readonly open: (own: OwnSource, session: LinkContent | null) => Promise<LoadOutcome['kind']>;
  readonly say: (tone: 'info' | 'warning' | 'error', text: string) => void;
}

/** Saves and opens project files. */
export function createProjectCommands(
  engine: EngineClient,
  { session, dataset, risk, policy, openedSource, open, say }: Parts,
) {
  /** What was computed and still answers the session, each with its seed and the system that it is about. */
  async function resultsOf(view: SystemView) {
    const { hash } = view;
    const years = risk.getState().result;
    const { answer, isOld } = policy.getState();
    const { policyJson } = await import('./policy-file.ts');
    return [
      ...(years
        ? [
            {
              name: 'risk.json',
              title: 'Risk',
              seed: session.getState().risk.seed,
              hash,
              text: `${JSON.stringify(years, (_, value) => plain(value), 2)}\n`,
            },
          ]
        : []),
      ...(answer && !isOld
        ? [
            {
              name: 'policy.json',
              title: 'Policy',
              seed: answer.result.seed,
              hash,
              text: policyJson({ view, answer }),
            },
          ]
        : []),
    ];
  }

  /** The scenarios of the session as files, as the command line reads them; the session has them in any case. */
  async function scenarioFiles(): Promise<Record<string, unknown>[]> {
    const { library } = policy.getState();
    if (library.presets.length === 0) return [];
    const { scenarioFile } = await import('./policy-export.ts');
    const files: Record<string, unknown>[] = [];
    for (const scenario of session.getState().policy.scenarios) {
      const made = await scenarioFile(engine, scenario, library);
      if ('text' in made) files.push(JSON.parse(made.text) as Record<string, unknown>);
    }
    return files;
  }

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
      const results = await resultsOf(view);
      const outcome = await runAgain(engine, {
        kind: 'writeProject',
        project: {
          name: titleOf(view),
          savedAt: new Date().toISOString(),
          session: encodeLink(session.getState()),
          dataset: key,
          edits: [...(isFiles ? (source.edits ?? []) : [])],
          scenarios: await scenarioFiles(),
          results: results.map(({ text: _, name, ...about }) => ({ ...about, file: `results/${name}` })),
          page: {},
        },
        files,
        results: results.map(({ name, text }) => ({ name, text })),
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
