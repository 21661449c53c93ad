/**
 * A person's own files, kept in this browser so that a reload or a closed tab loses nothing. One
 * dataset is kept, the last opened. Where the browser refuses to store, all works but the keeping.
 */
import type { SourceFile, SystemSource } from '../../engine/api/protocol.ts';

const DATABASE = 'linchpin';
const STORE = 'own-files';

function database(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(DATABASE, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
}

/** Keeps what a person's own data are made of in place of the one kept before; resolves to false where that is not possible. */
export async function keepSource(key: string, source: SystemSource): Promise<boolean> {
  try {
    const opened = await database();
    return await new Promise((resolve) => {
      const transaction = opened.transaction(STORE, 'readwrite');
      const store = transaction.objectStore(STORE);
      store.clear();
      store.put(source, key);
      transaction.oncomplete = () => {
        opened.close();
        resolve(true);
      };
      transaction.onabort = () => resolve(false);
      transaction.onerror = () => resolve(false);
    });
  } catch {
    return false;
  }
}

/** What was kept under the key, or null. */
export async function keptSource(key: string): Promise<SystemSource | null> {
  try {
    const opened = await database();
    return await new Promise((resolve) => {
      const reading = opened.transaction(STORE).objectStore(STORE).get(key);
      reading.onsuccess = () => resolve(sourceIn(reading.result));
      reading.onerror = () => resolve(null);
    });
  } catch {
    return null;
  }
}

/** What a store holds; before there were edits it held the files alone. */
function sourceIn(kept: SystemSource | readonly SourceFile[] | undefined): SystemSource | null {
  if (kept === undefined) return null;
  return isFiles(kept) ? { files: kept } : kept;
}

function isFiles(kept: SystemSource | readonly SourceFile[]): kept is readonly SourceFile[] {
  return Array.isArray(kept);
}
