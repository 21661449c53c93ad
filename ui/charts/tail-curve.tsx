/** How likely at least so much is: a falling curve, with both axes logarithmic. */
import { scaleLog } from 'd3-scale';
import { line } from 'd3-shape';
import { textWidth } from './fit-text.ts';
import marks from './marks.module.css';
import styles from './settling-lines.module.css';

interface TailPoint {
  /** Fraction of the whole, above 0. */
  readonly value: number;
  /** Above 0. */
  readonly probability: number;
}

interface TailCurveProps {
  /** Ascending by value. */
  readonly points: readonly TailPoint[];
  readonly width: number;
  readonly label: string;
  readonly xTitle: string;
  readonly yTitle: string;
  /** A fraction on either axis. */
  readonly tickText: (fraction: number) => string;
}

const HEIGHT = 236;
const TOP = 26;
const BOTTOM = 40;

/** The curve as steps: it is what was seen, not a fit. */
export function TailCurve({ points, width, label, xTitle, yTitle, tickText }: TailCurveProps) {
  const [first] = points;
  const last = points.at(-1);
  if (!first || !last) return null;
  const [fromX, toX] = decades(first.value, last.value);
  const [fromY, toY] = decades(last.probability, first.probability);
  const yTicks = powers(fromY, toY);
  const left = Math.max(...yTicks.map((tick) => textWidth(tickText(tick)))) + 10;
  const widest = Math.max(...powers(fromX, toX).map((tick) => textWidth(tickText(tick)))) + 12;
  const x = scaleLog([fromX, toX], [left, width - 14]);
  const y = scaleLog([fromY, toY], [HEIGHT - BOTTOM, TOP]);
  const path = line<TailPoint>(
    ({ value }) => x(value),
    ({ probability }) => y(probability),
  );
  return (
    <svg
      data-picture=""
      className={marks.picture}
      width={width}
      height={HEIGHT}
      role="img"
      aria-label={label}
    >
      <text x={0} y={12} className={marks.quiet}>
        {yTitle}
      </text>
      {yTicks.map((tick) => (
        <g key={tick}>
          <path
            d={`M${left} ${y(tick)}H${width - 14}`}
            className={tick === fromY ? marks.axis : marks.grid}
          />
          <text x={left - 8} y={y(tick) + 4} textAnchor="end" className={marks.quiet}>
            {tickText(tick)}
          </text>
        </g>
      ))}
      {spread(powers(fromX, toX), (width - left) / widest).map((tick) => (
        <g key={tick} transform={`translate(${x(tick)} ${HEIGHT - BOTTOM})`}>
          <path d="M0 0V4" className={marks.axis} />
          <text y={18} textAnchor="middle" className={marks.quiet}>
            {tickText(tick)}
          </text>
        </g>
      ))}
      <text x={width - 14} y={HEIGHT - 4} textAnchor="end" className={marks.quiet}>
        {xTitle}
      </text>
      <path d={path(points) ?? ''} className={styles.line} />
    </svg>
  );
}

/** The powers of ten around a range; a range within one decade gets a whole one. */
function decades(from: number, to: number): readonly [number, number] {
  const low = Math.floor(Math.log10(from) + 1e-9);
  return [10 ** low, 10 ** Math.max(low + 1, Math.ceil(Math.log10(to) - 1e-9))];
}

function powers(from: number, to: number): readonly number[] {
  const low = Math.round(Math.log10(from));
  const count = Math.round(Math.log10(to)) - low + 1;
  return Array.from({ length: count }, (_, i) => 10 ** (low + i));
}

/** As many of them as there is room for, the last one always: every one, every other one, and so on. */
function spread(values: readonly number[], room: number): readonly number[] {
  const step = Math.max(1, Math.ceil(values.length / Math.max(1, room)));
  return values.filter((_, i) => (values.length - 1 - i) % step === 0);
}
