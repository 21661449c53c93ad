import { createEngine, type Engine } from '../../engine/api/engine.ts';
import type { EnginePool } from '../../engine/api/pool.ts';
import type { JobRequest, SystemView } from '../../engine/api/protocol.ts';
import { RequestError } from '../../engine/api/request.ts';
import { drain, filesOf, PLAIN_ABOUT } from '../formats/reading.ts';

/** A shop and a stall on a cloud and two names; three of them have rates, some dependencies are uncertain. */
const ENTITIES = `id,kind,weight,recovery_hours,outages_per_year,outage_hours_p50,outage_hours_p95
shop,application,30,2,,,
stall,application,10,,1,4,9
cloud,cloud-service,0,,2,3,30
names,dns,0,,1,5,10
other,dns,0,,1,,
`;
const DEPENDENCIES = `dependent,supplier,role,group,failover_probability,confidence
shop,cloud,hosting,,,0.8
stall,cloud,hosting,,,0.9
shop,names,dns,d,0.5,
shop,other,dns,d,0.5,0.5
`;

export interface EngineHere {
  readonly engine: Engine;
  readonly view: SystemView;
  /** Ranges come in parts of `partSize`, each in a later turn. */
  readonly pool: EnginePool;
  /** How many jobs of each kind were run. */
  readonly runs: Map<string, number>;
}

/** An engine in this thread with a small system, behind the interface of the pool. */
export function engineHere({ partSize }: { readonly partSize: number }): EngineHere {
  const engine = createEngine();
  const runs = new Map<string, number>();
  const result = drain(
    engine.job({
      kind: 'load',
      files: filesOf({ entities: ENTITIES, dependencies: DEPENDENCIES, about: PLAIN_ABOUT }),
    }),
  );
  const run: EnginePool['run'] = async (request) => {
    runs.set(request.kind, (runs.get(request.kind) ?? 0) + 1);
    try {
      return { ok: true, value: drain(engine.job(request)).result };
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
      const { code, message, problems } = error;
      return { ok: false, error: { code, message, problems } };
    }
  };
  return {
    engine,
    view: result.result,
    runs,
    pool: {
      workerCount: 1,
      memory: undefined,
      run,
      onRestart: () => () => {},
      dispose() {},
      async runRange(question, { range, onPart, signal }) {
        const end = range.first + range.count;
        for (let first = range.first; first < end; first += partSize) {
          const count = Math.min(partSize, end - first);
          // biome-ignore lint/suspicious/noExplicitAny: the request of whichever kind it is
          const part = drain(engine.job({ ...question, first, count } as JobRequest<any>)).result;
          await null;
          if (signal?.aborted)
            return { ok: false, error: { code: 'cancelled', message: 'Cancelled.', problems: [] } };
          // biome-ignore lint/suspicious/noExplicitAny: and its result
          onPart(part as any, first + count);
        }
        return { ok: true, value: undefined };
      },
    },
  };
}
