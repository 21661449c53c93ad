/** Three kinds of tests: `node` runs side by side, `quiet` one after the other, `browser` needs a real browser. */
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { isolationHeaders } from '../ui/headers.mjs';
import { browserArguments, lookForBrowser } from './tools/browser.mjs';

const executablePath = lookForBrowser();
const setupFiles = ['test/tools/strict-console.ts'];
const setupFilesOfNode = [...setupFiles, 'test/tools/drawn-cases.ts'];

/**
 * Tests that start processes or threads, or that tell how fast a cancel is heard: one file after the other, on a
 * machine that does nothing else.
 */
const quiet = ['worker', 'cli', 'kernels', 'layout'].map((folder) => `test/${folder}/**/*.test.ts`);

const onNode = {
  environment: 'node',
  setupFiles: setupFilesOfNode,
  // generated systems and 300,000-row tables on a busy machine
  testTimeout: 30_000,
} as const;

/** Where Vite looks for packages beforehand; one that it finds later reloads the page in the middle of a test. */
const packageUsers = ['ui/**/*.{ts,tsx}', 'engine/api/worker.ts', 'test/browser/**/*.{ts,tsx}'];

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  plugins: [react()],
  assetsInclude: ['**/*.csv'],
  server: { headers: isolationHeaders },
  test: {
    allowOnly: false,
    coverage: { provider: 'v8', include: ['engine/**', 'cli/**', 'ui/**'], reportsDirectory: 'coverage' },
    projects: [
      {
        extends: true,
        test: {
          ...onNode,
          name: 'node',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: ['test/browser/**', 'test/e2e/**', ...quiet],
          // modules without state need not be read anew for each file
          isolate: false,
          maxWorkers: '100%',
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          ...onNode,
          name: 'quiet',
          include: quiet,
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        optimizeDeps: { entries: packageUsers },
        test: {
          name: 'browser',
          fileParallelism: false,
          sequence: { groupOrder: 2 },
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
