/** The engine's thread in a browser. */
import * as Comlink from 'comlink';
import { createRemoteEngine } from './remote.ts';

/** A fresh channel each time: one that is reused starves the worker's own port. */
function pause(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

const host = { now: () => performance.now(), pause, sharesMemory: globalThis.crossOriginIsolated };

Comlink.expose(createRemoteEngine(host, Comlink.transfer));
