/** The frame: header, page, and what may lie over both. */
import { lazy, Suspense, useEffect, useRef } from 'react';
import styles from './app.module.css';
import { MapPage } from './pages/map-page/map-page.tsx';
import { Announcer } from './parts/announcer.tsx';
import { DropZone } from './parts/drop-zone.tsx';
import { Header } from './parts/header.tsx';
import { Notices } from './parts/notices.tsx';
import { usePage, useSession } from './parts/use-app.tsx';
import { useKeys } from './parts/use-keys.ts';
import { fetchTheRest } from './rest.ts';
import { PAGES, type PageId } from './store/pages.ts';

const ConcentrationPage = lazy(async () => ({
  default: (await import('./pages/concentration-page/concentration-page.tsx')).ConcentrationPage,
}));
const ProblemsDrawer = lazy(async () => ({
  default: (await import('./parts/problems-drawer.tsx')).ProblemsDrawer,
}));
const HelpDialog = lazy(async () => ({ default: (await import('./parts/help-dialog.tsx')).HelpDialog }));
const AboutDialog = lazy(async () => ({ default: (await import('./parts/about-dialog.tsx')).AboutDialog }));

/** The whole application. */
export function Application() {
  useKeys();
  useEffect(fetchTheRest, []);
  const page = useSession((session) => session.page);
  useArrival(page);
  const problemsOpen = usePage((page) => page.problemsOpen);
  const helpOpen = usePage((page) => page.helpOpen);
  const aboutOpen = usePage((page) => page.aboutOpen);
  return (
    <div className={styles.frame}>
      <button type="button" className={styles.skip} onClick={skipToMain}>
        {page === 'map' ? 'Skip to the map' : 'Skip to the content'}
      </button>
      <Header />
      {page === 'map' && <MapPage />}
      {page === 'concentration' && (
        <Suspense fallback={<main id="main" tabIndex={-1} className={styles.waiting} />}>
          <ConcentrationPage />
        </Suspense>
      )}
      <Notices />
      <DropZone />
      <Announcer />
      <Suspense fallback={null}>
        {problemsOpen && <ProblemsDrawer />}
        {helpOpen && <HelpDialog />}
        {aboutOpen && <AboutDialog />}
      </Suspense>
    </div>
  );
}

/** Names the page in the browser's tab; a focus that went with the page before starts at the new one. */
function useArrival(page: PageId): void {
  const shown = useRef(page);
  useEffect(() => {
    document.title = `${PAGES.find(({ id }) => id === page)?.title} - Linchpin`;
    if (shown.current !== page && document.activeElement === document.body) skipToMain();
    shown.current = page;
  }, [page]);
}

/** A button and no link: the address belongs to the session. */
function skipToMain(): void {
  document.getElementById('main')?.focus();
}
