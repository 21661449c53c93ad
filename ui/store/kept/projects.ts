/**
 * Projects that this browser keeps. Each change is one transaction: a crash leaves the state before or the state after.
 * Files are kept once for all versions that have them; what no project needs any more goes with the change.
 */
import type { IDBPObjectStore } from 'idb';
import type { SourceFile, SystemSource } from '../../../engine/api/protocol.ts';
import {
  bytesOf,
  faultOf,
  type KeepingFault,
  type KeptDatabase,
  type KeptProject,
  type KeptTables,
  newKey,
  openKept,
} from './database.ts';

/** Versions of its data that a project keeps: as many changes of data can be undone after a reload. */
const VERSIONS_KEPT = 50;

export type FileSource = Extract<SystemSource, { readonly files: unknown }>;

/** What is to be kept. */
export interface Keeping {
  /** The project that is open, or null for a new one. */
  readonly project: KeptProject | null;
  /** What a new project is called. */
  readonly name: string;
  /** Key of the data, and what they are made of. */
  readonly key: string;
  readonly source: FileSource;
  readonly session: string;
  readonly entities: number;
  readonly dependencies: number;
}

export type Kept =
  /** `isCopy`: another tab had changed the data of the project, so that this is a new one beside it. */
  | { readonly kind: 'kept'; readonly project: KeptProject; readonly isCopy: boolean }
  /** Another tab has gone on with other data; there was no work on data here to keep. */
  | { readonly kind: 'behind' }
  | { readonly kind: KeepingFault };

/** The projects of this browser. Nothing throws: what goes wrong is told as a value. */
export function createKeptProjects(now: () => Date = () => new Date()) {
  let opening: Promise<KeptDatabase> | null = null;
  /** Keys of file lists that are kept, so that a version shares them with the one before. */
  const keyOfFiles = new WeakMap<readonly SourceFile[], string>();

  function database(): Promise<KeptDatabase> {
    if (!opening) {
      const gone = () => {
        opening = null;
      };
      opening = openKept(gone);
      opening.catch(gone);
    }
    return opening;
  }

  async function inStore<T>(
    work: (database: KeptDatabase) => Promise<T>,
  ): Promise<T | { kind: KeepingFault }> {
    try {
      return await work(await database());
    } catch (fault) {
      return { kind: faultOf(fault) };
    }
  }

  function write(work: (stores: Stores) => Promise<unknown>): Promise<{ kind: 'done' | KeepingFault }> {
    return inStore(async (opened) => {
      const transaction = opened.transaction(['projects', 'versions', 'files'], 'readwrite');
      // told below, where it is waited for
      transaction.done.catch(() => undefined);
      try {
        await work({
          projects: transaction.objectStore('projects'),
          versions: transaction.objectStore('versions'),
          files: transaction.objectStore('files'),
        });
      } catch (fault) {
        const { error } = transaction;
        if (!error) transaction.abort();
        throw error ?? fault;
      }
      await transaction.done;
      return { kind: 'done' };
    });
  }

  return {
    /** Keeps a version of somebody's data, or the session alone where the data are kept already. */
    async keep(keeping: Keeping): Promise<Kept> {
      const { project: known, key, source, name, session, entities, dependencies } = keeping;
      const newest = known?.versions.at(-1);
      const files = keyOfFiles.get(source.files) ?? newKey();
      let kept: Kept = { kind: 'behind' };
      const outcome = await write(async (stores) => {
        const there = known ? await stores.projects.get(known.id) : undefined;
        const newestThere = there?.versions.at(-1);
        const isElsewhere = there !== undefined && newestThere !== newest && newestThere !== key;
        if (isElsewhere && newest === key) return;
        const base = isElsewhere ? known : there;
        const time = now().toISOString();
        const project: KeptProject = {
          id: isElsewhere || !known ? newKey() : known.id,
          name: isElsewhere ? `${there.name || name} (copy)` : (base?.name ?? known?.name ?? name),
          versions: [...(base?.versions ?? []).filter((other) => other !== key), key].slice(-VERSIONS_KEPT),
          session,
          createdAt: base?.createdAt ?? time,
          changedAt: time,
          entities,
          dependencies,
          bytes: bytesOf(source.files),
          isDeleted: false,
        };
        await stores.projects.put(project, project.id);
        if ((await stores.versions.getKey(key)) === undefined) {
          if ((await stores.files.getKey(files)) === undefined) await stores.files.put(source.files, files);
          await stores.versions.put({ files, edits: source.edits ?? [] }, key);
          await sweep(stores);
        }
        kept = { kind: 'kept', project, isCopy: isElsewhere };
      });
      if (outcome.kind !== 'done') return { kind: outcome.kind };
      keyOfFiles.set(source.files, files);
      return kept;
    },

    /** What data of this key were opened from, or null when they are not here. */
    async sourceOf(key: string): Promise<FileSource | null> {
      const found = await inStore(async (opened) => {
        const version = await opened.get('versions', key);
        const files = version && (await opened.get('files', version.files));
        if (!files) return null;
        keyOfFiles.set(files, version.files);
        return { files, edits: version.edits };
      });
      return found && 'kind' in found ? null : found;
    },

    /** All projects, the last changed first, or why they cannot be told. */
    list(): Promise<readonly KeptProject[] | { readonly kind: KeepingFault }> {
      return inStore(async (opened) =>
        (await opened.getAll('projects')).sort((a, b) => b.changedAt.localeCompare(a.changedAt)),
      );
    },

    /** Calls a project something else. */
    rename: (id: string, name: string) =>
      write(async ({ projects }) => {
        const project = await projects.get(id);
        if (project) await projects.put({ ...project, name }, id);
      }),

    /** Marks a project as deleted, or takes the mark away. */
    setDeleted: (id: string, isDeleted: boolean) =>
      write(async ({ projects }) => {
        const project = await projects.get(id);
        if (project) await projects.put({ ...project, isDeleted }, id);
      }),

    /** Lets go of the projects that are marked as deleted. */
    empty: () =>
      write(async (stores) => {
        for (const project of await stores.projects.getAll())
          if (project.isDeleted) await stores.projects.delete(project.id);
        await sweep(stores);
      }),
  };
}

type StoreName = 'projects' | 'versions' | 'files';

type Stores = {
  readonly [Name in StoreName]: IDBPObjectStore<KeptTables, StoreName[], Name, 'readwrite'>;
};

/** Lets go of versions that no project has, and of files that no version has. */
async function sweep({ projects, versions, files }: Stores): Promise<void> {
  const wanted = new Set((await projects.getAll()).flatMap((project) => project.versions));
  const wantedFiles = new Set<string>();
  for (const key of await versions.getAllKeys()) {
    if (!wanted.has(key)) await versions.delete(key);
    else wantedFiles.add((await versions.get(key))?.files ?? '');
  }
  for (const key of await files.getAllKeys()) if (!wantedFiles.has(key)) await files.delete(key);
}
