/** What the page and Node both run, to compare them: the kernel of random moments, prepared, on two graphs. */
import { prepareMoments, simulateMoments } from '../engine/risk/availability.ts';
import { finish } from './finish.ts';
import { layeredMoments } from './moments.ts';

const GRAPHS = [
  { name: 'S', entities: 2000, mostSuppliers: 5, count: 65_536 },
  { name: 'M', entities: 100_000, mostSuppliers: 7, count: 4096 },
] as const;

/** Prepares; what comes out measures once: microseconds per moment by graph, with a sum of the losses to compare. */
export function laneTiming({ quick }: { readonly quick: boolean }): () => readonly Timed[] {
  const stages = GRAPHS.slice(0, quick ? 1 : 2).map(({ name, entities, mostSuppliers, count }) => ({
    ...{ name, count },
    stage: finish(prepareMoments({ ...layeredMoments(entities, mostSuppliers), seed: 1 })),
  }));
  return () =>
    stages.map(({ name, count, stage }) => {
      const startedAt = performance.now();
      const { weightDown, kernel } = finish(simulateMoments(stage, { first: 0, count }));
      const microseconds = (1000 * (performance.now() - startedAt)) / count;
      return { name, kernel, microseconds, loss: weightDown.reduce((sum, loss) => sum + loss, 0) };
    });
}

interface Timed {
  readonly name: string;
  readonly kernel: string;
  readonly microseconds: number;
  readonly loss: number;
}
