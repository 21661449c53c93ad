/**
 * A person's own files, kept in this browser so that a reload or a closed tab loses nothing. One
 * dataset is kept, the last opened. Where the browser refuses to store, all works but the keeping.
 */
import type { SourceFile } from '../../engine/api/protocol.ts';

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

/** Keeps the files in place of those kept before; resolves to false where that is not possible. */
export async function keepFiles(key: string, files: readonly SourceFile[]): Promise<boolean> {
  try {
    const opened = await database();
    return await new Promise((resolve) => {
      const transaction = opened.transaction(STORE, 'readwrite');
      const store = transaction.objectStore(STORE);
      store.clear();
      store.put(files, key);
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

/** The files kept under the key, or null. */
export async function keptFiles(key: string): Promise<readonly SourceFile[] | null> {
  try {
    const opened = await database();
    return await new Promise((resolve) => {
      const reading = opened.transaction(STORE).objectStore(STORE).get(key);
      reading.onsuccess = () => resolve((reading.result as readonly SourceFile[] | undefined) ?? null);
      reading.onerror = () => resolve(null);
    });
  } catch {
    return null;
  }
}
