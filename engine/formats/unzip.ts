/**
 * Zip -> files, in slices, for archives from strangers (APPNOTE 6.3.10): only the central directory is believed,
 * and only as far as the bytes bear it out. No entry can name a place outside the archive, share bytes with
 * another, or unpack to more than it says.
 */
import { Inflate } from 'fflate';
import type { Problem } from '../model/problem.ts';
import { crc32 } from './crc32.ts';

/** A file of an archive, still packed. */
export interface ZipEntry {
  /** Path within the archive, with forward slashes. */
  readonly name: string;
  readonly size: number;
  readonly packed: Uint8Array;
  readonly isDeflated: boolean;
  readonly checksum: number;
}

export interface ZipLimits {
  readonly mostEntries: number;
  /** Bytes of all entries together, unpacked. */
  readonly mostBytes: number;
  /** How many times larger an entry may become, once it is larger than `plainBytes`. */
  readonly mostTimes: number;
  readonly plainBytes: number;
}

/** More than this is no data that fits into memory, and may be a bomb. */
const LIMITS: ZipLimits = { mostEntries: 10_000, mostBytes: 512e6, mostTimes: 250, plainBytes: 16e6 };

/** Packed bytes between two pauses; deflate makes at most 1,032 times as many of them, 17 MB. */
const SLICE = 1 << 14;

const END_SIGNATURE = 0x06054b50;
const END_LENGTH = 22;
const ENTRY_SIGNATURE = 0x02014b50;
const ENTRY_LENGTH = 46;
const LOCAL_SIGNATURE = 0x04034b50;
const LOCAL_LENGTH = 30;
const LONGEST_COMMENT = 0xffff;

const ENCRYPTED = 1;
const STORED = 0;
const DEFLATED = 8;
const UNIX = 3;
const FILE_TYPE = 0xf000;
const SYMLINK = 0xa000;

const DAMAGED = 'The archive is cut off or damaged; not read. Fetch or save it again.';

/** Whether bytes begin as an archive does. */
export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5);
}

/**
 * The files that an archive says it holds, in its order. Undefined, with a problem reported, when it is damaged or
 * any of its entries is one that no honest archive of data has. O(entries).
 */
export function zipEntries(
  file: string,
  bytes: Uint8Array,
  problems: Problem[],
  limits: Partial<ZipLimits> = {},
): readonly ZipEntry[] | undefined {
  const { mostEntries, mostBytes, mostTimes, plainBytes } = { ...LIMITS, ...limits };
  const refuse = (message: string, value = ''): undefined => {
    problems.push({ severity: 'error', file, row: 0, column: '', value, message });
  };
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const end = endOf(view);
  if (end === undefined) return refuse(DAMAGED);
  const count = view.getUint16(end + 10, true);
  const directory = view.getUint32(end + 16, true);
  if (count === 0xffff || directory === 0xffffffff)
    return refuse('The archive is larger than 4 GB (zip64); not read. Give the files one by one.');
  if (count > mostEntries) return refuse(`The archive holds more than ${mostEntries} files; not read.`);

  const entries: ZipEntry[] = [];
  const names = new Set<string>();
  const spans: [number, number][] = [];
  let total = 0;
  let at = directory;
  for (let e = 0; e < count; e++) {
    if (at + ENTRY_LENGTH > end || view.getUint32(at, true) !== ENTRY_SIGNATURE) return refuse(DAMAGED);
    const flags = view.getUint16(at + 8, true);
    const method = view.getUint16(at + 10, true);
    const checksum = view.getUint32(at + 16, true);
    const packedSize = view.getUint32(at + 20, true);
    const size = view.getUint32(at + 24, true);
    const nameLength = view.getUint16(at + 28, true);
    const offset = view.getUint32(at + 42, true);
    const raw = nameOf(bytes.subarray(at + ENTRY_LENGTH, at + ENTRY_LENGTH + nameLength));
    const name = raw.replaceAll('\\', '/');
    // the upper half of the attributes is the mode, where the archive was made under Unix
    const isLink = view.getUint8(at + 5) === UNIX && (view.getUint16(at + 40, true) & FILE_TYPE) === SYMLINK;
    at += ENTRY_LENGTH + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);

    if (leadsOutside(name))
      return refuse('The archive names a place outside itself; it is not safe and not read.', raw);
    if (isLink) return refuse('The archive holds a link instead of a file; it is not read.', raw);
    if (flags & ENCRYPTED) return refuse('The archive is protected by a password; not read.', raw);
    const key = name.toLowerCase();
    if (names.has(key)) return refuse('The archive holds two files of one name; not read.', raw);
    names.add(key);
    if (method !== STORED && method !== DEFLATED)
      return refuse('The archive is packed in a way that is not known here; pack it as plain zip.', raw);

    if (offset + LOCAL_LENGTH > directory || view.getUint32(offset, true) !== LOCAL_SIGNATURE)
      return refuse(DAMAGED, raw);
    const from =
      offset + LOCAL_LENGTH + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
    if (from + packedSize > directory) return refuse(DAMAGED, raw);
    spans.push([offset, from + packedSize]);
    total += size;
    if (total > mostBytes)
      return refuse(`The archive unpacks to more than ${mostBytes / 1e6} MB; not read.`, raw);
    if (size > plainBytes && size > mostTimes * packedSize)
      return refuse(`A file in the archive unpacks to more than ${mostTimes} times its size; not read.`, raw);
    if (!name.endsWith('/') && !isLitter(name))
      entries.push({
        name,
        size,
        packed: bytes.subarray(from, from + packedSize),
        isDeflated: method === DEFLATED,
        checksum,
      });
  }
  spans.sort(([a], [b]) => a - b);
  if (spans.some(([from], i) => i > 0 && from < spans[i - 1]![1]))
    return refuse('Files in the archive share their bytes, as in a bomb; it is not read.');
  return entries;
}

