/** How well a market fits what was published of it, in words. */
import type { MarketReport } from './types.ts';
import { counted, countText, shareText } from './words.ts';

/** The finding of the report, in a sentence or two. */
export function fitText({ targets }: MarketReport): string {
  if (targets.length === 0) return 'Nothing that was published is about so few members.';
  const off = targets.filter(({ within }) => !within);
  const all = counted(targets.length, 'published figure', 'published figures');
  if (off.length === 0) return `It fits: ${all}, none of them off by more than drawing explains.`;
  const worst = off.reduce((a, b) => (distance(b) > distance(a) ? b : a));
  return `${countText(off.length)} of ${all} ${off.length === 1 ? 'is' : 'are'} off by more than drawing explains, most of all “${worst.title}”: ${shareText(worst.generated)} where ${shareText(worst.published)} was published.`;
}

function distance({ published, generated }: MarketReport['targets'][number]): number {
  return Math.abs(generated - published);
}

/** Each source once, in the order of the figures. */
export function sourcesOf({ targets }: MarketReport): readonly string[] {
  return [...new Set(targets.map(({ source }) => source))];
}
