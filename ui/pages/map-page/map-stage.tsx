/** The map in its place: what it draws comes from the stores, what a person does goes to the commands. */
import { useComputedColorScheme } from '@mantine/core';
import { lazy, type RefObject, Suspense, useEffect, useMemo, useRef, useState } from 'react';
import { type Covered, coveredBy, NOT_COVERED } from '../../map/fit.ts';
import { graphicsIdle } from '../../map/graphics.ts';
import type { MapProps } from '../../map/props.ts';
import type { ChainLink, Scene } from '../../map/scene.ts';
import type { SystemMap as SystemMapComponent } from '../../map/system-map.tsx';
import { DEGRADED, frameColumn, stateColumn } from '../../parts/marks.ts';
import { shadesOf } from '../../parts/shades.ts';
import {
  useApp,
  useDataset,
  useImportance,
  useResults,
  useSession,
  useStress,
} from '../../parts/use-app.tsx';
import { visibleEntities } from '../../store/filters.ts';
import {
  type Groups,
  groupKey,
  largestByMark,
  markOfGroup,
  mergedColumn,
  viewOfGroups,
} from '../../store/map-picture.ts';
import { weightIndex } from '../../store/results.ts';
import type { Layout } from '../../store/session.ts';
import type { SystemView } from '../../store/types.ts';
import styles from './map-page.module.css';

/** Fetches what the map is drawn with; early, so that it is there when the dataset is. */
export async function prepareMap(): Promise<{ readonly default: typeof SystemMapComponent }> {
  const [{ SystemMap }] = await Promise.all([import('../../map/system-map.tsx'), graphicsIdle()]);
  return { default: SystemMap };
}

const SystemMap = lazy(prepareMap);

const MapExport = lazy(async () => ({ default: (await import('./map-export.tsx')).MapExport }));

/** After the first picture, which nothing that is only wanted later should hold up. */
const TOOLS_AFTER_MS = 500;

function ExportTool({ scene }: { readonly scene: Scene }) {
  const [isTime, setTime] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setTime(true), TOOLS_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  if (!isTime) return null;
  return (
    <Suspense fallback={null}>
      <MapExport scene={scene} />
    </Suspense>
  );
}

function exportTool(scene: Scene) {
  return <ExportTool scene={scene} />;
}

interface MapStageProps {
  readonly view: SystemView;
  readonly layout: Layout;
  /** What may lie over the map. */
  readonly panel: HTMLElement | null;
}

/** The picture of the system. Under the table it waits unseen, for making it takes longer than keeping it. */
export function MapStage({ view, layout, panel }: MapStageProps) {
  const isShown = layout !== 'table';
  const [drawn, setDrawn] = useState<'tower' | 'force' | null>(null);
  if (isShown && layout !== drawn) setDrawn(layout);
  const app = useApp();
  const place = useRef<HTMLDivElement>(null);
  const tower = useDataset((dataset) => dataset.tower);
  const indexOf = useDataset((dataset) => dataset.indexOf);
  const filters = useSession((session) => session.filters);
  const selectedId = useSession((session) => session.selected);
  const weight = weightIndex(
    view,
    useSession((session) => session.weight),
  );
  const colour = useSession((session) => session.colour);
  const size = useSession((session) => session.size);
  const tones = useImportance(({ measures }) => measures[colour]?.values ?? null);
  const sizes = useImportance(({ measures }) => measures[size]?.values ?? null);
  const shown = useShownState(view);
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: false });
  const visible = useMemo(() => visibleEntities(view, filters), [view, filters]);
  const selected = selectedId === null ? null : (indexOf.get(selectedId) ?? null);
  const picture = usePicture(view, tower?.groups ?? null, { ...shown, visible, selected, tones, sizes });

  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => {
      const box = entry?.contentRect;
      if (box && box.width > 0 && box.height > 0) app.setAspect(box.width / box.height);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [app]);

  useEffect(() => {
    const ids = isShown ? [colour, size].filter((id) => id !== '') : [];
    return app.wantMeasures(ids);
  }, [app, isShown, colour, size]);

  const covered = useCovered(place, panel);
  const isFilm = useSession((session) => session.page === 'stress');
  const groups = tower?.groups ?? null;
  const handlers = useMemo(() => {
    const entityOf = (mark: number): number => groups?.entityOf[mark] ?? mark;
    return {
      onSelect: (mark: number | null) => {
        if (mark === null) return app.select(null);
        const id = view.id[entityOf(mark)];
        if (id !== undefined) app.select(id);
        else if (groups) app.selectGroup(groupKey(view, groups, mark));
      },
      // what cannot fail as one opens
      onToggleFailure: (mark: number) => {
        const id = view.id[entityOf(mark)];
        if (id !== undefined) app.toggleFailureHere(id);
        else if (groups) app.toggleGroup(groupKey(view, groups, mark));
      },
    };
  }, [app, view, groups]);

  return (
    <div ref={place} className={styles.map} data-map-region="" data-hidden={!isShown}>
      <Suspense fallback={null}>
        {tower && drawn && (
          <SystemMap
            {...picture}
            layout={drawn}
            tower={tower}
            weight={weight}
            scheme={scheme}
            covered={covered}
            isShown={isShown}
            tools={isFilm ? null : exportTool}
            {...handlers}
          />
        )}
      </Suspense>
    </div>
  );
}

