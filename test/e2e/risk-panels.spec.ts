import { expect, type Page, test } from '@playwright/test';
import { axeViolations, expectQuiet } from './quiet-page.ts';

const RISK = '#/risk?v=1&d=digital-economy&risk-years=3200';
const panel = (page: Page, name: string | RegExp) => page.getByRole('region', { name });

test.beforeEach(expectQuiet);

test('the drivers are walked with the keys, and lead to the map and to their film', async ({ page }) => {
  await page.goto(`./${RISK}`);
  const drivers = panel(page, 'Who drives it');
  await expect(drivers).toContainText('worst', { timeout: 30_000 });
  const rows = drivers.getByRole('list', { name: /Who drives the loss/ }).getByRole('button');
  await expect(rows).toHaveCount(9);
  await rows.first().focus();
  await page.keyboard.press('ArrowDown');
  await expect(rows.nth(1)).toBeFocused();
  const label = (await rows.nth(1).getAttribute('aria-label')) ?? '';
  expect(label).toMatch(/of the loss of all years, .* of that of the worst 1/);
  const [name = ''] = label.split(':');
  await expect(drivers.getByRole('paragraph').filter({ hasText: name })).toBeVisible();

  await drivers.getByRole('button', { name: /^Play its failure/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(`If ${name} fails`);
  await page.goBack();
  await drivers.getByRole('button', { name: 'See on the map' }).click();
  await expect(page).toHaveURL(/#\/map\?.*at=/);
});

test('the worst event opens as a film that loses what the event lost', async ({ page }) => {
  await page.goto(`./${RISK}`);
  // the tail is known when no more years are coming
  await expect(panel(page, 'Who drives it')).toContainText('worst', { timeout: 30_000 });
  const row = panel(page, 'The worst events').getByRole('row').nth(1);
  const cells = await row.getByRole('cell').allTextContents();
  const lost = cells.find((text) => text.includes('hours')) ?? '';
  const affected = cells.find((text) => /^[\d,]+$/.test(text)) ?? '';
  await row.getByRole('button', { name: /^Play as a film/ }).click();
  await expect(page).toHaveURL(/#\/stress\?.*failover=drawn/);
  await expect(page.getByText(`${lost} lost`).first()).toBeVisible({ timeout: 20_000 });
  await expect(page.getByText(`${affected}\u00a0entities affected`).first()).toBeVisible();
});

test('random moments are looked at at once, and other worlds can be stopped with what there is', async ({
  page,
}) => {
  await page.goto(`./${RISK}&risk-part=moment`);
  await expect(page.getByRole('button', { name: 'More: 1,000,000 moments' })).toBeVisible({
    timeout: 40_000,
  });
  await expect(panel(page, 'How much is down')).toContainText('99.9th percentile');
  const likely = panel(page, 'Most likely to be down');
  await expect(likely.getByRole('list').getByRole('button')).toHaveCount(10);
  await likely.getByRole('button', { name: 'Table' }).click();
  await expect(likely.getByRole('table')).toContainText('Standard error');
  expect(await axeViolations(page)).toEqual([]);

  await page.goto(`./?sure${RISK}&risk-part=sure`);
  await page.getByRole('button', { name: /^Look at 40 worlds$/ }).click();
  await expect(panel(page, 'Does the ranking hold')).toBeVisible({ timeout: 50_000 });
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('button', { name: 'Go on to 40 worlds' })).toBeVisible();
  await expect(panel(page, 'What if some are unseen')).toContainText('20\u00a0% unseen');
  expect(await axeViolations(page)).toEqual([]);
});
