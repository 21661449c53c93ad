/** The map in its place: what it draws comes from the stores, what a person does goes to the commands. */
import { useComputedColorScheme } from '@mantine/core';
import { lazy, Suspense, useEffect, useMemo, useRef } from 'react';
import type { SystemMap as SystemMapComponent } from '../../map/system-map.tsx';
import { wakeGraphics } from '../../map/wake-graphics.ts';
import { useApp, useDataset, useResults, useSession } from '../../parts/use-app.tsx';
import { visibleEntities } from '../../store/filters.ts';
import { weightIndex } from '../../store/results.ts';
import type { SystemView } from '../../store/types.ts';
import styles from './map-page.module.css';

/** Fetches what the map is drawn with; early, so that it is there when the dataset is. */
export async function prepareMap(): Promise<{ readonly default: typeof SystemMapComponent }> {
  const [{ SystemMap }] = await Promise.all([import('../../map/system-map.tsx'), wakeGraphics()]);
  return { default: SystemMap };
}

const SystemMap = lazy(prepareMap);

interface MapStageProps {
  readonly view: SystemView;
  readonly layout: 'tower' | 'force';
}

/** The picture of the system. */
export function MapStage({ view, layout }: MapStageProps) {
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
  const cascade = useResults((results) => results.cascade);
  const chain = useResults((results) => results.chain);
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: false });
  const visible = useMemo(() => visibleEntities(view, filters), [view, filters]);
  const selected = selectedId === null ? null : (indexOf.get(selectedId) ?? null);

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

  const handlers = useMemo(
    () => ({
      onSelect: (entity: number | null) => app.select(entity === null ? null : (view.id[entity] ?? null)),
      onToggleFailure: (entity: number) => {
        const id = view.id[entity];
        if (id !== undefined) app.toggleFailure(id);
      },
    }),
    [app, view],
  );

  return (
    <div ref={place} className={styles.map} data-map-region="">
      <Suspense fallback={null}>
        {tower && (
          <SystemMap
            view={view}
            layout={layout}
            tower={tower}
            visible={visible}
            weight={weight}
            selected={selected}
            cascade={cascade}
            chain={chain}
            scheme={scheme}
            {...handlers}
          />
        )}
      </Suspense>
    </div>
  );
}
