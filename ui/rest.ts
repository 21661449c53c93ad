/** What the page fetches only when it is wanted, fetched once the first picture stands. */

import forceWorker from './map/force-worker.ts?worker&url';
import { keepApplication } from './store/offline.ts';

const LOOK_AGAIN_MS = 1_000;
const LOOKS_IN_PEACE = 2;

/**
 * Fetches all parts that have not been needed yet, so that the page goes on when its server has been
 * stopped. Returns the way to call it off.
 */
export function fetchTheRest(onNewer: () => void): () => void {
  let looks = 0;
  const timer = setInterval(() => {
    if (!document.querySelector('[data-drawn="true"], [data-answered="true"], table')) return;
    // what a person does first comes before what they may do later
    if (++looks < LOOKS_IN_PEACE) return;
    clearInterval(timer);
    const parts = [
      import('./pages/map-page/entity-table.tsx'),
      import('./pages/concentration-page/concentration-page.tsx'),
      import('./pages/risk-page/risk-page.tsx'),
      import('./pages/policy-page/policy-page.tsx'),
      import('./pages/data-page/data-page.tsx'),
      import('./pages/report-page/report-page.tsx'),
      import('./pages/import-page/import-page.tsx'),
      import('./store/policy-presets.ts'),
      import('./pages/stress-page/stress-bar.tsx'),
      import('./pages/stress-page/stress-dock.tsx'),
      import('./pages/stress-page/stress-panel.tsx'),
      import('./pages/stress-page/stress-setup.tsx'),
      import('./pages/stress-page/stress-start.tsx'),
      import('./parts/problems-drawer.tsx'),
      import('./parts/help-dialog.tsx'),
      import('./parts/about-dialog.tsx'),
      import('./pages/market/market-choice.tsx'),
      import('./pages/market/market-report.tsx'),
      import('./store/download.ts'),
      fetch(forceWorker),
    ];
    // a part that cannot be had now is asked for again when it is wanted
    void Promise.allSettled(parts).then(() => keepApplication(onNewer));
  }, LOOK_AGAIN_MS);
  return () => clearInterval(timer);
}
