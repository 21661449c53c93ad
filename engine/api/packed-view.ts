/**
 * A view on its way between threads: its lists of texts as one text each, for a list of 300,000 texts arrives in one
 * task of a tenth of a second, one long text in a moment. The near side takes it apart again, a slice at a time.
 */
import type { SystemView } from './protocol.ts';

/** Texts one behind another; text i ends at `ends[i]`. */
interface PackedTexts {
  readonly text: string;
  readonly ends: Uint32Array;
}

const LISTS = ['id', 'name', 'country', 'sector'] as const;

/** A view as it is sent. */
export type PackedView = Omit<SystemView, (typeof LISTS)[number]> &
  Readonly<Record<(typeof LISTS)[number], PackedTexts>>;

/** Texts that are taken apart between two pauses: some milliseconds of work. */
const SLICE = 20_000;

/** The view with its lists packed. O(characters). */
export function packedView(view: SystemView): PackedView {
  const { id, name, country, sector, ...rest } = view;
  return { ...rest, id: packed(id), name: packed(name), country: packed(country), sector: packed(sector) };
}

function packed(texts: readonly string[]): PackedTexts {
  const ends = new Uint32Array(texts.length);
  let end = 0;
  for (const [i, text] of texts.entries()) {
    end += text.length;
    ends[i] = end;
  }
  return { text: texts.join(''), ends };
}

/** The view as it was; yields every few milliseconds of work. O(characters). */
export function* unpackedView(view: PackedView): Generator<void, SystemView> {
  const { id, name, country, sector, ...rest } = view;
  return {
    ...rest,
    id: yield* unpacked(id),
    name: yield* unpacked(name),
    country: yield* unpacked(country),
    sector: yield* unpacked(sector),
  };
}

function* unpacked({ text, ends }: PackedTexts): Generator<void, readonly string[]> {
  const texts: string[] = [];
  let start = 0;
  for (const [i, end] of ends.entries()) {
    texts.push(text.slice(start, end));
    start = end;
    if (i % SLICE === SLICE - 1) yield;
  }
  return texts;
}
