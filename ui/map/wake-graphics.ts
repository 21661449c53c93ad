/** After this the map goes ahead; a browser without a GPU takes a quarter of it. */
const LONGEST_WAIT_MS = 2000;

let awake: Promise<void> | undefined;

/**
 * Wakes the browser's graphics process before the map needs it. The first WebGL context of a page waits
 * for that process, tenths of a second without a GPU; in a worker nobody notices. Resolves when it is
 * awake, or where a worker cannot draw: the map then waits itself.
 */
export function wakeGraphics(): Promise<void> {
  awake ??= new Promise((resolve) => {
    const worker = new Worker(new URL('./wake-graphics-worker.ts', import.meta.url), { type: 'module' });
    const impatience = setTimeout(() => finish(), LONGEST_WAIT_MS);
    const finish = () => {
      clearTimeout(impatience);
      worker.terminate();
      resolve();
    };
    worker.onmessage = finish;
    worker.onerror = (event) => {
      event.preventDefault();
      finish();
    };
  });
  return awake;
}
