/** Random moments in a browser beside Node: the same module in both, in turn. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { bundleFolder } from '../cli/build.mjs';

const QUICK = process.argv.includes('--quick');
const ROUNDS = QUICK ? 1 : 5;

/**
 * @typedef {object} Timed
 * @property {string} name
 * @property {string} kernel
 * @property {number} microseconds
 * @property {number} loss
 */

/** One module without imports. */
async function bundle() {
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      write: false,
      target: 'es2023',
      lib: { entry: join(import.meta.dirname, 'lane-timing.ts'), formats: ['es'] },
    },
  });
  const [{ output }] = /** @type {[{ output: [{ code: string }] }]} */ (/** @type {unknown} */ (built));
  return output[0].code;
}

/**
 * Times the kernel in `browser` and here; fails where they disagree.
 * @param {import('playwright').Browser} browser
 */
export async function benchLanesInPage(browser) {
  const code = await bundle();
  const folder = bundleFolder('bench');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'lane-timing.mjs');
  writeFileSync(file, code);
  /** @type {{ laneTiming: (options: { quick: boolean }) => () => Timed[] }} */
  const { laneTiming } = await import(pathToFileURL(file).href);
  const inNode = laneTiming({ quick: QUICK });
  const page = await browser.newPage();
  await page.evaluate(
    async ([source, quick]) => {
      const address = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
      const module = await import(address);
      Object.assign(globalThis, { measureLanes: module.laneTiming({ quick }) });
    },
    /** @type {[string, boolean]} */ ([code, QUICK]),
  );
  const inPage = () =>
    page.evaluate(() =>
      /** @type {{ measureLanes: () => Timed[] }} */ (/** @type {unknown} */ (globalThis)).measureLanes(),
    );
  /** @type {Timed[][]} */
  const node = [inNode()];
  const web = [await inPage()];
  node[0]?.forEach(({ name, kernel, loss }, i) => {
    const other = web[0]?.[i];
    if (other?.loss !== loss || other.kernel !== kernel)
      throw new Error(`Random moments of ${name} are not the same in the browser; no timing is printed.`);
  });
  for (let round = 0; round < ROUNDS; round++) {
    node[round] = inNode();
    web[round] = await inPage();
  }
  await page.close();
  console.log('\n== Random moments in the browser (results equal)');
  node[0]?.forEach(({ name, kernel }, i) => {
    const here = median(node.map((times) => times[i]?.microseconds ?? Number.NaN));
    const there = median(web.map((times) => times[i]?.microseconds ?? Number.NaN));
    console.log(
      `  ${name}, ${kernel}: ${there.toPrecision(3)} us per moment, ${(there / here).toFixed(2)} x the time of Node`,
    );
  });
}

/** @param {number[]} values */
function median(values) {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}
