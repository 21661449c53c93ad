import { readFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { axeViolations, expectQuiet } from './quiet-page.ts';

const START = '#/stress?v=1&d=digital-economy';
const OWN = `${START}&down=0,2.87,0,aws/us-east-1/dynamodb`;
const REAL = `${START}&outage=aws-use1-2025-10-20`;
const title = (page: Page) => page.getByRole('heading', { level: 1 });
const tab = (page: Page, name: string) => page.getByRole('tab', { name, exact: true });
const affected = (page: Page) => page.getByRole('region', { name: 'Entities affected at the clock' });
const drawer = (page: Page) => page.getByRole('dialog', { name: /What fails/ });

test.beforeEach(expectQuiet);

test('a real outage is chosen from the catalogue, and undone by name', async ({ page }) => {
  await page.goto(`./${START}`);
  const outages = page.getByRole('list', { name: 'Real outages' });
  await expect(outages.getByRole('listitem').nth(6)).toBeVisible();
  await outages.getByRole('button', { name: /^AWS us-east-1, 20 October 2025/ }).click();
  await expect(title(page)).toHaveText('Replay: AWS us-east-1, 20 October 2025');
  await expect(page.getByText(/[mb]illion people\s×\shours lost/)).toBeVisible();
  await page.getByRole('button', { name: 'Undo: replay AWS us-east-1, 20 October 2025' }).click();
  await expect(outages).toBeVisible();
});

test('a catalogue that cannot be had says so, and can be tried again', async ({ page }) => {
  await page.route(/incidents-[^/]*\.csv/, (route) => route.fulfill({ body: 'nothing,of,this\r\n' }));
  await page.goto(`./${START}`);
  await expect(page.getByRole('alert')).toContainText('The real outages cannot be read');
  await page.unroute(/incidents-[^/]*\.csv/);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('list', { name: 'Real outages' })).toBeVisible();
});

test('an entity that is found by keyboard fails, and its failure is changed in words', async ({ page }) => {
  await page.goto(`./${START}`);
  await page.getByRole('combobox', { name: 'Find what fails' }).fill('us-east-1 dynamodb');
  await page.keyboard.press('Enter');
  await expect(title(page)).toContainText(/^If AWS us-east-1 DynamoDB fails for 8.h$/);

  await page.getByRole('button', { name: 'Change what fails' }).click();
  const lasts = drawer(page).getByRole('textbox', { name: 'Lasts' });
  await lasts.fill('soon');
  await lasts.press('Enter');
  await expect(drawer(page).getByRole('alert')).toContainText('2h52m');
  await expect(lasts).toHaveAttribute('aria-invalid', 'true');
  await lasts.fill('2h52m');
  await lasts.press('Enter');
  await expect(drawer(page).getByRole('alert')).toHaveCount(0);
  await expect(page).toHaveURL(/down=0%2C2\.8666/);
  await drawer(page).getByRole('textbox', { name: 'Service left, in %' }).fill('40');
  await drawer(page).getByRole('textbox', { name: 'Service left, in %' }).blur();
  await expect(page).toHaveURL(/%2C0\.4%2Caws/);
  await drawer(page).getByRole('radio', { name: 'Drawn' }).check();
  await expect(drawer(page).getByRole('textbox', { name: 'Seed' })).toHaveValue('0');
  await expect(page).toHaveURL(/failover=drawn/);
  expect(await axeViolations(page)).toEqual([]);
  await drawer(page).getByRole('button', { name: 'Close' }).click();
  await expect(page.getByRole('button', { name: 'Undo: let switches be drawn' })).toBeVisible();
});

