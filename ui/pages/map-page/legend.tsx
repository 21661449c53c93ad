/** Under the map: what its marks mean, how many there are of each, and where the data come from. */
import { useMemo } from 'react';
import { HowButton } from '../../parts/button.tsx';
import { Mark } from '../../parts/mark.tsx';
import { layerTitle, shapeOfLayer } from '../../parts/marks.ts';
import { useApp, useResults, useSession } from '../../parts/use-app.tsx';
import { kindFacets } from '../../store/filters.ts';
import type { CascadeResult, SystemView } from '../../store/types.ts';
import { countText, stateOf } from '../../store/words.ts';
import styles from './legend.module.css';
import { MeasureKeys } from './measure-keys.tsx';

/** The legend. */
export function Legend({ view }: { readonly view: SystemView }) {
  const app = useApp();
  const cascade = useResults((results) => results.cascade);
  const isMap = useSession((session) => session.layout !== 'table');
  const isToned = useSession((session) => session.colour !== '') && isMap;
  const marks = useMemo(() => layersByMark(view), [view]);
  return (
    <div className={styles.legend}>
      <h2 className={styles.hidden}>Legend</h2>
      <ul className={styles.items}>
        {cascade ? (
          <States cascade={cascade} isToned={isToned} />
        ) : (
          marks.map((layers) => (
            <li key={layers[0]}>
              <Mark layer={layers[0]} size={14} tone={isToned ? 0 : null} />
              {layers
                .map((layer, i) => (i === 0 ? layerTitle(layer) : layerTitle(layer).toLowerCase()))
                .join(' and ')}
            </li>
          ))
        )}
      </ul>
      {isMap && <MeasureKeys />}
      <span className={styles.space} />
      <DataNote view={view} />
      <HowButton onClick={() => app.page.setState({ aboutOpen: true })}>About this data</HowButton>
    </div>
  );
}

/** Layers that occur, those with the same mark together: their bands on the map have names of their own. */
function layersByMark(view: SystemView): readonly (readonly [string, ...string[]])[] {
  const groups = new Map<string, [string, ...string[]]>();
  for (const { name } of kindFacets(view)) {
    const shape = shapeOfLayer(name);
    const group = groups.get(shape);
    if (group) group.push(name);
    else groups.set(shape, [name]);
  }
  return [...groups.values()];
}

function States({ cascade, isToned }: { readonly cascade: CascadeResult; readonly isToned: boolean }) {
  const counts = useMemo(() => {
    const tally = { up: 0, degraded: 0, down: 0 };
    for (const level of cascade.level) tally[stateOf(level)]++;
    tally.down -= cascade.failed.length;
    return tally;
  }, [cascade]);
  return (
    <>
      <li>
        <Mark layer="applications" state="failed" size={14} />
        Failed {countText(cascade.failed.length)}
      </li>
      <li>
        <Mark layer="applications" state="down" size={14} />
        Down {countText(counts.down)}
      </li>
      <li>
        <Mark layer="applications" state="degraded" size={14} />
        Degraded {countText(counts.degraded)}
      </li>
      <li>
        <Mark layer="applications" state="up" size={14} tone={isToned ? 0 : null} />
        Up {countText(counts.up)}
      </li>
    </>
  );
}

function DataNote({ view }: { readonly view: SystemView }) {
  const { measured, assumed, missing, asOf } = view.about;
  const words = [
    measured.length > 0 && 'part measured',
    assumed.length > 0 && 'part assumed',
    missing.length > 0 && 'some missing',
  ].filter((word) => word !== false);
  const text = [asOf && `of ${monthText(asOf)}`, words.join(', ')].filter(Boolean).join(': ');
  if (text === '') return null;
  return <span className={styles.note}>Data {text}</span>;
}

/** "November 2025" for "2025-11"; anything else as it is. */
function monthText(asOf: string): string {
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(asOf)) return asOf;
  const start = new Date(`${asOf}-01T00:00:00Z`);
  return start.toLocaleString('en', { month: 'long', year: 'numeric', timeZone: 'UTC' });
}
