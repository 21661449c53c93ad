/**
 * The words that the page or the command line and the engine exchange. Types only: this file is
 * all that `ui/store` knows of the engine. Requests are small plain objects; results carry typed
 * arrays, transferred once at the top level.
 */
import type { MeasureDescription, ParameterValues } from '../centrality/measure.ts';
import type { BandScale, Indices } from '../concentration/indices.ts';
import type { Edit } from '../formats/edit.ts';
import type { MapLayout } from '../layout/map-layout.ts';
import type { TowerLayout } from '../layout/tower.ts';
import type { Incident, IncidentEffect, IncidentPhase } from '../model/incident.ts';
import type { Problem } from '../model/problem.ts';
import type { About } from '../model/system.ts';
import type { ReplayRow, ReplayScore } from '../replay/comparison.ts';
import type { Fate } from '../replay/fates.ts';
import type { Band } from '../risk/loss-bands.ts';
import type { ChainStep, Reason } from '../structure/explain.ts';
import type { TimelineStep } from '../time/explain-timeline.ts';
import type { TimedFailure } from '../time/timed-cascade.ts';
import type { WorstCase } from '../time/worst-cases.ts';
import type { ChoiceJobs } from './choice-protocol.ts';
import type { ComparisonJobs } from './compare-protocol.ts';
import type { DataJobs } from './data-protocol.ts';
import type { FormatJobs } from './formats-protocol.ts';
import type { GenerateRequest, GenerateResult, MarketReport, MarketRequest } from './generate-protocol.ts';
import type { ImportJobs } from './import-protocol.ts';
import type {
  ReplayResult,
  TimelineRequest,
  TimelineResult,
  WorstRequest,
  WorstResult,
} from './outage-protocol.ts';
import type {
  AvailabilityRequest,
  AvailabilityResult,
  MomentsQuestion,
  MomentsResult,
  OutageRates,
  Range,
  RiskRequest,
  RiskResult,
  SensitivityRequest,
  SensitivityResult,
  TailPoint,
  TailRequest,
  TailResult,
  WorldsQuestion,
  WorldsRequest,
  WorldsResult,
  YearsQuestion,
  YearsRequest,
  YearsResult,
} from './risk-protocol.ts';
import type {
  ReadScenarioRequest,
  ReadScenarioResult,
  ScenarioDifferenceRequest,
  ScenarioDifferenceResult,
  ScenarioEffectsRequest,
  ScenarioEffectsResult,
} from './scenario-protocol.ts';

export type * from './choice-protocol.ts';
export type * from './compare-protocol.ts';
export type * from './data-protocol.ts';
export type * from './formats-protocol.ts';
export type * from './import-protocol.ts';
export type {
  Effect,
  Preset,
  PresetValues,
  ReadScenarioRequest,
  ReadScenarioResult,
  ScenarioDifferenceRequest,
  ScenarioDifferenceResult,
  ScenarioEffectsRequest,
  ScenarioEffectsResult,
} from './scenario-protocol.ts';
export type {
  AvailabilityRequest,
  AvailabilityResult,
  Band,
  BandScale,
  ChainStep,
  Edit,
  Fate,
  Incident,
  IncidentEffect,
  IncidentPhase,
  Indices,
  MapLayout,
  MarketReport,
  MarketRequest,
  MeasureDescription,
  MomentsQuestion,
  MomentsResult,
  OutageRates,
  Problem,
  Range,
  ReplayResult,
  ReplayRow,
  ReplayScore,
  RiskRequest,
  RiskResult,
  SensitivityRequest,
  SensitivityResult,
  TailPoint,
  TailRequest,
  TailResult,
  TimedFailure,
  TimelineRequest,
  TimelineResult,
  TimelineStep,
  TowerLayout,
  WorldsQuestion,
  WorldsRequest,
  WorldsResult,
  WorstCase,
  WorstRequest,
  WorstResult,
  YearsQuestion,
  YearsRequest,
  YearsResult,
};

/** A file, packed with gzip or not; `name` decides its part (entities.csv, dependencies.csv, dataset.json). */
export interface SourceFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Where a system comes from: files with what was edited since, or a market made from published figures. */
export type SystemSource =
  | { readonly files: readonly SourceFile[]; readonly edits?: readonly Edit[] }
  | { readonly market: MarketRequest };

export interface Progress {
  /** What is going on, in words for a person. */
  readonly step: string;
  /** 0..1 of the whole job. */
  readonly fraction: number;
}

