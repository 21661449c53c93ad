/** Bytes -> text, in pieces, without ever splitting a character; says what it had to assume. */
import type { Problem } from '../model/problem.ts';

const PIECE = 1 << 18;
const SNIFFED = 1 << 16;

/**
 * Yields the text of a file in pieces of about 256 kB. UTF-8 unless a byte-order mark says UTF-16; a
 * file that is neither is read as Windows-1252 with a warning. A file with zero bytes is not a text:
 * it is reported as an error and yields nothing.
 */
export function* decodePieces(file: string, bytes: Uint8Array, problems: Problem[]): Generator<string> {
  const report = (severity: Problem['severity'], message: string): void => {
    problems.push({ severity, file, row: 0, column: '', value: '', message });
  };
  const utf16 = utf16Label(bytes);
  if (utf16 === undefined && bytes.subarray(0, SNIFFED).includes(0)) {
    report(
      'error',
      'This is not a text file. Of others, workbooks (.xlsx), zip and gzip are read; expected a table as CSV in UTF-8.',
    );
    return;
  }
  const label = encodingOf(bytes);
  if (label === 'windows-1252')
    report('warning', 'The file is not UTF-8; it is read as Windows-1252. Check names with accents.');
  const decoder = new TextDecoder(label);
  for (let at = 0; at < bytes.length; at += PIECE)
    yield decoder.decode(bytes.subarray(at, at + PIECE), { stream: true });
  yield decoder.decode();
}

/** How the text of a file is encoded, by its byte-order mark or by what its bytes can be; O(bytes). */
export function encodingOf(bytes: Uint8Array): string {
  return utf16Label(bytes) ?? (isUtf8(bytes) ? 'utf-8' : 'windows-1252');
}

function utf16Label(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return undefined;
}

function isUtf8(bytes: Uint8Array): boolean {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for (let at = 0; at < bytes.length; at += PIECE)
      decoder.decode(bytes.subarray(at, at + PIECE), { stream: true });
    decoder.decode();
    return true;
  } catch {
    return false;
  }
}
