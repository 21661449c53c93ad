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
  /** The name without the leading words that it has in common with others. */
  readonly short: string;
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
 * The rows: chosen failures by their start; of a real outage first what is imposed, then those because of which the
 * most others fall in the film, then those that lost most hours by what is reported of them.
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
  const names = [...rows.keys()].map((id) => view.name[indexOf.get(id) ?? -1] ?? id);
  const shorts = withoutCommonWords(names);
  const named = [...rows].map(([id, phases], i) => ({ id, name: names[i]!, short: shorts[i]!, phases }));
  if (!incident) return named;
  const felled = felledBy(film);
  const fallenFrom = ({ id }: PhaseRow) => felled.get(indexOf.get(id) ?? -1) ?? 0;
  return named.sort(
    (a, b) =>
      Number(isImposed(b)) - Number(isImposed(a)) ||
      fallenFrom(b) - fallenFrom(a) ||
      hoursLost(b) - hoursLost(a),
  );
}

/**
 * Names without the words at their beginning that most names with the same first word share; a word stays where a
 * name would else end. O(names squared).
 */
function withoutCommonWords(names: readonly string[]): readonly string[] {
  const split = names.map((name) => name.split(' '));
  return split.map((words) => {
    const kin = split.filter((other) => other[0] === words[0]);
    const isCommon = (count: number) => {
      const sharing = kin.filter((other) => words.slice(0, count).every((word, i) => other[i] === word));
      return sharing.length > 1 && 2 * sharing.length >= kin.length && sharing.every((o) => o.length > count);
    };
    let shared = 0;
    while (isCommon(shared + 1)) shared++;
    return words.slice(shared).join(' ');
  });
}

/** How often, by entity, something fell because of it. */
function felledBy({ result }: Film): ReadonlyMap<number, number> {
  const felled = new Map<number, number>();
  result.via.forEach((via, row) => {
    const before = result.previous[row]!;
    const isFall = result.level[row]! < (before < 0 ? 1 : result.level[before]!);
    if (via >= 0 && isFall) felled.set(via, (felled.get(via) ?? 0) + 1);
  });
  return felled;
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
