/** Parts of a whole on one thin bar. */
import { useId } from 'react';
import { fitText, textWidth } from './fit-text.ts';
import { Hatch } from './hatch.tsx';
import marks from './marks.module.css';

export interface Part {
  readonly name: string;
  /** Fraction of the whole. */
  readonly size: number;
  readonly look: 'solid' | 'hatched';
}

interface PartBarProps {
  readonly parts: readonly Part[];
  /** The largest fraction that the bar shows. */
  readonly highest?: number;
}

const WIDTH = 292;

/** The bar, as wide as its place; a part's name stands under it where there is room. */
export function PartBar({ parts, highest = 1 }: PartBarProps) {
  const hatch = useId();
  let start = 0;
  let nameEnd = 0;
  return (
    <svg className={marks.picture} viewBox={`0 0 ${WIDTH} 36`} width="100%" aria-hidden="true">
      <Hatch id={hatch} />
      <rect y={6} width={WIDTH} height={10} className={marks.track} />
      {parts.map(({ name, size, look }, i) => {
        const x = start;
        const width = Math.max(1.5, Math.min(WIDTH - x, (size / highest) * WIDTH));
        start += width;
        // a name that would run out of the bar moves left as far as there is room
        const nameStart = Math.max(nameEnd, Math.min(x, WIDTH - textWidth(name)));
        const words = fitText(name, WIDTH - nameStart);
        nameEnd = nameStart + textWidth(words) + 8;
        return (
          <g key={name}>
            <rect
              x={x}
              y={look === 'hatched' ? 6.5 : 6}
              width={Math.max(1, width - (look === 'solid' ? 1.5 : 0))}
              height={look === 'hatched' ? 9 : 10}
              {...(look === 'hatched'
                ? { fill: `url(#${hatch})`, className: marks.outline }
                : { className: marks.solid, opacity: 1 - 0.25 * i })}
            />
            {words.length > 3 && (
              <text x={nameStart} y={31} className={marks.small}>
                {words}
              </text>
            )}
          </g>
        );
      })}
    </svg>
  );
}
