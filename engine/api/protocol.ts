/**
 * The words that the page or the command line and the engine exchange. Types only: this file is
 * all that `ui/store` knows of the engine. Requests are small plain objects; results carry typed
 * arrays, transferred once at the top level.
 */
import type { TowerLayout } from '../layout/tower.ts';
import type { Problem } from '../model/problem.ts';
import type { About } from '../model/system.ts';
import type { ChainStep, Reason } from '../structure/explain.ts';

export type { ChainStep, Problem, TowerLayout };

/** A file as bytes; `name` decides its part in the dataset (entities.csv, dependencies.csv, dataset.json). */
export interface SourceFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

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
  readonly problems: readonly Problem[];
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
  readonly measures: readonly { readonly id: string; readonly label: string; readonly unit: string }[];
  /** One column per measure, one value per entity. */
  readonly columns: readonly Float64Array[];
}

export interface TableFile {
  readonly name: string;
  readonly text: string;
}

/** Every request with its answer; the key is the request's `kind`. */
export interface Jobs {
  /** Reads a dataset and makes it the system of this engine. */
  load: { request: { readonly files: readonly SourceFile[] }; result: SystemView };
  cascade: { request: { readonly fail: readonly number[]; readonly weight: string }; result: CascadeResult };
  explain: {
    request: { readonly fail: readonly number[]; readonly entity: number };
    result: readonly ChainStep[];
  };
  /** Why each entity falls, in the order in which they fall. */
  reasons: { request: { readonly fail: readonly number[] }; result: readonly FallReason[] };
  inspect: { request: { readonly entity: number; readonly weight: string }; result: Inspection };
  rank: { request: { readonly measures: readonly string[]; readonly weight: string }; result: RankResult };
  tower: { request: { readonly aspect: number }; result: TowerLayout };
  deadlocks: { request: object; result: readonly number[] };
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

/** What a worker exposes to the client at the near side of its channel. */
export interface RemoteEngine {
  /** Says where progress goes; once per connection, for callbacks across threads are never collected. */
  listen(onProgress: (jobId: number, progress: Progress) => void): void;
  run<K extends JobKind>(jobId: number, request: JobRequest<K>): Promise<Outcome<JobResult<K>>>;
  cancel(jobId: number): void;
}
