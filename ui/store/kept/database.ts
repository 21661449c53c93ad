/** What this browser keeps of a person's own data, as tables: projects, the versions of their data, and the files of those. */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { Edit, SourceFile, SystemSource } from '../../../engine/api/protocol.ts';

const DATABASE = 'linchpin';
/** Before the second there was one dataset and no project. */
const VERSION = 2;
const BEFORE_PROJECTS = 'own-files';

/** A line of work on own data. */
export interface KeptProject {
  readonly id: string;
  readonly name: string;
  /** Keys of the versions of its data, oldest first; the last is the one that it opens with. */
  readonly versions: readonly string[];
  /** The session as an address. */
  readonly session: string;
  /** ISO 8601. */
  readonly createdAt: string;
  readonly changedAt: string;
  readonly entities: number;
  readonly dependencies: number;
  /** Bytes of its files. */
  readonly bytes: number;
  /** Whether a person deleted it and may still change their mind. */
  readonly isDeleted: boolean;
}

/** What a system was opened from: files, and what was changed by hand since. */
export interface KeptVersion {
  /** Key of the files. */
  readonly files: string;
  readonly edits: readonly Edit[];
}

export interface KeptTables extends DBSchema {
  readonly projects: { readonly key: string; readonly value: KeptProject };
  readonly versions: { readonly key: string; readonly value: KeptVersion };
  readonly files: { readonly key: string; readonly value: readonly SourceFile[] };
}

export type KeptDatabase = IDBPDatabase<KeptTables>;

/** Why nothing can be kept. */
export type KeepingFault = 'newer' | 'full' | 'refused';

/** What a fault of the store means for a person. */
export function faultOf(fault: unknown): KeepingFault {
  const name = fault instanceof Error || fault instanceof DOMException ? fault.name : '';
  if (name === 'VersionError') return 'newer';
  return name === 'QuotaExceededError' ? 'full' : 'refused';
}

/** A key that nothing else has. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * Opens the tables, brought up to date. Rejects where the browser refuses, and with a `VersionError` where a newer
 * Linchpin has been: what that one kept is left as it is. `onGone` hears that the connection was given up for a newer
 * one in another tab, or taken away.
 */
export function openKept(onGone: () => void): Promise<KeptDatabase> {
  return openDB<KeptTables>(DATABASE, VERSION, {
    async upgrade(database, oldVersion, _, transaction) {
      database.createObjectStore('projects');
      database.createObjectStore('versions');
      database.createObjectStore('files');
      if (oldVersion !== 1) return;
      const before = transaction as unknown as {
        objectStore(name: string): { getAllKeys(): Promise<string[]>; get(key: string): Promise<OldValue> };
      };
      const old = before.objectStore(BEFORE_PROJECTS);
      for (const key of await old.getAllKeys()) {
        const value = await old.get(key);
        const source: SystemSource | undefined = isFiles(value) ? { files: value } : value;
        if (!source || !('files' in source)) continue;
        const files = newKey();
        const id = newKey();
        const now = new Date().toISOString();
        await transaction.objectStore('files').put(source.files, files);
        await transaction.objectStore('versions').put({ files, edits: source.edits ?? [] }, key);
        await transaction.objectStore('projects').put(
          {
            id,
            name: '',
            versions: [key],
            session: `#/map?v=1&d=${key}`,
            createdAt: now,
            changedAt: now,
            entities: 0,
            dependencies: 0,
            bytes: bytesOf(source.files),
            isDeleted: false,
          },
          id,
        );
      }
      (database as unknown as { deleteObjectStore(name: string): void }).deleteObjectStore(BEFORE_PROJECTS);
    },
    blocking(_, __, event) {
      (event.target as IDBDatabase).close();
      onGone();
    },
    terminated: onGone,
  });
}

type OldValue = readonly SourceFile[] | SystemSource | undefined;

function isFiles(value: OldValue): value is readonly SourceFile[] {
  return Array.isArray(value);
}

/** Bytes of files. */
export function bytesOf(files: readonly SourceFile[]): number {
  return files.reduce((sum, { bytes }) => sum + bytes.length, 0);
}
