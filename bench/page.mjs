/**
 * `node bench/page.mjs`: the built page in a real browser, on a cold load: time to the first picture, bytes
 * before it, and the longest main-thread tasks. Times are medians of several loads.
 */
import { once } from 'node:events';
import { chromium } from 'playwright';
import { buildIfStale, bundleFolder } from '../cli/build.mjs';
import { browserArguments, needBrowser } from '../test/tools/browser.mjs';
import { staticServer } from '../ui/serve.mjs';

/** One load under `--quick`, which only proves that this runs. */
const LOADS = process.argv.includes('--quick') ? 1 : 5;
const LONG_TASK_MS = 50;

/** @param {number[]} values */
function median(values) {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

/**
 * @param {import('playwright').Browser} browser
 * @param {string} address
 */
async function load(browser, address) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.addInitScript(() => {
    const tasks = /** @type {number[]} */ ([]);
    Object.assign(window, { longTasks: tasks });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) tasks.push(entry.duration);
    }).observe({ type: 'longtask', buffered: true });
  });
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  let bytes = 0;
  session.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  await page.goto(address);
  await page.locator('[data-drawn="true"]').waitFor();
  const bytesBefore = bytes;
  const measured = await page.evaluate(() => ({
    drawnAfter: performance.getEntriesByName('linchpin:map-drawn')[0]?.startTime ?? Number.NaN,
    tasks: /** @type {{ longTasks: number[] }} */ (/** @type {unknown} */ (window)).longTasks,
  }));
  await context.close();
  return { ...measured, bytesBefore };
}

buildIfStale('web');
const executablePath = needBrowser();
const server = staticServer(bundleFolder('web')).listen(0, '127.0.0.1');
await once(server, 'listening');
const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
const browser = await chromium.launch({ executablePath, args: browserArguments });
const loads = [];
for (let i = 0; i < LOADS; i++) loads.push(await load(browser, `http://127.0.0.1:${port}/`));
await browser.close();
server.close();

const longest = loads.map(({ tasks }) => Math.max(0, ...tasks));
console.log('\n== The page, digital economy, cold load, 1440 x 900');
console.log(`  first picture          ${median(loads.map(({ drawnAfter }) => drawnAfter)).toFixed(0)} ms`);
console.log(
  `  bytes before it        ${(median(loads.map(({ bytesBefore }) => bytesBefore)) / 1000).toFixed(0)} kB`,
);
console.log(`  longest task           ${median(longest).toFixed(0)} ms`);
console.log(
  `  tasks above ${LONG_TASK_MS} ms      ${median(loads.map(({ tasks }) => tasks.filter((task) => task > LONG_TASK_MS).length))}`,
);
