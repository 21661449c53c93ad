/** The worker that the page starts, as a thread that a test can kill. */
import { browserThread } from '../../engine/api/client.ts';
import type { MortalThread } from '../worker/contract.ts';

export function pageThread(): MortalThread {
  const worker = new Worker(new URL('../../engine/api/worker.ts', import.meta.url), { type: 'module' });
  return {
    ...browserThread(worker),
    die() {
      worker.terminate();
      // a browser says nothing of a worker that was terminated; it does of one that fails
      worker.dispatchEvent(new ErrorEvent('error', { message: 'killed by the test' }));
    },
  };
}