test('the list tells who falls when and because of what, and a row why', async ({ page }) => {
  await page.goto(`./${OWN}&at=signal`);
  const entity = page.getByRole('region', { name: 'Signal', exact: true });
  await expect(entity.getByText(/suppliers below/)).toBeVisible();
  await expect(affected(page).getByRole('listitem').first()).toContainText('made to fail');
  await affected(page)
    .getByRole('button', { name: /because of AWS us-east-1 DynamoDB/ })
    .first()
    .click();
  const steps = page.getByRole('heading', { name: 'Why, from the first failure up' });
  await expect(steps).toBeVisible();
  await expect(page.getByText('AWS us-east-1 DynamoDB was made to fail at hour 0:00.')).toBeVisible();
  await page.getByRole('radio', { name: /^Unaffected / }).check();
  await expect(page.getByRole('region', { name: 'Entities unaffected at the clock' })).toBeVisible();
  expect(await axeViolations(page)).toEqual([]);
});

test('what was reported stands beside what fell, with sources, and can be filtered', async ({ page }) => {
  await page.goto(`./${REAL}`);
  await tab(page, 'Who falls').focus();
  await page.keyboard.press('ArrowRight');
  await expect(tab(page, 'Reported')).toBeFocused();
  await expect(page.getByText(/^Of \d+ reported and in the data, \d+ fell/)).toBeVisible();
  const rows = page.getByRole('region', { name: 'Reported beside simulated' });
  await expect(rows.getByRole('link').first()).toBeVisible();
  await page.getByRole('combobox', { name: 'Show' }).selectOption({ value: 'missed' });
  await expect(rows.getByRole('heading')).toHaveText(['Missed: reported, but it does not fall']);
  await page.getByRole('button', { name: 'What this proves' }).click();
  await expect(page.getByText(/known only from this outage/).first()).toBeVisible();
  await page.keyboard.press('Escape');
  expect(await axeViolations(page)).toEqual([]);
});

test('two outages are compared, swapped, and no longer compared', async ({ page }) => {
  await page.goto(`./${OWN}`);
  await tab(page, 'Compare').click();
  await page.getByRole('button', { name: 'Compare with another outage' }).click();
  await drawer(page)
    .getByRole('button', { name: /^Cloudflare, 18 November 2025/ })
    .click();
  await expect(title(page)).toHaveText('Replay: Cloudflare, 18 November 2025');
  const table = page.getByRole('table', { name: 'A beside B' });
  await expect(table.getByRole('row', { name: /^Entities hit/ })).toBeVisible();
  await expect(page.getByText(/^Hit by both/)).toBeVisible();
  expect(await axeViolations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Swap A and B' }).click();
  await expect(title(page)).toContainText('If AWS us-east-1 DynamoDB fails');
  await page.getByRole('button', { name: 'Stop comparing' }).click();
  await expect(page.getByRole('button', { name: 'Compare with another outage' })).toBeVisible();
});

test('the worst cases are ranked, saved, and one of them is let happen', async ({ page }) => {
  await page.goto(`./${START}`);
  await page.getByRole('button', { name: 'Rank the worst cases' }).click();
  await page.getByRole('radio', { name: 'Pairs' }).check();
  await page.getByRole('button', { name: 'Rank', exact: true }).click();
  const table = page.getByRole('table');
  await expect(table.getByRole('rowheader').first()).toBeVisible({ timeout: 30_000 });
  await page.getByRole('radio', { name: 'By surprise' }).check();
  await expect(table.getByRole('columnheader', { name: 'Surprise' })).toBeVisible();
  expect(await axeViolations(page)).toEqual([]);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as CSV' }).click();
  const path = await (await download).path();
  expect(readFileSync(path, 'utf8')).toMatch(/^Rank,Id,Name,Second id,/);
  await table.getByRole('rowheader').first().getByRole('button').click();
  await expect(title(page)).toContainText(/^If .* and .* fail$/);
  await expect(page.getByRole('button', { name: /^Undo: fail .* and / })).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the panel has no fault that axe finds on a phone, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize({ width: 360, height: 780 });
    await page.goto(`./${START}`);
    await expect(page.getByRole('list', { name: 'Real outages' })).toBeVisible();
    expect(await axeViolations(page)).toEqual([]);
    await page.goto(`./${REAL}&at=signal`);
    await expect(affected(page).getByRole('listitem').first()).toBeVisible();
    expect(await axeViolations(page)).toEqual([]);
  });
}