/** Everything that a picture or table of the system needs, by entity and dependency index. */
export interface SystemView {
  readonly about: About;
  readonly hash: string;
  /** Version of the engine. */
  readonly engine: string;
  readonly entityCount: number;
  readonly dependencyCount: number;
  readonly requirementCount: number;
  readonly kinds: readonly string[];
  readonly layers: readonly string[];
  readonly roles: readonly string[];
  readonly id: readonly string[];
  readonly name: readonly string[];
  /** Index into `kinds`, per entity. */
  readonly kind: Uint8Array;
  /** Index into `layers`, per entity. */
  readonly layer: Uint8Array;
  /** Operating entity or -1, per entity. */
  readonly operator: Int32Array;
  readonly country: readonly string[];
  readonly sector: readonly string[];
  /** Year of the newest evidence on the entity and on what it depends on; 0 when none has a date. */
  readonly asOfYear: Int16Array;
  readonly weights: readonly {
    readonly column: string;
    readonly label: string;
    readonly unit: string;
    readonly description: string;
    readonly values: Float64Array;
    readonly total: number;
  }[];
  readonly dependent: Int32Array;
  readonly supplier: Int32Array;
  /** Index into `roles`, per dependency. */
  readonly role: Int32Array;
  /** The requirement of each dependency. */
  readonly requirement: Int32Array;
  /** 1 for a dependency that is needed only to switch to an alternative. */
  readonly failover: Uint8Array;
  /** How many entities have a capacity, without which crowding does nothing. */
  readonly capacityCount: number;
  /** How many groups may fail to switch: those with a chance below 1. */
  readonly doubtfulSwitchCount: number;
  readonly problems: readonly Problem[];
  /** How well a market fits what was published of it; null for other systems. */
  readonly market: MarketReport | null;
}

/** What follows when entities fail, at the greatest fixpoint (a running system after the shock). */
export interface CascadeResult {
  /** Version of the engine. */
  readonly engine: string;
  /** Entities that were made to fail. */
  readonly failed: readonly number[];
  /** Level of service 0..1 of every entity. */
  readonly level: Float64Array;
  /** Entities below full service apart from the failed ones, in the order in which they fall. */
  readonly fallen: Int32Array;
  /** For each of `fallen`, the requirement that decided its level. */
  readonly because: Int32Array;
  /** For each of `fallen`, the supplier whose loss decided it. */
  readonly via: Int32Array;
  readonly weightDown: number;
  readonly totalWeight: number;
  /** weightDown / totalWeight, 0 when no entity has a weight. */
  readonly share: number;
  /** What the result takes for granted, each in one sentence. */
  readonly assumptions: readonly string[];
}

/** Why an entity falls. */
export interface FallReason extends Reason {
  readonly entity: number;
}

/** A dependency as the inspector shows it. */
export interface EvidenceRow {
  readonly dependency: number;
  /** The entity at the other end. */
  readonly entity: number;
  readonly role: string;
  readonly phase: string;
  /** Alternatives: label of the group, how many members it has and how many are needed. */
  readonly group: string;
  readonly members: number;
  readonly need: number;
  readonly loss: number;
  readonly confidence: number | null;
  readonly source: string;
  readonly asOf: string;
  readonly evidence: string;
  readonly basis: string;
}

/** One entity, its suppliers below and its dependents above. */
export interface Inspection {
  readonly entity: number;
  readonly source: string;
  readonly asOf: string;
  readonly suppliers: readonly EvidenceRow[];
  readonly dependents: readonly EvidenceRow[];
  /** All entities that it needs, directly or not, by any path. */
  readonly reachDown: number;
  /** All entities that need it, directly or not, by any path. */
  readonly reachUp: number;
  /** Weight down when this entity alone fails, and how many entities fall with it. */
  readonly blastWeight: number;
  readonly blastShare: number;
  readonly blastCount: number;
}

export interface RankResult {
  readonly measures: readonly {
    readonly id: string;
    readonly label: string;
    readonly unit: string;
    /** The values that its parameters had. */
    readonly parameters: ParameterValues;
    /** Which method ran and what it leaves uncertain; empty when there was no choice. */
    readonly note: string;
  }[];
  /** One column per measure, one value per entity. */
  readonly columns: readonly Float64Array[];
  /** Per measure the standard error of each value, empty where the values are exact. */
  readonly standardErrors: readonly Float64Array[];
}

/** Who counts as a user: those with a weight that pass both filters; empty lists let everybody pass. */
export interface Population {
  readonly weight: string;
  readonly sectors: readonly string[];
  readonly countries: readonly string[];
}