interface Columns {
  readonly state: Uint8Array;
  readonly chain: readonly ChainLink[];
  readonly visible: Uint8Array;
  readonly selected: number | null;
  readonly tones: Float64Array | null;
  readonly sizes: Float64Array | null;
}

/** What is drawn, with its columns: the entities as they are, or the marks of groups. */
function usePicture(
  view: SystemView,
  groups: Groups | null,
  { state, chain, visible, selected, tones, sizes }: Columns,
): Pick<MapProps, 'view' | 'state' | 'chain' | 'visible' | 'selected' | 'tones' | 'sizes'> {
  const group = useDataset((dataset) => dataset.group);
  const drawn = useMemo(() => (groups ? viewOfGroups(view, groups) : view), [view, groups]);
  const states = useMemo(() => (groups ? mergedColumn(state, groups, DEGRADED) : state), [state, groups]);
  const seen = useMemo(() => (groups ? mergedColumn(visible, groups, 1) : visible), [visible, groups]);
  const chained = useMemo(() => (groups ? chainOfMarks(chain, groups) : chain), [chain, groups]);
  const toned = useMemo(() => tones && (groups ? largestByMark(tones, groups) : tones), [tones, groups]);
  const sized = useMemo(() => sizes && (groups ? largestByMark(sizes, groups) : sizes), [sizes, groups]);
  const shades = useMemo(() => toned && shadesOf(toned).shade, [toned]);
  const chosen = useMemo(() => {
    if (!groups) return selected;
    if (selected !== null) return groups.markOf[selected]!;
    const mark = group === null ? -1 : markOfGroup(view, groups, group);
    return mark < 0 ? null : mark;
  }, [view, groups, selected, group]);
  return {
    view: drawn,
    state: states,
    visible: seen,
    chain: chained,
    tones: shades,
    sizes: sized,
    selected: chosen,
  };
}

/** The steps of a chain by mark; steps inside one group are one. */
function chainOfMarks(chain: readonly ChainLink[], { markOf }: Groups): readonly ChainLink[] {
  const steps = chain.map(({ entity, suppliers }) => ({
    entity: markOf[entity]!,
    suppliers: suppliers.map((v) => markOf[v]!),
  }));
  return steps.filter((step, i) => steps.findIndex(({ entity }) => entity === step.entity) === i);
}

/** What the page that the map stands on shows: the end of a cascade, or a moment of an outage. */
function useShownState(view: SystemView): {
  readonly state: Uint8Array;
  readonly chain: readonly ChainLink[];
} {
  const isFilm = useSession((session) => session.page === 'stress');
  const cascade = useResults((results) => results.cascade);
  const cascadeChain = useResults((results) => results.chain);
  const shown = useStress((stress) => stress.shown);
  const steps = useStress((stress) => stress.steps);
  const state = useMemo(
    () =>
      isFilm ? frameColumn(shown?.frame ?? null, view.entityCount) : stateColumn(cascade, view.entityCount),
    [isFilm, shown, cascade, view],
  );
  const filmChain = useMemo(
    () =>
      steps.map(({ entity }, i) => ({
        entity,
        suppliers: steps.slice(Math.max(0, i - 1), i).map((before) => before.entity),
      })),
    [steps],
  );
  return { state, chain: isFilm ? filmChain : cascadeChain };
}

/** How much of the map the panel lies over; it may come, go and grow. */
function useCovered(place: RefObject<HTMLElement | null>, panel: HTMLElement | null): Covered {
  const [covered, setCovered] = useState(NOT_COVERED);
  useEffect(() => {
    const map = place.current;
    if (!panel || !map) return;
    // told before each paint in which one of them has changed, at first too
    const observer = new ResizeObserver(() => {
      const next = coveredBy(map.getBoundingClientRect(), panel.getBoundingClientRect());
      setCovered((now) => (now.right === next.right && now.bottom === next.bottom ? now : next));
    });
    observer.observe(panel);
    observer.observe(map);
    return () => {
      observer.disconnect();
      setCovered(NOT_COVERED);
    };
  }, [place, panel]);
  return covered;
}
