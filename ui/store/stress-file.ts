/** A film for others to work with: every change of level, in the words of the command line, nothing rounded. */
import { toCsv } from './csv.ts';
import type { SystemView, TimelineResult } from './types.ts';
import { stateOf } from './words.ts';

interface Told {
  readonly view: SystemView;
  readonly result: TimelineResult;
}

interface ToldOfReality extends Told {
  /** The moment of hour 0 of a real outage, else null. */
  readonly start: string | null;
}

const HOUR_MS = 3_600_000;
const SECOND_MS = 1000;
const ROWS_PER_STEP = 500;

/** The changes as a CSV file, in pieces of some milliseconds of work each; a real outage has its moments too. */
export function* timelineCsv({ view, result, start }: ToldOfReality): Generator<string> {
  const requirements = requirementsOf(result);
  yield toCsv([
    [
      'hour',
      ...(start === null ? [] : ['utc']),
      'id',
      'name',
      'level',
      'state',
      'cause',
      'requirement',
      'because of',
    ],
  ]);
  const cells = (row: number) => {
    const v = result.entity[row]!;
    return [
      result.time[row]!,
      ...(start === null ? [] : [utcOf(result.time[row]!, start)]),
      view.id[v]!,
      view.name[v]!,
      result.level[row]!,
      stateOf(result.level[row]!),
      result.causes[result.cause[row]!]!,
      requirements.get(result.because[row]!)?.role ?? '',
      view.id[result.via[row]!] ?? '',
    ];
  };
  for (let from = 0; from < result.time.length; from += ROWS_PER_STEP) {
    const count = Math.min(ROWS_PER_STEP, result.time.length - from);
    yield toCsv(Array.from({ length: count }, (_, i) => cells(from + i)));
  }
}

/** The moment to the second: "2025-10-20T06:48:00Z". */
function utcOf(hour: number, start: string): string {
  const moment = Math.round((Date.parse(start) + hour * HOUR_MS) / SECOND_MS) * SECOND_MS;
  return new Date(moment).toISOString().replace('.000Z', 'Z');
}

/**
 * The document that `linchpin cascade --json` prints for the same outage, in pieces of some milliseconds of work
 * each. `weight` is an index into the weights.
 */
export function* timelineJson({
  view,
  result,
  weight,
}: Told & { readonly weight: number }): Generator<string> {
  const failed = new Set(result.failures.map(({ entity }) => entity));
  const { column = '', unit = '' } = view.weights[weight] ?? {};
  const because = reasons({ view, result });
  const change = (row: number) => ({
    id: view.id[result.entity[row]!],
    level: result.level[row],
    because: because(row),
  });
  const fallen = lowest(result).filter((row) => !failed.has(result.entity[row]!));
  yield '{\n';
  yield* list('timeline', result.time.length, (row) => ({ hour: result.time[row], ...change(row) }));
  yield* list('fallen', fallen.length, (i) => change(fallen[i]!));
  yield* list('hoursLost', result.touched.length, (i) => ({
    id: view.id[result.touched[i]!],
    hours: result.hoursLost[i],
  }));
  const rest = {
    failed: [...failed].map((v) => view.id[v]),
    failures: result.failures.map(({ entity, start, duration, level = 0 }) => ({
      id: view.id[entity],
      start,
      duration: Number.isFinite(duration) ? duration : null,
      level,
    })),
    weightDown: result.peakWeightDown,
    peakHour: result.peakHour,
    totalWeight: result.totalWeight,
    share: result.totalWeight > 0 ? result.peakWeightDown / result.totalWeight : 0,
    weightHours: result.weightHours,
    deadlocks: result.deadlocks.map((circle) => circle.map((v) => view.id[v])),
    endHour: result.endHour,
    isComplete: result.isComplete,
    weight: { column, unit },
    assumptions: result.assumptions,
    hash: view.hash,
    engine: result.engine,
  };
  yield `${JSON.stringify(rest, null, 2).slice(2)}\n`;
}

/** A member of a document that is a long list, one line for each item. */
function* list(name: string, count: number, item: (i: number) => object): Generator<string> {
  yield `  "${name}": [`;
  for (let from = 0; from < count; from += ROWS_PER_STEP) {
    const length = Math.min(ROWS_PER_STEP, count - from);
    const lines = Array.from({ length }, (_, i) => `\n    ${JSON.stringify(item(from + i))}`);
    yield `${from === 0 ? '' : ','}${lines.join(',')}`;
  }
  yield `${count === 0 ? '' : '\n  '}],\n`;
}

/** The row with the lowest level of every entity that falls, the first of them; in the order of falling. */
function lowest({ entity, level }: TimelineResult): readonly number[] {
  const rows = new Map<number, number>();
  for (const [row, v] of entity.entries()) {
    const known = rows.get(v);
    if (known === undefined || level[row]! < level[known]!) rows.set(v, row);
  }
  return [...rows.values()];
}

/** Why a level changed, by row. */
function reasons({ view, result }: Told) {
  const requirements = requirementsOf(result);
  return (row: number) => {
    const requirement = requirements.get(result.because[row]!);
    const via = result.via[row]!;
    return {
      cause: result.causes[result.cause[row]!],
      ...(requirement && {
        requirement: requirement.role,
        ...(requirement.group === '' ? {} : { group: requirement.group }),
        need: requirement.need,
        of: requirement.memberCount,
      }),
      suppliers: via < 0 ? [] : [view.id[via]],
    };
  };
}

function requirementsOf({ requirements }: TimelineResult) {
  return new Map(requirements.map((each) => [each.requirement, each]));
}
