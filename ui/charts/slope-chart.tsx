/** Two rankings of the same things side by side, each joined to itself by a line. */
import { curveBumpX, line } from 'd3-shape';
import { type Hue, shapeOfHue, shapePath } from '../parts/marks.ts';
import { fitText, textWidth } from './fit-text.ts';
import marks from './marks.module.css';

export interface SlopeRow {
  readonly key: number;
  readonly name: string;
  /** 1-based; the left one is null where there is nothing to rank. */
  readonly left: number | null;
  readonly right: number;
  /** Drawn in the hue. */
  readonly isStrong: boolean;
}

interface SlopeChartProps {
  readonly rows: readonly SlopeRow[];
  readonly width: number;
  readonly hue: Hue;
  readonly leftTitle: string;
  readonly rightTitle: string;
  /** What the picture says, for those who do not see it. */
  readonly label: string;
}

const STEP = 20;
const TOP = 30;
const PAD = 12;
const join = line().curve(curveBumpX);

/** The rows stand in the order of their ranks; the ranks themselves may have gaps. */
export function SlopeChart({ rows, width, hue, leftTitle, rightTitle, label }: SlopeChartProps) {
  const side = Math.min(170, width * 0.4);
  const from = side;
  const to = width - side;
  const orderOf = (rank: (row: SlopeRow) => number) =>
    new Map([...rows].sort((a, b) => rank(a) - rank(b) || a.right - b.right).map((row, i) => [row.key, i]));
  const leftPlace = orderOf((row) => row.left ?? Number.POSITIVE_INFINITY);
  const rightPlace = orderOf((row) => row.right);
  const mark = shapePath(shapeOfHue(hue), 4.5);
  const nameOf = (row: SlopeRow, rank: string) =>
    fitText(row.name, side - PAD - textWidth(rank) - 5, row.isStrong ? 600 : 400);
  const y = (place: number | undefined) => TOP + (place ?? 0) * STEP;
  const height = TOP + rows.length * STEP - 4;
  const inOrder = [...rows].sort((a, b) => Number(a.isStrong) - Number(b.isStrong));
  return (
    <svg
      data-picture=""
      className={marks.picture}
      width={width}
      height={height}
      role="img"
      aria-label={label}
    >
      <text x={from - PAD} y={12} textAnchor="end" className={marks.quiet}>
        {leftTitle}
      </text>
      <text x={to + PAD} y={12} className={marks.quiet}>
        {rightTitle}
      </text>
      {inOrder.map((row) => {
        const a = y(leftPlace.get(row.key));
        const b = y(rightPlace.get(row.key));
        const words = row.isStrong ? marks.strong : undefined;
        const rank = row.left === null ? '–' : String(row.left);
        return (
          <g key={row.key}>
            <path
              d={
                join([
                  [from, a],
                  [to, b],
                ]) ?? ''
              }
              className={row.isStrong ? marks.line : marks.thread}
            />
            {[
              [from, a],
              [to, b],
            ].map(([cx, cy]) => (
              <path
                key={cx}
                d={mark}
                transform={`translate(${cx} ${cy})`}
                className={row.isStrong ? marks.solid : marks.open}
              />
            ))}
            <text x={from - PAD} y={a + 4} textAnchor="end" className={words}>
              {nameOf(row, rank)} <tspan className={marks.quiet}>{rank}</tspan>
            </text>
            <text x={to + PAD} y={b + 4} className={words}>
              <tspan className={marks.quiet}>{row.right}</tspan> {nameOf(row, String(row.right))}
            </text>
          </g>
        );
      })}
    </svg>
  );
}
