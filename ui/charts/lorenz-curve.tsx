/** How unequal shares are: the share of the smallest suppliers together (M. O. Lorenz, 1905). */
import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import marks from './marks.module.css';

interface LorenzCurveProps {
  /** Cumulative shares of the 0, 1, 2, ... smallest, from 0 to 1. */
  readonly direct: Float64Array;
  readonly hidden: Float64Array;
  readonly width: number;
  readonly label: string;
}

const HEIGHT = 176;
const LEFT = 40;
const BOTTOM = 24;
const QUARTERS = [0, 0.25, 0.5, 0.75, 1];
/** Points closer than this in both directions cannot be told apart. */
const FINE = 1 / 400;

/** Two curves against the diagonal of equal shares. */
export function LorenzCurve({ direct, hidden, width, label }: LorenzCurveProps) {
  const x = scaleLinear([0, 1], [LEFT, width - 6]);
  const y = scaleLinear([0, 1], [HEIGHT - BOTTOM, 8]);
  const path = line<readonly [number, number]>(
    ([share]) => x(share),
    ([, sum]) => y(sum),
  );
  const tick = (quarter: number) => `${quarter * 100}${quarter === 1 ? '\u00a0%' : ''}`;
  return (
    <svg
      data-picture=""
      className={marks.picture}
      width={width}
      height={HEIGHT}
      role="img"
      aria-label={label}
    >
      {QUARTERS.map((quarter) => (
        <g key={quarter}>
          <path d={`M${LEFT} ${y(quarter)}H${x(1)}`} className={quarter === 0 ? marks.axis : marks.grid} />
          <text x={LEFT - 6} y={y(quarter) + 4} textAnchor="end" className={marks.quiet}>
            {tick(quarter)}
          </text>
          <text
            x={x(quarter)}
            y={HEIGHT - 6}
            textAnchor={quarter === 1 ? 'end' : 'middle'}
            className={marks.quiet}
          >
            {tick(quarter)}
          </text>
        </g>
      ))}
      <path d={`M${x(0)} ${y(0)}L${x(1)} ${y(1)}`} className={marks.equal} />
      <text x={x(0.42)} y={y(0.52)} textAnchor="end" className={marks.quiet}>
        equal shares
      </text>
      <path d={path(pointsOf(hidden)) ?? ''} className={marks.dashed} />
      <path d={path(pointsOf(direct)) ?? ''} className={marks.line} />
    </svg>
  );
}

/** The points of a curve that can be told apart. */
function pointsOf(curve: Float64Array): readonly (readonly [number, number])[] {
  const count = curve.length - 1;
  const points: (readonly [number, number])[] = [];
  for (let k = 0; k <= count && count > 0; k++) {
    const point = [k / count, curve[k]!] as const;
    const last = points.at(-1);
    if (!last || k === count || point[0] - last[0] >= FINE || point[1] - last[1] >= FINE) points.push(point);
  }
  return points;
}
