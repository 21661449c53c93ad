import { readFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { axeViolations, expectQuiet } from './quiet-page.ts';

/** Few years: enough for 1 in 10 and 1 in 20, and done in a moment. */
const QUICK = '#/risk?v=1&d=digital-economy&risk-years=1000';
/** More than any machine simulates while a test looks. */
const LONG = '#/risk?v=1&d=digital-economy&risk-years=10000000';
const title = (page: Page) => page.getByRole('heading', { level: 1 });
const card = (page: Page) => page.getByRole('region', { name: 'Simulated years' });
const curve = (page: Page) => page.getByRole('slider', { name: 'Return period on the curve' });
const settled = (page: Page) => page.locator('[data-answered="true"]').waitFor();

test.beforeEach(expectQuiet);

test('the page simulates years by itself and says what an average year costs, and says it to all', async ({
  page,
}) => {
  await page.goto('./');
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Risk' }).click();
  await expect(page).toHaveTitle('Risk - Linchpin');
  await expect(title(page)).toContainText(
    /An average year costs [\d.]+\s(hours?|minutes?) per person of reach/,
  );
  await settled(page);
  await expect(card(page)).toContainText('10,000 of 10,000 years');
  await expect(title(page)).toContainText(/One year in a hundred costs [\d.]+\sh \([\d.]+ to [\d.]+\)/);
  await expect(page.getByRole('status')).toContainText('10,000 years are simulated. An average year costs');
  for (const name of ['How bad could a year get', 'Who drives it', 'What kind of failure', 'Is it settled'])
    await expect(page.getByRole('region', { name })).toBeVisible();
});

test('the years stop at once, go on, and stay while another page is looked at', async ({ page }) => {
  await page.goto(`./${LONG}`);
  await expect(title(page)).toContainText('An average year costs');
  await card(page).getByRole('button', { name: 'Cancel' }).click();
  await expect(card(page).getByRole('button', { name: 'Go on' })).toBeVisible({ timeout: 500 });
  await settled(page);
  const stopped = (await card(page).textContent()) ?? '';
  await expect(page.getByRole('status')).toContainText('Stopped after');

  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Concentration' }).click();
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Risk' }).click();
  await expect(card(page)).toHaveText(stopped);
  await card(page).getByRole('button', { name: 'Go on' }).click();
  await expect(card(page).getByRole('button', { name: 'Cancel' })).toBeVisible();
  await card(page).getByRole('button', { name: 'Cancel' }).click();
});

test('years that were stopped are not begun again by loading the page again', async ({ page }) => {
  await page.goto(`./${LONG}`);
  await expect(title(page)).toContainText('An average year costs');
  await card(page).getByRole('button', { name: 'Cancel' }).click();
  await settled(page);
  await expect(page).toHaveURL(/risk-stop=\d+/);
  const stopped = (await card(page).textContent()) ?? '';
  const finding = (await title(page).textContent()) ?? '';
  await page.reload();
  await settled(page);
  await expect(card(page)).toHaveText(stopped);
  await expect(title(page)).toHaveText(finding);
  await card(page).getByRole('button', { name: 'Go on' }).click();
  await expect(page).not.toHaveURL(/risk-stop/);
  await card(page).getByRole('button', { name: 'Cancel' }).click();
});

test('years that are stopped before the first of them are not promised any more', async ({ page }) => {
  await page.goto(`./${LONG}&risk-stop=0`);
  await expect(page.getByText('Stopped before the first years were there.')).toBeVisible();
  await expect(card(page)).toContainText('0 of 10,000,000 years');
  await card(page).getByRole('button', { name: 'Go on' }).click();
  await expect(title(page)).toContainText('An average year costs');
  await card(page).getByRole('button', { name: 'Cancel' }).click();
});

test('choices are in the link and are undone by name', async ({ page, context }) => {
  await page.goto(`./${QUICK}`);
  await settled(page);
  const finding = (await title(page).textContent()) ?? '';
  await page.getByRole('combobox', { name: 'Losses in' }).selectOption('% of all service');
  await expect(title(page)).toContainText('% of all service');
  await page.getByRole('combobox', { name: 'Switches' }).selectOption('never work');
  await page.getByRole('button', { name: /^Years/ }).click();
  await page.getByRole('textbox', { name: 'Another number of years' }).fill('1,500');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/risk-years=1500&risk-failover=never&risk-unit=share$/);
  await expect(card(page)).toContainText('1,500 of 1,500 years');
  await settled(page);

  const second = await context.newPage();
  await second.goto(page.url());
  await settled(second);
  await expect(title(second)).toHaveText((await title(page).textContent()) ?? '');
  await second.close();

  await page.getByRole('button', { name: 'Undo: simulate 1,500 years' }).click();
  await page.getByRole('button', { name: 'Undo: let switches never work' }).click();
  await page.getByRole('button', { name: 'Undo: count a share of all service' }).click();
  await expect(title(page)).toHaveText(finding);
});

