import { useEffect, useRef, useState } from 'react';
import type { MapView } from '../store/map-picture.ts';
import type { TowerLayout } from '../store/types.ts';
import type { ForceReport, ForceTask } from './force-worker.ts';
import type { Links } from './links.ts';
import type { MapLayout } from './props.ts';

export interface Place {
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly bands: TowerLayout['bands'];
}

interface ForceLayout {
  /** Null until there is something to show. */
  readonly place: Place | null;
  readonly running: boolean;
  /** Keeps what is there. */
  readonly stop: () => void;
}

/** Settled places, so that the force layout looks the same whenever it is shown again. */
const settled = new WeakMap<MapView, Place>();

/** Enough to settle; fewer for large systems, where each takes longer. */
function iterationsFor(entityCount: number): { iterations: number; every: number } {
  if (entityCount <= 1000) return { iterations: 600, every: 30 };
  if (entityCount <= 10_000) return { iterations: 240, every: 12 };
  return { iterations: 60, every: 4 };
}

/** The force layout of a system, from the places of its tower, computed in a worker when it is wanted. */
export function useForceLayout(
  view: MapView,
  links: Links,
  tower: TowerLayout,
  layout: MapLayout,
): ForceLayout {
  const [shown, setShown] = useState<{ view: MapView; place: Place } | null>(null);
  const [running, setRunning] = useState(false);
  const worker = useRef<Worker | null>(null);
  const latest = useRef<Place | null>(null);
  // The tower is a starting point only: when it is made anew for another shape of the window, a force
  // layout that is shown must not jump.
  const start = useRef(tower);
  start.current = tower;

  useEffect(() => {
    if (layout !== 'force' || settled.has(view)) return;
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    const force = new Worker(new URL('./force-worker.ts', import.meta.url), { type: 'module' });
    worker.current = force;
    latest.current = null;
    const finish = () => {
      force.terminate();
      worker.current = null;
      setRunning(false);
    };
    force.onmessage = ({ data }: MessageEvent<ForceReport>) => {
      const place = { x: data.x, y: data.y, bands: [] };
      latest.current = place;
      if (data.done) settled.set(view, place);
      if (data.done || !still) setShown({ view, place });
      if (data.done) finish();
    };
    force.onerror = finish;
    setRunning(true);
    const task: ForceTask = {
      x: start.current.x,
      y: start.current.y,
      dependent: links.dependent,
      supplier: links.supplier,
      operator: view.operator,
      ...iterationsFor(view.entityCount),
    };
    force.postMessage(task);
    return finish;
  }, [view, links, layout]);

  const stop = () => {
    worker.current?.terminate();
    worker.current = null;
    setRunning(false);
    if (!latest.current) return;
    settled.set(view, latest.current);
    setShown({ view, place: latest.current });
  };
  const place = settled.get(view) ?? (shown?.view === view ? shown.place : null);
  return { place, running, stop };
}
