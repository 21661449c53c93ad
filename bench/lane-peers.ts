/** Random moments by programs in other languages, each timing itself: C with the algorithm of the kernel, and Python. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LanePlan } from '../engine/kernels/lane-plan.ts';
import type { Network } from '../engine/model/network.ts';

const PEERS = join('bench', 'peers');

export interface Peer {
  /** Runs it; gives the weight down in each world. */
  readonly run: () => Float64Array;
  readonly took: () => number;
  readonly close: () => void;
}

/** The same worlds by C, from the first on, a multiple of 2048 of them; undefined where there is no compiler. */
export function cPeer({ program, sources, parent, weightBelow }: LanePlan, count: number): Peer | undefined {
  const folder = folderOf({
    ...{ place: sources.place, keyLow: sources.keyLow, keyHigh: sources.keyHigh },
    ...{ pFail: sources.pFail, rarer: sources.rarer, odds: sources.odds },
    ...{ some: sources.some, none: sources.none, seed: Int32Array.from(sources.seed) },
    ...{ start: program.start, code: program.code, component: program.component },
    ...{ parent, weightBelow, readCount: Int32Array.of(program.readCount) },
  });
  const binary = join(folder, 'lanes');
  const flags = ['-O3', '-march=native', '-ffp-contract=off'];
  const compiled = spawnSync('cc', [...flags, join(PEERS, 'lanes.c'), '-o', binary], { encoding: 'utf8' });
  if (compiled.error === undefined && compiled.status !== 0)
    throw new Error(`The C twin does not compile: ${compiled.stderr}`);
  if (compiled.error === undefined) return peerOf(binary, [folder, String(count / 2048)], folder);
  rmSync(folder, { recursive: true });
  return undefined;
}

/** The worlds in which `fails` fail by themselves, by Python; undefined where there is no Python. */
export function pythonPeer(
  skeleton: Network,
  weight: Float64Array,
  fails: readonly (readonly number[])[],
): Peer | undefined {
  if (spawnSync('python3', ['--version'], { stdio: 'ignore' }).status !== 0) return undefined;
  const { useStart, use, dependent, need, memberStart } = skeleton;
  const failStart = new Int32Array(fails.length + 1);
  fails.forEach((those, i) => {
    failStart[i + 1] = failStart[i]! + those.length;
  });
  const folder = folderOf({
    ...{ useStart, use, dependent, weight, failStart },
    fatal: need.map((needed, r) => memberStart[r + 1]! - memberStart[r]! - needed + 1),
    fail: Int32Array.from(fails.flat()),
  });
  return peerOf('python3', [join(PEERS, 'moments.py'), folder], folder);
}

function folderOf(columns: Readonly<Record<string, Int32Array | Float64Array>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'linchpin-bench-'));
  for (const [name, column] of Object.entries(columns)) writeFileSync(join(folder, name), column);
  return folder;
}

function peerOf(program: string, words: readonly string[], folder: string): Peer {
  let took = 0;
  return {
    took: () => took,
    run() {
      const { status, stdout, stderr } = spawnSync(program, words, { encoding: 'utf8' });
      if (status !== 0) throw new Error(`${program} failed: ${stderr}`);
      took = Number(stdout);
      return new Float64Array(new Uint8Array(readFileSync(join(folder, 'losses'))).buffer);
    },
    close: () => rmSync(folder, { recursive: true }),
  };
}
