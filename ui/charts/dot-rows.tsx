/**
 * Rows with a value each: a dot with the range that it may lie in, and where there is a second value a bar behind
 * it. What the numbers are stands at the right edge. Rows can be walked with the keys and chosen.
 */
import { useRef, useState } from 'react';
import { MarkShape } from '../parts/mark.tsx';
import { hueOfLayer } from '../parts/marks.ts';
import rowStyles from './dot-rows.module.css';
import { fitText, textWidth } from './fit-text.ts';
import marks from './marks.module.css';
import styles from './rank-bars.module.css';

export interface DotRow {
  readonly key: number;
  /** Name of the layer for the mark, or null for a row without one. */
  readonly layer: string | null;
  readonly name: string;
  /** End of a bar from 0. */
  readonly bar?: number | undefined;
  readonly dot?: number | undefined;
  readonly low?: number | undefined;
  readonly high?: number | undefined;
  /** One text per column at the right edge, the last set strong. */
  readonly ends: readonly string[];
  /** The whole row in words, for those who do not see it. */
  readonly label: string;
  /** Stands for several, or for what is left: cannot be chosen. */
  readonly isRest?: boolean;
}

export interface Axis {
  readonly x: (value: number) => number;
  readonly ticks: readonly { readonly value: number; readonly text: string }[];
}

interface DotRowsProps {
  readonly rows: readonly DotRow[];
  readonly width: number;
  /** What the list is of, in words. */
  readonly label: string;
  readonly endTitles: readonly string[];
  /** Makes the axis from 0 to at least `largest`, between two pixels. */
  readonly axis: (largest: number, range: readonly [number, number], count: number) => Axis;
  /** The row that is looked at. */
  readonly current?: number | null;
  readonly onLook?: (key: number) => void;
  /** What choosing a row does, in words; rows cannot be chosen without it. */
  readonly action?: string;
  readonly onChoose?: (key: number) => void;
}

/** Narrower than this, bars go below the numbers as well. */
const COLUMNS_FROM = 300;
/** The part of the width that names may take beside the bars; longer ones stand over them. */
const NAME_PART = 0.4;
const HEAD = 24;
const BAR = 14;
const SMALL_BAR = 12;
const COLUMN_GAP = 12;
const MARK = 22;
/** Pixels from tick to tick. */
const TICK_ROOM = 58;

function placesFor({ rows, endTitles, width }: DotRowsProps) {
  const columns = endTitles.map((title, c) =>
    Math.ceil(Math.max(textWidth(title), ...rows.map((row) => textWidth(row.ends[c] ?? '', 600)))),
  );
  const endRoom = columns.reduce((sum, column) => sum + column + COLUMN_GAP, 0);
  const markRoom = rows.some(({ layer }) => layer !== null) ? MARK : 0;
  const widest = Math.max(0, ...rows.map((row) => textWidth(row.name)));
  const beside = markRoom + widest + COLUMN_GAP;
  const isBeside = beside <= NAME_PART * width;
  const hasColumns = width >= COLUMNS_FROM;
  return {
    isBeside,
    hasColumns,
    columns,
    markRoom,
    nameRoom: isBeside ? widest + 1 : width - (hasColumns ? 0 : endRoom) - markRoom,
    left: isBeside ? Math.ceil(beside) : 1,
    // half of a dot, or of a tick's text, may stand over the end
    right: (hasColumns || isBeside ? width - endRoom : width) - 14,
    barHeight: isBeside ? BAR : SMALL_BAR,
    rowHeight: isBeside ? 34 : 42,
  };
}

type Places = ReturnType<typeof placesFor>;

/** Where column c ends. */
function columnEnd({ columns }: Places, width: number, c: number): number {
  return width - columns.slice(c + 1).reduce((sum, column) => sum + column + COLUMN_GAP, 0);
}

