/** What is looked at: how much there is, and the map with what has been made to fail. */
import { useMemo } from 'react';
import { linksOf } from '../../map/links.ts';
import { sceneOf } from '../../map/scene.ts';
import { stateColumn } from '../../parts/marks.ts';
import { useDataset, useResults, useSession } from '../../parts/use-app.tsx';
import { visibleEntities } from '../../store/filters.ts';
import type { SystemView } from '../../store/types.ts';
import { counted, shareText, titleOf } from '../../store/words.ts';
import { MapWithKey } from '../map-page/picture-file.tsx';
import { Part } from './part.tsx';

interface SystemPartProps {
  readonly view: SystemView;
  /** Index of the weight. */
  readonly weight: number;
}

/** The part. */
export function SystemPart({ view, weight }: SystemPartProps) {
  const tower = useDataset((dataset) => dataset.tower);
  const cascade = useResults((results) => results.cascade);
  const failed = useSession((session) => session.failed);
  const filters = useSession((session) => session.filters);
  const indexOf = useDataset((dataset) => dataset.indexOf);
  const scene = useMemo(() => {
    if (!tower) return null;
    return sceneOf({
      view,
      links: linksOf(view),
      place: tower,
      visible: visibleEntities(view, filters),
      weight,
      sizes: null,
      tones: null,
      selected: null,
      state: stateColumn(cascade, view.entityCount),
      chain: [],
    });
  }, [view, tower, cascade, filters, weight]);
  const size = `${titleOf(view)} lists ${counted(view.entityCount, 'entity', 'entities')} and ${counted(view.dependencyCount, 'dependency', 'dependencies')}`;
  const label = view.weights[weight]?.label.toLowerCase() ?? 'weight';
  const names = failed.map((id) => view.name[indexOf.get(id) ?? -1] ?? id);
  const fallen = cascade
    ? `With ${names.slice(0, 3).join(', ')}${names.length > 3 ? ' and others' : ''} failed, ${counted(cascade.fallen.length, 'entity falls', 'entities fall')} and ${shareText(cascade.share)} of ${label} is down.`
    : '';
  return (
    <Part
      part="system"
      answer={size}
      detail={fallen}
      progress={tower ? null : { step: 'Drawing the map', fraction: 0 }}
      work="Drawing the map"
    >
      {scene && <MapWithKey scene={scene} label="The map of the system" />}
    </Part>
  );
}
