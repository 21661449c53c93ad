/**
 * The facade: one loaded system and the jobs on it. Every job is a generator that yields progress every
 * few milliseconds, so that whoever drives it can stop it; results are fresh objects that may be
 * transferred away.
 */
import { openDataset } from '../formats/open-dataset.ts';
import { readIncidents } from '../formats/read-incidents.ts';
import { within } from '../formats/read-step.ts';
import { likelySame } from '../formats/same-entity.ts';
import { writeDataset } from '../formats/write-dataset.ts';
import { mapLayout } from '../layout/map-layout.ts';
import { buildIncidence } from '../model/incidence.ts';
import { KINDS, LAYERS, layerOfKind } from '../model/kinds.ts';
import { buildNetwork, type Network } from '../model/network.ts';
import type { Problem } from '../model/problem.ts';
import { inSharedMemory } from '../model/shared-memory.ts';
import { FAILOVER, type System, textAt, type Weight } from '../model/system.ts';
import { createCascade, weightDown } from '../structure/cascade.ts';
import { restartDeadlocks } from '../structure/cold-start.ts';
import { type Explainable, explain, reasonFor } from '../structure/explain.ts';
import { STRUCTURAL_ASSUMPTIONS } from './assumptions.ts';
import { createMoments, type Moments } from './availability.ts';
import { checkEdit } from './check-edit.ts';
import { type Choices, createChoices } from './choice.ts';
import { type Comparison, createComparison } from './compare.ts';
import { concentration, jurisdictions } from './concentration.ts';
import { dataCells, dataQuality, dataRows } from './data-rows.ts';
import { createTables, type Tables } from './data-tables.ts';
import { evidenceYears } from './evidence-years.ts';
import { exportSystem, openProject, packProject } from './formats.ts';
import { generate, makeMarket } from './generate.ts';
import { importDataset } from './import.ts';
import { inspectEntity } from './inspect.ts';
import { outageRates } from './outage-rates.ts';
import { mappingOf, preview, tableRows } from './preview.ts';
import type {
  CascadeResult,
  FallReason,
  JobKind,
  JobRequest,
  JobResult,
  Progress,
  SystemView,
} from './protocol.ts';
import { describeMeasures, rank } from './rank.ts';
import { replay } from './replay.ts';
import { checkEntities, RequestError, weightOf } from './request.ts';
import { createRisk, type Risk } from './risk.ts';
import { riskTail } from './risk-tail.ts';
import { readScenarioFile, scenarioDifferences, scenarioEffects } from './scenarios.ts';
import { createSensitivity, type Sensitivity } from './sensitivity.ts';
import { createTimelines, type Timelines } from './timeline.ts';
import { attribution, parameterBand, planned, screening, swings } from './variations.ts';
import { ENGINE_VERSION } from './version.ts';
import { worst } from './worst.ts';

export interface Engine {
  /** The job for a request; run it to its end for the result. Throws `RequestError` for bad requests. */
  job<K extends JobKind>(request: JobRequest<K>): Generator<Progress, JobResult<K>>;
  /** Opens a system that another engine has read. */
  take(system: System): void;
  /** The loaded system, for callers in the same thread. */
  readonly system: System | undefined;
}

/** Everything that jobs on one system share; each job runs the cascade that it needs. */
export type Session = Explainable;

type JobTable = { [K in JobKind]: (request: JobRequest<K>) => Generator<Progress, JobResult<K>> };

/** What reading, or making, a system leaves to be said of it. */
type ToldOfSystem = Pick<SystemView, 'problems' | 'market'>;

/** A session with what jobs on time keep between them. */
interface Opened extends Session {
  readonly tables: Tables;
  readonly timelines: Timelines;
  readonly risk: Risk;
  readonly moments: Moments;
  readonly sensitivity: Sensitivity;
  readonly comparison: Comparison;
  readonly choices: Choices;
}

