/** Starts the page. */
import './theme/fonts.css';
import './theme/tokens.css';
import './theme/mantine.css';
import './theme/base.css';
import { MantineProvider } from '@mantine/core';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Application } from './app.tsx';
import { prepareMap } from './pages/map-page/map-stage.tsx';
import { FaultBoundary } from './parts/fault-boundary.tsx';
import { AppProvider } from './parts/use-app.tsx';
import { createApp } from './store/app.ts';
import { startEngine } from './store/engine.ts';
import { cssVariablesResolver, theme } from './theme/theme.ts';

const root = document.getElementById('root');
if (!root) throw new Error('The page has no root element.');

const app = createApp(startEngine());

createRoot(root).render(
  <StrictMode>
    <MantineProvider theme={theme} cssVariablesResolver={cssVariablesResolver} defaultColorScheme="auto">
      <AppProvider app={app}>
        <FaultBoundary>
          <Application />
        </FaultBoundary>
      </AppProvider>
    </MantineProvider>
  </StrictMode>,
);

// when this fails the map's own place says so
prepareMap().catch(() => {});
app.start();