test('the curve is read by key, has a table, and ends where too few years stand behind it', async ({
  page,
}) => {
  await page.goto(`./${QUICK}`);
  await settled(page);
  await expect(title(page)).toContainText('One year in a hundred takes 3,000 simulated years to tell.');
  await curve(page).focus();
  await expect(curve(page)).toHaveAttribute('aria-valuetext', /^1 in 33\.3 years: all outages/);
  await page.keyboard.press('Home');
  await expect(curve(page)).toHaveAttribute('aria-valuetext', /^Every year/);
  await page.keyboard.press('ArrowRight');
  await expect(curve(page)).toHaveAttribute('aria-valuetext', /^1 in 1\.1 years/);
  const panel = page.getByRole('region', { name: 'How bad could a year get' }).first();
  await expect(panel).toContainText('that is 1,500 years');
  await panel.getByRole('button', { name: 'Table' }).click();
  await expect(panel.getByRole('columnheader', { name: 'Mean beyond' })).toBeVisible();
  await expect(panel.getByRole('row')).toHaveCount(6);
});

test('everything is saved as JSON and CSV, and the curve as a picture', async ({ page }) => {
  await page.goto(`./${QUICK}`);
  await settled(page);
  const saved = async (button: string, item: string, encoding: 'utf8' | 'latin1' = 'utf8') => {
    await page.getByRole('button', { name: button, exact: true }).click();
    const download = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: item }).click();
    return readFileSync(await (await download).path(), encoding);
  };
  const document = JSON.parse(await saved('Export', 'Everything as JSON'));
  expect(document).toMatchObject({ years: 1000, seed: 1, failover: 'drawn', evidence: 'as-given' });
  expect(document.drivers[0].id).toMatch(/\w/);
  const csv = await saved('Export', 'Numbers as CSV');
  expect(csv).toMatch(/^what,of,return_period_years/);
  expect(csv).toContain('\r\nnature,common cause,');
  const svg = await saved('Export: How bad could a year get', 'Picture as SVG');
  expect(svg).toContain('Largest single outage of a year');
  const png = await saved('Export: How bad could a year get', 'Picture as PNG', 'latin1');
  expect(png.slice(1, 4)).toBe('PNG');
});

test('a worst event is played on the Stress page, and back leads to the same years', async ({ page }) => {
  await page.goto(`./${QUICK}`);
  await settled(page);
  await page
    .getByRole('button', { name: /^Play as a film/ })
    .first()
    .click();
  await expect(page).toHaveURL(/#\/stress\?/);
  await page.goBack();
  await expect(card(page)).toContainText('1,000 of 1,000 years');
});

for (const scheme of ['light', 'dark'] as const) {
  test(`every part of the page is accessible, ${scheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    await page.goto(`./${QUICK}`);
    await settled(page);
    expect(await axeViolations(page)).toEqual([]);
    for (const part of ['A random moment', 'How sure']) {
      await page.getByRole('radio', { name: part }).check();
      expect(await axeViolations(page)).toEqual([]);
    }
  });
}

test('a phone has everything without scrolling sideways', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 780 });
  await page.goto(`./${QUICK}`);
  await settled(page);
  await expect(curve(page)).toBeVisible();
  const main = page.getByRole('main');
  expect(await main.evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  const overhang = await page.getByRole('region', { name: 'Is it settled' }).evaluate((panel) => {
    const edge = panel.getBoundingClientRect().right;
    return Math.max(
      ...[...panel.querySelectorAll('svg text')].map((text) => text.getBoundingClientRect().right - edge),
    );
  });
  expect(overhang).toBeLessThanOrEqual(0);
});
