/**
 * Failures on the command line: an id, then @start, :duration and =level, each of which may be left out. An
 * id may contain '@', ':' and '=' itself: the longest id of the dataset that the text starts with, and after
 * which the rest can be read, is meant.
 */
import type { SystemView, TimedFailure } from '../engine/api/protocol.ts';
import { DURATION_EXAMPLES, parseDuration } from './duration.ts';
import { suggestions } from './suggestions.ts';
import { UsageError } from './usage.ts';

export interface AskedFailure extends TimedFailure {
  /** Whether a start, a duration or a level was given. */
  readonly isTimed: boolean;
}

/** The failures that the texts ask for; throws `UsageError` for the first that cannot be read. */
export function parseFailures(view: SystemView, texts: readonly string[]): readonly AskedFailure[] {
  const indexOf = new Map(view.id.map((id, v) => [id, v]));
  return texts.map((text) => parseFailure(view, indexOf, text));
}

function parseFailure(view: SystemView, indexOf: ReadonlyMap<string, number>, text: string): AskedFailure {
  if (text.trim() === '') throw new UsageError('--fail has no entity: write the id of an entity after it.');
  let fault: string | undefined;
  for (let end = text.length; end > 0; end--) {
    const entity = indexOf.get(text.slice(0, end));
    if (entity === undefined) continue;
    const rest = text.slice(end);
    if (rest !== '' && !/^[@:=]/.test(rest)) continue;
    const course = parseCourse(rest);
    if (typeof course !== 'string') return { entity, ...course, isTimed: rest !== '' };
    fault ??= `In '${text}', after the entity '${text.slice(0, end)}': ${course}`;
  }
  if (fault !== undefined) throw new UsageError(fault);
  const id = text.replace(/(@[\d.a-z]+)?(:[\d.a-z]+)?(=[\d.%]+)?$/, '');
  throw unknownEntity(view, indexOf.has(id) ? text : id);
}

/** The entity of an id; throws `UsageError` when there is none. */
export function entityOf(view: SystemView, id: string): number {
  const entity = view.id.indexOf(id);
  if (entity < 0) throw unknownEntity(view, id);
  return entity;
}

function unknownEntity(view: SystemView, id: string): UsageError {
  const close = suggestions(view, id);
  const hint = close.length === 0 ? '' : ` Did you mean ${close.join(' or ')}?`;
  return new UsageError(`There is no entity '${id}'.${hint}`);
}

/** The times and the level after an id, or what is wrong with them. */
function parseCourse(rest: string): Required<Omit<TimedFailure, 'entity'>> | string {
  const [, startText, durationText, levelText] = /^(?:@([^:=]*))?(?::([^=]*))?(?:=(.*))?$/s.exec(rest) ?? [];
  const start = startText === undefined ? 0 : parseDuration(startText);
  const duration = durationText === undefined ? Number.POSITIVE_INFINITY : parseDuration(durationText);
  if (start === undefined)
    return `'${startText}' is no time. Write it as ${DURATION_EXAMPLES} after the start.`;
  if (duration === undefined) return `'${durationText}' is no duration. Write it as ${DURATION_EXAMPLES}.`;
  const level = levelText === undefined ? 0 : parseLevel(levelText);
  if (level === undefined)
    return `'${levelText}' is no level of service. Write it as 0.4 or 40%, from 0 to 1.`;
  return { start, duration, level };
}

/** A part from 0 to 1, also as a percentage; undefined for anything else. */
function parseLevel(text: string): number | undefined {
  const [, digits, sign] = /^(\d+(?:\.\d+)?)(%)?$/.exec(text) ?? [];
  if (digits === undefined) return undefined;
  const level = Number(digits) / (sign === undefined ? 1 : 100);
  return level <= 1 ? level : undefined;
}
