/** The worked example says what the program says: its command is run, its numbers are held against it. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, expect, test, vi } from 'vitest';
import { buildIfStale, bundleFolder } from '../../cli/build.mjs';

const root = resolve(import.meta.dirname, '../..');
const page = readFileSync(join(root, 'docs/silver-bullet.md'), 'utf8');

beforeAll(() => {
  const quiet = vi.spyOn(console, 'error').mockImplementation(() => {});
  buildIfStale('cli');
  quiet.mockRestore();
}, 60_000);

test('the worked example shows what its command prints', () => {
  const words = /^ {4}npx linchpin (.*)$/m.exec(page)![1]!.split(' ');
  const shown = /```text\n([\s\S]*?)\n```/.exec(page)![1]!;
  const program = join(bundleFolder('cli'), 'linchpin.js');
  const { stdout, status } = spawnSync(process.execPath, [program, ...words], {
    cwd: root,
    encoding: 'utf8',
  });
  expect(status).toBe(0);
  const printed = stdout.split('\n').map((line) => line.trimEnd());
  expect(printed.slice(0, shown.split('\n').length).join('\n')).toBe(shown);
}, 180_000);