/** An engine without a system; `load` gives it one and replaces it, in memory that threads can share where told so. */
export function createEngine({ sharesMemory = false }: { readonly sharesMemory?: boolean } = {}): Engine {
  let session: Opened | undefined;
  const need = () => {
    if (session === undefined) throw new RequestError('no-system', 'No dataset is open. Open one first.');
    return session;
  };

  function* openRead(read: System, told: ToldOfSystem): Generator<Progress, SystemView> {
    yield { step: 'Building the network', fraction: 1 };
    const system = sharesMemory ? inSharedMemory(read) : read;
    const network = buildNetwork(system, 'run');
    yield { step: 'Building the network', fraction: 1 };
    const opened = open(system, network, told.problems);
    yield { step: 'Preparing the picture', fraction: 1 };
    const view = viewOf(system, told);
    // last, for work that is cancelled leaves the system that was open
    session = opened;
    return view;
  }

  const jobs: JobTable = {
    *load(source) {
      if ('market' in source) {
        const { system, report } = yield* makeMarket(source.market);
        return yield* openRead(system, { problems: [], market: report });
      }
      const { system: read, problems } = yield* openDataset(source.files, source.edits);
      if (read === undefined)
        throw new RequestError('bad-data', 'The dataset cannot be read. See the problems listed.', problems);
      return yield* openRead(read, { problems, market: null });
    },
    // biome-ignore lint/correctness/useYield: a single cascade takes milliseconds
    *cascade({ fail, weight }) {
      const current = need();
      runCascade(current, fail);
      return cascadeResult(current, fail, weightOf(current.system, weight));
    },
    // biome-ignore lint/correctness/useYield: a single cascade takes milliseconds
    *explain({ fail, entity }) {
      const current = need();
      checkEntities(current.system, [entity]);
      runCascade(current, fail);
      return explain(current, entity);
    },
    // biome-ignore lint/correctness/useYield: a single cascade takes milliseconds
    *reasons({ fail }) {
      const current = need();
      runCascade(current, fail);
      const { order, count } = current.cascade;
      const reasons: FallReason[] = [];
      for (const v of order.subarray(0, count)) {
        const reason = reasonFor(current, v);
        if (reason !== undefined) reasons.push({ entity: v, ...reason });
      }
      return reasons;
    },
    timeline: (request) => need().timelines.timeline(request),
    explainTimeline: (request) => need().timelines.explain(request),
    worst: (request) => worst(need().system, request),
    moments: (request) => need().moments.moments(request),
    availability: (request) => need().moments.availability(request),
    // biome-ignore lint/correctness/useYield: one pass over the entities
    *outageRates() {
      return outageRates(need().system);
    },
    years: (request) => need().risk.years(request),
    riskSummary: (request) => need().risk.summary(request),
    riskTail: (request) => riskTail(need().system, request),
    worlds: (request) => need().sensitivity.worlds(request),
    sensitivity: (request) => need().sensitivity.summary(request),
    incidents: ({ files }) => readIncidents(files),
    replay: (request) => replay(need(), request),
    compared: (request) => need().comparison.compared(request),
    comparison: (request) => need().comparison.comparison(request),
    plan: planned,
    attribution: (request) => attribution(need().system, request),
    swings: (request) => swings(need().system, request),
    screening: (request) => screening(need().system, request),
    parameterBand: (request) => parameterBand(need().system, request),
    choices: (request) => need().choices.choices(request),
    choice: (request) => need().choices.choice(request),
    stepwiseChoice: (request) => need().choices.stepwise(request),
    readScenario: readScenarioFile,
    scenarioDifference: scenarioDifferences,
    scenarioEffects: (request) => scenarioEffects(need().system, request),
    // biome-ignore lint/correctness/useYield: one entity takes milliseconds
    *inspect({ entity, weight }) {
      const current = need();
      checkEntities(current.system, [entity]);
      return inspectEntity(current, entity, weightOf(current.system, weight));
    },
    rank: (request) => rank(need(), request),
    // biome-ignore lint/correctness/useYield: a constant
    *measures() {
      return describeMeasures();
    },
    concentration: (request) => concentration(need(), request),
    jurisdictions: (request) => jurisdictions(need(), request),
    *tower({ aspect, open }) {
      if (!(aspect > 0 && Number.isFinite(aspect)))
        throw new RequestError('bad-request', `The aspect ratio is ${aspect}; expected a number above 0.`);
      return yield* within(mapLayout(need().system, { aspect, open }), 'Placing what is drawn', [0, 1]);
    },
    rows: (request) => dataRows(need().tables, request),
    // biome-ignore lint/correctness/useYield: a window of rows
    *cells({ table, rows }) {
      return dataCells(need().tables, table, rows);
    },
    // biome-ignore lint/correctness/useYield: one pass over the dependencies
    *dataQuality() {
      return dataQuality(need().system);
    },
    checkEdit: ({ edit }) => checkEdit(need().system, edit),
    likelySame: () => within(likelySame(need().system.entities), 'Comparing entities', [0, 1]),
    // biome-ignore lint/correctness/useYield: two passes over the dependencies
    *deadlocks() {
      const { system, cascade } = need();
      cascade.run([]);
      return restartDeadlocks(buildNetwork(system, 'run+start'), cascade.level, []);
    },
    import: (request) => importDataset(request, session?.system),
    preview,
    tableRows,
    mappingOf,
    export: (request) => exportSystem(need().system, request),
    writeProject: packProject,
    readProject: openProject,
    generate,
    *tables() {
      const work = writeDataset(need().system);
      let step = work.next();
      for (; !step.done; step = work.next()) yield { step: 'Writing the tables', fraction: step.value };
      return step.value;
    },
  };

  return {
    job<K extends JobKind>(request: JobRequest<K>) {
      const start = Object.hasOwn(jobs, request.kind) ? (jobs[request.kind as K] as JobTable[K]) : undefined;
      if (start === undefined)
        throw new RequestError('bad-request', `There is no job '${String(request.kind)}'.`);
      return start(request);
    },
    take(system) {
      session = open(system, buildNetwork(system, 'run'), []);
    },
    get system() {
      return session?.system;
    },
  };
}

