/** Peers in Python as contenders: each run is a process of its own that times itself. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Contender } from './measure.ts';

/** Where Debian's interpreter, which has Debian's packages, may stand behind another. */
const INTERPRETERS = ['python3', '/usr/bin/python3'];

export interface Peers {
  /** A measure of a graph, given as arcs of dependent and supplier, by `igraph` or `networkx`. */
  contender(question: Question): Contender<Float64Array>;
  /** Removes the files that the processes share. */
  close(): void;
}

export interface Question {
  readonly name: string;
  readonly library: 'igraph' | 'networkx';
  readonly measure: string;
  readonly nodeCount: number;
  readonly tail: Int32Array;
  readonly head: Int32Array;
}

/** Undefined where Python has no igraph and NetworkX. */
export function findPeers(): Peers | undefined {
  const python = INTERPRETERS.find(
    (each) => spawnSync(each, ['-c', 'import igraph, networkx'], { stdio: 'ignore' }).status === 0,
  );
  if (python === undefined) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'linchpin-bench-'));
  return {
    contender({ name, library, measure, nodeCount, tail, head }) {
      const arcs = join(folder, `${name}.arcs`);
      const pairs = new Int32Array(2 * tail.length);
      for (let e = 0; e < tail.length; e++) {
        pairs[2 * e] = tail[e]!;
        pairs[2 * e + 1] = head[e]!;
      }
      writeFileSync(arcs, pairs);
      let took = 0;
      return {
        name,
        took: () => took,
        run() {
          const words = [join('bench', 'peers.py'), library, String(nodeCount), arcs, folder, measure];
          const { status, stdout, stderr } = spawnSync(python, words, { encoding: 'utf8' });
          if (status !== 0) throw new Error(`${name} failed: ${stderr}`);
          took = JSON.parse(stdout)[measure];
          return new Float64Array(new Uint8Array(readFileSync(join(folder, measure))).buffer);
        },
      };
    },
    close: () => rmSync(folder, { recursive: true }),
  };
}
