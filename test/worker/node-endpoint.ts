/** Node's worker threads as comlink wants them. */
import type { MessagePort, Worker } from 'node:worker_threads';
import type { Endpoint } from 'comlink';

type Listener = EventListenerOrEventListenerObject;

/** Makes one end of a worker look like an endpoint of the browser's. */
export function nodeEndpoint(end: MessagePort | Worker): Endpoint {
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
