/** What a person lets happen on the stress page: small, made of ids, part of the session and the link. */

export const FAILOVERS = ['always', 'never', 'drawn'] as const;

export type Failover = (typeof FAILOVERS)[number];

/** One failure: hours, and the service 0..1 that is left meanwhile. */
export interface FailureChoice {
  readonly id: string;
  readonly start: number;
  /** Null for good. */
  readonly duration: number | null;
  readonly level: number;
}

/** An outage to be followed. */
export interface StressChoice {
  /** Id of a real outage, or empty when `failures` say what fails. */
  readonly incident: string;
  /** What fails when no real outage is replayed. */
  readonly failures: readonly FailureChoice[];
  /** Whether dependencies known only from the real outage are left out. */
  readonly independent: boolean;
  readonly failover: Failover;
  /** Which draws, when switches are drawn: those of a simulated year have the year as replicate. */
  readonly seed: number;
  readonly replicate: number;
  readonly crowding: boolean;
  /** Losses are counted until this hour; null for a year. */
  readonly until: number | null;
}

export const NO_STRESS: StressChoice = {
  incident: '',
  failures: [],
  independent: false,
  failover: 'always',
  seed: 0,
  replicate: 0,
  crowding: false,
  until: null,
};

/** Hours that a failure lasts unless a person says otherwise: a working day. */
export const USUAL_HOURS = 8;

/** Whether anything fails at all. */
export function isStressed({ incident, failures }: StressChoice): boolean {
  return incident !== '' || failures.length > 0;
}

/** Whether two choices let the same happen. */
export function sameStress(a: StressChoice | null, b: StressChoice | null): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