/**
 * Concentration of one role. Suppliers are entities, or topmost operators with everything they supply in
 * the role; columns have one value per supplier, the most concentrated first. All fractions are of
 * the total weight of the population, except `share`, which is of the weight that uses the role.
 */
export interface ConcentrationResult {
  readonly engine: string;
  readonly role: string;
  readonly population: {
    readonly weight: string;
    readonly unit: string;
    readonly sectors: readonly string[];
    readonly countries: readonly string[];
    /** Entities with a weight that pass the filters, and their weight. */
    readonly userCount: number;
    readonly totalWeight: number;
    /** Those of them that use the role at all, and their weight. */
    readonly roleUserCount: number;
    readonly roleWeight: number;
  };
  /** Null when nobody with a weight uses the role; `remark` then says so. */
  readonly indices: Indices | null;
  readonly remark: string;
  /** Published scales, each with the label of the band that the HHI falls into; empty without indices. */
  readonly scales: readonly (BandScale & { readonly band: string })[];
  /** The supplier, or the topmost operator of a group of suppliers. */
  readonly supplier: Int32Array;
  readonly share: Float64Array;
  readonly concentration: Float64Array;
  readonly impact: Float64Array;
  /** With indirect dependence; empty when only direct dependence was asked for. */
  readonly hiddenConcentration: Float64Array;
  readonly hiddenImpact: Float64Array;
  /** hiddenImpact / impact; NaN where the direct impact is 0; empty when only direct was asked for. */
  readonly amplification: Float64Array;
  /** 1-based rank by impact, direct and with hidden dependence (empty without); equal values share the better rank. */
  readonly rankDirect: Int32Array;
  readonly rankHidden: Int32Array;
  /**
   * Who carries the hidden part of supplier s: rows `carrierStart[s] .. carrierStart[s + 1] - 1`, heaviest
   * first, at most three: the entity that stands directly on the supplier (the supplier itself where
   * users need it in another role), the fraction that falls through it beyond the direct impact, and the
   * user that loses most so (an example for the chain).
   */
  readonly carrierStart: Int32Array;
  readonly carrier: Int32Array;
  readonly carriedShare: Float64Array;
  readonly carriedExample: Int32Array;
  /** Cumulative shares 0..1 of the 0, 1, 2, ... smallest suppliers: the Lorenz curve. */
  readonly lorenz: Float64Array;
  readonly lorenzHidden: Float64Array;
  readonly assumptions: readonly string[];
}

/** Weight that falls if everything in a country fails, as fractions of the population's weight. */
export interface JurisdictionResult {
  readonly engine: string;
  readonly totalWeight: number;
  /** ISO 3166-1 alpha-2, the most exposed first. */
  readonly countries: readonly string[];
  /** If all entities located in the country fail. */
  readonly located: Float64Array;
  /** If all entities whose topmost operator is of the country fail. */
  readonly controlled: Float64Array;
  /** If both fail. */
  readonly either: Float64Array;
  /** The part of `either` that is made up of the failed entities themselves. */
  readonly own: Float64Array;
  readonly assumptions: readonly string[];
}

export interface TableFile {
  readonly name: string;
  readonly text: string;
}

