/** The map page: who depends on whom, and what falls when something fails. */
import { lazy, Suspense, useState } from 'react';
import { Failure, LoadingBar } from '../../parts/loading.tsx';
import { useDataset, useResults, useSession } from '../../parts/use-app.tsx';
import { Affected } from './affected.tsx';
import { Inspector } from './inspector.tsx';
import { Legend } from './legend.tsx';
import styles from './map-page.module.css';
import { MapStage } from './map-stage.tsx';
import { PageBar } from './page-bar.tsx';
import { Panel } from './panel.tsx';
import { Welcome } from './welcome.tsx';

const EntityTable = lazy(async () => ({ default: (await import('./entity-table.tsx')).EntityTable }));

/** The first page, and the one that opens. */
export function MapPage() {
  const layout = useSession((session) => session.layout);
  const view = useDataset((dataset) => dataset.view);
  const failure = useDataset((dataset) => dataset.failure);
  const selected = useDataset((dataset) => dataset.indexOf);
  const selectedId = useSession((session) => session.selected);
  const entity = selectedId === null ? undefined : selected.get(selectedId);
  const hasFailures = useSession((session) => session.failed.length > 0);
  const cascade = useResults((results) => results.cascade);
  const [panel, setPanel] = useState<HTMLElement | null>(null);
  const hasPanel = view !== null && (entity !== undefined || (hasFailures && cascade !== null));

  return (
    <main id="main" tabIndex={-1} className={styles.page}>
      <PageBar />
      <LoadingBar />
      {view && failure && <Failure />}
      <div className={styles.main}>
        <div className={styles.stage}>
          {!view && failure && <Failure />}
          {view && <MapStage view={view} layout={layout} panel={panel} />}
          {view && layout !== 'table' && <Welcome />}
        </div>
        {view && layout === 'table' && (
          <div className={styles.table}>
            <Suspense fallback={null}>
              <EntityTable view={view} />
            </Suspense>
          </div>
        )}
        {view && <Legend view={view} />}
        {hasPanel && (
          <Panel ref={setPanel} label={entity === undefined ? 'What falls' : 'Entity'}>
            {entity !== undefined && <Inspector key={entity} view={view} entity={entity} />}
            {hasFailures && cascade && <Affected view={view} cascade={cascade} />}
          </Panel>
        )}
      </div>
    </main>
  );
}
