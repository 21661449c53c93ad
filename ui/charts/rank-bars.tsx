/** Ranked bars, each with a solid part and a hatched extension. Rows can be walked with the keys and chosen. */
import { useId, useRef, useState } from 'react';
import { fitText, textWidth } from './fit-text.ts';
import { Hatch } from './hatch.tsx';
import marks from './marks.module.css';
import { percentAxis } from './percent-ticks.ts';
import styles from './rank-bars.module.css';

export interface BarRow {
  readonly key: number;
  readonly rank: number;
  readonly name: string;
  /** The solid part and the whole, fractions of one; equal when nothing is hidden. */
  readonly direct: number;
  readonly total: number;
  /** Both in words, as they stand at the bar. */
  readonly directText: string;
  readonly totalText: string;
  /** Who carries the extension. */
  readonly via: string;
  /** What stands at the right edge; set strong where it is remarkable. */
  readonly end: string;
  readonly isStrong: boolean;
  /** The whole row in words, for those who do not see it. */
  readonly label: string;
}

interface RankBarsProps {
  readonly rows: readonly BarRow[];
  readonly width: number;
  /** What the list is of, in words. */
  readonly label: string;
  /** Title of what stands at the right edge. */
  readonly endTitle: string;
  /** The row that is looked at. */
  readonly current: number | null;
  readonly onLook: (key: number) => void;
  /** What choosing a row does, in words; rows cannot be chosen without it. */
  readonly action?: string;
  readonly onChoose?: (key: number) => void;
}

const WIDE_FROM = 560;
const BAR = 20;
const HEAD = 24;
const END_ROOM = 92;
const VALUE_ROOM = 96;
const GAP = 7;

function placesFor(width: number, rows: readonly BarRow[]) {
  const isWide = width >= WIDE_FROM;
  const rankRoom = Math.max(18, ...rows.map((row) => textWidth(String(row.rank)) + 10));
  const widest = Math.max(0, ...rows.map((row) => textWidth(row.name, 600)));
  const nameRoom = isWide ? Math.min(0.26 * width, widest + 12) : width - END_ROOM - rankRoom;
  const left = isWide ? Math.ceil(rankRoom + nameRoom) : 0;
  const right = isWide ? width - END_ROOM - VALUE_ROOM : width - VALUE_ROOM;
  return { isWide, rankRoom, nameRoom, left, right, rowHeight: isWide ? 37 : 52 };
}

/** A vertical line: through all rows, or, where names stand over the bars, beside the bars only. */
function ruleAt(x: number, { isWide, rowHeight }: ReturnType<typeof placesFor>, rowCount: number): string {
  if (isWide) return `M${x} 18V${HEAD + rowCount * rowHeight - 4}`;
  const bars = Array.from({ length: rowCount }, (_, i) => `M${x} ${HEAD + i * rowHeight + 22}v${BAR + 4}`);
  return `M${x} 16v5${bars.join('')}`;
}