function open(system: System, network: Network, problems: readonly Problem[]): Opened {
  return {
    tables: createTables(system, problems),
    system,
    network,
    incidence: buildIncidence(system.entities.count, system.dependencies),
    cascade: createCascade(network),
    timelines: createTimelines(system),
    risk: createRisk(system),
    moments: createMoments({ system, network }),
    sensitivity: createSensitivity(system),
    comparison: createComparison(system),
    choices: createChoices(system),
  };
}

function runCascade({ system, cascade }: Session, fail: readonly number[]): void {
  checkEntities(system, fail);
  cascade.run(fail);
}

function cascadeResult({ cascade }: Session, fail: readonly number[], weight: Weight): CascadeResult {
  const failed = [...new Set(fail)];
  const fallen = cascade.order.slice(failed.length, cascade.count);
  const down = weightDown(cascade, weight.values);
  const totalWeight = sum(weight.values);
  return {
    engine: ENGINE_VERSION,
    failed,
    level: cascade.level.slice(),
    fallen,
    because: fallen.map((v) => cascade.because[v]!),
    via: fallen.map((v) => cascade.via[v]!),
    weightDown: down,
    totalWeight,
    share: totalWeight > 0 ? down / totalWeight : 0,
    assumptions: STRUCTURAL_ASSUMPTIONS,
  };
}

/** Copies of the columns that pictures and tables need, so that they can be transferred. */
function viewOf(system: System, told: ToldOfSystem): SystemView {
  const { entities, dependencies, requirements } = system;
  return {
    about: system.about,
    hash: system.hash,
    engine: ENGINE_VERSION,
    entityCount: entities.count,
    dependencyCount: dependencies.count,
    requirementCount: requirements.count,
    kinds: KINDS,
    layers: LAYERS,
    roles: dependencies.role.labels,
    id: entities.id,
    name: entities.name,
    kind: entities.kind.slice(),
    layer: entities.kind.map(layerOfKind),
    operator: entities.operator.slice(),
    country: Array.from({ length: entities.count }, (_, v) => textAt(entities.country, v)),
    sector: Array.from({ length: entities.count }, (_, v) => textAt(entities.sector, v)),
    asOfYear: evidenceYears(system),
    weights: system.weights.map((weight) => ({
      ...weight,
      values: weight.values.slice(),
      total: sum(weight.values),
    })),
    dependent: dependencies.dependent.slice(),
    supplier: dependencies.supplier.slice(),
    role: dependencies.role.codes.slice(),
    requirement: dependencies.requirement.slice(),
    failover: dependencies.phase.map((phase) => (phase === FAILOVER ? 1 : 0)),
    capacityCount: entities.capacity.reduce((count, each) => count + (Number.isNaN(each) ? 0 : 1), 0),
    doubtfulSwitchCount: requirements.failoverProbability.reduce((count, p) => count + (p < 1 ? 1 : 0), 0),
    ...told,
  };
}

function sum(values: Float64Array): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
