/** A loss under each assumption on what is uncertain and unseen. */
import type { Band, SensitivityResult } from './types.ts';
import { shareText } from './words.ts';

/** Weight-hours in a year. */
export interface Assumed {
  readonly name: string;
  /** As given, or the median over the worlds. */
  readonly middle: number;
  readonly low: number | undefined;
  readonly high: number | undefined;
  /** Dependencies that are added in a world. */
  readonly added: number;
}

/** As given first; empty for a year in ten that is no number. */
export function assumedLosses(result: SensitivityResult, loss: 'average' | 'one-in-ten'): readonly Assumed[] {
  const of = <T, U>(each: { readonly averageAnnualLoss: T; readonly oneInTen: U }) =>
    loss === 'average' ? each.averageAnnualLoss : each.oneInTen;
  const given = of(result);
  if (given === undefined) return [];
  const rowOf = (name: string, band: Band | undefined, added: number): readonly Assumed[] =>
    band ? [{ name, low: band.low, middle: band.median, high: band.high, added }] : [];
  return [
    { name: 'As given', low: undefined, middle: given, high: undefined, added: 0 },
    ...rowOf('Redrawn', of(result.redrawn), 0),
    ...result.unseen.flatMap((each) => rowOf(`${shareText(each.fraction)} unseen`, of(each), each.added)),
  ];
}