/**
 * The bytes of an entry. Undefined, with a problem reported, when they are not what the archive says. Yields the
 * fraction done every few milliseconds; O(bytes).
 */
export function* unzipped(
  file: string,
  { name, size, packed, isDeflated, checksum }: ZipEntry,
  problems: Problem[],
): Generator<number, Uint8Array | undefined> {
  const refuse = (): undefined => {
    problems.push({ severity: 'error', file, row: 0, column: '', value: name, message: DAMAGED });
  };
  if (!isDeflated) return packed.length === size && crc32(0, packed) === checksum ? packed.slice() : refuse();
  const bytes = new Uint8Array(size);
  let at = 0;
  let crc = 0;
  const stream = new Inflate((piece) => {
    // what runs over is not kept, only counted
    if (at + piece.length <= size) bytes.set(piece, at);
    at += piece.length;
    crc = crc32(crc, piece);
  });
  try {
    for (let from = 0; at <= size; from += SLICE) {
      const isLast = from + SLICE >= packed.length;
      stream.push(packed.subarray(from, from + SLICE), isLast);
      if (isLast) break;
      yield from / packed.length;
    }
  } catch {
    return refuse();
  }
  return at === size && crc === checksum ? bytes : refuse();
}

/** Where the end record begins: the last one that reaches to the end of the file with its comment. */
function endOf(view: DataView): number | undefined {
  const first = Math.max(0, view.byteLength - END_LENGTH - LONGEST_COMMENT);
  for (let at = view.byteLength - END_LENGTH; at >= first; at--)
    if (
      view.getUint32(at, true) === END_SIGNATURE &&
      at + END_LENGTH + view.getUint16(at + 20, true) === view.byteLength
    )
      return at;
  return undefined;
}

/** A name in UTF-8, as nearly all programs write it, else in the Latin of the others. */
function nameOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

function leadsOutside(name: string): boolean {
  return name === '' || name.includes('\0') || /^\/|^[a-z]:|(^|\/)\.\.(\/|$)/i.test(name);
}

/** What operating systems leave in archives beside the files. */
function isLitter(name: string): boolean {
  return /(^|\/)(__MACOSX\/|\.DS_Store$|Thumbs\.db$|desktop\.ini$)/i.test(name);
}
