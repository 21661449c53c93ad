/** Who drives the loss: the few that matter in an average year or in the worst ones, and all others together. */
import type { RiskResult, TailResult } from './types.ts';

export interface ShareRow {
  /** Share of the loss of all years. */
  readonly average: number;
  readonly standardError: number | undefined;
  /** Share of the loss of the worst years; undefined while it is not known. */
  readonly worst: number | undefined;
}

export interface DriverRow extends ShareRow {
  readonly entity: number;
  /** 1-based place by average share. */
  readonly rank: number;
  /** In which part of the resampled years it has the same place. */
  readonly holdsRank: number | undefined;
}

export interface Drivers {
  /** Largest first: by the worst years where they are known, else by the average. */
  readonly rows: readonly DriverRow[];
  /** All others together, and how many they are. */
  readonly rest: ShareRow & { readonly count: number };
}

/** The `most` with the largest share in either; O(drivers log drivers). */
export function driverRows(result: RiskResult, tail: TailResult | null, most: number): Drivers {
  const worstOf = new Map(tail?.drivers.map(({ entity, share }) => [entity, share]));
  const isKnown = (tail?.drivers.length ?? 0) > 0;
  const all = result.drivers.map(
    ({ entity, share, standardError, holdsRank }, i): DriverRow => ({
      entity,
      rank: i + 1,
      average: share,
      standardError,
      holdsRank,
      worst: isKnown ? (worstOf.get(entity) ?? 0) : undefined,
    }),
  );
  const rows = all
    .toSorted(
      (a, b) => Math.max(b.average, b.worst ?? 0) - Math.max(a.average, a.worst ?? 0) || a.rank - b.rank,
    )
    .slice(0, most)
    .toSorted((a, b) => (b.worst ?? b.average) - (a.worst ?? a.average) || a.rank - b.rank);
  const sum = (of: (row: DriverRow) => number) => rows.reduce((total, row) => total + of(row), 0);
  const isAny = all.length > 0;
  return {
    rows,
    rest: {
      count: all.length - rows.length,
      average: isAny ? Math.max(0, 1 - sum(({ average }) => average)) : 0,
      standardError: undefined,
      worst: isKnown ? Math.max(0, 1 - sum(({ worst }) => worst ?? 0)) : undefined,
    },
  };
}

export interface RoleRow extends ShareRow {
  /** Empty for what the failed lost themselves. */
  readonly role: string;
}

/** In which role the loss is handed on, and what the failed lose themselves; largest average first. */
export function roleRows(result: RiskResult, tail: TailResult | null): readonly RoleRow[] {
  const isKnown = (tail?.drivers.length ?? 0) > 0;
  const worstOf = new Map(tail?.roles.map(({ role, share }) => [role, share]));
  return [
    ...result.roles.map(({ role, share, standardError }) => ({
      role,
      average: share,
      standardError,
      worst: isKnown ? (worstOf.get(role) ?? 0) : undefined,
    })),
    {
      role: '',
      average: result.own.share,
      standardError: result.own.standardError,
      worst: isKnown ? tail?.own : undefined,
    },
  ].toSorted((a, b) => b.average - a.average);
}
