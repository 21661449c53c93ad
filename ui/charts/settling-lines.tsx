/** Estimates as they settle: each a line with its band over the number of samples so far. */
import { scaleLinear } from 'd3-scale';
import { area, line } from 'd3-shape';
import { textWidth } from './fit-text.ts';
import marks from './marks.module.css';
import styles from './settling-lines.module.css';

export interface SettlingPoint {
  readonly count: number;
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

export interface SettlingLine {
  /** What it comes to, at the end of the line. */
  readonly name: string;
  /** Ascending. */
  readonly points: readonly SettlingPoint[];
}

interface SettlingLinesProps {
  readonly lines: readonly SettlingLine[];
  /** How many samples there are to be. */
  readonly target: number;
  readonly width: number;
  /** A number of the axis at the left, and one of the axis below. */
  readonly valueText: (value: number) => string;
  readonly countText: (count: number) => string;
  readonly label: string;
}

const HEIGHT = 148;
const BOTTOM = 24;
const TOP = 8;
/** How far above the last value the scale goes for what had not settled yet. */
const HEADROOM = 1.5;
const LINE_HEIGHT = 15;
const EDGE_ROOM = 6;

/** The lines, with what is still to come left empty. */
export function SettlingLines(props: SettlingLinesProps) {
  const { lines, target, width, valueText, countText, label } = props;
  const done = Math.max(0, ...lines.map(({ points }) => points.at(-1)?.count ?? 0));
  const highest = Math.max(
    ...lines.flatMap(({ points }) => [
      (points.at(-1)?.value ?? 0) * HEADROOM,
      (points.at(-1)?.high ?? 0) * 1.05,
    ]),
  );
  const y = scaleLinear([0, highest || 1], [HEIGHT - BOTTOM, TOP]).nice(3);
  const ticks = y.ticks(3);
  const left = Math.max(...ticks.map((tick) => textWidth(valueText(tick)))) + 8;
  const nameRoom = Math.max(...lines.map(({ name }) => textWidth(name, 600))) + 10;
  const end = Math.max(target, done, 1);
  // names stand behind the lines: over what is still to come where that is enough
  const x = scaleLinear(
    [0, end],
    [
      left,
      Math.min(width - 4, Math.max(left + 60, left + ((width - nameRoom - left) * end) / (done || end))),
    ],
  );
  const top = y.domain()[1]!;
  const clip = (value: number) => y(Math.min(top, value));
  const band = area<SettlingPoint>(
    ({ count }) => x(count),
    ({ low }) => clip(low),
    ({ high }) => clip(high),
  );
  const curve = line<SettlingPoint>(
    ({ count }) => x(count),
    ({ value }) => clip(value),
  );
  const names = namePlaces(lines.map(({ points }) => clip(points.at(-1)?.value ?? 0)));
  return (
    <svg
      data-picture=""
      className={marks.picture}
      width={width}
      height={HEIGHT}
      role="img"
      aria-label={label}
    >
      {ticks.map((tick) => (
        <g key={tick}>
          <path d={`M${left} ${y(tick)}H${x(end)}`} className={tick === 0 ? marks.axis : marks.grid} />
          <text x={left - 6} y={y(tick) + 4} textAnchor="end" className={marks.quiet}>
            {valueText(tick)}
          </text>
        </g>
      ))}
      {lines.map(({ name, points }, i) => (
        <g key={name}>
          <path d={band(points) ?? ''} className={styles.band} />
          <path d={curve(points) ?? ''} className={styles.line} />
          {points.length === 1 && points.map((point) => <Single key={point.count} {...{ point, x, clip }} />)}
          <text
            {...besideOrWithin(name, x(done) + 8, width)}
            y={names[i]! + 4}
            className={`${marks.strong} ${styles.name}`}
          >
            {name}
          </text>
        </g>
      ))}
      <path d={`M${x(done)} ${TOP}V${y(0)}`} className={styles.now} />
      <text x={x(0)} y={HEIGHT - 6} textAnchor="middle" className={marks.quiet}>
        0
      </text>
      <text x={x(done)} y={HEIGHT - 6} textAnchor="middle" className={marks.quiet}>
        {countText(done)}
      </text>
      {x(end) - x(done) > textWidth(countText(done)) / 2 + textWidth(countText(end)) + 8 && (
        <text x={x(end)} y={HEIGHT - 6} textAnchor="end" className={marks.quiet}>
          {countText(end)}
        </text>
      )}
    </svg>
  );
}

/** Behind the line, or up to the edge where that is near: a text may be a little wider than it was measured. */
function besideOrWithin(name: string, x: number, width: number) {
  const isNear = x + textWidth(name, 600) > width - EDGE_ROOM;
  return isNear ? ({ x: width, textAnchor: 'end' } as const) : { x };
}

/** Heights of names that must not lie over each other, as near to their lines as they can. */
function namePlaces(wanted: readonly number[]): readonly number[] {
  const order = [...wanted.keys()].sort((a, b) => wanted[b]! - wanted[a]!);
  const places = [...wanted];
  let below = HEIGHT - BOTTOM - 6 + LINE_HEIGHT;
  for (const i of order) {
    places[i] = Math.min(wanted[i]!, below - LINE_HEIGHT);
    below = places[i]!;
  }
  return places;
}

interface SingleProps {
  readonly point: SettlingPoint;
  readonly x: (count: number) => number;
  readonly clip: (value: number) => number;
}

/** The first estimate, from which no line can go yet. */
function Single({ point: { count, value, low, high }, x, clip }: SingleProps) {
  return (
    <>
      <rect
        x={x(count) - 3}
        y={clip(high)}
        width={6}
        height={Math.max(0, clip(low) - clip(high))}
        className={styles.band}
      />
      <path d={`M${x(count) - 3} ${clip(value)}h6`} className={styles.line} />
    </>
  );
}
