/** How much is down, degraded and recovering over time: stacked areas with steps, for levels change at instants. */
import { scaleLinear } from 'd3-scale';
import { area, curveStepAfter, line } from 'd3-shape';
import marks from './marks.module.css';

/** Shares of one from each hour until the next, stacked from `below` to `above`. */
interface Step {
  readonly hour: number;
  readonly below: number;
  readonly above: number;
}

interface Columns {
  readonly hour: Float64Array;
  /** What is stacked, in weights, the lowest first. */
  readonly stack: readonly Float64Array[];
  readonly total: number;
  /** Where the last step ends. */
  readonly endHour: number;
}

/** Room over the highest step. */
const HEADROOM = 1.06;
/** Where nothing ever falls there is a scale as well. */
const SMALLEST_SHARE = 0.001;
/** Pixels from tick to tick. */
const TICK_ROOM = 40;

/** The scale of shares that holds all of these between two pixels, with round shares for an axis. O(steps). */
export function shareAxis(columns: readonly Columns[], range: readonly [number, number]) {
  let largest = SMALLEST_SHARE;
  for (const { hour, stack, total } of columns)
    for (let i = 0; i < hour.length; i++) largest = Math.max(largest, sum(stack, i) / (total || 1));
  const y = scaleLinear([0, largest * HEADROOM], range);
  const count = Math.max(2, Math.round(Math.abs(range[0] - range[1]) / TICK_ROOM));
  const ticks = y.ticks(count).map((value) => ({
    value,
    text: `${Number((100 * value).toPrecision(6))}\u00a0%`,
  }));
  return { y: (share: number) => y(share), ticks };
}

function sum(stack: readonly Float64Array[], i: number): number {
  return stack.reduce((total, column) => total + column[i]!, 0);
}

interface Drawn extends Columns {
  readonly x: (hour: number) => number;
  readonly y: (share: number) => number;
}

const CLASSES = [marks.down, marks.degraded, marks.recovering];

/** The areas of down, degraded and recovering, in this order from the zero line up. */
export function StateAreas({ x, y, ...columns }: Drawn) {
  const path = area<Step>(
    ({ hour }) => x(hour),
    ({ below }) => y(below),
    ({ above }) => y(above),
  ).curve(curveStepAfter);
  return columns.stack.map((_, layer) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a layer is its place
    <path key={layer} d={path(stepsOf(columns, layer, layer + 1)) ?? ''} className={CLASSES[layer]} />
  ));
}

/** One line over the whole stack, with its name at the first of its highest steps. */
export function TotalLine({ x, y, name, ...columns }: Drawn & { readonly name: string }) {
  const steps = stepsOf(columns, 0, columns.stack.length);
  const path = line<Step>(
    ({ hour }) => x(hour),
    ({ above }) => y(above),
  ).curve(curveStepAfter);
  const [first] = steps;
  const top = steps.reduce((highest, step) => (step.above > highest.above ? step : highest), first!);
  return (
    <>
      <path d={path(steps) ?? ''} className={marks.other} />
      <g transform={`translate(${x(top.hour) + 8} ${y(top.above) - 1})`}>
        <rect x={-6} y={-6} width={13} height={13} rx={3} className={marks.otherName} />
        <text x={0.5} y={4.5} textAnchor="middle" className={marks.letter}>
          {name}
        </text>
      </g>
    </>
  );
}

/** The stack from layer `from` up to layer `to`, from hour 0 to the end. */
function stepsOf({ hour, stack, total, endHour }: Columns, from: number, to: number): readonly Step[] {
  const lower = stack.slice(0, from);
  const upper = stack.slice(0, to);
  const whole = total || 1;
  const steps: Step[] = [{ hour: 0, below: 0, above: 0 }];
  for (let i = 0; i < hour.length; i++)
    steps.push({ hour: hour[i]!, below: sum(lower, i) / whole, above: sum(upper, i) / whole });
  return [...steps, { ...steps.at(-1)!, hour: endHour }];
}
