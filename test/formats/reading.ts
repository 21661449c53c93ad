/** Reads and writes datasets given as texts, for tests. */
import { type DatasetRead, readDataset } from '../../engine/formats/read-dataset.ts';
import type { ReadStep } from '../../engine/formats/read-step.ts';
import { writeDataset } from '../../engine/formats/write-dataset.ts';
import type { Problem } from '../../engine/model/problem.ts';
import type { System } from '../../engine/model/system.ts';

export interface NamedBytes {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export type Content = string | Uint8Array;

/** The files of a dataset by part; a part that is left out is missing. */
export interface Parts {
  readonly entities?: Content;
  readonly dependencies?: Content;
  readonly about?: Content;
}

/** Declares the plain weight, so that its absence is no problem of the case in hand. */
export const PLAIN_ABOUT = '{"schemaVersion":1}';

/** Three entities that everything else can refer to. */
export const THREE = 'id,kind,weight\na,application,1\nb,cdn,0\nc,dns,0\n';
export const ONE_LINK = 'dependent,supplier\na,b\n';

export function bytesOf(content: Content): Uint8Array {
  return typeof content === 'string' ? new TextEncoder().encode(content) : content;
}

export function filesOf(parts: Parts): NamedBytes[] {
  const named: [string, Content | undefined][] = [
    ['entities.csv', parts.entities],
    ['dependencies.csv', parts.dependencies],
    ['dataset.json', parts.about],
  ];
  return named.flatMap(([name, content]) =>
    content === undefined ? [] : [{ name, bytes: bytesOf(content) }],
  );
}

/** Runs a generator to its end; what it yielded stands in `steps`. */
export function drain<Y, R>(work: Generator<Y, R>): { readonly steps: readonly Y[]; readonly result: R } {
  const steps: Y[] = [];
  for (let step = work.next(); ; step = work.next()) {
    if (step.done) return { steps, result: step.value };
    steps.push(step.value);
  }
}

export function readFiles(
  files: readonly NamedBytes[],
): DatasetRead & { readonly steps: readonly ReadStep[] } {
  const { steps, result } = drain(readDataset(files));
  return { ...result, steps };
}

/** Reads a dataset whose parts are sound where they are not given. */
export function readParts(parts: Parts): DatasetRead {
  return readFiles(filesOf({ entities: THREE, dependencies: ONE_LINK, about: PLAIN_ABOUT, ...parts }));
}

/** Reads a dataset that must give a system. */
export function systemFrom(parts: Parts): System {
  const { system, problems } = readParts(parts);
  if (system === undefined) throw new Error(`No system: ${problems.map((each) => each.message).join(' ')}`);
  return system;
}

export function problemsOf(parts: Parts): readonly Problem[] {
  return readParts(parts).problems;
}

/** Writes a system and reads what was written. */
export function writeAndRead(system: System): DatasetRead {
  const { result } = drain(writeDataset(system));
  return readFiles(result.map(({ name, text }) => ({ name, bytes: bytesOf(text) })));
}
