/** What a worker exposes: the job runner, with progress sent through one callback for all jobs. */
import { inSharedMemory } from '../model/shared-memory.ts';
import type { System } from '../model/system.ts';
import { createEngine } from './engine.ts';
import { failure } from './failure.ts';
import { createJobRunner, type Host } from './jobs.ts';
import { packedView } from './packed-view.ts';
import type { EnginePort, JobKind, Progress, RemoteEngine, SystemView } from './protocol.ts';

/** What else an engine must be told of the platform. */
export interface RemoteHost extends Host {
  /** Whether threads may share memory; what is loaded lies there then. */
  readonly sharesMemory: boolean;
}

/** An engine for the far side of a message channel. `hand` marks the result's buffers for transfer. */
export function createRemoteEngine(
  host: RemoteHost,
  hand: <T>(value: T, buffers: ArrayBuffer[]) => T,
): RemoteEngine {
  const { sharesMemory } = host;
  const engine = createEngine({ sharesMemory });
  const runner = createJobRunner(engine, host);
  let report: (jobId: number, progress: Progress) => void = () => {};
  return {
    listen(onProgress) {
      report = onProgress;
    },
    async run(jobId, request) {
      const ran = await runner.run(jobId, request, (progress) => report(jobId, progress));
      const outcome = sharesMemory && ran.ok && isPart(request.kind) ? inSharedMemory(ran) : ran;
      if (outcome.ok && request.kind === 'load') {
        const value = packedView(outcome.value as SystemView);
        // the near side unpacks it before anybody sees it
        return hand({ ok: true, value } as unknown as typeof outcome, [...buffersOf(value)]);
      }
      return hand(outcome, outcome.ok ? [...buffersOf(outcome.value)] : []);
    },
    cancel: (jobId) => runner.cancel(jobId),
    async give(port) {
      if (engine.system === undefined) return failure('no-system', 'No dataset is open. Open one first.');
      try {
        port.postMessage(engine.system);
      } catch (error) {
        port.close();
        return failure('bug', String(error));
      }
      return { ok: true, value: sharesMemory ? 'shared' : 'copied' };
    },
    async take(port) {
      const system = await nextFrom(port);
      port.close();
      if (system === undefined) return failure('bug', 'The system could not be read.');
      engine.take(system);
      return { ok: true, value: undefined };
    },
  };
}

/** Parts of long jobs go to the near side and come back, again and again, to be summed up. */
function isPart(kind: JobKind): boolean {
  return kind === 'years' || kind === 'moments' || kind === 'worlds';
}

function nextFrom(port: EnginePort): Promise<System | undefined> {
  return new Promise((resolve) => {
    port.addEventListener('message', ({ data }) => resolve(data as System));
    port.addEventListener('messageerror', () => resolve(undefined));
    port.start();
  });
}

/** The buffers of all typed arrays in a result; results own them, so they can leave. Shared ones stay. */
function buffersOf(value: unknown, found = new Set<ArrayBuffer>()): Set<ArrayBuffer> {
  if (ArrayBuffer.isView(value)) {
    if (value.buffer instanceof ArrayBuffer) found.add(value.buffer);
  } else if (typeof value === 'object' && value !== null) {
    // long lists of texts carry no buffers
    if (!Array.isArray(value) || typeof value[0] === 'object')
      for (const item of Object.values(value)) buffersOf(item, found);
  }
  return found;
}