/** The rows. The picture is for the eyes; the buttons over it are for hands, keys and screen readers. */
export function DotRows(props: DotRowsProps) {
  const { rows, width, endTitles, axis, current = null } = props;
  const places = placesFor(props);
  const { isBeside, hasColumns, left, right, rowHeight } = places;
  const hasTicks = isBeside || hasColumns;
  const largest = rows.reduce((most, { bar = 0, dot = 0, high = 0 }) => Math.max(most, bar, dot, high), 0);
  const count = Math.max(2, Math.round((right - left) / TICK_ROOM));
  const { x, ticks } = axis(largest, [left, right], count);
  const height = HEAD + rows.length * rowHeight;
  return (
    <div className={styles.place} style={{ height }}>
      <svg data-picture="" className={marks.picture} width={width} height={height} aria-hidden="true">
        {rows.map(
          (row, i) =>
            row.key === current && (
              <rect
                key={row.key}
                x={-8}
                y={HEAD + i * rowHeight}
                width={width + 16}
                height={rowHeight - 1}
                rx={4}
                className={styles.current}
              />
            ),
        )}
        {ticks.map(({ value, text }) => (
          <g key={value}>
            <path d={`M${x(value)} 18V${height - 2}`} className={value === 0 ? marks.axis : marks.grid} />
            {hasTicks && (
              <text
                x={x(value)}
                y={12}
                textAnchor={x(value) < 8 ? 'start' : 'middle'}
                className={marks.quiet}
              >
                {text}
              </text>
            )}
          </g>
        ))}
        {!hasTicks && (
          <text x={0} y={12} className={marks.quiet}>
            {`0 to ${ticks.at(-1)?.text ?? ''}`}
          </text>
        )}
        {endTitles.map((title, c) => (
          <text key={title} x={columnEnd(places, width, c)} y={12} textAnchor="end" className={marks.quiet}>
            {title}
          </text>
        ))}
        {rows.map((row, i) => (
          <Row key={row.key} {...{ row, x, width, places }} y={HEAD + i * rowHeight} />
        ))}
      </svg>
      <Buttons {...props} rowHeight={rowHeight} />
    </div>
  );
}

interface RowProps {
  readonly row: DotRow;
  readonly y: number;
  readonly x: (value: number) => number;
  readonly width: number;
  readonly places: Places;
}

function Row({ row, y, x, width, places }: RowProps) {
  const { layer, name, bar, dot, low, high, ends, isRest } = row;
  const { isBeside, hasColumns, markRoom, nameRoom, left, barHeight, rowHeight } = places;
  const middle = isBeside ? y + rowHeight / 2 : y + 29;
  const base = isBeside ? middle + 4 : y + 15;
  const endBase = hasColumns && !isBeside ? middle + 4 : base;
  return (
    <>
      {layer !== null && (
        <g transform={`translate(9 ${base - 4})`}>
          <MarkShape layer={layer} state="up" radius={6.2} />
        </g>
      )}
      <text x={markRoom} y={base} className={marks.plain}>
        {fitText(name, nameRoom)}
      </text>
      {bar !== undefined && bar > 0 && (
        <rect
          x={left}
          y={middle - barHeight / 2}
          width={Math.max(1.5, x(bar) - left)}
          height={barHeight}
          className={isRest ? rowStyles.rest : rowStyles.bar}
          data-hue={layer === null ? 'none' : hueOfLayer(layer)}
        />
      )}
      {low !== undefined && high !== undefined && (
        <path
          d={`M${x(low)} ${middle}H${x(high)}M${x(low)} ${middle - 4}v8M${x(high)} ${middle - 4}v8`}
          className={rowStyles.range}
        />
      )}
      {dot !== undefined && <circle cx={x(dot)} cy={middle} r={4.5} className={rowStyles.dot} />}
      {ends.map((text, c) => (
        <text
          // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
          key={c}
          x={columnEnd(places, width, c)}
          y={endBase}
          textAnchor="end"
          className={c === ends.length - 1 ? marks.strong : marks.quiet}
        >
          {text}
        </text>
      ))}
    </>
  );
}

/** The rows as a list, and as buttons where they can be chosen. */
function Buttons({
  rows,
  label,
  onLook,
  action,
  onChoose,
  rowHeight,
}: DotRowsProps & Pick<Places, 'rowHeight'>) {
  const list = useRef<HTMLOListElement>(null);
  const [active, setActive] = useState(0);
  const chosen = rows.filter(({ isRest }) => !isRest);
  const onKeyDown = (event: React.KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1, Home: -chosen.length, End: chosen.length }[event.key];
    if (step === undefined || !onChoose) return;
    event.preventDefault();
    const next = Math.min(chosen.length - 1, Math.max(0, active + step));
    setActive(next);
    list.current?.querySelectorAll('button')[next]?.focus();
  };
  return (
    <ol ref={list} className={styles.rows} aria-label={label} onKeyDown={onKeyDown}>
      {rows.map((row, i) => (
        <li
          key={row.key}
          style={{ top: HEAD + i * rowHeight, height: rowHeight - 1 }}
          onPointerEnter={() => onLook?.(row.key)}
        >
          {onChoose && !row.isRest ? (
            <button
              type="button"
              className={styles.row}
              tabIndex={chosen.indexOf(row) === Math.min(active, chosen.length - 1) ? 0 : -1}
              aria-label={action ? `${row.label}. ${action}` : row.label}
              title={action ? `${row.name}: ${action.toLowerCase()}` : row.name}
              onFocus={() => {
                setActive(chosen.indexOf(row));
                onLook?.(row.key);
              }}
              onClick={() => onChoose(row.key)}
            />
          ) : (
            <span className={rowStyles.words}>{row.label}</span>
          )}
        </li>
      ))}
    </ol>
  );
}
