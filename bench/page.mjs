/**
 * `node bench/page.mjs`: the built page in a real browser, on a cold load: time to the first picture, bytes
 * before it, and the longest main-thread tasks. Times are medians of several loads.
 */
import { once } from 'node:events';
import { chromium } from 'playwright';
import { buildIfStale, bundleFolder } from '../cli/build.mjs';
import { browserArguments, needBrowser } from '../test/tools/browser.mjs';
import { staticServer } from '../ui/serve.mjs';
import { benchLanesInPage } from './lanes-page.mjs';
import { tasksOf } from './main-thread.mjs';
import { benchPolicyPage } from './policy-page.mjs';

/** One load under `--quick`, which only proves that this runs. */
const QUICK = process.argv.includes('--quick');
const LOADS = QUICK ? 1 : 7;
const DRAG_MS = QUICK ? 200 : 4000;
const LONG_TASK_MS = 50;

/** @param {number[]} values */
function median(values) {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

/** What the browser opens for itself is over by then. */
const SETTLED_MS = QUICK ? 0 : 3000;

/**
 * @param {import('playwright').Browser} browser
 * @param {string} address
 */
async function load(browser, address) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  let bytes = 0;
  session.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  let bytesBefore = 0;
  const tasks = await tasksOf(browser, page, async () => {
    await page.goto(address);
    await page.locator('[data-drawn="true"]').waitFor();
    bytesBefore = bytes;
  });
  const drawnAfter = await page.evaluate(
    () => performance.getEntriesByName('linchpin:map-drawn')[0]?.startTime ?? Number.NaN,
  );
  await context.close();
  return { drawnAfter, bytesBefore, tasks };
}

/**
 * Drags the map of 5,000 entities and 20,000 dependencies about.
 * @param {import('playwright').Browser} browser
 * @param {string} address
 */
async function drag(browser, address) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.goto(address);
  await page.locator('[data-drawn="true"]').waitFor();
  const chosen = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Open my own data' }).click();
  await (await chosen).setFiles(generatedFiles(5000, 20_000));
  await page.getByText('5,000 entities').first().waitFor();
  await page.locator('[data-drawn="true"]').waitFor();
  const place = await page.locator('[data-drawn="true"]').boundingBox();
  if (place === null) throw new Error('There is no map to drag.');
  let frames = 0;
  const tasks = await tasksOf(browser, page, async () => {
    const counted = page.evaluate(
      (milliseconds) =>
        new Promise((resolve) => {
          let count = 0;
          const end = performance.now() + milliseconds;
          const next = () => {
            if (performance.now() >= end) resolve(count);
            else requestAnimationFrame(next);
            count++;
          };
          requestAnimationFrame(next);
        }),
      DRAG_MS,
    );
    await page.mouse.move(place.x + place.width / 2, place.y + place.height / 2);
    await page.mouse.down();
    for (let step = 0; step < DRAG_MS / 20; step++)
      await page.mouse.move(
        place.x + place.width / 2 + 200 * Math.sin(step / 10),
        place.y + place.height / 2 + 100 * Math.cos(step / 7),
      );
    frames = Number(await counted);
    await page.mouse.up();
  });
  await context.close();
  return { frames, tasks };
}

/**
 * A dataset in which all depend on a tenth of all.
 * @param {number} entityCount
 * @param {number} dependencyCount
 */
function generatedFiles(entityCount, dependencyCount) {
  const suppliers = entityCount / 10;
  const entities = Array.from(
    { length: entityCount },
    (_, v) => `e${v},${v < suppliers ? 'cloud-provider' : 'application'},${v < suppliers ? 0 : 1}`,
  );
  const dependencies = Array.from({ length: dependencyCount }, (_, e) => {
    const dependent = suppliers + (e % (entityCount - suppliers));
    return `e${dependent},e${(Math.imul(e, 2654435761) >>> 0) % suppliers},role-${e % 7}`;
  });
  const file = (/** @type {string} */ name, /** @type {string[]} */ lines) => ({
    name,
    mimeType: 'text/csv',
    buffer: Buffer.from(lines.join('\n')),
  });
  return [
    file('entities.csv', ['id,kind,weight', ...entities]),
    file('dependencies.csv', ['dependent,supplier,role', ...dependencies]),
  ];
}

buildIfStale('web');
const executablePath = needBrowser();
const server = staticServer(bundleFolder('web')).listen(0, '127.0.0.1');
await once(server, 'listening');
const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
const browser = await chromium.launch({ executablePath, args: browserArguments });
const address = `http://127.0.0.1:${port}/`;
await new Promise((resolve) => setTimeout(resolve, SETTLED_MS));
const loads = [];
for (let i = 0; i < LOADS; i++) loads.push(await load(browser, address));
const { frames, tasks } = await drag(browser, address);

/** @param {number[]} values */
const largest = (values) => values.reduce((most, value) => Math.max(most, value), 0);
const wall = loads.map((each) => largest(each.tasks.map((task) => task.wall)));
const processor = loads.map((each) => largest(each.tasks.map((task) => task.processor)));
const long = loads.map((each) => each.tasks.filter((task) => task.wall > LONG_TASK_MS).length);
console.log('\n== The page, digital economy, cold load, 1440 x 900');
console.log(`  first picture          ${median(loads.map(({ drawnAfter }) => drawnAfter)).toFixed(0)} ms`);
console.log(
  `  bytes before it        ${(median(loads.map(({ bytesBefore }) => bytesBefore)) / 1000).toFixed(0)} kB`,
);
console.log(
  `  longest task           ${median(processor).toFixed(0)} ms of processor time (at most ${largest(processor).toFixed(0)}), ${median(wall).toFixed(0)} ms by the clock`,
);
console.log(`  tasks above ${LONG_TASK_MS} ms      ${median(long)} by the clock`);
console.log('\n== Dragging the map of 5,000 entities and 20,000 dependencies');
const busy = tasks.reduce((sum, task) => sum + task.processor, 0);
console.log(
  `  main thread            ${(busy / Math.max(frames, 1)).toFixed(1)} ms of processor time a frame (16.7 for 60 a second)`,
);
console.log(`  frames                 ${((1000 * frames) / DRAG_MS).toFixed(0)} a second as drawn here`);

await benchPolicyPage(browser, address);
server.close();
await benchLanesInPage(browser);
await browser.close();
