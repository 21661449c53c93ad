/** Archives from strangers: whole, damaged, and made to do harm. */

import fc from 'fast-check';
import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { unzipped, type ZipLimits, zipEntries } from '../../engine/formats/unzip.ts';
import { zipped } from '../../engine/formats/zip.ts';
import type { Problem } from '../../engine/model/problem.ts';
import { bytesOf, drain } from './reading.ts';
import { archive } from './tables.ts';

function unpack(bytes: Uint8Array, limits?: Partial<ZipLimits>) {
  const problems: Problem[] = [];
  const entries = zipEntries('a.zip', bytes, problems, limits);
  const files = new Map(
    entries?.map((entry) => [entry.name, drain(unzipped('a.zip', entry, problems)).result]),
  );
  return { files, problems, messages: problems.map(({ message }) => message) };
}

/** Where the entry of a name stands in the central directory. */
function directoryEntry(bytes: Uint8Array, name: string): number {
  return Buffer.from(bytes).lastIndexOf(name) - 46;
}

function changed(bytes: Uint8Array, at: number, ...values: readonly number[]): Uint8Array {
  const copy = bytes.slice();
  copy.set(values, at);
  return copy;
}

describe('an archive', () => {
  test('gives back the files that were packed, stored or deflated, by us or by others', () => {
    const names = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,8}(\/[a-zü€]{1,8})?$/), { maxLength: 4 });
    fc.assert(
      fc.property(names, fc.uint8Array({ maxLength: 3_000 }), fc.boolean(), (drawn, bytes, isOurs) => {
        const files = drawn.map((name, i) => ({ name, bytes: bytes.subarray(i) }));
        const packed = isOurs
          ? drain(zipped(files)).result
          : zipSync(Object.fromEntries(files.map((file) => [file.name, file.bytes])), { level: 0 });
        const { files: found, problems } = unpack(packed);
        expect(problems).toEqual([]);
        expect([...found.keys()].sort()).toEqual([...drawn].sort());
        for (const file of files) expect(Buffer.compare(found.get(file.name)!, file.bytes)).toBe(0);
      }),
      { numRuns: 60 },
    );
  });

  const sound = archive({ 'one.csv': 'id\n'.repeat(500), 'two.csv': 'x' });

  test('that is cut off or changed anywhere is found out, and never unpacked wrongly', () => {
    for (let length = 4; length < sound.length; length += 7)
      expect(unpack(sound.subarray(0, length)).messages[0]).toContain('cut off or damaged');
    const original = unpack(sound).files;
    for (let at = 0; at < sound.length; at++) {
      const { files, problems } = unpack(changed(sound, at, sound[at]! ^ 0x55));
      for (const [name, bytes] of files)
        if (bytes !== undefined && problems.length === 0 && original.has(name))
          expect(Buffer.compare(bytes, original.get(name)!)).toBe(0);
    }
  });

  test.each(['../up.csv', 'a/../../up.csv', '/etc/passwd', 'C:\\evil.csv', '..\\up.csv', 'a\0b'])(
    'that names %j leads outside and is refused',
    (name) => {
      const { messages, problems, files } = unpack(archive({ [name]: 'x' }));
      expect(messages).toEqual([expect.stringContaining('names a place outside itself')]);
      expect(problems[0]!.value).toBe(name);
      expect(files.size).toBe(0);
    },
  );

  test('that holds a link, a password, two files of one name or a strange packing is refused', () => {
    const at = directoryEntry(sound, 'one.csv');
    const link = changed(changed(sound, at + 5, 3), at + 40, 0xff, 0xa1);
    expect(unpack(link).messages[0]).toContain('link');
    expect(unpack(changed(sound, at + 8, 1)).messages[0]).toContain('password');
    expect(unpack(changed(sound, at + 10, 99)).messages[0]).toContain('not known here');
    expect(unpack(archive({ 'A.csv': 'x', 'a.csv': 'y' })).messages[0]).toContain('one name');
    const twice = changed(sound, at + 46, ...bytesOf('two.csv'));
    expect(unpack(twice).messages[0]).toContain('one name');
  });

  test('whose files share their bytes is a bomb', () => {
    const [one, two] = [directoryEntry(sound, 'one.csv'), directoryEntry(sound, 'two.csv')];
    const shared = changed(sound, two + 42, ...sound.subarray(one + 42, one + 46));
    expect(unpack(shared).messages[0]).toContain('share their bytes');
  });

  test('that unpacks to far more than it is, than it says, or than fits is a bomb', () => {
    const zeros = zipSync({ 'zeros.csv': new Uint8Array(20_000_000) }, { level: 9 });
    expect(unpack(zeros).messages).toEqual([expect.stringContaining('more than 250 times')]);
    expect(unpack(zeros, { mostBytes: 10e6 }).messages).toEqual([expect.stringContaining('more than 10 MB')]);
    const at = directoryEntry(zeros, 'zeros.csv');
    const lying = changed(zeros, at + 24, 100, 0, 0, 0);
    expect(unpack(lying).messages).toEqual([expect.stringContaining('damaged')]);
    expect(unpack(archive({ a: 'x', b: 'y' }), { mostEntries: 1 }).messages[0]).toContain(
      'more than 1 files',
    );
  });

  test('passes over folders and what operating systems leave in it', () => {
    const litter = archive({ 'data/a.csv': 'x', '__MACOSX/data/._a.csv': 'x', 'data/.DS_Store': 'x' });
    expect([...unpack(litter).files.keys()]).toEqual(['data/a.csv']);
  });

  test('is the same bytes for the same files', () => {
    const files = [{ name: 'a.csv', bytes: bytesOf('id\n1\n') }];
    expect(drain(zipped(files)).result).toEqual(drain(zipped(files)).result);
  });
});
