/** A few wholes, each as one bar of the same parts: how the parts differ from whole to whole. */
import { textWidth } from './fit-text.ts';
import marks from './marks.module.css';
import styles from './part-rows.module.css';

export interface PartRow {
  readonly name: string;
  /** Fractions of one, in the order of the parts. */
  readonly shares: readonly number[];
  /** Each in words, as short as it may stand in its part. */
  readonly texts: readonly string[];
}

interface PartRowsProps {
  /** Names of the parts: four at most, each a tone of ink. */
  readonly parts: readonly string[];
  readonly rows: readonly PartRow[];
  readonly width: number;
  readonly label: string;
}

const WIDE_FROM = 560;
const BAR = 28;
const GAP = 1.5;

/** The bars, with the names of the parts over the first where they fit, else beside samples under it all. */
export function PartRows({ parts, rows, width, label }: PartRowsProps) {
  const isWide = width >= WIDE_FROM;
  const left = isWide ? Math.ceil(Math.max(...rows.map(({ name }) => textWidth(name)))) + 12 : 0;
  const room = width - left;
  const starts = startsOf(rows[0]?.shares ?? [], room);
  const named = isWide ? namesOver(parts, starts, room) : null;
  const head = named ? 22 : 0;
  const rowHeight = isWide ? 40 : 56;
  const keyTop = head + rows.length * rowHeight + 8;
  const keys = named ? [] : keyPlaces(parts, width);
  const height = named ? keyTop - 8 : keyTop + ((keys.at(-1)?.line ?? 0) + 1) * 20;
  return (
    <svg data-picture="" className={marks.picture} {...{ width, height }} role="img" aria-label={label}>
      {named?.map((x, p) => (
        <text key={parts[p]} x={left + x} y={12} className={marks.quiet}>
          {parts[p]}
        </text>
      ))}
      {rows.map(({ name, shares, texts }, i) => {
        const top = head + i * rowHeight;
        const barTop = isWide ? top : top + 20;
        const at = startsOf(shares, room);
        return (
          <g key={name}>
            <text x={0} y={isWide ? top + 18 : top + 14} className={marks.plain}>
              {name}
            </text>
            {shares.map((share, p) => {
              const size = share * room - GAP;
              if (size <= 0) return null;
              const text = texts[p] ?? '';
              return (
                <g key={parts[p]} transform={`translate(${left + at[p]!} ${barTop})`}>
                  <rect width={size} height={BAR} className={styles.part} data-part={p} />
                  {textWidth(text, 600) + 14 < size && (
                    <text x={8} y={18} className={styles.inside} data-part={p}>
                      {text}
                    </text>
                  )}
                </g>
              );
            })}
          </g>
        );
      })}
      {keys.map(({ x, line }, p) => (
        <g key={parts[p]} transform={`translate(${x} ${keyTop + line * 20})`}>
          <rect width={14} height={12} className={styles.part} data-part={p} />
          <text x={20} y={10}>
            {parts[p]}
          </text>
        </g>
      ))}
    </svg>
  );
}

/** Where each part begins. */
function startsOf(shares: readonly number[], room: number): readonly number[] {
  return shares.map((_, p) => shares.slice(0, p).reduce((sum, share) => sum + share, 0) * room);
}

/** Where the names stand over their parts, moved left as far as they must; null where they do not all fit. */
function namesOver(
  parts: readonly string[],
  starts: readonly number[],
  room: number,
): readonly number[] | null {
  const places: number[] = [];
  let end = room;
  for (let p = parts.length - 1; p >= 0; p--) {
    const x = Math.min(starts[p]!, end - textWidth(parts[p]!));
    if (x < 0 || x < starts[p]! - textWidth(parts[p]!) - 8) return null;
    places[p] = x;
    end = x - 12;
  }
  return places;
}

function keyPlaces(parts: readonly string[], width: number) {
  let x = 0;
  let line = 0;
  return parts.map((name) => {
    const size = 20 + textWidth(name) + 14;
    if (x > 0 && x + size > width) {
      x = 0;
      line++;
    }
    const place = { x, line };
    x += size;
    return place;
  });
}
