/** Who takes part in a measure: a fraction of those whom it could reach, the same ones in every world. */
import { drawOrder } from '../random/nested-fraction.ts';
import type { Field } from './select.ts';

/** What all draws of one intervention have in common. */
export interface Lottery {
  /** A whole number from 0 to 2^32 - 1. */
  readonly seed: number;
  /** What is drawn for, in words: measures with the same words reach the same entities first. */
  readonly purpose: string;
}

/**
 * The entities in the order in which they take part, by a draw keyed by their id: whoever is among the first for
 * a small fraction is so for a larger one. O(entities log entities).
 */
export function inDrawOrder(
  { system }: Field,
  lottery: Lottery,
  entities: readonly number[],
): readonly number[] {
  const draws = { seed: lottery.seed, replicate: 0, purpose: `scenario: ${lottery.purpose}` };
  const ids = entities.map((v) => system.entities.id[v]!);
  return Array.from(drawOrder(draws, ids), (i) => entities[i]!);
}

/** The first of them: as many as the fraction 0..1 makes of their number, rounded. */
export function adopters(
  field: Field,
  lottery: Lottery,
  { among, fraction }: { readonly among: readonly number[]; readonly fraction: number },
): readonly number[] {
  return inDrawOrder(field, lottery, among).slice(0, Math.round(fraction * among.length));
}
