/** `npm run screenshots`: takes the pictures of the README anew, from the built page. */
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { chromium } from 'playwright';
import { buildIfStale, bundleFolder } from '../../cli/build.mjs';
import { staticServer } from '../../ui/serve.mjs';
import { browserArguments, needBrowser } from './browser.mjs';

const folder = resolve(import.meta.dirname, '../../docs/screenshots');
const failure = '#/map?v=1&d=digital-economy&fail=aws%2Fus-east-1%2Fdynamodb';

const concentration = '#/concentration?v=1&d=digital-economy&of=dns';

const stress = '#/stress?v=1&d=digital-economy&outage=aws-use1-2025-10-20&t=6.5';

const risk = '#/risk?v=1&d=digital-economy';

const policy = '#/policy?v=1&d=digital-economy';

const data = '#/data?v=1&d=digital-economy';

const report = '#/report?v=1&d=digital-economy&of=dns';

const imported = '#/import';

/** A table as people keep it: words for losses, a missing year, a row twice. */
const TABLE = `dependent,dependent_type,provider,provider_type,criticality,as_of_year,verified
Signal,app,AWS,cloud,critical,2025,yes
Harbour Bank,organisation,AWS,cloud,degraded,2021,yes
Harbour Bank,organisation,North Cloud / South Cloud,cloud,redundant,2021,no
Harbour Bank,organisation,Example DNS,dns,critical,,yes
Corner Shop,app,Example DNS,dns,critical,2020,no
Corner Shop,app,Example DNS,dns,critical,2020,no
`;

/**
 * Waits until a page has answered.
 * @param {import('playwright').Page} page
 * @param {string} hash
 */
async function settle(page, hash) {
  if (hash === imported) {
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Choose files' }).click();
    await (await chooser).setFiles({
      name: 'providers.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(TABLE),
    });
    await page.getByRole('button', { name: 'Use suggestions' }).first().waitFor();
    await page.locator('main[data-answered="true"]').waitFor();
  } else if (hash === report) {
    for (const name of ['The system', 'Concentration', 'Risk'])
      await page.locator(`[data-answered="true"][aria-label="${name}"]`).waitFor();
  } else if ([concentration, risk, policy, data].includes(hash)) {
    await page.locator('[data-answered="true"]').first().waitFor();
  } else {
    await page.locator('[data-drawn="true"]').waitFor();
    await page.getByRole('button', { name: 'Repair all' }).first().waitFor();
  }
  await page.waitForLoadState('networkidle');
}

/** @type {{ name: string, hash: string, colorScheme: 'light' | 'dark', width: number, height: number }[]} */
const pictures = [
  { name: 'map-failure-light', hash: failure, colorScheme: 'light', width: 1440, height: 900 },
  { name: 'map-chain-dark', hash: `${failure}&at=canva`, colorScheme: 'dark', width: 1440, height: 900 },
  { name: 'map-chain-phone', hash: `${failure}&at=canva`, colorScheme: 'light', width: 360, height: 780 },
  { name: 'concentration-light', hash: concentration, colorScheme: 'light', width: 1440, height: 900 },
  { name: 'concentration-dark', hash: concentration, colorScheme: 'dark', width: 1440, height: 900 },
  { name: 'stress-light', hash: stress, colorScheme: 'light', width: 1440, height: 900 },
  { name: 'stress-chain-dark', hash: `${stress}&at=canva`, colorScheme: 'dark', width: 1440, height: 900 },
  { name: 'stress-phone', hash: stress, colorScheme: 'light', width: 360, height: 780 },
  { name: 'risk-light', hash: risk, colorScheme: 'light', width: 1440, height: 900 },
  { name: 'risk-dark', hash: risk, colorScheme: 'dark', width: 1440, height: 900 },
  { name: 'risk-phone', hash: risk, colorScheme: 'light', width: 360, height: 780 },
  { name: 'policy-light', hash: policy, colorScheme: 'light', width: 1440, height: 900 },
  { name: 'policy-dark', hash: policy, colorScheme: 'dark', width: 1440, height: 900 },
  { name: 'policy-phone', hash: policy, colorScheme: 'light', width: 360, height: 780 },
  { name: 'policy-whole', hash: policy, colorScheme: 'light', width: 1440, height: 1560 },
  { name: 'import-light', hash: imported, colorScheme: 'light', width: 1440, height: 900 },
  { name: 'import-phone', hash: imported, colorScheme: 'dark', width: 360, height: 780 },
  { name: 'data-light', hash: data, colorScheme: 'light', width: 1440, height: 900 },
  { name: 'data-phone', hash: data, colorScheme: 'dark', width: 360, height: 780 },
  { name: 'report-light', hash: report, colorScheme: 'light', width: 1440, height: 900 },
  { name: 'report-phone', hash: report, colorScheme: 'dark', width: 360, height: 780 },
  { name: 'concentration-phone', hash: concentration, colorScheme: 'light', width: 360, height: 780 },
];

buildIfStale('web');
mkdirSync(folder, { recursive: true });
const server = staticServer(bundleFolder('web')).listen(0, '127.0.0.1');
await once(server, 'listening');
const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
const browser = await chromium.launch({ executablePath: needBrowser(), args: browserArguments });
for (const { name, hash, colorScheme, width, height } of pictures) {
  const page = await browser.newPage({ viewport: { width, height }, colorScheme, reducedMotion: 'reduce' });
  await page.goto(`http://127.0.0.1:${port}/${hash}`);
  await settle(page, hash);
  await page.screenshot({ path: join(folder, `${name}.png`) });
  await page.close();
}
await browser.close();
server.close();
