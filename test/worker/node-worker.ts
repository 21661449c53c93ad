/** The engine in a worker thread of Node; bundled by the test that starts it. */
import { parentPort } from 'node:worker_threads';
import * as Comlink from 'comlink';
import { createRemoteEngine } from '../../engine/api/remote.ts';
import { nodeEndpoint } from './node-endpoint.ts';

if (parentPort === null) throw new Error('This file runs in a worker thread only.');

// a new macrotask each time: messages that have come are handled before it
const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

Comlink.expose(
  createRemoteEngine({ now: () => performance.now(), pause }, Comlink.transfer),
  nodeEndpoint(parentPort),
);
