import { expect, type Page, test } from '@playwright/test';
import { axeViolations, expectQuiet } from './quiet-page.ts';

test.beforeEach(expectQuiet);

const drawn = (page: Page) => page.locator('[data-drawn="true"]').waitFor();

async function openDialog(page: Page) {
  await page.getByRole('button', { name: /^Dataset:/ }).click();
  await page.getByRole('menuitem', { name: 'Make a market…' }).click();
  return page.getByRole('dialog', { name: 'Make a market' });
}

test('a market is made, told how well it fits, drawn in groups, and comes back by its link', async ({
  page,
}) => {
  await page.goto('/');
  await drawn(page);
  const dialog = await openDialog(page);
  await dialog.getByRole('radio', { name: /Web 2020/ }).check();
  // what a million costs is said before it starts
  await dialog.getByRole('radio', { name: '1,000,000' }).check();
  await expect(dialog.getByRole('status')).toContainText(/GB of memory/);
  await expect(dialog.getByRole('button', { name: 'Make it all the same' })).toBeVisible();
  const size = dialog.getByLabel('How many sites');
  await size.fill('lots');
  await size.press('Enter');
  await expect(dialog.getByRole('alert')).toContainText('whole number from 1 to 9,999,999');
  await dialog.getByRole('radio', { name: '10,000' }).check();
  expect(await axeViolations(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Make this market' }).click();

  const report = page.getByRole('dialog', { name: /^How well it fits: Web 2020/ });
  await expect(report).toContainText(/published figures/);
  await expect(report.getByRole('row', { name: /DNS critical, top 10,000/ })).toContainText('81.2');
  expect(await axeViolations(page)).toEqual([]);
  const saving = page.waitForEvent('download');
  await report.getByRole('button', { name: 'Save as CSV' }).click();
  expect((await saving).suggestedFilename()).toMatch(/\.csv$/);
  await page.keyboard.press('Escape');

  await drawn(page);
  const address = page.url();
  expect(address).toContain('d=market-web-2020-10000-1');
  // the map stands for all of them and is walked by key, from group to group
  const map = page.getByRole('application');
  await map.focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowUp');
  const panel = page.getByRole('complementary', { name: 'Group' });
  await expect(panel.getByRole('heading', { level: 2 })).toContainText(/applications/);
  await panel.getByRole('button', { name: 'Open the group' }).click();
  await expect(panel.getByRole('button', { name: 'Close the group' })).toBeVisible();
  await expect(panel).toContainText('Its heaviest members stand alone');

  await page.keyboard.press('Control+z');
  await expect(page.getByRole('button', { name: 'Dataset: Digital economy' })).toBeVisible();
  await page.goto(address);
  await page.reload();
  await expect(page.getByRole('button', { name: /Dataset: Web 2020/ })).toBeVisible();
});

test('a market of a million can be given up, and what was open stays', async ({ page }) => {
  await page.goto('/#/concentration?v=1&d=digital-economy');
  const title = page.getByRole('heading', { level: 1 });
  await page.locator('[data-answered="true"]').waitFor();
  const before = await title.textContent();
  const dialog = await openDialog(page);
  await dialog.getByRole('radio', { name: '1,000,000' }).check();
  await dialog.getByRole('button', { name: 'Make it all the same' }).click();
  await page.getByRole('progressbar', { name: /^Opening Digital economy 2025/ }).waitFor();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('progressbar')).toHaveCount(0);
  await expect(title).toHaveText(before ?? '');
  await expect(page).toHaveURL(/d=digital-economy&/);
});
