import { readFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { axeViolations, expectQuiet } from './quiet-page.ts';

const TABLE = './#/map?v=1&d=digital-economy&view=table';
test.beforeEach(expectQuiet);

const head = (page: Page, name: RegExp) => page.getByRole('columnheader', { name });
const firstRow = (page: Page) => page.getByRole('row').nth(1);

/** Cells of a column in the rows that stand on the page. */
async function column(page: Page, title: RegExp): Promise<readonly string[]> {
  const titles = await page.getByRole('columnheader').allTextContents();
  const at = titles.findIndex((text) => title.test(text));
  const rows = page.getByRole('row').filter({ has: page.getByRole('rowheader') });
  return rows.evaluateAll((all, i) => all.map((row) => row.children[i]?.textContent ?? ''), at);
}

async function savedCsv(page: Page) {
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export CSV' }).click();
  const download = await saved;
  expect(download.suggestedFilename()).toMatch(/^importance-.*\.csv$/);
  return readFileSync(await download.path(), 'utf8')
    .trimEnd()
    .split('\r\n');
}

test('the table of importance opens from the concentration page, sorts by betweenness, filters and exports', async ({
  page,
}) => {
  await page.goto('./#/concentration?v=1&d=digital-economy&of=dns');
  await page.getByRole('button', { name: 'All entities by importance' }).click();
  await expect(page).toHaveURL(/#\/map\?.*view=table/);
  await expect(page.getByRole('heading', { name: 'All entities by importance' })).toBeVisible();
  await expect(page.getByText(/^Betweenness: Exact/)).toBeVisible();

  await page.getByRole('button', { name: 'Betweenness', exact: true }).click();
  await expect(head(page, /^Betweenness/)).toHaveAttribute('aria-sort', 'descending');
  const top = await savedCsv(page);
  const titles = top[0]!.split(',');
  expect(titles.slice(0, 3)).toEqual(['Id', 'Entity', 'Kind']);
  expect(titles).toContain('Betweenness (shortest paths)');
  expect(titles.filter((title) => title.includes('not computed'))).toEqual([]);
  await expect(firstRow(page).getByRole('rowheader')).toContainText(top[1]!.split(',')[1]!);

  await page.getByRole('combobox', { name: 'Country' }).selectOption('JP');
  await expect(firstRow(page).getByRole('cell', { name: 'JP', exact: true })).toBeVisible();
  expect(new Set(await column(page, /^Country/))).toEqual(new Set(['JP']));
  const japan = await savedCsv(page);
  expect(japan.length).toBeLessThan(top.length);
  await expect(page.getByText(new RegExp(`^${japan.length - 1} of `))).toBeVisible();
});

test('a column tells how it is computed', async ({ page }) => {
  await page.goto(TABLE);
  await page.getByRole('button', { name: 'shortest paths (how Betweenness is computed)' }).click();
  const how = page.getByRole('dialog', { name: /how Betweenness is computed/ });
  await expect(how).toContainText('Freeman 1977');
  await expect(how).toContainText('Exact');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`at 360 px the table scrolls sideways under its first column in ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize({ width: 360, height: 780 });
    await page.goto(TABLE);
    const name = firstRow(page).getByRole('rowheader');
    await expect(name).toBeVisible();
    const before = await name.boundingBox();
    await page.getByRole('region', { name: 'Entities as a table' }).evaluate((region) => {
      region.scrollLeft = 600;
    });
    expect((await name.boundingBox())?.x).toBe(before?.x);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    expect(await axeViolations(page)).toEqual([]);
  });
}
