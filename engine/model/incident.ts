/** Real outages as data: what failed when, and what was reported of whom. */

/** How a fact is known: said by those concerned (A), by the press, officials or security firms (B), or in blogs and lists of complaints (C). */
export type Grade = 'A' | 'B' | 'C';

/** A part of an incident that has a time of its own. */
export interface IncidentPhase {
  /** Id of the entity that the phase is about. */
  readonly entity: string;
  /** What happened, in one plain sentence. */
  readonly what: string;
  /** Hours after the start of the incident; the end is Infinity when none is known. */
  readonly startHour: number;
  readonly endHour: number;
  /** Service 0..1 that was left meanwhile. */
  readonly level: number;
  /** `fail`: a replay makes it fail so. `account`: what was reported of it, to compare with; nothing is imposed. */
  readonly use: 'fail' | 'account';
  readonly source: string;
  readonly grade: Grade;
}

export type ReportedEffect = 'down' | 'degraded' | 'unaffected';

/** What was reported of one entity. */
export interface IncidentEffect {
  /** Id of the entity, or empty when the dataset has none for it. */
  readonly entity: string;
  /** Its name in the report. */
  readonly name: string;
  readonly effect: ReportedEffect;
  /** What the report says that it was due to. */
  readonly attributedTo: string;
  readonly source: string;
  readonly grade: Grade;
  readonly note: string;
}

/** An outage that happened. */
export interface Incident {
  /** Also the `basis` of dependencies that are known from it. */
  readonly id: string;
  readonly title: string;
  /** The moment of hour 0, ISO 8601 in UTC. */
  readonly start: string;
  /** The end of the whole, or empty when none is known. */
  readonly end: string;
  /** What is remarkable about it, in one sentence. */
  readonly summary: string;
  readonly cause: string;
  readonly lossEstimate: string;
  readonly source: string;
  readonly grade: Grade;
  readonly notes: string;
  readonly phases: readonly IncidentPhase[];
  readonly effects: readonly IncidentEffect[];
}
