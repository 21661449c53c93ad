/** Where everything stands on the map: asked for when the map is shown, and again when its shape or groups change. */
import type { EngineClient } from '../../engine/api/client.ts';
import type { DatasetStore } from './dataset.ts';
import { runAgain } from './engine.ts';
import { toggled } from './filters.ts';
import { hasMap } from './pages.ts';
import { change, type SessionStore } from './session.ts';
import type { SystemView } from './types.ts';

/** Pixels of header, page bar and legend: a guess at the map's shape before it stands on the page. */
const FRAME_HEIGHT = 132;
const LEAST_MAP_HEIGHT = 200;

/** Half the inspector's width: the tower should fit well with the inspector and without it. */
const HALF_PANEL = 177;
const PANEL_BESIDE_FROM = 900;

function firstAspect(): number {
  const width = innerWidth > PANEL_BESIDE_FROM ? innerWidth - HALF_PANEL : innerWidth;
  return width / Math.max(LEAST_MAP_HEIGHT, innerHeight - FRAME_HEIGHT);
}

/** A map whose shape changes by this factor is laid out anew; opening the inspector stays below it. */
const MUCH_WIDER = 1.6;

interface Parts {
  readonly session: SessionStore;
  readonly dataset: DatasetStore;
  readonly say: (tone: 'error', text: string) => void;
}

/** Lays the map out. */
export function createMapPlaces(engine: EngineClient, { session, dataset, say }: Parts) {
  let aspect = firstAspect();
  let laying: { readonly view: SystemView | null; isStale: boolean } | null = null;
  async function layTower(): Promise<void> {
    const { view } = dataset.getState();
    // a tower cannot be stopped half-way, and an engine that does not stop is started again: wait for the last
    if (laying !== null && laying.view === view) {
      laying.isStale = true;
      return;
    }
    const mine = { view, isStale: false };
    laying = mine;
    const open = dataset.getState().openGroups;
    const outcome = await runAgain(engine, { kind: 'tower', aspect, open });
    if (laying === mine) laying = null;
    if (dataset.getState().view !== view) return;
    if (mine.isStale) return layTower();
    if (outcome.ok) dataset.setState({ tower: outcome.value });
    else if (outcome.error.code !== 'cancelled') say('error', outcome.error.message);
  }

  return {
    /** Lays out what has no places yet, when a page shows it: that may hold up the engine for a second. */
    need(): void {
      const { view, tower } = dataset.getState();
      const { page } = session.getState();
      if (view && !tower && (hasMap(page) || page === 'report')) void layTower();
    },

    /** Tells the width of the map over its height; the tower is laid out again when it changed much. */
    setAspect(next: number): void {
      const ratio = next / aspect;
      if (ratio > 1 / MUCH_WIDER && ratio < MUCH_WIDER) return;
      aspect = next;
      if (dataset.getState().view && hasMap(session.getState().page)) void layTower();
    },

    /** Marks a group of entities on the map as the one looked at. */
    selectGroup(group: string): void {
      change(session, '', { selected: null });
      dataset.setState({ group });
    },

    /** Lets the heaviest members of a group stand alone on the map, or takes them together again. */
    toggleGroup(group: string): void {
      const { openGroups } = dataset.getState();
      dataset.setState({ openGroups: toggled(openGroups, group) });
      void layTower();
    },
  };
}
