import type { ReactElement } from 'react';
import { hueOfLayer, type MarkState, paintOf, shapeOfLayer, shapePath } from './marks.ts';

interface MarkShapeProps {
  /** Name of the layer, as in `view.layers`. */
  readonly layer: string;
  readonly state: MarkState;
  readonly radius: number;
  /** Tone of ink, 0 to 5, in place of the layer's hue. */
  readonly tone?: number | null;
}

/** A mark around 0,0, for use inside an SVG. */
export function MarkShape({ layer, state, radius, tone = null }: MarkShapeProps): ReactElement {
  const shape = shapeOfLayer(layer);
  const paint = paintOf(hueOfLayer(layer), state, tone);
  const fill = `var(--${paint.fill})`;
  const stroke = `var(--${paint.stroke})`;
  const outline = shapePath(shape, radius - 0.5);
  if (state === 'up') return <path d={outline} fill={fill} stroke={stroke} strokeWidth={1.3} />;
  if (state === 'degraded') {
    return (
      <>
        <path d={outline} fill={fill} stroke={stroke} strokeWidth={1.6} />
        <path d={lowerHalf(shape, radius - 0.5)} fill={stroke} />
      </>
    );
  }
  if (state === 'recovering') {
    const k = radius * 0.45;
    return (
      <g stroke={stroke} strokeWidth={1.5} strokeLinecap="round" strokeLinejoin="round" fill="none">
        <path d={outline} fill={fill} strokeDasharray="3 1.8" strokeLinecap="butt" />
        <path d={`M0 ${k}V${-k}M${-0.8 * k} ${-0.2 * k}L0 ${-k}L${0.8 * k} ${-0.2 * k}`} />
      </g>
    );
  }
  const k = radius * 0.4;
  return (
    <>
      {state === 'failed' && <circle r={radius * 1.1 + 2.4} fill="none" stroke={fill} strokeWidth={1.5} />}
      <path d={outline} fill={fill} stroke={stroke} strokeWidth={1} />
      <path
        d={`M${-k} ${-k}L${k} ${k}M${k} ${-k}L${-k} ${k}`}
        stroke={stroke}
        strokeWidth={Math.max(1.4, radius * 0.22)}
        strokeLinecap="round"
      />
    </>
  );
}

/** The lower half as a path of its own: a clip path would need an id that is unique on the page. */
function lowerHalf(shape: ReturnType<typeof shapeOfLayer>, r: number): string {
  switch (shape) {
    case 'circle':
      return `M${-r} 0A${r} ${r} 0 0 0 ${r} 0Z`;
    case 'square':
      return `M${-0.92 * r} 0V${0.64 * r}a${0.28 * r} ${0.28 * r} 0 0 0 ${0.28 * r} ${0.28 * r}H${0.64 * r}a${0.28 * r} ${0.28 * r} 0 0 0 ${0.28 * r} ${-0.28 * r}V0Z`;
    case 'hexagon':
      return `M${-1.12 * r} 0L${-0.56 * r} ${0.95 * r}H${0.56 * r}L${1.12 * r} 0Z`;
    case 'diamond':
      return `M${-1.2 * r} 0L0 ${1.2 * r}L${1.2 * r} 0Z`;
  }
}

interface MarkProps {
  /** Name of the layer, as in `view.layers`. */
  readonly layer: string;
  readonly state?: MarkState;
  /** Side in pixels. */
  readonly size?: number;
  readonly tone?: number | null;
}

/** The mark of an entity as a small picture beside its name, which says the same in words. */
export function Mark({ layer, state = 'up', size = 16, tone = null }: MarkProps): ReactElement {
  return (
    <svg width={size} height={size} viewBox="-8 -8 16 16" style={{ flex: 'none' }} aria-hidden="true">
      <MarkShape layer={layer} state={state} radius={state === 'failed' ? 4.6 : 6.2} tone={tone} />
    </svg>
  );
}
