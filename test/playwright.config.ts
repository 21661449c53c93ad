/** End-to-end tests: the built application, in a real browser, as a person uses it. */
import { fileURLToPath } from 'node:url';
import { defineConfig } from '@playwright/test';
import { browserArguments, lookForBrowser } from './tools/browser.mjs';

const executablePath = lookForBrowser();
const address = 'http://127.0.0.1:4199/';

export default defineConfig({
  testDir: 'e2e',
  outputDir: '.out/playwright',
  snapshotPathTemplate: '{testDir}/../.out/screenshots/{arg}{ext}',
  workers: 1,
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  reporter: [['list'], ['json', { outputFile: '.out/playwright.json' }]],
  use: {
    baseURL: address,
    viewport: { width: 1280, height: 800 },
    // each test begins without one; what works offline is proved on its own
    serviceWorkers: 'block',
    launchOptions: { args: browserArguments, ...(executablePath ? { executablePath } : {}) },
  },
  webServer: {
    command: 'node ui/start.mjs --no-open --port 4199',
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    url: address,
    reuseExistingServer: false,
    timeout: 120_000,
  },
});
