/** The moment that the map shows, as a picture of its own: the tower with its key, for files and for paper. */
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { standalonePicture } from '../../charts/standalone-picture.ts';
import { linksOf } from '../../map/links.ts';
import { MapPicture, partOf } from '../../map/map-picture.tsx';
import { type Scene, sceneOf } from '../../map/scene.ts';
import { Mark } from '../../parts/mark.tsx';
import { DEGRADED, frameColumn, type MarkState, STATES } from '../../parts/marks.ts';
import type { App } from '../../store/app.ts';
import { visibleEntities } from '../../store/filters.ts';
import { mergedColumn, viewOfGroups } from '../../store/map-picture.ts';
import { weightIndex } from '../../store/results.ts';
import { incidentOf } from '../../store/stress.ts';
import { findingOf } from '../../store/stress-words.ts';
import { counted } from '../../store/words.ts';
import styles from './moment-picture.module.css';
import { momentWords } from './scrubber.tsx';

const WIDTH = 1440;
const HEIGHT = 900;

const KEY: readonly (readonly [MarkState, string])[] = [
  ['failed', 'Made to fail'],
  ['down', 'Down'],
  ['degraded', 'Degraded'],
  ['recovering', 'Recovering'],
  ['up', 'Up'],
];

/** The scene of the moment, or null while there is none. */
export function momentScene(app: App): Scene | null {
  const { view, tower } = app.dataset.getState();
  const { shown } = app.stress.getState();
  const { filters, weight } = app.session.getState();
  if (!view || !tower || !shown) return null;
  const { groups } = tower;
  const picture = groups ? viewOfGroups(view, groups) : view;
  const visible = visibleEntities(view, filters);
  const state = frameColumn(shown.frame, view.entityCount);
  return sceneOf({
    view: picture,
    links: linksOf(picture),
    place: tower,
    visible: groups ? mergedColumn(visible, groups, 1) : visible,
    weight: weightIndex(view, weight),
    sizes: null,
    tones: null,
    selected: null,
    state: groups ? mergedColumn(state, groups, DEGRADED) : state,
    chain: [],
  });
}

/** The moment in words, or empty while there is none. */
export function momentTitle(app: App): string {
  const { session, stress, clock } = app;
  const { film, incidents } = stress.getState();
  const start = incidentOf(session.getState().stress, incidents)?.start ?? null;
  return film.value ? momentWords(film.value, clock.store.getState().hour, start) : '';
}

/** The moment as the text of an SVG file, or null while there is none. */
export function momentSvg(app: App): string | null {
  const scene = momentScene(app);
  const { view } = app.dataset.getState();
  const { film, incidents } = app.stress.getState();
  if (!scene || !view || !film.value) return null;
  const { stress: choice, weight } = app.session.getState();
  const { title, more } = findingOf({
    view,
    film: film.value,
    incident: incidentOf(choice, incidents),
    weight: weightIndex(view, weight),
  });
  const { leftOut } = partOf(scene);
  const notes = [`${more}.`, leftOut.trim(), ...film.value.result.assumptions].filter((note) => note !== '');
  const place = document.body.appendChild(document.createElement('div'));
  place.className = styles.offstage!;
  const root = createRoot(place);
  flushSync(() => root.render(<Moment scene={scene} />));
  const svg = standalonePicture(
    place.querySelector('svg[data-picture]')!,
    { title, subtitle: momentTitle(app), notes },
    place,
  );
  root.unmount();
  place.remove();
  return svg;
}

/** The picture with its key. */
export function Moment({ scene }: { readonly scene: Scene }) {
  const { shown, pairs } = partOf(scene);
  const counts = new Map<MarkState, number>();
  for (const v of scene.order) {
    const state = STATES[scene.state[v]!]!;
    counts.set(state, (counts.get(state) ?? 0) + 1);
  }
  return (
    <>
      <ul data-key="" className={styles.key}>
        {KEY.map(([state, label]) => (
          <li key={state}>
            <Mark layer="applications" state={state} size={14} />
            {`${label}: ${counted(counts.get(state) ?? 0, 'entity', 'entities')}`}
          </li>
        ))}
      </ul>
      <svg
        data-picture=""
        className={styles.picture}
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label="The map at this moment"
      >
        <MapPicture scene={scene} shown={shown} pairs={pairs} width={WIDTH} height={HEIGHT} />
      </svg>
    </>
  );
}
