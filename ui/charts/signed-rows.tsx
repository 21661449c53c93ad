/**
 * Rows of differences on both sides of a zero line, each in the colour of its scenario: bars, dots with whiskers,
 * marks, one lane under another. The numbers stand beside the marks.
 */
import type { Letter } from '../store/policy-choice.ts';
import { fitText, textWidth } from './fit-text.ts';
import marks from './marks.module.css';
import styles from './signed-rows.module.css';
import { type SignedAxis, signedAxis } from './signed-ticks.ts';

export interface SignedLane {
  /** From 0, or between two values. */
  readonly bar?: readonly [number, number] | undefined;
  readonly range?: readonly [number, number] | undefined;
  readonly dot?: { readonly value: number; readonly isHollow?: boolean } | undefined;
  readonly ticks?: readonly { readonly value: number; readonly isDashed?: boolean }[];
  /** What stands beside it, the last words strong. */
  readonly text: string;
  readonly value?: string;
}

export interface SignedRow {
  readonly key: string;
  readonly letter: Letter;
  /** Beside the letter, or over the row where there is no room; empty for the letter alone. */
  readonly name: string;
  readonly lanes: readonly SignedLane[];
  /** The whole row in words, for those who do not see it. */
  readonly label: string;
}

interface SignedRowsProps {
  readonly rows: readonly SignedRow[];
  readonly width: number;
  /** What the list is of, in words. */
  readonly label: string;
  /** A number of the axis; fractions of one are percent unless given. */
  readonly tickText?: (value: number) => string;
}

const LANE = 20;
const GAP = 12;
const FOOT = 28;
const TOP = 6;
const BADGE = 20;
/** The part of the width that names may take beside the rows. */
const NAME_PART = 0.34;
/** Pixels from tick to tick. */
const TICK_ROOM = 74;
const TEXT_GAP = 9;

function valuesOf({ bar, range, dot, ticks = [] }: SignedLane): readonly number[] {
  return [...(bar ?? []), ...(range ?? []), ...(dot ? [dot.value] : []), ...ticks.map(({ value }) => value)];
}

function wordsOf({ text, value = '' }: SignedLane): string {
  return value === '' ? text : `${text}${text === '' ? '' : ' '}${value}`;
}

/** The rows, as a picture and as a list in words. */
export function SignedRows({ rows, width, label, tickText }: SignedRowsProps) {
  const widest = Math.max(0, ...rows.map(({ name }) => textWidth(name)));
  const isBeside = BADGE + 8 + widest + GAP <= NAME_PART * width || widest === 0;
  const nameLine = isBeside ? 0 : 20;
  const left = isBeside ? BADGE + (widest === 0 ? 0 : 8 + widest) + GAP : 4;
  const heights = rows.map(({ lanes }) => nameLine + Math.max(1, lanes.length) * LANE);
  const height = TOP + heights.reduce((sum, each) => sum + each + GAP, 0) + FOOT;
  const axis = axisFor(rows, [left + 6, width - 8]);
  const { x, ticks } = axis;
  let top = TOP;
  const tops = heights.map((each) => {
    const at = top;
    top += each + GAP;
    return at;
  });
  return (
    <div className={styles.place}>
      <svg data-picture="" className={marks.picture} width={width} height={height} aria-hidden="true">
        {ticks.map(({ value, text: percent }) => {
          const text = tickText ? tickText(value) : percent;
          return (
            <g key={value}>
              <path d={`M${x(value)} 0V${height - FOOT}`} className={value === 0 ? marks.axis : marks.grid} />
              <text
                x={Math.min(width - textWidth(text) / 2, Math.max(textWidth(text) / 2, x(value)))}
                y={height - 8}
                textAnchor="middle"
                className={marks.quiet}
              >
                {text}
              </text>
            </g>
          );
        })}
        {rows.map((row, i) => (
          <Row key={row.key} {...{ row, axis, width, isBeside, left }} top={tops[i] ?? 0} />
        ))}
      </svg>
      <ol className={styles.words} aria-label={label}>
        {rows.map((row) => (
          <li key={row.key}>{row.label}</li>
        ))}
      </ol>
    </div>
  );
}