/** The bars. The picture is for the eyes; the buttons over it are for hands, keys and screen readers. */
export function RankBars(props: RankBarsProps) {
  const { rows, width, label, endTitle, current, onLook, action, onChoose } = props;
  const hatch = useId();
  const list = useRef<HTMLOListElement>(null);
  const [active, setActive] = useState(0);
  const places = placesFor(width, rows);
  const { isWide, left, right, rowHeight } = places;
  const largest = Math.max(0, ...rows.map((row) => row.total));
  const { x, ticks } = percentAxis(largest, [left, right], isWide ? 5 : 3);
  const height = HEAD + rows.length * rowHeight;

  const onKeyDown = (event: React.KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1, Home: -rows.length, End: rows.length }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = Math.min(rows.length - 1, Math.max(0, active + step));
    setActive(next);
    list.current?.querySelectorAll('button')[next]?.focus();
  };

  return (
    <div className={styles.place} style={{ height }}>
      <svg data-picture="" className={marks.picture} width={width} height={height} aria-hidden="true">
        <Hatch id={hatch} />
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
            <path
              d={ruleAt(x(value), places, rows.length)}
              className={value === 0 ? marks.axis : marks.grid}
            />
            <text
              x={x(value)}
              y={12}
              textAnchor={value === 0 && !isWide ? 'start' : 'middle'}
              className={marks.quiet}
            >
              {text}
            </text>
          </g>
        ))}
        <text x={width} y={12} textAnchor="end" className={marks.quiet}>
          {endTitle}
        </text>
        {rows.map((row, i) => (
          <Bar
            key={row.key}
            row={row}
            y={HEAD + i * rowHeight}
            {...places}
            {...{ x, width, hatch, current }}
          />
        ))}
      </svg>
      <ol ref={list} className={styles.rows} aria-label={label} onKeyDown={onKeyDown}>
        {rows.map((row, i) => (
          <li key={row.key} style={{ top: HEAD + i * rowHeight, height: rowHeight - 1 }}>
            <button
              type="button"
              className={styles.row}
              tabIndex={i === Math.min(active, rows.length - 1) ? 0 : -1}
              aria-label={action ? `${row.label}. ${action}` : row.label}
              title={action}
              onPointerEnter={() => onLook(row.key)}
              onFocus={() => {
                setActive(i);
                onLook(row.key);
              }}
              onClick={() => (onChoose ?? onLook)(row.key)}
            />
          </li>
        ))}
      </ol>
    </div>
  );
}

interface BarProps extends ReturnType<typeof placesFor> {
  readonly row: BarRow;
  readonly y: number;
  readonly x: (value: number) => number;
  readonly width: number;
  readonly hatch: string;
  readonly current: number | null;
}

function Bar({ row, y, x, width, hatch, current, isWide, rankRoom, nameRoom, left }: BarProps) {
  const isCurrent = row.key === current;
  const isHidden = row.total > row.direct;
  const start = x(row.direct);
  const end = x(row.total);
  const top = isWide ? y + 8 : y + 24;
  const base = top + 14;
  const nameBase = isWide ? base : y + 16;
  const isInside = start - left > textWidth(row.directText, 600) + 14;
  // what the bar does not hold stands behind it: "1.0 to 22.8 via ..."
  const before = isInside ? '' : `${row.directText}${isHidden ? ' to ' : ''}`;
  const after = isHidden ? row.totalText : '';
  const room = (isWide ? width - END_ROOM : width) - end - GAP - textWidth(before + after, 600) - 12;
  const via = isHidden ? fitText(row.via, room) : '';
  return (
    <>
      <text x={0} y={nameBase} className={marks.quiet}>
        {row.rank}
      </text>
      <text x={rankRoom} y={nameBase} className={isCurrent ? marks.strong : marks.plain}>
        {fitText(row.name, nameRoom - 12, isCurrent ? 600 : 400)}
      </text>
      {isHidden && (
        <rect
          x={start}
          y={top + 0.5}
          width={Math.max(1, end - start)}
          height={BAR - 1}
          fill={`url(#${hatch})`}
          className={marks.outline}
        />
      )}
      <rect
        x={left}
        y={top}
        width={Math.max(row.direct > 0 ? 1.5 : 0, start - left)}
        height={BAR}
        className={marks.solid}
      />
      {isInside && (
        <text x={start - 6} y={base} textAnchor="end" className={marks.inside}>
          {row.directText}
        </text>
      )}
      <text x={end + GAP} y={base}>
        {before}
        {after !== '' && <tspan className={marks.strong}>{after}</tspan>}
        {via.length > 4 && (
          <tspan className={marks.quiet} dx={8}>
            {via}
          </tspan>
        )}
      </text>
      <text x={width} y={nameBase} textAnchor="end" className={row.isStrong ? marks.strong : marks.quiet}>
        {row.end}
      </text>
    </>
  );
}
