/** Durations as people write them: 2h52m, 90m, 3d, 1.5h. */

const HOURS: Readonly<Record<string, number>> = { w: 168, d: 24, h: 1, m: 1 / 60, min: 1 / 60, s: 1 / 3600 };

/** What a duration looks like, for error messages. */
export const DURATION_EXAMPLES = '8h, 90m, 2h52m, 1.5h or 3d';

/** Hours of a duration, each unit at most once; undefined for anything else. Only 0 may go without a unit. */
export function parseDuration(text: string): number | undefined {
  if (text === '0') return 0;
  if (!/^(\d+(\.\d+)?(w|d|h|min|m|s))+$/.test(text)) return undefined;
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)([a-z]+)/g)].map(([, count, unit]) => ({
    hours: Number(count) * HOURS[unit!]!,
    // m and min are one unit
    size: HOURS[unit!]!,
  }));
  if (new Set(parts.map(({ size }) => size)).size < parts.length) return undefined;
  return parts.reduce((sum, { hours }) => sum + hours, 0);
}
