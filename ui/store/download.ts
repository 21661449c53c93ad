/** Files that the page makes for a person to keep. */
import { strToU8, Zip, ZipDeflate } from 'fflate';
import type { Problem } from '../../engine/api/protocol.ts';
import { toCsv } from './csv.ts';

const RELEASE_AFTER_MS = 60_000;

/** Hands bytes or text to the browser as a file. */
export function saveFile(name: string, content: Blob | string, type: string): void {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const anchor = document.createElement('a');
  anchor.href = address;
  anchor.download = name;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(address), RELEASE_AFTER_MS);
}

/** The pieces of a file joined, each made in a task of its own, so that the page stays alive. */
export async function joined(pieces: Iterable<string>): Promise<Blob> {
  const parts: Blob[] = [];
  for (const piece of pieces) {
    parts.push(new Blob([piece]));
    await nextTask();
  }
  return new Blob(parts);
}

const CHUNK = 1 << 18;

function nextTask(): Promise<void> {
  return new Promise((resume) => setTimeout(resume, 0));
}

/** The files in one zip archive, packed in chunks of 256 kB with breaks between, so that the page stays alive. */
export async function zipped(
  files: readonly { readonly name: string; readonly pieces: readonly string[] }[],
): Promise<Blob> {
  const parts: BlobPart[] = [];
  let failure: Error | null = null;
  const archive = new Zip((fault, bytes) => {
    if (fault) failure = fault;
    else parts.push(bytes as Uint8Array<ArrayBuffer>);
  });
  for (const file of files) {
    const entry = new ZipDeflate(file.name);
    archive.add(entry);
    for (const piece of file.pieces) {
      for (let at = 0; at < piece.length; at += CHUNK) {
        entry.push(encodeChunk(piece, at, at + CHUNK >= piece.length), false);
        await nextTask();
      }
    }
    entry.push(new Uint8Array(0), true);
  }
  archive.end();
  if (failure) throw failure;
  return new Blob(parts, { type: 'application/zip' });
}

/** UTF-8 of `text` from `at`, one chunk long, moved by one where a boundary would split a surrogate pair. */
function encodeChunk(text: string, at: number, isLast: boolean): Uint8Array {
  const splits = (i: number) => i > 0 && i < text.length && text.charCodeAt(i) >>> 10 === 0x37;
  const start = splits(at) ? at + 1 : at;
  const end = isLast ? text.length : at + CHUNK;
  return strToU8(text.slice(start, splits(end) ? end + 1 : end));
}

/** The list of problems as a CSV file that a spreadsheet shows and does not run. */
export function problemsCsv(problems: readonly Problem[]): string {
  return toCsv([
    ['severity', 'file', 'row', 'column', 'value', 'message'],
    ...problems.map((p) => [p.severity, p.file, p.row, p.column, p.value, p.message]),
  ]);
}
