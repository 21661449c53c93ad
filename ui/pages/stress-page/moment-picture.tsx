/** The moment that the map shows, as a picture of its own: what it shows and how it is told. */
import { linksOf } from '../../map/links.ts';
import { type Scene, sceneOf } from '../../map/scene.ts';
import { DEGRADED, frameColumn } from '../../parts/marks.ts';
import type { App } from '../../store/app.ts';
import { visibleEntities } from '../../store/filters.ts';
import { mergedColumn, viewOfGroups } from '../../store/map-picture.ts';
import { weightIndex } from '../../store/results.ts';
import { incidentOf } from '../../store/stress.ts';
import { findingOf } from '../../store/stress-words.ts';
import { pictureFile } from '../map-page/picture-file.tsx';
import { momentWords } from './scrubber.tsx';

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
  return pictureFile(scene, {
    title,
    subtitle: momentTitle(app),
    notes: [`${more}.`, ...film.value.result.assumptions],
  });
}
