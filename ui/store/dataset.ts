/** The system that is open: loading it, its problems, its tower, and its export. */

import { createStore } from 'zustand/vanilla';
import type { EngineClient } from '../../engine/api/client.ts';
import type {
  EngineError,
  MapLayout,
  Problem,
  Progress,
  SourceFile,
  SystemSource,
  SystemView,
} from '../../engine/api/protocol.ts';
import { BUILT_INS, fetchBuiltIn } from './built-in.ts';
import { runAgain } from './engine.ts';
import type { Keeper } from './kept/keeping.ts';
import type { FileSource } from './kept/projects.ts';
import { fetchMarket, marketOf, marketTitle } from './markets.ts';
import { nameOfFiles } from './own-files.ts';
import { titleOf } from './words.ts';

export interface Dataset {
  /** Key of the dataset that `view` shows, or empty while there is none. */
  readonly key: string;
  readonly view: SystemView | null;
  readonly indexOf: ReadonlyMap<string, number>;
  /** Where everything stands on the map: every entity, or marks that stand for groups. */
  readonly tower: MapLayout | null;
  /** Keys of the groups whose members are to be seen on the map, and of the one that is looked at. */
  readonly openGroups: readonly string[];
  readonly group: string | null;
  /** What is being loaded, with its progress; null when nothing is. */
  readonly loading: { readonly title: string; readonly progress: Progress } | null;
  /** Why the last load gave no system, until the next one. */
  readonly failure: { readonly title: string; readonly message: string } | null;
  /** Problems of the last load, whether it succeeded or not, and the files that they are about. */
  readonly problems: readonly Problem[];
  readonly problemsOf: string;
}

/** Nothing open yet. */
export function createDataset() {
  return createStore<Dataset>()(() => ({
    key: '',
    view: null,
    indexOf: new Map(),
    tower: null,
    openGroups: [],
    group: null,
    loading: null,
    failure: null,
    problems: [],
    problemsOf: '',
  }));
}

export type DatasetStore = ReturnType<typeof createDataset>;

/** What came of a load; `cancelled` is given up by the person. */
export type LoadOutcome =
  | { readonly kind: 'ready'; readonly key: string }
  /** Something else was opened before this was there. */
  | { readonly kind: 'overtaken' }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed' }
  | { readonly kind: 'unknown' };

const OWN_PREFIX = 'own-';

/** Whether the key names a person's own files and not a dataset that came with the page. */
export function isOwn(key: string): boolean {
  return key.startsWith(OWN_PREFIX);
}

/** What a dataset is called before it is there. */
export function titleOfKey(key: string): string {
  const market = marketOf(key);
  if (market) return marketTitle(market);
  return BUILT_INS.find((builtIn) => builtIn.key === key)?.title ?? 'Your files';
}

/** Entities that are entered between two pauses: some milliseconds of work. */
const SLICE = 20_000;

async function indexById({ id }: SystemView): Promise<ReadonlyMap<string, number>> {
  const indexOf = new Map<string, number>();
  for (const [v, text] of id.entries()) {
    indexOf.set(text, v);
    if (v % SLICE === SLICE - 1) await new Promise((resume) => setTimeout(resume, 0));
  }
  return indexOf;
}

/** Own data that are to be opened. */
export interface OwnSource {
  /** What they are called where they do not say it themselves. */
  readonly name: string;
  readonly source: FileSource;
  /** Whether they follow from what is open: an edit, an import into it. */
  readonly continues: boolean;
}

/** One opening. */
interface Job {
  /** Counted from 1: what was asked for later counts more. */
  readonly order: number;
  readonly signal: AbortSignal;
  readonly abort: () => void;
}

