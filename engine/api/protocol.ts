/**
 * The words that the page or the command line and the engine exchange. Types only: this file is
 * all that `ui/store` knows of the engine. Requests are small plain objects; results carry typed
 * arrays, transferred once at the top level.
 */
import type { MeasureDescription, ParameterValues } from '../centrality/measure.ts';
import type { Edit } from '../formats/edit.ts';
import type { MapLayout } from '../layout/map-layout.ts';
import type { TowerLayout } from '../layout/tower.ts';
import type { Problem } from '../model/problem.ts';
import type { About } from '../model/system.ts';
import type { ChainStep, Reason } from '../structure/explain.ts';
import type { ChoiceJobs } from './choice-protocol.ts';
import type { ComparisonJobs } from './compare-protocol.ts';
import type { ConcentrationJobs } from './concentration-protocol.ts';
import type { DataJobs } from './data-protocol.ts';
import type { FormatJobs } from './formats-protocol.ts';
import type { GenerateRequest, GenerateResult, MarketReport, MarketRequest } from './generate-protocol.ts';
import type { ImportJobs } from './import-protocol.ts';
import type { OutageJobs } from './outage-protocol.ts';
import type { RiskJobs } from './risk-protocol.ts';
import type { ScenarioJobs } from './scenario-protocol.ts';

export type * from './choice-protocol.ts';
export type * from './compare-protocol.ts';
export type * from './concentration-protocol.ts';
export type * from './data-protocol.ts';
export type * from './formats-protocol.ts';
export type * from './import-protocol.ts';
export type * from './outage-protocol.ts';
export type * from './risk-protocol.ts';
export type * from './scenario-protocol.ts';
export type {
  ChainStep,
  Edit,
  MapLayout,
  MarketReport,
  MarketRequest,
  MeasureDescription,
  Problem,
  TowerLayout,
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

export interface TableFile {
  readonly name: string;
  readonly text: string;
}

/** Every request with its answer; the key is the request's `kind`. */
export interface Jobs
  extends DataJobs,
    ConcentrationJobs,
    OutageJobs,
    RiskJobs,
    ScenarioJobs,
    ComparisonJobs,
    ChoiceJobs,
    FormatJobs,
    ImportJobs {
  /** Reads a dataset, or makes a market, and opens it as the system of this engine. */
  load: { request: SystemSource; result: SystemView };
  cascade: { request: { readonly fail: readonly number[]; readonly weight: string }; result: CascadeResult };
  explain: {
    request: { readonly fail: readonly number[]; readonly entity: number };
    result: readonly ChainStep[];
  };
  /** Why each entity falls, in the order in which they fall. */
  reasons: { request: { readonly fail: readonly number[] }; result: readonly FallReason[] };
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
