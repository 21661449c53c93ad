/** The map page: who depends on whom, and what falls when something fails. */
import { lazy, Suspense } from 'react';
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
  const hasPanel = view !== null && (entity !== undefined || (hasFailures && cascade !== null));

  return (
    <main id="main" tabIndex={-1} className={styles.page}>
      <PageBar />
      <LoadingBar />
      {view && failure && <Failure />}
      <div className={styles.main}>
        <div className={styles.stage}>
          {!view && failure && <Failure />}
          {view && layout === 'table' && (
            <Suspense fallback={null}>
              <EntityTable view={view} />
            </Suspense>
          )}
          {view && layout !== 'table' && <MapStage view={view} layout={layout} />}
          {view && <Welcome />}
        </div>
        {view && <Legend view={view} />}
        {hasPanel && (
          <Panel label={entity === undefined ? 'What falls' : 'Entity'}>
            {entity !== undefined && <Inspector key={entity} view={view} entity={entity} />}
            {hasFailures && cascade && <Affected view={view} cascade={cascade} />}
          </Panel>
        )}
      </div>
    </main>
  );
}
