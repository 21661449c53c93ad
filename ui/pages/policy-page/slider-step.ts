/** How far apart the values of a slider are. */
import type { Parameter } from '../../store/policy-library.ts';

/** Steps that people count in, hours among them; the longest that fits is taken. */
const STEPS = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 6, 12, 24, 50, 100] as const;
/** Fewer places than this would be too coarse. */
const LEAST_PLACES = 50;

/** The step of a parameter, or one with the default among its values where any will do. */
export function sliderStep({ min, max, step, default: usual }: Parameter): number {
  if (step > 0) return step;
  const fitting = STEPS.filter((each) => each <= (max - min) / LEAST_PLACES && isMultiple(usual - min, each));
  return fitting.at(-1) ?? (max - min) / 100;
}

function isMultiple(value: number, step: number): boolean {
  const times = value / step;
  return Math.abs(times - Math.round(times)) < 1e-9;
}
