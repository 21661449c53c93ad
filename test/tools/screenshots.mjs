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

const answered = [concentration, risk, policy];

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
  if (answered.includes(hash)) await page.locator('[data-answered="true"]').waitFor();
  else {
    await page.locator('[data-drawn="true"]').waitFor();
    await page.getByRole('button', { name: 'Repair all' }).first().waitFor();
  }
  await page.waitForLoadState('networkidle');
  await page.screenshot({ path: join(folder, `${name}.png`) });
  await page.close();
}
await browser.close();
server.close();
