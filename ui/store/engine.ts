/** The one connection of the page to the engine in its worker. */
import { browserThread, connect, type EngineClient } from '../../engine/api/client.ts';

/** Starts the engine's worker and gives the client that speaks to it. */
export function startEngine(): EngineClient {
  return connect(() =>
    browserThread(new Worker(new URL('../../engine/api/worker.ts', import.meta.url), { type: 'module' })),
  );
}
