/** What people see. Apart from the start of the page, so that the engine is at work while this is read. */
import { MantineProvider } from '@mantine/core';
import { StrictMode, startTransition } from 'react';
import { createRoot } from 'react-dom/client';
import { Application } from './app.tsx';
import { prepareMap } from './pages/map-page/map-stage.tsx';
import { FaultBoundary } from './parts/fault-boundary.tsx';
import { AppProvider } from './parts/use-app.tsx';
import type { App } from './store/app.ts';
import { cssVariablesResolver, theme } from './theme/theme.ts';

/** Puts the application into its place on the page. */
export function showPage(app: App, place: HTMLElement): void {
  const content = (
    <StrictMode>
      <MantineProvider theme={theme} cssVariablesResolver={cssVariablesResolver} defaultColorScheme="auto">
        <AppProvider app={app}>
          <FaultBoundary>
            <Application />
          </FaultBoundary>
        </AppProvider>
      </MantineProvider>
    </StrictMode>
  );
  // a transition, for React then makes the page in slices of a few milliseconds
  startTransition(() => createRoot(place).render(content));
  // when this fails the map's own place says so
  prepareMap().catch(() => {});
}
