/** What failed when, one row for each entity: the phases of a real outage, or the failures that were chosen. Pure. */
import type { Film } from '../../store/film.ts';
import { momentText } from '../../store/time-words.ts';
import type { Incident, SystemView } from '../../store/types.ts';

interface Phase {
  readonly startHour: number;
  /** Infinity for good, or where no end is known. */
  readonly endHour: number;
  readonly level: number;
  /** Whether the film makes it happen; else it is told to compare with. */
  readonly isImposed: boolean;
  /** What happened, in a sentence; empty where nothing is told. */
  readonly what: string;
}

export interface PhaseRow {
  readonly id: string;
  readonly name: string;
  /** By start; what is imposed first. */
  readonly phases: readonly Phase[];
}

interface Told {
  readonly view: SystemView;
  readonly indexOf: ReadonlyMap<string, number>;
  readonly film: Film;
  readonly incident: Incident | undefined;
}

/**
 * The rows: chosen failures by their start; of a real outage first what is imposed, then those that lost most hours
 * by what is reported of them.
 */
export function phaseRows({ view, indexOf, film, incident }: Told): readonly PhaseRow[] {
  const phases: readonly (Phase & { readonly id: string })[] = incident
    ? incident.phases.map((phase) => ({
        ...phase,
        id: phase.entity,
        isImposed: phase.use === 'fail' && indexOf.has(phase.entity),
      }))
    : film.result.failures.map(({ entity, start, duration, level = 0 }) => ({
        id: view.id[entity] ?? '',
        startHour: start,
        endHour: start + duration,
        level,
        isImposed: true,
        what: '',
      }));
  const rows = new Map<string, Phase[]>();
  for (const phase of [...phases].sort(before)) {
    const row = rows.get(phase.id);
    if (row) row.push(phase);
    else rows.set(phase.id, [phase]);
  }
  const named = [...rows].map(([id, phases]) => ({
    id,
    name: view.name[indexOf.get(id) ?? -1] ?? id,
    phases,
  }));
  if (!incident) return named;
  return named.sort((a, b) => Number(isImposed(b)) - Number(isImposed(a)) || hoursLost(b) - hoursLost(a));
}

function isImposed({ phases }: PhaseRow): boolean {
  return phases.some((phase) => phase.isImposed);
}

/** Hours of service lost by what is told; a phase without an end counts as the longest of all. */
function hoursLost({ phases }: PhaseRow): number {
  const lost = phases.map(({ startHour, endHour, level }) =>
    level < 1 ? (1 - level) * Math.min(endHour - startHour, Number.MAX_SAFE_INTEGER) : 0,
  );
  return lost.reduce((sum, each) => sum + each, 0);
}

function before(a: Phase, b: Phase): number {
  return Number(b.isImposed) - Number(a.isImposed) || a.startHour - b.startHour;
}

/** "06:48 to 09:40", "0:00 to 2:52 h", "from 0:00 h on". */
export function phaseSpan(startHour: number, endHour: number, start: string | null): string {
  const unit = start === null ? '\u00a0h' : '';
  const from = momentText(startHour, start);
  if (!Number.isFinite(endHour)) return `from ${from}${unit} on`;
  return `${from} to ${momentText(endHour, start)}${unit}`;
}

/** The span from the first start in a row to the last end. */
export function rowSpan({ phases }: PhaseRow): readonly [number, number] {
  return [
    Math.min(...phases.map(({ startHour }) => startHour)),
    Math.max(...phases.map(({ endHour }) => endHour)),
  ];
}
