/** Four scenarios in a page: from the address to the first answer with an interval, and to all years. */
import { tasksOf } from './main-thread.mjs';

/** Fewer years under `--quick`, which only proves that this runs. */
const YEARS = process.argv.includes('--quick') ? 640 : 10_000;
const INTERVAL = /\([\d.]+ to [\d.]+\)|no clear difference/;

/**
 * @param {import('playwright').Browser} browser
 * @param {string} address
 */
export async function benchPolicyPage(browser, address) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  let first = Number.NaN;
  let all = Number.NaN;
  const startedAt = performance.now();
  const tasks = await tasksOf(browser, page, async () => {
    await page.goto(`${address}#/policy?v=1&d=digital-economy&policy-years=${YEARS}`);
    await page.getByRole('region', { name: 'Answer' }).getByText(INTERVAL).first().waitFor();
    first = performance.now() - startedAt;
    await page.locator('[data-answered="true"]').waitFor({ timeout: 300_000 });
    all = performance.now() - startedAt;
  });
  await context.close();
  const longest = tasks.reduce((most, task) => Math.max(most, task.processor), 0);
  console.log(`\n== The Policy page, four scenarios of ${YEARS} years, from the address on`);
  console.log(`  first answer           ${(first / 1000).toFixed(1)} s`);
  console.log(`  all years              ${(all / 1000).toFixed(1)} s`);
  console.log(`  longest task           ${longest.toFixed(0)} ms of processor time`);
}
