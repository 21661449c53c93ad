/** Starts the page: the engine first, for it takes longest; the rest in parts, each a short task of its own. */
import './theme/fonts.css';
import './theme/tokens.css';
import './theme/mantine.css';
import './theme/base.css';
import { graphicsIdle } from './map/graphics.ts';
import { startEngine } from './store/engine.ts';

const root = document.getElementById('root');
if (!root) throw new Error('The page has no root element.');
const place = root;

const engine = startEngine();
const store = import('./store/app.ts');
const react = import('react-dom/client');
const page = import('./page.tsx');
void graphicsIdle();

async function start(): Promise<void> {
  const { createApp } = await store;
  const app = createApp(engine);
  app.start();
  await react;
  const { showPage } = await page;
  showPage(app, place);
}

start().catch(() => place.append('The page could not be fetched. Load it again.'));
