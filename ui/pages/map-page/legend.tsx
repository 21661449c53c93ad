/** Under the map: what its marks mean, how many there are of each, and where the data come from. */
import { useMemo } from 'react';
import { HowButton } from '../../parts/button.tsx';
import { Mark } from '../../parts/mark.tsx';
import { useApp, useResults } from '../../parts/use-app.tsx';
import { kindFacets } from '../../store/filters.ts';
import type { CascadeResult, SystemView } from '../../store/types.ts';
import { countText, stateOf, vocabularyText } from '../../store/words.ts';
import styles from './legend.module.css';

/** The legend. */
export function Legend({ view }: { readonly view: SystemView }) {
  const app = useApp();
  const cascade = useResults((results) => results.cascade);
  const layers = useMemo(() => kindFacets(view), [view]);
  return (
    <div className={styles.legend}>
      <h2 className={styles.hidden}>Legend</h2>
      <ul className={styles.items}>
        {cascade ? (
          <States cascade={cascade} />
        ) : (
          layers.map((layer) => (
            <li key={layer.name}>
              <Mark layer={layer.name} size={14} />
              {vocabularyText(layer.name)}
            </li>
          ))
        )}
      </ul>
      <span className={styles.space} />
      <DataNote view={view} />
      <HowButton onClick={() => app.page.setState({ aboutOpen: true })}>About this data</HowButton>
    </div>
  );
}

function States({ cascade }: { readonly cascade: CascadeResult }) {
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
        <Mark layer="applications" state="up" size={14} />
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