/** Every request with its answer; the key is the request's `kind`. */
export interface Jobs extends DataJobs, ComparisonJobs, ChoiceJobs, FormatJobs, ImportJobs {
  /** Reads a dataset, or makes a market, and opens it as the system of this engine. */
  load: { request: SystemSource; result: SystemView };
  cascade: { request: { readonly fail: readonly number[]; readonly weight: string }; result: CascadeResult };
  explain: {
    request: { readonly fail: readonly number[]; readonly entity: number };
    result: readonly ChainStep[];
  };
  /** Why each entity falls, in the order in which they fall. */
  reasons: { request: { readonly fail: readonly number[] }; result: readonly FallReason[] };
  /** Who falls when, and when each comes back. */
  timeline: { request: TimelineRequest; result: TimelineResult };
  /** Why an entity is at its level at an hour of a timeline: the chain of its fall, or of its return. */
  explainTimeline: {
    request: TimelineRequest & { readonly entity: number; readonly hour: number };
    result: readonly TimelineStep[];
  };
  /** Which single failures, or pairs, cost most. */
  worst: { request: WorstRequest; result: WorstResult };
  /** Looks at random moments; ranges that follow each other are parts of one run. */
  moments: { request: MomentsQuestion & Range; result: MomentsResult };
  /** How much is down at a random moment, and how likely each entity is to be down, from the moments so far. */
  availability: { request: AvailabilityRequest; result: AvailabilityResult };
  /** Who can be out by itself, how often and for how long. */
  outageRates: { request: object; result: OutageRates };
  /** Simulates years; ranges that follow each other are parts of one run, whoever simulates them. */
  years: { request: YearsRequest; result: YearsResult };
  /** How bad a year can get, from the years that have been simulated so far. */
  riskSummary: { request: RiskRequest; result: RiskResult };
  /** Who drives the worst of the years so far: these years are run once more. */
  riskTail: { request: TailRequest; result: TailResult };
  /** The same years in worlds in which evidence is redrawn, and unseen dependencies are added. */
  worlds: { request: WorldsRequest; result: WorldsResult };
  /** How much losses and the rank of drivers differ between the worlds so far. */
  sensitivity: { request: SensitivityRequest; result: SensitivityResult };
  /** Reads incidents.csv, phases.csv and effects.csv; needs no system. */
  incidents: {
    request: { readonly files: readonly SourceFile[] };
    result: { readonly incidents: readonly Incident[]; readonly problems: readonly Problem[] };
  };
  /** What falls when an outage of the past happens to the system, beside what was reported. */
  replay: {
    request: Omit<TimelineRequest, 'failures' | 'without'> & { readonly incident: Incident };
    result: ReplayResult;
  };
  /** Reads a scenario, or a preset with values for its parameters; needs no system. */
  readScenario: { request: ReadScenarioRequest; result: ReadScenarioResult };
  /** What a scenario would do to the system. */
  scenarioEffects: { request: ScenarioEffectsRequest; result: ScenarioEffectsResult };
  /** What one scenario does and another does not; needs no system. */
  scenarioDifference: { request: ScenarioDifferenceRequest; result: ScenarioDifferenceResult };
  inspect: { request: { readonly entity: number; readonly weight: string }; result: Inspection };
  rank: {
    request: {
      readonly measures: readonly string[];
      readonly weight: string;
      /** Parameters by measure; those not given have their standard value. */
      readonly parameters?: Readonly<Record<string, ParameterValues>>;
    };
    result: RankResult;
  };
  /** The measures that `rank` knows. */
  measures: { request: object; result: readonly MeasureDescription[] };
  concentration: {
    request: Population & {
      readonly role: string;
      /** Suppliers one by one, or together with all that their topmost operator runs. */
      readonly suppliers: 'each' | 'by-operator';
      readonly dependence: 'direct' | 'hidden';
    };
    result: ConcentrationResult;
  };
  jurisdictions: { request: Population; result: JurisdictionResult };
  /** Where everything stands on the map; `open` are keys of groups whose members are to be seen. */
  tower: { request: { readonly aspect: number; readonly open: readonly string[] }; result: MapLayout };
  deadlocks: { request: object; result: readonly number[] };
  /** Makes a market from published figures (docs/markets.md); the open system stays. */
  generate: { request: GenerateRequest; result: GenerateResult };
  /** Writes the system back in the native format. */
  tables: { request: object; result: readonly TableFile[] };
}

export type JobKind = keyof Jobs;
export type JobRequest<K extends JobKind = JobKind> = K extends JobKind
  ? { readonly kind: K } & Jobs[K]['request']
  : never;
export type JobResult<K extends JobKind> = Jobs[K]['result'];

/** Why a job has no result. `bad-data` comes with the problems; `crashed` means the engine was restarted. */
export interface EngineError {
  readonly code: 'cancelled' | 'bad-data' | 'bad-request' | 'no-system' | 'crashed' | 'bug';
  readonly message: string;
  readonly problems?: readonly Problem[];
}

export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: EngineError };

/** Whether engines share the memory of a system, or each has its copy. */
export type Memory = 'shared' | 'copied';

/** One end of a channel between two engines. */
export interface EnginePort {
  postMessage(message: unknown): void;
  addEventListener(
    type: 'message' | 'messageerror',
    listener: (event: { readonly data: unknown }) => void,
  ): void;
  start(): void;
  close(): void;
}

/** What a worker exposes to the client at the near side of its channel. */
export interface RemoteEngine {
  /** Says where progress goes; once per connection, for callbacks across threads are never collected. */
  listen(onProgress: (jobId: number, progress: Progress) => void): void;
  run<K extends JobKind>(jobId: number, request: JobRequest<K>): Promise<Outcome<JobResult<K>>>;
  cancel(jobId: number): void;
  /** Sends the system into a channel, as long as the platform can. */
  give(port: EnginePort): Promise<Outcome<Memory>>;
  /** Opens the system that comes out of a channel. */
  take(port: EnginePort): Promise<Outcome<void>>;
}
