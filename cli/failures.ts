/**
 * Failures on the command line: id, id:duration, id@start or id@start:duration. An id may contain '@' and
 * ':' itself: the longest id of the dataset that the text starts with, and after which the rest can be
 * read, is meant.
 */
import type { SystemView, TimedFailure } from '../engine/api/protocol.ts';
import { DURATION_EXAMPLES, parseDuration } from './duration.ts';
import { suggestions } from './suggestions.ts';
import { UsageError } from './usage.ts';

export interface AskedFailure extends TimedFailure {
  /** Whether a start or a duration was given. */
  readonly isTimed: boolean;
}

/** The failures that the texts ask for; throws `UsageError` for the first that cannot be read. */
export function parseFailures(view: SystemView, texts: readonly string[]): readonly AskedFailure[] {
  const indexOf = new Map(view.id.map((id, v) => [id, v]));
  return texts.map((text) => parseFailure(view, indexOf, text));
}

function parseFailure(view: SystemView, indexOf: ReadonlyMap<string, number>, text: string): AskedFailure {
  let fault: string | undefined;
  for (let end = text.length; end > 0; end--) {
    const entity = indexOf.get(text.slice(0, end));
    if (entity === undefined) continue;
    const rest = text.slice(end);
    if (rest !== '' && !/^[@:]/.test(rest)) continue;
    const times = parseTimes(rest);
    if (typeof times !== 'string') return { entity, ...times, isTimed: rest !== '' };
    fault ??= `In '${text}', after the entity '${text.slice(0, end)}': ${times}`;
  }
  if (fault !== undefined) throw new UsageError(fault);
  const id = text.replace(/(@[\d.a-z]+)?(:[\d.a-z]+)?$/, '');
  const wanted = indexOf.has(id) ? text : id;
  const close = suggestions(view, wanted);
  const hint = close.length === 0 ? '' : ` Did you mean ${close.join(' or ')}?`;
  throw new UsageError(`There is no entity '${wanted}'.${hint}`);
}

/** The times after an id, or what is wrong with them. */
function parseTimes(rest: string): { readonly start: number; readonly duration: number } | string {
  const [, startText, durationText] = /^(?:@([^:]*))?(?::(.*))?$/s.exec(rest) ?? [];
  const start = startText === undefined ? 0 : parseDuration(startText);
  const duration = durationText === undefined ? Number.POSITIVE_INFINITY : parseDuration(durationText);
  if (start === undefined)
    return `'${startText}' is no time. Write it as ${DURATION_EXAMPLES} after the start.`;
  if (duration === undefined) return `'${durationText}' is no duration. Write it as ${DURATION_EXAMPLES}.`;
  return { start, duration };
}
