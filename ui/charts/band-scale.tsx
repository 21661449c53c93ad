/** A published scale with its borders, and where a value stands on it. */
import { countText } from '../store/words.ts';
import marks from './marks.module.css';

interface BandScaleProps {
  /** Bands from low to high; all are drawn equally wide. */
  readonly bands: readonly { readonly from: number; readonly label: string }[];
  readonly highest: number;
  readonly value: number;
}

const WIDTH = 292;

/** The scale, as wide as its place. */
export function BandScale({ bands, highest, value }: BandScaleProps) {
  const borders = [...bands.map(({ from }) => from), highest];
  const band = WIDTH / bands.length;
  const at = Math.max(
    0,
    bands.findLastIndex(({ from }) => value > from),
  );
  const within = (value - borders[at]!) / (borders[at + 1]! - borders[at]!);
  const x = (at + Math.min(1, Math.max(0, within))) * band;
  return (
    <svg className={marks.picture} viewBox={`0 0 ${WIDTH} 36`} width="100%" aria-hidden="true">
      {bands.map(({ label }, b) => (
        <rect
          key={label}
          x={b * band + (b > 0 ? 1 : 0)}
          y={8}
          width={band - (b > 0 ? 1 : 0)}
          height={6}
          className={marks.band}
          data-band={b}
        />
      ))}
      {borders.map((border, b) => (
        <text
          key={border}
          x={b * band}
          y={32}
          textAnchor={b === 0 ? 'start' : b === bands.length ? 'end' : 'middle'}
          className={marks.small}
        >
          {countText(border)}
        </text>
      ))}
      <path d={`M${x} 4v14`} className={marks.gap} />
      <path d={`M${x} 3v16`} className={marks.tick} />
    </svg>
  );
}
