/** What is lost at each cost: two steps downwards, of the average and of a bad year, each dot a choice. */
import { scaleLinear } from 'd3-scale';
import { curveStepAfter, line } from 'd3-shape';
import { amountText } from '../store/words.ts';
import styles from './cost-front.module.css';
import { textWidth } from './fit-text.ts';
import marks from './marks.module.css';

export interface FrontPoint {
  readonly cost: number;
  /** Parts of what is lost without any measure; the second NaN when too few years stand behind it. */
  readonly average: number;
  readonly bad: number;
}

interface CostFrontProps {
  /** Cheapest first. */
  readonly points: readonly FrontPoint[];
  readonly width: number;
  readonly label: string;
}

const HEIGHT = 190;
const TOP = 10;
const BOTTOM = 40;
const EDGE = 16;

/** The picture. */
export function CostFront({ points, width, label }: CostFrontProps) {
  const percent = (part: number) => `${Math.round(100 * part)} %`;
  const left = textWidth('100 %') + 10;
  const most = Math.max(1e-9, ...points.map(({ cost }) => cost));
  const x = scaleLinear([0, most], [left, width - EDGE]).nice(4);
  const highest = Math.max(
    1,
    ...points.flatMap(({ average, bad }) => [average, Number.isNaN(bad) ? 0 : bad]),
  );
  const y = scaleLinear([0, highest], [HEIGHT - BOTTOM, TOP]);
  const steps = (of: (point: FrontPoint) => number) =>
    line<FrontPoint>(
      ({ cost }) => x(cost),
      (point) => y(of(point)),
    )
      .curve(curveStepAfter)
      .defined((point) => !Number.isNaN(of(point)))(points) ?? '';
  return (
    <svg
      data-picture=""
      className={marks.picture}
      width={width}
      height={HEIGHT}
      role="img"
      aria-label={label}
    >
      {y.ticks(4).map((tick) => (
        <g key={tick}>
          <path d={`M${left} ${y(tick)}H${width - EDGE}`} className={tick === 0 ? marks.axis : marks.grid} />
          <text x={left - 6} y={y(tick) + 4} textAnchor="end" className={marks.quiet}>
            {percent(tick)}
          </text>
        </g>
      ))}
      {x.ticks(4).map((tick) => (
        <text key={tick} x={x(tick)} y={HEIGHT - BOTTOM + 16} textAnchor="middle" className={marks.quiet}>
          {amountText(tick)}
        </text>
      ))}
      <text x={width - EDGE} y={HEIGHT - 6} textAnchor="end" className={marks.quiet}>
        Cost
      </text>
      <path d={steps(({ bad }) => bad)} className={styles.bad} />
      <path d={steps(({ average }) => average)} className={styles.front} />
      {points.map(({ cost, average, bad }) => (
        <g key={`${cost} ${average} ${bad}`}>
          {!Number.isNaN(bad) && <circle cx={x(cost)} cy={y(bad)} r={4} className={styles.hollow} />}
          <circle cx={x(cost)} cy={y(average)} r={4} className={styles.dot} />
        </g>
      ))}
    </svg>
  );
}
