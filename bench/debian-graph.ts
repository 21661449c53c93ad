/** A graph to measure on: the packages of a Linux distribution. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { graphOfArcs, type SimpleGraph } from '../engine/projection/simple-graph.ts';

const LISTS = '/var/lib/apt/lists';
const READER = '/usr/lib/apt/apt-helper';

/**
 * The packages that this machine's package manager knows, each with all it depends on; a name that several
 * packages provide is a node that depends on each of them. Undefined where there are no Debian package lists.
 */
export function debianGraph(): SimpleGraph | undefined {
  if (!existsSync(LISTS) || !existsSync(READER)) return undefined;
  const files = readdirSync(LISTS).filter((name) => /_Packages(\.\w+)?$/.test(name));
  const read = (name: string): string =>
    spawnSync(READER, ['cat-file', join(LISTS, name)], { encoding: 'utf8', maxBuffer: 2 ** 30 }).stdout;
  const packages = new Map<string, string>();
  for (const name of files.sort())
    for (const entry of read(name).split('\n\n')) {
      const [own] = namesIn(entry, 'Package');
      if (own !== undefined && !packages.has(own)) packages.set(own, entry);
    }
  if (packages.size === 0) return undefined;
  const providers = new Map<string, string[]>();
  for (const [name, entry] of packages)
    for (const provided of namesIn(entry, 'Provides'))
      providers.set(provided, [...(providers.get(provided) ?? []), name]);
  const real = new Map([...packages.keys()].map((name, v) => [name, v]));
  const provided = new Map([...providers.keys()].map((name, i) => [name, real.size + i]));
  const tail: number[] = [];
  const head: number[] = [];
  const add = (v: number, w: number | undefined): void => {
    if (w === undefined) return;
    tail.push(v);
    head.push(w);
  };
  for (const [name, entry] of packages)
    for (const field of ['Pre-Depends', 'Depends'])
      for (const wanted of namesIn(entry, field))
        add(real.get(name)!, provided.get(wanted) ?? real.get(wanted));
  for (const [name, by] of providers)
    for (const provider of [...by, name]) add(provided.get(name)!, real.get(provider));
  return graphOfArcs(real.size + provided.size, Int32Array.from(tail), Int32Array.from(head));
}

/** Names in a field of a package's entry, without versions. */
function namesIn(entry: string, field: string): string[] {
  const line = new RegExp(`^${field}: (.*)$`, 'm').exec(entry)?.[1] ?? '';
  return line.split(/[,|]/).flatMap((part) => /^\s*([^\s([<:]+)/.exec(part)?.[1] ?? []);
}
