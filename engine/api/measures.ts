/** Everything that entities can be ranked by: what follows from a failure, and the centralities. */
import {
  type CentralityInput,
  type MeasureDescription,
  type MeasureResult,
  type ParameterValues,
  plainResult,
} from '../centrality/measure.ts';
import { CENTRALITIES } from '../centrality/registry.ts';
import type { Network } from '../model/network.ts';
import { blastRadii } from '../structure/blast-radius.ts';
import { directImpacts } from '../structure/direct-impact.ts';

/** What a measure is computed on. */
export interface Subject {
  readonly network: Network;
  readonly weight: Float64Array;
  /** The graph, made when it is first asked for. */
  graph(): CentralityInput;
}

/** A measure of entities in a system. */
export interface Measure extends MeasureDescription {
  /** Yields the fraction done, 0..1, every few milliseconds. */
  compute(subject: Subject, parameters: ParameterValues): Generator<number, MeasureResult>;
}

const blastRadius: Measure = {
  id: 'blast-radius',
  label: 'Blast radius',
  unit: 'share of total weight',
  description: 'When it fails alone, much goes down with it, directly or not, its own weight included.',
  formula:
    'Σ w_j (1 - F_j) / Σ w_j, with F the greatest fixpoint after the entity has failed; alternatives, k of n and partial losses count.',
  source: 'Linchpin, docs/model.md: structure',
  cost: 'seconds',
  parameters: [],
  *compute({ network, weight }) {
    return plainResult(sharesOf(yield* blastRadii(network, weight), weight));
  },
};

const directImpact: Measure = {
  id: 'direct-impact',
  label: 'Direct impact',
  unit: 'share of total weight',
  description:
    'When it fails alone, much of what others do stops at the first step, before anything spreads.',
  formula:
    'Σ w_j L_j / Σ w_j over others j, with L_j the largest loss of a requirement of j that the entity is a member of and that has no member to spare.',
  source: 'Linchpin, docs/model.md: structure',
  cost: 'instant',
  parameters: [],
  *compute({ network, weight }) {
    return plainResult(sharesOf(yield* directImpacts(network, weight), weight));
  },
};

/** All measures, the most asked for first. */
export const MEASURES: readonly Measure[] = [
  blastRadius,
  directImpact,
  ...CENTRALITIES.map((centrality) => ({
    ...centrality,
    compute: ({ graph }: Subject, parameters: ParameterValues) => centrality.compute(graph(), parameters),
  })),
];

/** Parts of the total weight; 0 where nothing has a weight. */
function sharesOf(parts: Float64Array, weight: Float64Array): Float64Array {
  const total = weight.reduce((sum, value) => sum + value, 0);
  return total > 0 ? parts.map((part) => part / total) : parts;
}
