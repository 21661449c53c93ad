/**
 * Knows when the browser's graphics process has nothing to do. Making a WebGL context, compiling a shader
 * and the like wait for that process: tenths of a second where it starts up, or paints a page without a
 * GPU. A worker asks it instead, and nobody notices.
 */

/** After this the map goes ahead all the same. */
const LONGEST_WAIT_MS = 2000;

let worker: Worker | undefined;

/** Resolves when the graphics process is idle, or where a worker cannot know. */
export function graphicsIdle(): Promise<void> {
  worker ??= new Worker(new URL('./graphics-worker.ts', import.meta.url), { type: 'module' });
  const asked = worker;
  return new Promise((resolve) => {
    const impatience = setTimeout(resolve, LONGEST_WAIT_MS);
    const finish = (event: Event) => {
      event.preventDefault();
      clearTimeout(impatience);
      resolve();
    };
    asked.onmessage = finish;
    asked.onerror = finish;
    asked.postMessage('');
  });
}
