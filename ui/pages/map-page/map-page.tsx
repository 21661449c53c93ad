/** The map page: who depends on whom, and what falls when something fails. */
import { lazy, Suspense, useState } from 'react';
import { Failure, LoadingBar } from '../../parts/loading.tsx';
import { useDataset, useResults, useSession } from '../../parts/use-app.tsx';
import { hasMap } from '../../store/pages.ts';
import { isStressed } from '../../store/stress-choice.ts';
import { Affected } from './affected.tsx';
import { GroupPanel } from './group-panel.tsx';
import { Inspector } from './inspector.tsx';
import { Legend } from './legend.tsx';
import styles from './map-page.module.css';
import { MapStage } from './map-stage.tsx';
import { PageBar } from './page-bar.tsx';
import { Panel } from './panel.tsx';
import { Welcome } from './welcome.tsx';

const EntityTable = lazy(async () => ({ default: (await import('./entity-table.tsx')).EntityTable }));
const StressBar = lazy(async () => ({ default: (await import('../stress-page/stress-bar.tsx')).StressBar }));
const StressDock = lazy(async () => ({
  default: (await import('../stress-page/stress-dock.tsx')).StressDock,
}));
const StressPanel = lazy(async () => ({
  default: (await import('../stress-page/stress-panel.tsx')).StressPanel,
}));
const StressStart = lazy(async () => ({
  default: (await import('../stress-page/stress-start.tsx')).StressStart,
}));

/**
 * The pages around the map: the first one, with what falls in the end, and the stress page, where the same map
 * follows a film. They share it, for a second map would take half a second where there is no GPU.
 */
export function MapPage() {
  const isStress = useIsStress();
  const isStressedNow = useSession((session) => isStressed(session.stress));
  const chosen = useSession((session) => session.layout);
  const layout = isStress && chosen === 'table' ? 'tower' : chosen;
  const view = useDataset((dataset) => dataset.view);
  const failure = useDataset((dataset) => dataset.failure);
  const selected = useDataset((dataset) => dataset.indexOf);
  const selectedId = useSession((session) => session.selected);
  const entity = selectedId === null ? undefined : selected.get(selectedId);
  const hasFailures = useSession((session) => session.failed.length > 0);
  const cascade = useResults((results) => results.cascade);
  const [panel, setPanel] = useState<HTMLElement | null>(null);
  const group = useDataset((dataset) => dataset.group);
  const groups = useDataset((dataset) => dataset.tower?.groups ?? null);
  const isGroup = entity === undefined && group !== null && groups !== null;
  const hasPanel =
    view !== null && (isStress || entity !== undefined || isGroup || (hasFailures && cascade !== null));

  return (
    <main id="main" tabIndex={-1} className={styles.page}>
      {isStress ? (
        <Suspense fallback={null}>
          <StressBar />
        </Suspense>
      ) : (
        <PageBar />
      )}
      <LoadingBar />
      {view && failure && <Failure />}
      <div className={styles.main}>
        <div className={styles.stage}>
          {!view && failure && <Failure />}
          {view && <MapStage view={view} layout={layout} panel={panel} />}
          {view && layout !== 'table' && !isStress && <Welcome />}
        </div>
        {view && layout === 'table' && (
          <div className={styles.table}>
            <Suspense fallback={null}>
              <EntityTable view={view} />
            </Suspense>
          </div>
        )}
        {view && !isStress && <Legend view={view} />}
        {view && isStress && isStressedNow && (
          <Suspense fallback={null}>
            <StressDock view={view} />
          </Suspense>
        )}
        {hasPanel && isStress && (
          <Panel ref={setPanel} label="The outage">
            {isGroup && <GroupPanel key={group} view={view} groups={groups} group={group} />}
            <Suspense fallback={null}>
              {isStressedNow ? <StressPanel view={view} /> : <StressStart view={view} />}
            </Suspense>
          </Panel>
        )}
        {hasPanel && !isStress && (
          <Panel ref={setPanel} label={isGroup ? 'Group' : entity === undefined ? 'What falls' : 'Entity'}>
            {isGroup && <GroupPanel key={group} view={view} groups={groups} group={group} />}
            {entity !== undefined && <Inspector key={entity} view={view} entity={entity} />}
            {hasFailures && cascade && <Affected view={view} cascade={cascade} />}
          </Panel>
        )}
      </div>
    </main>
  );
}

/** Whether the stress page is open, or was the last of these pages while another one is. */
function useIsStress(): boolean {
  const page = useSession((session) => session.page);
  const [last, setLast] = useState(page);
  if (hasMap(page) && page !== last) setLast(page);
  return last === 'stress';
}
