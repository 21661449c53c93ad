/** A scene of the map as a picture of its own, with its key: for files and for paper. */
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { standalonePicture } from '../../charts/standalone-picture.ts';
import { MapPicture, partOf } from '../../map/map-picture.tsx';
import type { Scene } from '../../map/scene.ts';
import { Mark } from '../../parts/mark.tsx';
import { type MarkState, STATES } from '../../parts/marks.ts';
import { counted } from '../../store/words.ts';
import styles from './picture-file.module.css';

const WIDTH = 1440;
const HEIGHT = 900;

const KEY: readonly (readonly [MarkState, string])[] = [
  ['failed', 'Made to fail'],
  ['down', 'Down'],
  ['degraded', 'Degraded'],
  ['recovering', 'Recovering'],
  ['up', 'Up'],
];

interface PictureWords {
  readonly title: string;
  readonly subtitle: string;
  readonly notes: readonly string[];
}

/** The scene as the text of an SVG file; what had to be left out of it stands in its notes. */
export function pictureFile(scene: Scene, { title, subtitle, notes }: PictureWords): string {
  const leftOut = partOf(scene).leftOut.trim();
  const place = document.body.appendChild(document.createElement('div'));
  place.className = styles.offstage!;
  const root = createRoot(place);
  flushSync(() => root.render(<MapWithKey scene={scene} label={title} />));
  const svg = standalonePicture(
    place.querySelector('svg[data-picture]')!,
    { title, subtitle, notes: [leftOut, ...notes].filter((note) => note !== '') },
    place,
  );
  root.unmount();
  place.remove();
  return svg;
}

interface MapWithKeyProps {
  readonly scene: Scene;
  readonly label: string;
}

/** The picture with its key: the states that somebody is in, unless it is one for all. */
export function MapWithKey({ scene, label }: MapWithKeyProps) {
  const { shown, pairs } = partOf(scene);
  const isGrouped = scene.view.uses !== undefined;
  const counts = new Map<MarkState, number>();
  for (const v of scene.order) {
    const state = STATES[scene.state[v]!]!;
    counts.set(state, (counts.get(state) ?? 0) + 1);
  }
  return (
    <>
      <ul data-key="" className={styles.key}>
        {KEY.filter(([state]) => counts.size > 1 && counts.has(state)).map(([state, words]) => (
          <li key={state}>
            <Mark layer="applications" state={state} size={14} />
            {`${words}: ${isGrouped ? counted(counts.get(state) ?? 0, 'mark', 'marks') : counted(counts.get(state) ?? 0, 'entity', 'entities')}`}
          </li>
        ))}
      </ul>
      <svg
        data-picture=""
        className={styles.picture}
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={label}
      >
        <MapPicture scene={scene} shown={shown} pairs={pairs} width={WIDTH} height={HEIGHT} />
      </svg>
    </>
  );
}
