/** Parts of one long run, done by whoever had time. */
import type { System } from '../model/system.ts';
import { RequestError } from './request.ts';
import { ENGINE_VERSION } from './version.ts';

/** What every part of a long run says of itself. */
interface Part {
  readonly engine: string;
  /** Of the system. */
  readonly hash: string;
}

/** Where a part lies in its run. */
interface Extent {
  readonly first: number;
  /** Where the next part has to begin; undefined where none can. */
  readonly next: number | undefined;
}

export interface PartsOptions<T> {
  /** What is counted, in the plural. */
  readonly what: string;
  /** What a part is an answer to: parts with the same texts and numbers belong together. */
  readonly question: (part: T) => readonly (string | number)[];
  readonly extent: (part: T) => Extent;
}

/** The first of parts; throws `RequestError` unless they are one run from 0 on, of this system and engine. */
export function checkParts<T extends Part>(
  system: System,
  parts: readonly T[],
  { what, question, extent }: PartsOptions<T>,
): T {
  const [head] = parts;
  if (head === undefined) throw new RequestError('bad-request', `There are no ${what} yet.`);
  const asked = question(head);
  let expected: number | undefined = 0;
  for (const part of parts) {
    const { first, next } = extent(part);
    if (first !== expected)
      throw new RequestError(
        'bad-request',
        expected === undefined
          ? `A part of the ${what} ends where none can follow; only the last part may.`
          : `A part of the ${what} begins at ${first}; expected ${expected}, for it has to follow on the one before.`,
      );
    expected = next;
    const isSame =
      part.engine === ENGINE_VERSION &&
      part.hash === system.hash &&
      question(part).every((answer, i) => answer === asked[i]);
    if (!isSame)
      throw new RequestError(
        'bad-request',
        `The ${what} are of different systems or answer different questions.`,
      );
  }
  return head;
}
