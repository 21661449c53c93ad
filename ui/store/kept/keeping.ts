/** Whether a person's work is kept in this browser: the project that is open, the others, and why not where it is not. */
import { createStore } from 'zustand/vanilla';
import type { SystemView } from '../../../engine/api/protocol.ts';
import type { KeepingFault, KeptProject } from './database.ts';
import { PROBLEM_OF } from './kept-words.ts';
import { createKeptProjects, type FileSource } from './projects.ts';

/** Longer than any browser takes whose storage works. */
const LONGEST_KEEPING_MS = 1_000;
/** Between a change of the session and its keeping. */
const PAUSE_MS = 400;

export interface Keeping {
  /** `none` where there is nothing of one's own to keep. */
  readonly status: 'none' | 'keeping' | 'kept' | KeepingFault;
  /** The project that is open, or null. */
  readonly open: KeptProject | null;
  /** All projects, the last changed first; null until they are asked for. */
  readonly projects: readonly KeptProject[] | null;
  /** Bytes that this browser keeps for Linchpin and the most it would, or null where it does not say. */
  readonly room: { readonly used: number; readonly most: number } | null;
}

/** Nothing to keep yet. */
export function createKeeping() {
  return createStore<Keeping>()(() => ({ status: 'none', open: null, projects: null, room: null }));
}

export type KeepingStore = ReturnType<typeof createKeeping>;

/** Own data that have just been read. */
export interface OwnData {
  readonly key: string;
  readonly view: SystemView;
  readonly source: FileSource;
  /** What a new project of them is called. */
  readonly name: string;
  /** Whether they follow from what was open: an edit, an import into it. */
  readonly continues: boolean;
}

interface Parts {
  readonly keeping: KeepingStore;
  /** The session as an address, on these data. */
  readonly sessionOn: (key: string) => string;
  readonly say: (tone: 'info' | 'warning' | 'error', text: string) => void;
}

/** Own data that are open, with the project that they are kept in. */
interface Work {
  readonly own: OwnData;
  project: KeptProject | null;
  /** The session on them, as an address; and the one that is kept. */
  session: string;
  keptSession: string;
}

/** Keeps own data and the session on them, and tells when it cannot. */
export function createKeeper({ keeping, sessionOn, say }: Parts) {
  const kept = createKeptProjects();
  let work: Work | null = null;
  let enteredAt = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** One after the other, so that each knows what the one before has done. */
  let queue: Promise<unknown> = Promise.resolve();

  function inTurn(doing: () => Promise<void>): Promise<void> {
    const done = queue.then(doing);
    queue = done.catch(() => undefined);
    return done;
  }

  async function keep(what: Work): Promise<void> {
    const { own, session } = what;
    if (what.keptSession === session) return;
    const outcome = await kept.keep({
      project: what.project,
      name: own.name,
      key: own.key,
      source: own.source,
      session,
      entities: own.view.entityCount,
      dependencies: own.view.dependencyCount,
    });
    if (outcome.kind === 'behind') return;
    const { status } = keeping.getState();
    if (outcome.kind !== 'kept') {
      if (work === what) keeping.setState({ status: outcome.kind });
      if (status !== outcome.kind) say('error', PROBLEM_OF[outcome.kind]);
      return;
    }
    what.project = outcome.project;
    what.keptSession = session;
    if (work === what) keeping.setState({ status: 'kept', open: outcome.project });
    if (outcome.isCopy)
      say(
        'warning',
        `Another tab has gone on with this project. What you do here is kept beside it, as “${outcome.project.name}”.`,
      );
  }

  /** Keeps at once what waits to be kept. */
  function flush(): Promise<void> {
    clearTimeout(timer);
    const now = work;
    return inTurn(async () => {
      if (now) await keep(now);
    });
  }

  /** The project that data of this key belong to. */
  async function projectOf({ key, continues }: OwnData, before: Work | null): Promise<KeptProject | null> {
    const open = before?.project;
    if (open && (continues || open.versions.includes(key))) return open;
    const projects = await kept.list();
    return 'kind' in projects ? null : (projects.find(({ versions }) => versions.includes(key)) ?? null);
  }

  async function refresh(): Promise<void> {
    const projects = await kept.list();
    keeping.setState({ projects: 'kind' in projects ? [] : projects });
    const { usage = 0, quota = 0 } = (await navigator.storage?.estimate?.()) ?? {};
    keeping.setState({ room: quota > 0 ? { used: usage, most: quota } : null });
  }

  return {
    sourceOf: kept.sourceOf,

    /** Keeps data that have been read, and the session on them from now on; resolves to what they are called. */
    async enter(own: OwnData): Promise<string> {
      const before = work;
      void flush();
      const entered: Work = { own, project: null, session: sessionOn(own.key), keptSession: '' };
      work = entered;
      enteredAt = performance.now();
      keeping.setState({ status: 'keeping' });
      const done = inTurn(async () => {
        entered.project = await projectOf(own, before);
        if (work === entered) keeping.setState({ open: entered.project });
        await keep(entered);
      });
      // what is shown is kept already, so that closing the tab loses nothing; storage that hangs holds nobody up
      await Promise.race([done, new Promise((resume) => setTimeout(resume, LONGEST_KEEPING_MS))]);
      if (entered.keptSession !== '') void navigator.storage?.persist?.();
      return entered.project?.name ?? own.name;
    },

    /** Hears that what is open is nobody's own. */
    leave(): void {
      void flush();
      work = null;
      keeping.setState({ status: 'none', open: null });
    },

    /** Hears that the session has changed. */
    touch(): void {
      clearTimeout(timer);
      if (!work) return;
      work.session = sessionOn(work.own.key);
      timer = setTimeout(() => void flush(), PAUSE_MS);
    },

    /** Keeps what waits to be kept: the page may go. */
    flush,

    /** Whether leaving the page would lose something. */
    isAtRisk(): boolean {
      const { status } = keeping.getState();
      if (work === null || status === 'kept' || status === 'none') return false;
      // what is kept in a moment is no reason to ask
      return status !== 'keeping' || performance.now() - enteredAt > LONGEST_KEEPING_MS;
    },

    /** Fetches the list of projects. */
    refresh,

    /** Calls a project something else. */
    async rename(id: string, name: string): Promise<Keeping> {
      await inTurn(async () => {
        await kept.rename(id, name);
        if (work?.project?.id !== id) return;
        work.project = { ...work.project, name };
        keeping.setState({ open: work.project });
      });
      await refresh();
      return keeping.getState();
    },

    /** Deletes a project, or brings it back while that can be done. */
    async setDeleted(id: string, isDeleted: boolean): Promise<void> {
      await kept.setDeleted(id, isDeleted);
      await refresh();
    },

    /** Lets go of what was deleted. */
    async empty(): Promise<void> {
      await kept.empty();
    },
  };
}

export type Keeper = ReturnType<typeof createKeeper>;
