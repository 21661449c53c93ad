/** Small facts that this browser keeps between visits; where it refuses, they are forgotten. */

/** The text kept under the key, or empty. */
export function recall(key: string): string {
  try {
    return localStorage.getItem(key) ?? '';
  } catch {
    return '';
  }
}

/** Keeps a text under the key if the browser lets us. */
export function remember(key: string, text: string): void {
  try {
    localStorage.setItem(key, text);
  } catch {
    // Storage is full or refused.
  }
}
