/** Published scales for the HHI. They were made for mergers and markets, not for resilience: a yardstick to compare by. */
import type { BandScale } from './indices.ts';

/** An HHI that stands on a border up to rounding is on it. */
const ROUNDING = 1e-6;

/** The scales that a result is read against, the usual one first. */
export const SCALES: readonly BandScale[] = [
  {
    id: 'us-merger-2023',
    name: 'US merger guidelines 2023',
    source:
      'US Department of Justice and Federal Trade Commission, Merger Guidelines, 2023, guideline 1: https://www.justice.gov/atr/merger-guidelines/applying-merger-guidelines/guideline-1; the lower border from https://www.justice.gov/atr/herfindahl-hirschman-index',
    bands: [
      { from: 0, label: 'unconcentrated' },
      { from: 1000, label: 'moderately concentrated' },
      { from: 1800, label: 'highly concentrated' },
    ],
  },
  {
    id: 'pulse',
    name: 'Internet Society Pulse',
    source:
      'Internet Society Pulse, Market concentration: https://pulse.internetsociety.org/en/concentration',
    bands: [
      { from: 0, label: 'low' },
      { from: 1500, label: 'moderate' },
      { from: 2500, label: 'high' },
      { from: 5000, label: 'extremely high' },
    ],
  },
];

/** The label of the band of a scale that an HHI above 0 falls into; on a border it is the lower one. */
export function bandOf(scale: BandScale, hhi: number): string {
  return scale.bands.findLast(({ from }) => hhi > from + ROUNDING)!.label;
}
