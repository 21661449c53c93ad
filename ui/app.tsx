/** The frame: header, page, and what may lie over both. */
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import styles from './app.module.css';
import { MapPage } from './pages/map-page/map-page.tsx';
import { Announcer } from './parts/announcer.tsx';
import { DropZone } from './parts/drop-zone.tsx';
import { Header } from './parts/header.tsx';
import { Notices } from './parts/notices.tsx';
import { useApp, usePage, useSession } from './parts/use-app.tsx';
import { useKeys } from './parts/use-keys.ts';
import { fetchTheRest } from './rest.ts';
import { hasMap, type PageId, titleOfPage } from './store/pages.ts';

const ConcentrationPage = lazy(async () => ({
  default: (await import('./pages/concentration-page/concentration-page.tsx')).ConcentrationPage,
}));
const PolicyPage = lazy(async () => ({
  default: (await import('./pages/policy-page/policy-page.tsx')).PolicyPage,
}));
const DataPage = lazy(async () => ({
  default: (await import('./pages/data-page/data-page.tsx')).DataPage,
}));
const ReportPage = lazy(async () => ({
  default: (await import('./pages/report-page/report-page.tsx')).ReportPage,
}));
const RiskPage = lazy(async () => ({
  default: (await import('./pages/risk-page/risk-page.tsx')).RiskPage,
}));
const ImportPage = lazy(async () => ({
  default: (await import('./pages/import-page/import-page.tsx')).ImportPage,
}));
const ProblemsDrawer = lazy(async () => ({
  default: (await import('./parts/problems-drawer.tsx')).ProblemsDrawer,
}));
const PrintableOutage = lazy(async () => ({
  default: (await import('./pages/stress-page/printable-outage.tsx')).PrintableOutage,
}));
const HelpDialog = lazy(async () => ({ default: (await import('./parts/help-dialog.tsx')).HelpDialog }));
const SaveDialog = lazy(async () => ({ default: (await import('./parts/save-dialog.tsx')).SaveDialog }));
const ProjectsDialog = lazy(async () => ({
  default: (await import('./parts/projects-dialog.tsx')).ProjectsDialog,
}));
const AboutDialog = lazy(async () => ({ default: (await import('./parts/about-dialog.tsx')).AboutDialog }));

const MarketChoice = lazy(async () => ({
  default: (await import('./pages/market/market-choice.tsx')).MarketChoice,
}));
const MarketReport = lazy(async () => ({
  default: (await import('./pages/market/market-report.tsx')).MarketReport,
}));

/** The whole application. */
export function Application() {
  useKeys();
  const app = useApp();
  useEffect(
    () =>
      fetchTheRest(() =>
        app.notify('info', 'A new version of Linchpin is here. It opens once all its tabs have been closed.'),
      ),
    [app],
  );
  const page = useSession((session) => session.page);
  useArrival(page);
  const problemsOpen = usePage((page) => page.problemsOpen);
  const helpOpen = usePage((page) => page.helpOpen);
  const aboutOpen = usePage((page) => page.aboutOpen);
  const saveOpen = usePage((page) => page.saveOpen);
  const projectsOpen = usePage((page) => page.projectsOpen);
  const marketOpen = usePage((page) => page.marketOpen);
  const isPrint = usePage((page) => page.printOpen);
  return (
    <>
      <div className={styles.frame} inert={isPrint} data-printing={isPrint}>
        <button type="button" className={styles.skip} onClick={skipToMain}>
          {hasMap(page) ? 'Skip to the map' : 'Skip to the content'}
        </button>
        <Header />
        <div className={styles.pages}>
          <KeptMap isHere={hasMap(page)} />
          {page === 'concentration' && (
            <div className={styles.here} data-here="">
              <Suspense fallback={<main tabIndex={-1} className={styles.waiting} />}>
                <ConcentrationPage />
              </Suspense>
            </div>
          )}
          {page === 'risk' && (
            <div className={styles.here} data-here="">
              <Suspense fallback={<main tabIndex={-1} className={styles.waiting} />}>
                <RiskPage />
              </Suspense>
            </div>
          )}
          {page === 'policy' && (
            <div className={styles.here} data-here="">
              <Suspense fallback={<main tabIndex={-1} className={styles.waiting} />}>
                <PolicyPage />
              </Suspense>
            </div>
          )}
          {page === 'data' && (
            <div className={styles.here} data-here="">
              <Suspense fallback={<main tabIndex={-1} className={styles.waiting} />}>
                <DataPage />
              </Suspense>
            </div>
          )}
          {page === 'report' && (
            <div className={styles.here} data-here="">
              <Suspense fallback={<main tabIndex={-1} className={styles.waiting} />}>
                <ReportPage />
              </Suspense>
            </div>
          )}
          {page === 'import' && (
            <div className={styles.here} data-here="">
              <Suspense fallback={<main tabIndex={-1} className={styles.waiting} />}>
                <ImportPage />
              </Suspense>
            </div>
          )}
        </div>
        <Notices />
        <DropZone />
        <Announcer />
        <Suspense fallback={null}>
          {problemsOpen && <ProblemsDrawer />}
          {helpOpen && <HelpDialog />}
          {saveOpen && <SaveDialog />}
          {projectsOpen && <ProjectsDialog />}
          {aboutOpen && <AboutDialog />}
          {marketOpen === 'choice' && <MarketChoice />}
          {marketOpen === 'report' && <MarketReport />}
        </Suspense>
      </div>
      <Suspense fallback={null}>{isPrint && <PrintableOutage />}</Suspense>
    </>
  );
}

/**
 * The map page stays when another page is open, out of sight and reach: taking its graphics down and building
 * them anew would hold the page up for half a second where there is no GPU.
 */
function KeptMap({ isHere }: { readonly isHere: boolean }) {
  const [isBuilt, setBuilt] = useState(isHere);
  if (isHere && !isBuilt) setBuilt(true);
  if (!isBuilt) return null;
  return (
    <div className={isHere ? styles.here : styles.away} data-here={isHere ? '' : undefined} inert={!isHere}>
      <MapPage />
    </div>
  );
}

/** Names the page in the browser's tab; a focus that went with the page before starts at the new one. */
function useArrival(page: PageId): void {
  const shown = useRef(page);
  useEffect(() => {
    document.title = `${titleOfPage(page)} - Linchpin`;
    if (shown.current !== page && document.activeElement === document.body) skipToMain();
    shown.current = page;
  }, [page]);
}

/** A button and no link: the address belongs to the session. */
function skipToMain(): void {
  document.querySelector<HTMLElement>('[data-here] main')?.focus();
}
