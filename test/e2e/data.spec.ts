import { readFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { axeViolations, expectQuiet } from './quiet-page.ts';

test.beforeEach(expectQuiet);

const grid = (page: Page) => page.getByRole('grid');
const cell = (page: Page, text: string) =>
  grid(page).getByRole('gridcell', { name: text, exact: true }).first();
const undo = (page: Page, name: string) => page.getByRole('button', { name: `Undo: ${name}` });
const show = (page: Page, table: string) => page.getByRole('radio', { name: table }).check();

test('cells are changed by key, refused with a reason, undone by name, and kept over a reload', async ({
  page,
}) => {
  await page.goto('/#/data?v=1&d=digital-economy');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('said or reported');
  expect(await axeViolations(page)).toEqual([]);
  await show(page, 'Dependencies');
  await page.getByRole('searchbox', { name: 'Rows with this text' }).fill('slack');
  await expect(page.getByRole('status').filter({ hasText: /of 1,101 rows/ })).not.toContainText('1,101 of');
  await cell(page, 'slack').click();
  for (let right = 0; right < 5; right++) await page.keyboard.press('ArrowRight');
  const before = await page.locator('[data-active="true"]').textContent();
  await page.keyboard.press('Enter');
  const field = page.getByRole('textbox', { name: 'loss' });
  await field.fill('high');
  await field.press('Enter');
  await expect(page.getByRole('alert')).toContainText("'high' is not a number between 0 and 1");
  await field.fill('0.123');
  await field.press('Enter');
  await expect(cell(page, '0.123')).toBeVisible();
  await expect(page.getByText('This is your own copy from now on')).toBeVisible();
  await page.reload();
  await show(page, 'Dependencies');
  await page.getByRole('searchbox', { name: 'Rows with this text' }).fill('0.123');
  await expect(cell(page, '0.123')).toBeVisible();
  expect(before).not.toBe('0.123');
});

test('a text that is typed reaches its own cell, whatever is clicked before Enter', async ({ page }) => {
  await page.goto('/#/data?v=1&d=digital-economy');
  await expect(grid(page)).toBeVisible();
  const search = page.getByRole('searchbox', { name: 'Rows with this text' });
  const typeInto = async (id: string, text: string) => {
    await search.fill(id);
    await cell(page, id).click();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: 'name' }).fill(text);
  };
  const isNow = async (id: string, name: string) => {
    await search.fill(id);
    const row = grid(page)
      .getByRole('row')
      .filter({ has: page.getByRole('gridcell', { name: id, exact: true }) });
    await expect(row.getByRole('gridcell').nth(1)).toHaveText(name);
  };
  // one at the heels of the other: each is kept
  await typeInto('slack', 'Sorted');
  await page.getByRole('button', { name: 'Name', exact: true }).click();
  await page.getByRole('button', { name: 'Name', exact: true }).click();
  await typeInto('zoom', 'Searched');
  await typeInto('atlassian', 'Clicked');
  await page.getByRole('heading', { level: 1 }).click();
  await expect(undo(page, 'set name of atlassian')).toBeVisible();
  await isNow('slack', 'Sorted');
  await isNow('zoom', 'Searched');
  await isNow('atlassian', 'Clicked');

  // what cannot be is told where the person went, and stays in its cell to be mended
  await search.fill('slack');
  await cell(page, 'slack').click();
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: 'id' }).fill('zoom');
  await search.click();
  await expect(page.getByText(/^Id stays “slack”, not “zoom”: There is an entity/)).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'id' })).toHaveValue('zoom');
  await page.getByRole('textbox', { name: 'id' }).press('Escape');

  // taken back while another is typed: both are done
  await typeInto('atlassian', 'Typed');
  await undo(page, 'set name of atlassian').click();
  await isNow('atlassian', 'Typed');
  await undo(page, 'set name of atlassian').click();
  await expect(undo(page, 'set name of zoom')).toBeVisible();
  await isNow('atlassian', 'Atlassian (Jira, Confluence)');

  // back and forth before the first of them is there: what is shown is what the session says
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+Shift+z');
  await typeInto('slack', 'Last');
  await page.keyboard.press('Enter');
  await expect(undo(page, 'set name of slack')).toBeVisible();
  await isNow('slack', 'Last');
  await isNow('zoom', 'Searched');
});

