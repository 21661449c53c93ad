/** Whose dependence a command counts: a weight, and filters by sector and country. */
import type { Population, SystemView } from '../engine/api/protocol.ts';
import { exact, type OutputOptions } from './output.ts';

export interface PopulationOptions extends OutputOptions {
  readonly weight?: string;
  readonly sector?: readonly string[];
  readonly country?: readonly string[];
  /** How many lines to list; all for programs, 20 for people, unless given. */
  readonly top?: number;
}

const SHOWN = 20;

/** The population that the options ask for. */
export function populationOf(view: SystemView, { weight, sector, country }: PopulationOptions): Population {
  return {
    weight: weight ?? view.weights[0]!.column,
    sectors: sector ?? [],
    countries: country ?? [],
  };
}

/** A population with its size in words: "Users: 93 entities, together 12,000 million people (Reach; sector finance)". */
export function populationLine(
  view: SystemView,
  { weight, sectors, countries }: Population,
  size: { readonly userCount?: number; readonly totalWeight: number },
): string {
  const { label, unit } = view.weights.find(({ column }) => column === weight)!;
  const limits = [
    label,
    ...(sectors.length > 0 ? [`sector ${sectors.join(' or ')}`] : []),
    ...(countries.length > 0 ? [`country ${countries.join(' or ')}`] : []),
  ];
  const users = size.userCount === undefined ? '' : `${exact(size.userCount)} entities, together `;
  return `Users: ${users}${withUnit(size.totalWeight, unit)} (${limits.join('; ')})`;
}

/** A total with its unit; a plain number has none. */
export function withUnit(total: number, unit: string): string {
  return unit === '1' ? exact(total) : `${exact(total)} ${unit}`;
}

/** The first lines that a person or a program asked for. */
export function topOf<T>(lines: readonly T[], { json, csv, top }: PopulationOptions): readonly T[] {
  return lines.slice(0, top ?? (json || csv ? lines.length : SHOWN));
}

/** What a person is told of lines that are not shown; empty when all are. */
export function restLine(shown: number, all: number): string {
  return shown < all ? `and ${all - shown} more; --top ${all} lists all\n` : '';
}
