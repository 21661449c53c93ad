/** Gzip -> bytes, in slices, with every checksum compared and a limit on what comes out (RFC 1952). */
import { Gunzip } from 'fflate';
import type { Problem } from '../model/problem.ts';
import { crc32 } from './crc32.ts';

/** Packed bytes between two pauses; deflate makes at most 1,032 times as many of them, 17 MB. */
const SLICE = 1 << 14;

/** More than this is no table that fits into memory, and may be a bomb. */
const LARGEST_MB = 512;

/** Checksum and length, after the data of each member. */
const TRAILER = 8;

/**
 * Unpacks a file that begins as gzip does, whatever its name, and gives back any other as it is. Undefined,
 * with a problem reported, when the file is cut off, damaged, or unpacks to more than 512 MB. Yields the
 * fraction done every few milliseconds; O(bytes).
 */
export function* unpack<File extends { readonly name: string; readonly bytes: Uint8Array }>(
  file: File,
  problems: Problem[],
): Generator<number, File | undefined> {
  const { name, bytes: packed } = file;
  if (packed[0] !== 0x1f || packed[1] !== 0x8b) return file;
  const pieces: Uint8Array[] = [];
  let total = 0;
  let checksum = 0;
  let memberStart = 0;
  let isSound = true;
  const endMember = (end: number): void => {
    isSound &&= end >= TRAILER && trailerFits(packed, end - TRAILER, checksum, total - memberStart);
    checksum = 0;
    memberStart = total;
  };
  const stream = new Gunzip((piece) => {
    pieces.push(piece);
    total += piece.length;
    checksum = crc32(checksum, piece);
  });
  stream.onmember = endMember;
  const refuse = (message: string): undefined => {
    problems.push({ severity: 'error', file: name, row: 0, column: '', value: '', message });
  };
  try {
    for (let from = 0; from < packed.length; from += SLICE) {
      stream.push(packed.subarray(from, from + SLICE), from + SLICE >= packed.length);
      if (total > LARGEST_MB * 1e6)
        return refuse(
          `The file unpacks to more than ${LARGEST_MB} MB; not read. Give only the rows and columns that are needed.`,
        );
      yield from / packed.length;
    }
  } catch {
    isSound = false;
  }
  if (isSound) endMember(packed.length);
  if (!isSound)
    return refuse('The file is cut off or damaged, so it cannot be unpacked; not read. Fetch it again.');
  const bytes = new Uint8Array(total);
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return { ...file, bytes };
}

function trailerFits(packed: Uint8Array, at: number, checksum: number, length: number): boolean {
  const trailer = new DataView(packed.buffer, packed.byteOffset + at, TRAILER);
  return trailer.getUint32(0, true) === checksum && trailer.getUint32(4, true) === length % 2 ** 32;
}
