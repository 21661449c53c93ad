/** Runs the jobs of an engine on datasets given as texts. */
import { createEngine, type Engine } from '../../engine/api/engine.ts';
import type {
  ConcentrationResult,
  JobKind,
  JobRequest,
  JobResult,
  SystemView,
} from '../../engine/api/protocol.ts';
import { drain, filesOf, type NamedBytes, PLAIN_ABOUT } from '../formats/reading.ts';

/** An open dataset and the jobs on it. */
export interface Opened {
  readonly view: SystemView;
  readonly engine: Engine;
  run<K extends JobKind>(request: JobRequest<K>): JobResult<K>;
}

export function openFiles(files: readonly NamedBytes[]): Opened {
  const engine = createEngine();
  const run: Opened['run'] = (request) => drain(engine.job(request)).result;
  return { view: run({ kind: 'load', files }), engine, run };
}

export function openTables(entities: string, dependencies: string, about = PLAIN_ABOUT): Opened {
  return openFiles(filesOf({ entities, dependencies, about }));
}

/** What a question for a concentration asks unless told otherwise. */
const ASKED = {
  kind: 'concentration',
  role: 'dns',
  weight: 'weight',
  sectors: [],
  countries: [],
  suppliers: 'each',
  dependence: 'hidden',
} as const;

export function concentrationOf(
  { run }: Opened,
  asked: Partial<JobRequest<'concentration'>> = {},
): ConcentrationResult {
  return run<'concentration'>({ ...ASKED, ...asked });
}

/** Everything that a result says of one supplier, by words. */
export interface SupplierRow {
  readonly share: number;
  readonly concentration: number;
  readonly impact: number;
  readonly hiddenConcentration: number;
  readonly hiddenImpact: number;
  readonly amplification: number;
  readonly rankDirect: number;
  readonly rankHidden: number;
  readonly carriers: readonly {
    readonly id: string;
    readonly share: number;
    readonly example: string;
  }[];
}

/** The suppliers of a result by id, in the order of the result. */
export function suppliersOf({ view }: Opened, result: ConcentrationResult): Map<string, SupplierRow> {
  return new Map(
    Array.from(result.supplier, (v, s) => [
      view.id[v]!,
      {
        share: result.share[s]!,
        concentration: result.concentration[s]!,
        impact: result.impact[s]!,
        hiddenConcentration: result.hiddenConcentration[s]!,
        hiddenImpact: result.hiddenImpact[s]!,
        amplification: result.amplification[s]!,
        rankDirect: result.rankDirect[s]!,
        rankHidden: result.rankHidden[s]!,
        carriers: Array.from(
          result.carrier.subarray(result.carrierStart[s], result.carrierStart[s + 1]),
          (carrier, i) => ({
            id: view.id[carrier]!,
            share: result.carriedShare[result.carrierStart[s]! + i]!,
            example: view.id[result.carriedExample[result.carrierStart[s]! + i]!]!,
          }),
        ),
      },
    ]),
  );
}