/** An axis with room for the words beside the marks: narrowed until they fit on one of the sides. */
function axisFor(rows: readonly SignedRow[], [from, to]: readonly [number, number]): SignedAxis {
  const lanes = rows.flatMap((row) => row.lanes);
  const values = lanes.flatMap(valuesOf);
  const bounds = [Math.min(0, ...values), Math.max(0, ...values)] as const;
  let range: readonly [number, number] = [from, to];
  for (let step = 0; step < 12; step++) {
    const axis = signedAxis(bounds, range, countIn(range));
    const over = lanes.filter((lane) => {
      const room = textWidth(wordsOf(lane), 600) + TEXT_GAP + 6;
      const ends = valuesOf(lane).map(axis.x);
      return Math.max(...ends) + room > to && Math.min(...ends) - room < from;
    });
    if (over.length === 0) return axis;
    range = [range[0], range[1] - (to - from) * 0.05];
  }
  return signedAxis(bounds, range, countIn(range));
}

function countIn([from, to]: readonly [number, number]): number {
  return Math.max(2, Math.floor((to - from) / TICK_ROOM));
}

interface RowProps {
  readonly row: SignedRow;
  readonly axis: SignedAxis;
  readonly width: number;
  readonly isBeside: boolean;
  readonly left: number;
  readonly top: number;
}

function Row({ row, axis: { x }, width, isBeside, left, top }: RowProps) {
  const { letter, name, lanes } = row;
  const first = top + (isBeside ? 0 : 22);
  const badge = isBeside ? top + ((lanes.length - 1) * LANE) / 2 : top;
  return (
    <g data-letter={letter}>
      <rect x={0} y={badge} width={BADGE} height={BADGE} rx={4} className={styles.badge} />
      <text x={BADGE / 2} y={badge + 14} textAnchor="middle" className={styles.letter}>
        {letter}
      </text>
      {name !== '' && (
        <text x={BADGE + 8} y={badge + 14} className={marks.plain}>
          {fitText(name, isBeside ? left : width - BADGE - 8)}
        </text>
      )}
      {lanes.map((lane, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a lane is its place
        <Lane key={i} {...{ lane, x, width }} y={first + i * LANE + LANE / 2} />
      ))}
    </g>
  );
}

interface LaneProps {
  readonly lane: SignedLane;
  readonly x: (value: number) => number;
  readonly width: number;
  readonly y: number;
}

function Lane({ lane, x, width, y }: LaneProps) {
  const { bar, range, dot, ticks = [], text, value = '' } = lane;
  const ends = valuesOf(lane).map(x);
  const right = Math.max(...ends);
  const room = textWidth(wordsOf(lane), 600) + TEXT_GAP + 6;
  const isRight = right + room <= width;
  return (
    <>
      {bar && (
        <rect
          x={Math.min(x(bar[0]), x(bar[1]))}
          y={y - 8}
          width={Math.max(1.5, Math.abs(x(bar[1]) - x(bar[0])))}
          height={16}
          rx={2}
          className={styles.bar}
        />
      )}
      {range && <path d={`M${x(range[0])} ${y}H${x(range[1])}`} className={styles.range} />}
      {dot && <circle cx={x(dot.value)} cy={y} r={5} className={dot.isHollow ? styles.hollow : styles.dot} />}
      {ticks.map((tick) => (
        <path
          key={`${tick.value} ${tick.isDashed}`}
          d={`M${x(tick.value)} ${y - 11}v22`}
          className={tick.isDashed ? styles.dashed : styles.tick}
        />
      ))}
      <text
        x={isRight ? right + TEXT_GAP : Math.min(...ends) - TEXT_GAP}
        y={y + 4}
        textAnchor={isRight ? 'start' : 'end'}
        className={styles.beside}
      >
        {text}
        {value !== '' && (
          <tspan className={marks.strong}>
            {text === '' ? '' : ' '}
            {value}
          </tspan>
        )}
      </text>
    </>
  );
}