/** Opens datasets one at a time; a later opening cancels the one before. Own data are kept by `keeper`. */
export function createLoader(engine: EngineClient, store: DatasetStore, keeper: Keeper) {
  const opened = new Map<string, SystemSource>();
  let running: Job | null = null;
  let begun = 0;
  let shown = 0;

  /** What a job is that gave nothing because it was stopped. */
  function stopped(job: Job): LoadOutcome {
    return { kind: job.order < begun ? 'overtaken' : 'cancelled' };
  }

  function begin(title: string): Job {
    running?.abort();
    const controller = new AbortController();
    running = { order: ++begun, signal: controller.signal, abort: () => controller.abort() };
    store.setState({
      loading: { title, progress: { step: 'Reading the files', fraction: 0 } },
      failure: null,
    });
    return running;
  }

  function end(job: Job, state: Partial<Dataset>): void {
    if (running !== job) return;
    running = null;
    store.setState({ ...state, loading: null });
  }

  function fail(job: Job, title: string, error: Pick<EngineError, 'message' | 'problems'>) {
    end(job, {
      failure: { title, message: error.message },
      problems: error.problems ?? [],
      problemsOf: title,
    });
    return { kind: 'failed' } as const;
  }

  async function load(
    job: Job,
    title: string,
    source: SystemSource,
    keyOf: (view: SystemView) => string,
    own: Pick<OwnSource, 'name' | 'continues'> = { name: '', continues: false },
  ): Promise<LoadOutcome> {
    const outcome = await runAgain(
      engine,
      { kind: 'load', ...source },
      {
        latest: 'load',
        signal: job.signal,
        onProgress: (progress) => {
          if (running === job) store.setState({ loading: { title, progress } });
        },
      },
    );
    if (!outcome.ok) {
      if (running !== job) return stopped(job);
      if (outcome.error.code === 'cancelled') {
        end(job, {});
        return stopped(job);
      }
      return fail(job, title, outcome.error);
    }
    const read = outcome.value;
    const indexOf = await indexById(read);
    const key = keyOf(read);
    const view = isOwn(key) && 'files' in source ? await entered(key, read, source, own) : read;
    // the engine has it, so the page must show it, whoever cancelled meanwhile; but never after what came later
    if (job.order < shown) return { kind: 'overtaken' };
    shown = job.order;
    if (!isOwn(key)) keeper.leave();
    store.setState({
      key,
      view,
      indexOf,
      tower: null,
      openGroups: [],
      group: null,
      failure: null,
      problems: view.problems,
      problemsOf: titleOf(view),
    });
    end(job, {});
    return running ? { kind: 'overtaken' } : { kind: 'ready', key };
  }

  /** Own data, kept, and called by the name of their project. */
  async function entered(
    key: string,
    view: SystemView,
    source: FileSource,
    { name, continues }: Pick<OwnSource, 'name' | 'continues'>,
  ): Promise<SystemView> {
    opened.set(key, source);
    const own = view.about.title || view.about.name;
    const title = await keeper.enter({ key, view, source, name: own || name, continues });
    return { ...view, about: { ...view.about, title } };
  }

  /** What a key stands for: a dataset that came with the page, a market, or own data that this browser still has. */
  async function sourceOf(key: string, signal: AbortSignal): Promise<SystemSource | null> {
    const builtIn = BUILT_INS.find((dataset) => dataset.key === key);
    if (builtIn) return { files: await fetchBuiltIn(builtIn, signal) };
    const market = marketOf(key);
    if (market) return fetchMarket(market, signal);
    return opened.get(key) ?? (isOwn(key) ? await keeper.sourceOf(key) : null);
  }

  function openOwn(job: Job, title: string, own: OwnSource): Promise<LoadOutcome> {
    return load(job, title, own.source, (view) => `${OWN_PREFIX}${view.hash}`, own);
  }

  return {
    /** Opens a dataset by its key. */
    async openKey(key: string): Promise<LoadOutcome> {
      const job = begin(titleOfKey(key));
      try {
        const source = await sourceOf(key, job.signal);
        if (running !== job) return stopped(job);
        if (!source) {
          end(job, {});
          return { kind: 'unknown' };
        }
        return await load(job, titleOfKey(key), source, () => key);
      } catch (fault) {
        if (job.signal.aborted) return stopped(job);
        return fail(job, titleOfKey(key), {
          message: fault instanceof Error ? fault.message : String(fault),
        });
      }
    },

    /** Reads a person's own files. The system that was open stays when these hold none. */
    async openFiles(files: readonly File[]): Promise<LoadOutcome> {
      const title = files.map((file) => file.name).join(', ');
      const job = begin(title);
      const sources: SourceFile[] = [];
      for (const file of files) {
        try {
          sources.push({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) });
        } catch {
          return fail(job, title, {
            message: `${file.name} could not be read. It may be too large, or have been moved. Choose it again.`,
          });
        }
        if (running !== job) return stopped(job);
      }
      return await openOwn(job, title, {
        name: nameOfFiles(files),
        source: { files: sources },
        continues: false,
      });
    },

    /** Opens a person's own data that are here already: tables that were imported, or a source with edits. */
    openOwn: (own: OwnSource): Promise<LoadOutcome> => openOwn(begin(own.name), own.name, own),

    /** What the open system is made of, or null while there is none. Throws when it has to be fetched and cannot be. */
    openedSource: (): Promise<SystemSource | null> =>
      sourceOf(store.getState().key, new AbortController().signal),

    /** Gives up what is being loaded. */
    cancel(): void {
      const job = running;
      running = null;
      job?.abort();
      store.setState({ loading: null });
    },
  };
}

export type Loader = ReturnType<typeof createLoader>;
