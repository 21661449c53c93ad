/** Files -> zip, in slices; the same files give the same bytes. */
import { Zip, ZipDeflate } from 'fflate';
import type { DatasetFile } from './read-table.ts';

/** Bytes packed between two pauses. */
const SLICE = 1 << 17;

/** The time that every entry bears, for an archive says nothing of the clock. */
const MADE = '1980-06-01T12:00:00';

/** Packs files under their names, which are paths with forward slashes. Yields the fraction done; O(bytes). */
export function* zipped(files: readonly DatasetFile[]): Generator<number, Uint8Array> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  const archive = new Zip((fault, piece) => {
    if (fault) throw fault;
    pieces.push(piece);
    length += piece.length;
  });
  const total = Math.max(
    1,
    files.reduce((sum, { bytes }) => sum + bytes.length, 0),
  );
  let done = 0;
  for (const { name, bytes } of files) {
    const entry = new ZipDeflate(name, { level: 6 });
    entry.mtime = MADE;
    archive.add(entry);
    for (let from = 0; ; from += SLICE) {
      const isLast = from + SLICE >= bytes.length;
      entry.push(bytes.subarray(from, from + SLICE), isLast);
      yield Math.min(1, (done + from) / total);
      if (isLast) break;
    }
    done += bytes.length;
  }
  archive.end();
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}
