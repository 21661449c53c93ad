/** The map as SVG: for browsers without WebGL, for files and for paper. */
import type { ReactElement } from 'react';
import { MarkShape } from '../parts/mark.tsx';
import { layerTitle, quietness, STATES, UP } from '../parts/marks.ts';
import { fitPlain, fitTower, NARROW } from './fit.ts';
import { LABEL_HEIGHT, LARGE, placeLabels, shortName } from './labels.ts';
import { drawnPairs } from './links.ts';
import { type Scene, tokenOfLink } from './scene.ts';

/** More elements than this make a page slow; the heaviest are drawn, and the note says so. */
const MOST_MARKS = 1500;
const MOST_LINES = 2500;
/** Mean width of a character at 12 px: nothing can be measured before it is drawn. */
const CHARACTER = 6.4;

/** What of a scene can be drawn, with what is left out in words. O(entities + dependencies). */
export function partOf(scene: Scene): {
  readonly shown: Int32Array;
  readonly pairs: Int32Array;
  readonly leftOut: string;
} {
  const { order, links, view } = scene;
  const shown = order.subarray(0, MOST_MARKS);
  const among = new Uint8Array(view.entityCount);
  for (const v of shown) among[v] = 1;
  const { pairs, total } = drawnPairs(links, among, MOST_LINES);
  const words = (drawn: number, all: number, what: string) =>
    drawn < all ? ` Showing ${drawn.toLocaleString('en')} of ${all.toLocaleString('en')} ${what}.` : '';
  return {
    shown,
    pairs,
    leftOut: `${words(shown.length, order.length, 'entities')}${words(pairs.length, total, 'dependencies')}`,
  };
}

interface PictureProps {
  readonly scene: Scene;
  /** Entities that are drawn, and the pairs among them; see `partOf`. */
  readonly shown: Int32Array;
  readonly pairs: Int32Array;
  readonly width: number;
  readonly height: number;
}

/** Bands where there are any, links, marks and names; the children of an `<svg>` of this size. */
export function MapPicture({ scene, shown, pairs, width, height }: PictureProps): ReactElement {
  const { view, bands, links, state, near, selected } = scene;
  const transform = bands.length > 0 ? fitTower(scene, width, height) : fitPlain(scene, width, height);
  const scale = -transform.scaleY;
  const px = (v: number) => scene.x[v]! * transform.scaleX + transform.shiftX;
  const py = (v: number) => scene.y[v]! * transform.scaleY + transform.shiftY;
  const crowd = Math.min(1, Math.sqrt((width * height) / Math.max(1, shown.length) / 1200));
  const radiusOf = (v: number) => scene.radius[v]! * crowd;
  const quiet = quietness(pairs.length);
  const strong = (v: number) => v === selected || scene.step.has(v) || state[v] !== UP;
  const tall = (band: Scene['bands'][number]) => width >= NARROW && (band.top - band.bottom) * scale >= 40;
  const curve = (supplier: number, dependent: number) => {
    const [x0, y0, x1, y1] = [px(dependent), py(dependent), px(supplier), py(supplier)].map(Math.round) as [
      number,
      number,
      number,
      number,
    ];
    if (Math.abs(y1 - y0) < 4) {
      return `M${x0} ${y0}Q${(x0 + x1) / 2} ${y0 + Math.min(0.4 * Math.abs(x1 - x0), 40)} ${x1} ${y1}`;
    }
    const middle = (y0 + y1) / 2;
    return `M${x0} ${y0}C${x0} ${middle} ${x1} ${middle} ${x1} ${y1}`;
  };
  const labels = placeLabels({
    order: shown,
    x: scene.x,
    y: scene.y,
    transform,
    width,
    height,
    radiusOf,
    large: LARGE * crowd,
    widthOf: (v) => shortName(view.name[v]!).length * CHARACTER,
    taken: bands.map((b) => {
      const top = b.top * transform.scaleY + transform.shiftY;
      return [0, top, 130, top + 38] as const;
    }),
    forced: (v) => v === selected || scene.step.has(v),
    most: 450,
  });
  return (
    <>
      {bands.map((band, i) => {
        const top = band.top * transform.scaleY + transform.shiftY;
        return (
          <g key={band.layer}>
            <rect
              x={0}
              y={top}
              width={width}
              height={(band.top - band.bottom) * scale}
              fill={i % 2 === 1 ? 'var(--surface)' : 'var(--bg)'}
            />
            {i > 0 && <path d={`M0 ${top}H${width}`} stroke="var(--line)" />}
            <text x={16} y={top + 18} fontSize={12} fontWeight={600} fill="var(--text)">
              {layerTitle(view.layers[band.layer]!)}
            </text>
            <text
              x={tall(band) ? 16 : 22 + layerTitle(view.layers[band.layer]!).length * 7.2}
              y={top + (tall(band) ? 34 : 18)}
              fontSize={12}
              fill="var(--text-3)"
            >
              {band.count.toLocaleString('en')}
            </text>
          </g>
        );
      })}
      {Array.from(pairs, (p) => {
        const [v, w] = [links.dependent[p]!, links.supplier[p]!];
        const carried = tokenOfLink(scene, w, v);
        const own = v === selected || w === selected;
        const colour = carried ?? (own ? 'edge-strong' : 'edge');
        const opacity = own ? 0.8 : (near ? 0.2 : carried ? 0.75 : 0.55) * quiet;
        return <path key={p} d={curve(w, v)} fill="none" stroke={`var(--${colour})`} opacity={opacity} />;
      })}
      {scene.chainLinks.map(({ supplier, dependent }) => (
        <path
          key={`${supplier} ${dependent}`}
          d={curve(supplier, dependent)}
          fill="none"
          stroke="var(--ink)"
          strokeWidth={2}
        />
      ))}
      {Array.from(shown, (v) => (
        <g
          key={v}
          data-entity={v}
          transform={`translate(${px(v).toFixed(1)} ${py(v).toFixed(1)})`}
          opacity={near && !near[v] ? 0.3 : 1}
        >
          {v === selected && (
            <circle r={radiusOf(v) * 1.1 + 4.5} fill="var(--surface)" stroke="var(--focus)" strokeWidth={2} />
          )}
          <MarkShape
            layer={view.layers[view.layer[v]!]!}
            state={STATES[state[v]!]!}
            radius={radiusOf(v)}
            tone={scene.tones?.[v] ?? null}
          />
          <title>{view.name[v]}</title>
        </g>
      ))}
      {labels.map(({ entity: v, left, top }) => (
        <text
          key={v}
          x={left}
          y={top + LABEL_HEIGHT - 2.5}
          fontSize={12}
          fontWeight={strong(v) ? 600 : 400}
          fill={strong(v) || near?.[v] ? 'var(--text)' : 'var(--text-3)'}
          stroke="var(--bg)"
          strokeWidth={3}
          paintOrder="stroke"
          opacity={near && !near[v] ? 0.3 : 1}
          pointerEvents="none"
        >
          {shortName(view.name[v]!)}
        </text>
      ))}
      {Array.from(scene.step, ([v, number]) => (
        <g
          key={v}
          transform={`translate(${px(v) - radiusOf(v) - 5} ${py(v) - radiusOf(v) - 3})`}
          pointerEvents="none"
        >
          <circle r={7.5} fill="var(--surface)" stroke="var(--ink)" strokeWidth={1.3} />
          <text y={4} textAnchor="middle" fontSize={11} fontWeight={600} fill="var(--text)">
            {number}
          </text>
        </g>
      ))}
    </>
  );
}
