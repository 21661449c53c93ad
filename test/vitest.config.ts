/** Two kinds of tests: `node` runs everything it can without a browser, `browser` needs a real one. */
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { isolationHeaders } from '../ui/headers.mjs';
import { browserArguments, lookForBrowser } from './tools/browser.mjs';

const executablePath = lookForBrowser();
const setupFiles = ['test/tools/strict-console.ts'];

/** Where Vite looks for packages beforehand; one that it finds later reloads the page in the middle of a test. */
const packageUsers = ['ui/**/*.{ts,tsx}', 'engine/api/worker.ts', 'test/browser/**/*.{ts,tsx}'];

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  plugins: [react()],
  assetsInclude: ['**/*.csv'],
  server: { headers: isolationHeaders },
  test: {
    allowOnly: false,
    // one file after the other: how fast a cancel is heard can only be told on a machine that does nothing else
    fileParallelism: false,
    coverage: { provider: 'v8', include: ['engine/**', 'cli/**', 'ui/**'], reportsDirectory: 'coverage' },
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          environment: 'node',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: ['test/browser/**', 'test/e2e/**'],
          setupFiles,
          // generated systems and 300,000-row tables on a busy machine
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        optimizeDeps: { entries: packageUsers },
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.{ts,tsx}'],
          setupFiles,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: { args: browserArguments, ...(executablePath ? { executablePath } : {}) },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
});
