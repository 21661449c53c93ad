/** Packed files: whole, in several members, cut off, damaged, and far larger than they look. */
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { unpack } from '../../engine/formats/gunzip.ts';
import type { Problem } from '../../engine/model/problem.ts';
import { imported } from './importing.ts';
import { bytesOf, drain, filesOf, ONE_LINK, PLAIN_ABOUT, readFiles, THREE } from './reading.ts';

function unpacked(bytes: Uint8Array): {
  bytes: Uint8Array | undefined;
  problems: Problem[];
  steps: readonly number[];
} {
  const problems: Problem[] = [];
  const { result, steps } = drain(unpack({ name: 'table.csv.gz', bytes }, problems));
  return { bytes: result?.bytes, problems, steps };
}

const DAMAGED = 'The file is cut off or damaged, so it cannot be unpacked; not read. Fetch it again.';

describe('unpacking', () => {
  test('gives back what was packed, in one member or several', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 5_000 }), { minLength: 1, maxLength: 4 }), (pieces) => {
        const packed = new Uint8Array(Buffer.concat(pieces.map((piece) => gzipSync(piece))));
        const { bytes, problems } = unpacked(packed);
        expect(problems).toEqual([]);
        expect(Buffer.compare(bytes!, Buffer.concat(pieces))).toBe(0);
      }),
      { numRuns: 50 },
    );
  });

  test('leaves bytes that are not packed as they are', () => {
    for (const plain of [
      new Uint8Array(),
      bytesOf('id,kind\n'),
      new Uint8Array([0x1f]),
      new Uint8Array([0x1f, 0x20]),
    ])
      expect(unpacked(plain)).toMatchObject({ bytes: plain, problems: [] });
  });

  const text = Array.from({ length: 3_000 }, (_, i) => `site-${i},dns,${(i * 7919) % 1013}\n`).join('');
  const packed = new Uint8Array(gzipSync(text));

  test('finds a file that is cut off, wherever', () => {
    for (let length = 2; length < packed.length; length += 211)
      expect(unpacked(packed.subarray(0, length))).toMatchObject({
        bytes: undefined,
        problems: [{ severity: 'error', file: 'table.csv.gz', message: DAMAGED }],
      });
    for (let missing = 1; missing <= 8; missing++)
      expect(unpacked(packed.subarray(0, packed.length - missing)).bytes).toBeUndefined();
  });

  test('finds a single wrong bit in the data or in what proves them', () => {
    // the ten bytes of the header say nothing of the data
    for (let at = 10; at < packed.length; at += 97) {
      const wrong = packed.slice();
      wrong[at]! ^= 1 << (at % 8);
      expect(unpacked(wrong).problems.map(({ message }) => message)).toEqual([DAMAGED]);
    }
    for (let at = packed.length - 8; at < packed.length; at++) {
      const wrong = packed.slice();
      wrong[at]! ^= 1;
      expect(unpacked(wrong).bytes).toBeUndefined();
    }
  });

  test('finds damage in a member before the last, and what is no member after it', () => {
    const first = packed.slice();
    first[first.length - 8]! ^= 1;
    expect(unpacked(new Uint8Array(Buffer.concat([first, packed]))).bytes).toBeUndefined();
    expect(unpacked(new Uint8Array(Buffer.concat([packed, bytesOf('and more')]))).bytes).toBeUndefined();
  });

  test('stops at half a gigabyte, and can be stopped before', () => {
    const zeros = gzipSync(new Uint8Array(20_000_000), { level: 9 });
    const bomb = new Uint8Array(Buffer.concat(Array.from({ length: 40 }, () => zeros)));
    const { bytes, problems, steps } = unpacked(bomb);
    expect(bytes).toBeUndefined();
    expect(problems.map(({ message }) => message)).toEqual([expect.stringContaining('more than 512 MB')]);
    expect(steps.length).toBeGreaterThan(20);
  });
});

describe('packed files of a dataset', () => {
  const plain = filesOf({ entities: THREE, dependencies: ONE_LINK, about: PLAIN_ABOUT });
  const gz = plain.map(({ name, bytes }) => ({ name: `${name}.gz`, bytes: new Uint8Array(gzipSync(bytes)) }));

  test('are read as the plain ones, and are the same dataset', () => {
    const { system, problems } = readFiles(gz);
    expect(problems).toEqual([]);
    expect(system).toEqual(readFiles(plain).system);
  });

  test('are known by their first bytes, whatever their name', () => {
    const misnamed = gz.map(({ name, bytes }) => ({ name: name.replace('.gz', ''), bytes }));
    const unpackedByBrowser = plain.map(({ name, bytes }) => ({ name: `${name}.gz`, bytes }));
    expect(readFiles(misnamed).problems).toEqual([]);
    expect(readFiles(unpackedByBrowser).problems).toEqual([]);
  });

  test('that are damaged give no system and say which', () => {
    const cut = gz.map((file) =>
      file.name.startsWith('dep') ? { ...file, bytes: file.bytes.subarray(0, 30) } : file,
    );
    const { system, problems } = readFiles(cut);
    expect(system).toBeUndefined();
    expect(problems).toMatchObject([{ file: 'dependencies.csv.gz', message: DAMAGED }]);
  });

  test('beside plain ones are one too many', () => {
    const { problems } = readFiles([...plain, gz[0]!]);
    expect(problems).toMatchObject([{ severity: 'error', file: 'entities.csv.gz' }]);
  });
});

test('a packed table is imported, and a damaged one is refused', () => {
  const mapping = { table: { entities: [{ id: '{site}', kind: 'application', weight: 1 }] } };
  const table = new Uint8Array(gzipSync('site\na\nb\n'));
  expect(imported(mapping, { 'table.csv.gz': table }).system!.entities.id).toEqual(['a', 'b']);
  const { system, problems } = imported(mapping, { 'table.csv.gz': table.subarray(0, 15) });
  expect(system).toBeUndefined();
  expect(problems).toMatchObject([{ file: 'table.csv.gz', message: DAMAGED }]);
});
