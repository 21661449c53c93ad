/** The words of the protocol on outages in time: timelines, worst cases and replays. Types only. */
import type { DatasetFile } from '../formats/read-table.ts';
import type { Incident, IncidentEffect, IncidentPhase } from '../model/incident.ts';
import type { Problem } from '../model/problem.ts';
import type { ReplayRow, ReplayScore } from '../replay/comparison.ts';
import type { Fate } from '../replay/fates.ts';
import type { Reason } from '../structure/explain.ts';
import type { TimelineStep } from '../time/explain-timeline.ts';
import type { TimedFailure } from '../time/timed-cascade.ts';
import type { WorstCase } from '../time/worst-cases.ts';

export type {
  Fate,
  Incident,
  IncidentEffect,
  IncidentPhase,
  ReplayRow,
  ReplayScore,
  TimedFailure,
  TimelineStep,
  WorstCase,
};

/** What is asked of a timed cascade. */
export interface TimelineRequest {
  /** Several may concern one entity; a duration of Infinity lasts for good. Hours. */
  readonly failures: readonly TimedFailure[];
  readonly weight: string;
  /** Whether switches to alternatives work; `always` unless given. */
  readonly failover?: 'always' | 'never' | 'drawn';
  /** Which draws, when switches are drawn: whole numbers from 0 to 2^32 - 1, 0 unless given. */
  readonly seed?: number;
  readonly replicate?: number;
  /** Whether survivors serve less when they take over more than they can carry; loads are of the weight. */
  readonly crowding?: boolean;
  /** Nothing from this hour on is looked at; a year unless given. */
  readonly horizonHours?: number;
  /** Id of an incident: dependencies that are known only from it (`basis`) are left out. */
  readonly without?: string;
}

/** How an outage unfolds. Times are hours from the start of the clock. */
export interface TimelineResult {
  readonly engine: string;
  readonly failures: readonly TimedFailure[];
  /**
   * The changes of level in the order of time, one row each; within an instant, causes stand before what
   * follows from them. `because` is the requirement that took the level down, or that had been waited for
   * when it rose, `via` the supplier that was lost or was back (-1 without), `cause` an index into `causes`.
   */
  readonly time: Float64Array;
  readonly entity: Int32Array;
  readonly level: Float64Array;
  readonly because: Int32Array;
  readonly via: Int32Array;
  readonly cause: Uint8Array;
  readonly causes: readonly string[];
  /** The row before, of the same entity; -1 for its first. */
  readonly previous: Int32Array;
  /**
   * Spans in which an entity could already serve more than it does and only its own recovery is waited for,
   * one row each in the order of `recoveringFrom`; in hours, the end not included.
   */
  readonly recoveringEntity: Int32Array;
  readonly recoveringFrom: Float64Array;
  readonly recoveringUntil: Float64Array;
  /**
   * Weight by state from each hour at which any of it changes until the next: entities that recover, else
   * are down, else serve in part, each with its whole weight; `stateLost` is the sum of weight x (1 - level).
   */
  readonly stateHour: Float64Array;
  readonly stateDown: Float64Array;
  readonly stateDegraded: Float64Array;
  readonly stateRecovering: Float64Array;
  readonly stateLost: Float64Array;
  /** Every requirement in `because`, once. */
  readonly requirements: readonly Omit<Reason, 'suppliers'>[];
  /** Entities that were below full service, ascending, with the hours of full service that each lost. */
  readonly touched: Int32Array;
  readonly hoursLost: Float64Array;
  /** Sum over entities of weight x hours lost. */
  readonly weightHours: number;
  readonly totalWeight: number;
  /** The most weight that was down at one moment, and when that began. */
  readonly peakWeightDown: number;
  readonly peakHour: number;
  /** Circles of entities that are still down because each waits for the next. */
  readonly deadlocks: readonly (readonly number[])[];
  /** Hours lost are counted until here: the horizon, or where too much was going on to follow it. */
  readonly endHour: number;
  readonly isComplete: boolean;
  readonly assumptions: readonly string[];
}

/** What is asked of a ranking of worst cases. */
export interface WorstRequest {
  /** Single failures, or pairs that fail at the same time. */
  readonly size: 1 | 2;
  /** How long the failed are out. */
  readonly durationHours: number;
  readonly weight: string;
  /** As in a timeline. */
  readonly failover?: 'always' | 'never' | 'drawn';
  readonly seed?: number;
  readonly replicate?: number;
  /** Losses are counted until this hour; 720 unless given. */
  readonly horizonHours?: number;
  /** How many cases each list names. */
  readonly top: number;
  /** Pairs are formed of this many suppliers, the worst alone first, when there are more; 500 unless given. */
  readonly mostSuppliers?: number;
}

export interface WorstResult {
  readonly engine: string;
  /** The worst by weight-hours, and for pairs those with the largest surprise; ties go to the lower entity index. */
  readonly byLoss: readonly WorstCase[];
  readonly bySurprise: readonly WorstCase[];
  /** Entities that something depends on, and how many of them were formed into pairs. */
  readonly supplierCount: number;
  readonly pairedCount: number;
  /** Cases that were looked at. */
  readonly caseCount: number;
  readonly totalWeight: number;
  readonly assumptions: readonly string[];
}

/** An outage of the past on the open system, with and without what is known only from it. */
export interface ReplayResult {
  readonly engine: string;
  /** What was made to fail. */
  readonly failures: readonly TimedFailure[];
  /** Ids of entities that should fail and that the system does not have. */
  readonly missing: readonly string[];
  /** Reported first (down, degraded, unaffected), then those not reported; within each by hour of falling. */
  readonly rows: readonly ReplayRow[];
  readonly all: ReplayScore;
  readonly independent: ReplayScore;
  /** Dependencies known only from this outage. */
  readonly ownEvidence: number;
  /** From its start to its end, or null. */
  readonly reportedHours: number | null;
  readonly assumptions: readonly string[];
}

/** What can be asked of outages. */
export interface OutageJobs {
  /** Who falls when, and when each comes back. */
  timeline: { request: TimelineRequest; result: TimelineResult };
  /** Why an entity is at its level at an hour of a timeline: the chain of its fall, or of its return. */
  explainTimeline: {
    request: TimelineRequest & { readonly entity: number; readonly hour: number };
    result: readonly TimelineStep[];
  };
  /** Which single failures, or pairs, cost most. */
  worst: { request: WorstRequest; result: WorstResult };
  /** Reads incidents.csv, phases.csv and effects.csv; needs no system. */
  incidents: {
    request: { readonly files: readonly DatasetFile[] };
    result: { readonly incidents: readonly Incident[]; readonly problems: readonly Problem[] };
  };
  /** What falls when an outage of the past happens to the system, beside what was reported. */
  replay: {
    request: Omit<TimelineRequest, 'failures' | 'without'> & { readonly incident: Incident };
    result: ReplayResult;
  };
}
