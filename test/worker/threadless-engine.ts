/** An engine without a thread: both ends of a channel in one, which shows what cloning and transfer do. */
import * as Comlink from 'comlink';
import type { RemoteEngine } from '../../engine/api/protocol.ts';
import { createRemoteEngine } from '../../engine/api/remote.ts';
import type { MortalThread } from './contract.ts';

export interface ThreadlessOptions {
  readonly sharesMemory?: boolean;
  /** Changes what the engine does. */
  readonly wrap?: (engine: RemoteEngine) => RemoteEngine;
}

/** A fresh one; everything runs in turns in this thread. */
export function threadlessEngine({
  sharesMemory = false,
  wrap = (engine) => engine,
}: ThreadlessOptions = {}): MortalThread {
  const { port1, port2 } = new MessageChannel();
  const listeners: ((reason: string) => void)[] = [];
  let isAlive = true;
  const host = {
    now: () => performance.now(),
    // who has been terminated never wakes up again
    pause: () => new Promise<void>((resolve) => setImmediate(() => isAlive && resolve())),
    sharesMemory,
  };
  const terminate = (): void => {
    isAlive = false;
    port1.close();
    port2.close();
  };
  Comlink.expose(wrap(createRemoteEngine(host, Comlink.transfer)), port1);
  return {
    endpoint: port2,
    onDeath: (listener) => listeners.push(listener),
    terminate,
    die() {
      terminate();
      for (const listener of listeners) listener('killed by the test');
    },
  };
}
