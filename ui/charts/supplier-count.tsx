/** A number of suppliers, counted in the marks of the map. */
import { type Hue, shapeOfHue, shapePath } from '../parts/marks.ts';
import marks from './marks.module.css';

interface SupplierCountProps {
  readonly count: number;
  readonly hue: Hue;
}

const WIDTH = 292;
const ROOMY = 9;
const MOST = 24;

/** The marks, the last one cut where the number is no whole one. */
export function SupplierCount({ count, hue }: SupplierCountProps) {
  const shown = Math.min(count, MOST);
  const marksNeeded = Math.ceil(shown - 0.05);
  const step = marksNeeded <= ROOMY ? 30 : 24 * (12 / marksNeeded);
  const radius = Math.min(10, step / 2.6);
  return (
    <svg className={marks.picture} viewBox={`0 0 ${WIDTH} 36`} width="100%" aria-hidden="true">
      {Array.from({ length: marksNeeded }, (_, i) => {
        const part = Math.min(1, shown - i);
        const x = radius * 1.2 + i * step;
        const cut = part < 0.95 ? `inset(0 ${((1 - part) * 100).toFixed(0)}% 0 0)` : undefined;
        return (
          <path
            // biome-ignore lint/suspicious/noArrayIndexKey: the marks are all alike
            key={i}
            d={shapePath(shapeOfHue(hue), radius)}
            transform={`translate(${x} 12)`}
            className={marks.solid}
            style={cut ? { clipPath: cut } : undefined}
          />
        );
      })}
      {count > MOST && (
        <text x={WIDTH} y={31} textAnchor="end" className={marks.small}>
          and more
        </text>
      )}
    </svg>
  );
}
