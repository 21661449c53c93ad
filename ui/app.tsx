/** The frame: header, page, and what may lie over both. */
import { lazy, Suspense, useEffect } from 'react';
import styles from './app.module.css';
import { MapPage } from './pages/map-page/map-page.tsx';
import { Announcer } from './parts/announcer.tsx';
import { DropZone } from './parts/drop-zone.tsx';
import { Header } from './parts/header.tsx';
import { Notices } from './parts/notices.tsx';
import { usePage } from './parts/use-app.tsx';
import { useKeys } from './parts/use-keys.ts';
import { fetchTheRest } from './rest.ts';

const ProblemsDrawer = lazy(async () => ({
  default: (await import('./parts/problems-drawer.tsx')).ProblemsDrawer,
}));
const HelpDialog = lazy(async () => ({ default: (await import('./parts/help-dialog.tsx')).HelpDialog }));
const AboutDialog = lazy(async () => ({ default: (await import('./parts/about-dialog.tsx')).AboutDialog }));

/** The whole application. */
export function Application() {
  useKeys();
  useEffect(fetchTheRest, []);
  const problemsOpen = usePage((page) => page.problemsOpen);
  const helpOpen = usePage((page) => page.helpOpen);
  const aboutOpen = usePage((page) => page.aboutOpen);
  return (
    <div className={styles.frame}>
      <button type="button" className={styles.skip} onClick={skipToMain}>
        Skip to the map
      </button>
      <Header />
      <MapPage />
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

/** A button and no link: the address belongs to the session. */
function skipToMain(): void {
  document.getElementById('main')?.focus();
}
