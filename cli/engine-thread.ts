/** The engine in worker threads of Node: both sides of the channel. */
import { availableParallelism } from 'node:os';
import { type MessagePort, parentPort, Worker } from 'node:worker_threads';
import * as Comlink from 'comlink';
import type { EngineThread } from '../engine/api/client.ts';
import { createRemoteEngine } from '../engine/api/remote.ts';

type Listener = EventListenerOrEventListenerObject;

/** More engines than this cost more memory than they gain time. */
export const MOST_USEFUL_WORKERS = 8;

/** How many engines this machine has use for. */
export function usefulWorkers(): number {
  return Math.min(availableParallelism(), MOST_USEFUL_WORKERS);
}

/** A thread that runs a file, which has to call `serveEngine` there. */
export function engineThread(file: URL): EngineThread {
  const worker = new Worker(file);
  return {
    endpoint: endpointOf(worker),
    onDeath(listener) {
      worker.on('error', (error) => listener(error instanceof Error ? error.message : String(error)));
      worker.on('messageerror', () => listener('a message could not be read'));
      worker.on('exit', (code) => listener(`it ended with code ${code}`));
    },
    terminate: () => void worker.terminate(),
  };
}

/** Serves an engine to the thread that started this one. */
export function serveEngine(): void {
  if (parentPort === null) throw new Error('An engine is served in a worker thread only.');
  const host = {
    now: () => performance.now(),
    // a new macrotask each time: messages that have come are handled before it
    pause: () => new Promise<void>((resolve) => setImmediate(resolve)),
    sharesMemory: true,
  };
  Comlink.expose(createRemoteEngine(host, Comlink.transfer), endpointOf(parentPort));
}

/** Makes one end of a worker look like an endpoint of the browser's, as comlink wants it. */
function endpointOf(end: MessagePort | Worker): Comlink.Endpoint {
  const wrapped = new Map<Listener, (data: unknown) => void>();
  return {
    postMessage: (message: unknown, transfer: Transferable[] = []) =>
      end.postMessage(message, transfer as Parameters<MessagePort['postMessage']>[1]),
    addEventListener(_type, listener) {
      const onMessage = (data: unknown): void => {
        const event = { data } as MessageEvent;
        if ('handleEvent' in listener) listener.handleEvent(event);
        else listener(event);
      };
      wrapped.set(listener, onMessage);
      end.on('message', onMessage);
    },
    removeEventListener(_type, listener) {
      const onMessage = wrapped.get(listener);
      if (onMessage === undefined) return;
      end.off('message', onMessage);
      wrapped.delete(listener);
    },
  };
}
