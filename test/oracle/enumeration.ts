/** Probabilities by going through every state of the components, with the cascade deciding each. */
import { buildNetwork } from '../../engine/model/network.ts';
import { createCascade } from '../../engine/structure/cascade.ts';
import { systemFrom } from '../formats/reading.ts';

/** What an entity needs: groups of alternatives, each with how many of them must work. */
export interface Needs {
  readonly [entity: string]: readonly { readonly of: readonly string[]; readonly need: number }[];
}

export const all = (...of: string[]): { of: string[]; need: number }[] =>
  of.map((supplier) => ({ of: [supplier], need: 1 }));
export const atLeast = (need: number, ...of: string[]): { of: string[]; need: number } => ({ of, need });

export interface Tree {
  /** Probability of failure of every component. */
  readonly pFail: Readonly<Record<string, number>>;
  readonly needs: Needs;
}

/** Calls back for every state of the components with its probability and the levels that follow. */
export function forEachState(
  { pFail, needs }: Tree,
  visit: (
    probability: number,
    isFailed: (component: string) => boolean,
    levelOf: (id: string) => number,
  ) => void,
): void {
  const components = Object.keys(pFail);
  const ids = [...components, ...Object.keys(needs)];
  const rows = Object.entries(needs).flatMap(([dependent, groups]) =>
    groups.flatMap(({ of, need }, g) => of.map((supplier) => `${dependent},${supplier},g${g},${need}`)),
  );
  const system = systemFrom({
    entities: `id,kind,weight\n${ids.map((id) => `${id},platform,1\n`).join('')}`,
    dependencies: `dependent,supplier,group,need\n${rows.map((row) => `${row}\n`).join('')}`,
  });
  const cascade = createCascade(buildNetwork(system, 'run'));
  for (let state = 0; state < 2 ** components.length; state++) {
    const isFailedAt = (at: number): boolean => ((state >> at) & 1) === 1;
    const failed = components.map((_, at) => at).filter(isFailedAt);
    const probability = components.reduce(
      (product, id, at) => product * (isFailedAt(at) ? pFail[id]! : 1 - pFail[id]!),
      1,
    );
    cascade.run(failed);
    visit(
      probability,
      (component) => isFailedAt(components.indexOf(component)),
      (id) => cascade.level[ids.indexOf(id)]!,
    );
  }
}

/** Probability that an entity is down; with `given`, that component is certain to be failed or not. */
export function probabilityDown(
  tree: Tree,
  top: string,
  given: Readonly<Record<string, number>> = {},
): number {
  let sum = 0;
  forEachState({ ...tree, pFail: { ...tree.pFail, ...given } }, (probability, _, levelOf) => {
    if (levelOf(top) === 0) sum += probability;
  });
  return sum;
}