test('rows are added, deleted with what names them, and merged; a project file brings the same screen', async ({
  page,
  browser,
}) => {
  await page.goto('/#/data?v=1&d=digital-economy');
  await page.getByRole('button', { name: 'Add an entity' }).click();
  const form = page.locator('form').filter({ has: page.getByRole('button', { name: 'Add', exact: true }) });
  await form.getByLabel('Id').fill('slack');
  await form.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText("There is an entity 'slack' already");
  await form.getByLabel('Id').fill('=SLACK-inc');
  await form.getByLabel('Name').fill('Slack <b>twin</b>');
  await form.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(undo(page, 'add =SLACK-inc')).toBeVisible();
  await page.getByRole('searchbox', { name: 'Rows with this text' }).fill('slack');
  await cell(page, 'slack').click();
  await page.keyboard.press('Space');
  await cell(page, '=SLACK-inc').click();
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: 'Merge into slack' }).click();
  await expect(undo(page, 'merge slack and =SLACK-inc into slack')).toBeVisible();
  await expect(cell(page, '=SLACK-inc')).toHaveCount(0);
  await cell(page, 'slack').click();
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: /^Delete with \d+ dependencies$/ }).click();
  await expect(undo(page, 'delete 1 entity')).toBeVisible();
  await undo(page, 'delete 1 entity').click();
  await expect(cell(page, 'slack')).toBeVisible();

  await page.getByRole('button', { name: /^Dataset:/ }).click();
  const saving = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'Save as…' }).click();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  const saved = await saving;
  expect(saved.suggestedFilename()).toBe('digital-economy.linchpin');
  const content = readFileSync(await saved.path());

  // on another machine, in the dark, on a phone
  const machine = await browser.newContext({ viewport: { width: 360, height: 800 }, colorScheme: 'dark' });
  const other = await machine.newPage();
  await other.goto(new URL('/', page.url()).href);
  await other.getByRole('button', { name: /^Dataset:/ }).click();
  const choosing = other.waitForEvent('filechooser');
  await other.getByRole('menuitem', { name: 'Open files…' }).click();
  await (await choosing).setFiles({ name: 'mine.linchpin', mimeType: 'application/zip', buffer: content });
  await expect(other).toHaveURL(/#\/data\?v=1&d=own-/);
  await expect(other.getByRole('status').filter({ hasText: /rows/ })).toContainText('615 of 615');
  expect(await axeViolations(other)).toEqual([]);
  expect(await other.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  // a file that is damaged changes nothing
  await other.getByRole('button', { name: /^Dataset:/ }).click();
  const again = other.waitForEvent('filechooser');
  await other.getByRole('menuitem', { name: 'Open files…' }).click();
  await (await again).setFiles({
    name: 'broken.linchpin',
    mimeType: 'application/zip',
    buffer: content.subarray(0, content.length / 2),
  });
  await expect(other.getByText('What was open is still there.')).toBeVisible();
  await expect(other.getByRole('status').filter({ hasText: /rows/ })).toContainText('615 of 615');
  await machine.close();
});

test('each change can be taken out alone, columns put away, old evidence and problems found', async ({
  page,
}) => {
  await page.goto('/#/data?v=1&d=digital-economy');
  const changes = page.getByRole('region', { name: 'Your changes' });
  const setCountry = async (id: string, value: string) => {
    await page.getByRole('searchbox', { name: 'Rows with this text' }).fill(id);
    await cell(page, id).click();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: 'name' }).fill(value);
    await page.keyboard.press('Enter');
    await expect(cell(page, value)).toBeVisible();
  };
  await setCountry('slack', 'Slack of mine');
  await setCountry('zoom', 'Zoom of mine');
  await expect(changes.getByRole('listitem')).toHaveText([
    /2\. set name of zoom: Zoom of mine/,
    /1\. set name of slack/,
  ]);
  await changes.getByRole('button', { name: 'Take out set name of slack' }).click();
  await expect(changes.getByRole('listitem')).toHaveCount(1);
  await expect(cell(page, 'Zoom of mine')).toBeVisible();
  await undo(page, 'take out: set name of slack').click();
  await expect(changes.getByRole('listitem')).toHaveCount(2);
  expect(await axeViolations(page)).toEqual([]);

  await page.getByRole('searchbox', { name: 'Rows with this text' }).fill('');
  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('checkbox', { name: 'Name', exact: true }).uncheck();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('columnheader', { name: 'Name', exact: true })).toHaveCount(0);
  await page.getByRole('button', { name: /^Columns: / }).click();
  await page.getByRole('checkbox', { name: 'Name', exact: true }).check();
  await page.keyboard.press('Escape');

  await show(page, 'Evidence');
  await page.getByRole('combobox', { name: 'Age' }).selectOption('old');
  const told = page.getByRole('status').filter({ hasText: /of 1,101 rows/ });
  await expect(told).not.toContainText('1,101 of');
  await expect(cell(page, 'old')).toBeVisible();
  expect(await axeViolations(page)).toEqual([]);

  // a group of two says how many it needs, in the table of requirements
  await show(page, 'Requirements');
  await page.getByRole('searchbox', { name: 'Rows with this text' }).fill('entry');
  const requirement = grid(page)
    .getByRole('row')
    .filter({ has: page.getByRole('gridcell', { name: 'azure/portal', exact: true }) });
  await requirement.getByRole('gridcell').nth(3).dblclick();
  const need = page.getByRole('textbox', { name: 'need' });
  await need.fill('3');
  await need.press('Enter');
  await expect(page.getByRole('alert')).toContainText('has only 2 suppliers');
  await need.fill('2');
  await need.press('Enter');
  await expect(changes.getByRole('listitem')).toHaveCount(3);
  await expect(requirement.getByRole('gridcell').nth(3)).toHaveText('2');
  expect(await axeViolations(page)).toEqual([]);

  await show(page, 'Dependencies');
  await page.getByRole('button', { name: 'Add a dependency' }).click();
  await page.getByLabel('Supplier').fill('route');
  await expect(page.locator('datalist option').first()).toBeAttached();
  await show(page, 'Problems');
  await expect(page.getByRole('status').filter({ hasText: /What reading has found/ })).toBeVisible();
});
