import { expect, type Page, test } from '@playwright/test';
import { axeViolations, expectQuiet } from './quiet-page.ts';

const DOOR = /See what falls if AWS us-east-1 DynamoDB fails/;
const FAILED_LINK = '#/map?v=1&d=digital-economy&fail=aws%2Fus-east-1%2Fdynamodb&at=signal&view=tower';
const fallenList = (page: Page) => page.getByRole('region', { name: /Fallen entities/ });

test.beforeEach(expectQuiet);

test('the first door shows what falls, why, and undo takes it back by name', async ({ page }) => {
  await page.goto('./');
  await page.getByRole('button', { name: DOOR }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('If AWS us-east-1 DynamoDB fails');
  await expect(fallenList(page).getByRole('listitem').first()).toBeVisible();
  await expect(page.getByRole('status').first()).toHaveText(/entities fall; .* is down/);

  await fallenList(page)
    .getByRole('button', { name: /^Signal,/ })
    .click();
  await expect(page.getByRole('heading', { name: 'Why, from the first failure up' })).toBeVisible();
  await expect(
    page.getByRole('region', { name: 'Signal' }).getByText('Made to fail', { exact: true }),
  ).toBeVisible();

  await page.getByRole('button', { name: 'Undo: fail AWS us-east-1 DynamoDB' }).click();
  await expect(fallenList(page)).toHaveCount(0);
  await page.getByRole('button', { name: 'Redo: fail AWS us-east-1 DynamoDB' }).click();
  await expect(fallenList(page)).toBeVisible();
});

test('the address shows the same in another page, and survives a reload without it', async ({
  page,
  context,
}) => {
  await page.goto('./');
  await page.getByRole('button', { name: DOOR }).click();
  await expect(fallenList(page)).toBeVisible();
  await page.getByRole('radio', { name: 'Table' }).check();
  await expect(page).toHaveURL(/fail=aws%2Fus-east-1%2Fdynamodb.*view=table/);
  const finding = await page.getByRole('heading', { level: 1 }).textContent();

  const second = await context.newPage();
  await second.goto(page.url());
  await expect(second.getByRole('heading', { level: 1 })).toHaveText(finding ?? '');
  await expect(second.getByRole('table')).toBeVisible();

  const third = await context.newPage();
  await third.goto('./');
  await expect(third.getByRole('heading', { level: 1 })).toHaveText(finding ?? '');

  await page.goBack();
  await expect(page.getByRole('radio', { name: 'Tower' })).toBeChecked();
  await page.goForward();
  await expect(page.getByRole('radio', { name: 'Table' })).toBeChecked();
});

test('a link with unknown parts is told kindly and opens the rest', async ({ page }) => {
  await page.goto(
    './#/map?v=1&d=digital-economy&fail=no-such-thing&fail=signal&at=%3Cimg%3E&view=spiral&weight=x',
  );
  await expect(page.getByRole('heading', { level: 1 })).toContainText('If Signal fails');
  await expect(page.getByText(/does not have/)).toBeVisible();
  await expect(page.getByText(/view could not be read/)).toBeVisible();
});

test('the keyboard alone finds an entity, makes it fail and repairs it', async ({ page }) => {
  await page.goto('./');
  await expect(page.getByRole('button', { name: DOOR })).toBeVisible();
  await page.keyboard.press('/');
  await page.keyboard.type('dynamodb');
  await expect(page.getByRole('option').first()).toBeVisible();
  await page.keyboard.press('Shift+Enter');
  await expect(fallenList(page)).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+z');
  await expect(fallenList(page)).toHaveCount(0);
  await page.keyboard.press('Control+Shift+z');
  await expect(fallenList(page)).toBeVisible();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keys and words' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('the table sorts and follows the search', async ({ page }) => {
  await page.goto('./#/map?v=1&view=table');
  const table = page.getByRole('table');
  await expect(table).toBeVisible();
  await page.getByRole('button', { name: 'Entity', exact: true }).click();
  await expect(page.getByRole('columnheader', { name: 'Entity' })).toHaveAttribute('aria-sort', 'ascending');
  await page.getByRole('combobox', { name: 'Find an entity' }).fill('cloudflare');
  await expect(table.getByRole('rowheader').first()).toContainText(/cloudflare/i);
  await expect(table.getByRole('rowheader').filter({ hasNotText: /cloudflare/i })).toHaveCount(0);
});

test('a measure colours and sizes the map, with numbers in the legend, in the link, and undone by name', async ({
  page,
}) => {
  await page.goto('./');
  const colour = page.getByRole('combobox', { name: 'Colour' });
  await colour.selectOption({ label: 'PageRank' });
  await page.getByRole('combobox', { name: 'Size' }).selectOption({ label: 'Reach' });
  await expect(page.getByText('Colour: PageRank, share of all rank')).toBeVisible();
  await expect(page.getByText(/^from 0\.\d+\u00a0%$/).first()).toBeVisible();
  await expect(page.getByText('Size: Reach, entities')).toBeVisible();
  await expect(page).toHaveURL(/colour=pagerank&size=reach-up/);

  await page.getByRole('button', { name: 'Undo: size by Reach' }).click();
  await expect(page.getByText('Size: Reach, entities')).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo: colour by PageRank' }).click();
  await expect(colour).toHaveValue('');
  await page.getByRole('button', { name: 'Redo: colour by PageRank' }).click();
  await expect(colour).toHaveValue('pagerank');
  expect(await axeViolations(page)).toEqual([]);
});

test('a link with a measure that is not there says so beside the map', async ({ page }) => {
  await page.goto('./#/map?v=1&colour=beauty');
  await expect(page.getByText(/There is no measure 'beauty'/)).toBeVisible();
  await page.getByRole('combobox', { name: 'Colour' }).selectOption('');
  await expect(page.getByText(/There is no measure 'beauty'/)).toHaveCount(0);
});

test('the map is still there, as it was, after a look at the table', async ({ page }) => {
  await page.goto('./');
  await page.locator('[data-drawn="true"]').waitFor();
  const canvas = await page.locator('canvas').first().elementHandle();
  await page.getByRole('radio', { name: 'Table' }).check();
  await expect(page.getByRole('table')).toBeVisible();
  await expect(page.getByRole('application')).toBeHidden();
  await page.getByRole('radio', { name: 'Tower' }).check();
  await expect(page.getByRole('application')).toBeVisible();
  expect(await canvas?.evaluate((element) => element.isConnected)).toBe(true);
});

const HOSTILE_ENTITIES = [
  'id,name,kind,weight',
  '__proto__,<img src=x onerror=alert(1)>,organisation,5',
  'constructor,"=HYPERLINK(""https://example.org"")",dns,0',
  'lost,Lost,no-such-kind,many',
].join('\n');
const HOSTILE_DEPENDENCIES = [
  'dependent,supplier,role,loss,source',
  '__proto__,constructor,dns,1,javascript:alert(1)',
  '__proto__,nobody,hosting,7,x',
].join('\n');

test('hostile files list their problems and run nothing', async ({ page }) => {
  page.on('dialog', () => expect.soft('a dialog opened').toBe(''));
  await page.goto('./');
  await expect(page.getByRole('button', { name: DOOR })).toBeVisible();
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Open my own data' }).click();
  await (await chooser).setFiles([
    { name: 'entities.csv', mimeType: 'text/csv', buffer: Buffer.from(HOSTILE_ENTITIES) },
    { name: 'dependencies.csv', mimeType: 'text/csv', buffer: Buffer.from(HOSTILE_DEPENDENCIES) },
  ]);
  const drawer = page.getByRole('dialog', { name: 'Problems in the data' });
  await expect(drawer).toBeVisible();
  await expect(drawer.getByText('no-such-kind').first()).toBeVisible();
  await expect(drawer.getByText('entities.csv, row 4').first()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.locator('img')).toHaveCount(0);
});

for (const colorScheme of ['light', 'dark'] as const) {
  for (const view of ['tower', 'table'] as const) {
    test(`axe finds nothing in the ${view} in ${colorScheme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.goto(`./${FAILED_LINK.replace('tower', view)}`);
      await expect(fallenList(page)).toBeVisible();
      await expect(page.getByRole('heading', { name: 'Why, from the first failure up' })).toBeVisible();
      expect(await axeViolations(page)).toEqual([]);
    });
  }

  test(`axe finds nothing in the menus and dialogs in ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.goto('./');
    await expect(page.getByRole('button', { name: DOOR })).toBeVisible();
    await page.getByRole('button', { name: 'Filter' }).click();
    await expect(page.getByRole('dialog', { name: 'Filter' })).toBeVisible();
    expect(await axeViolations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'About this data' }).click();
    await expect(page.getByRole('dialog', { name: /About/ })).toBeVisible();
    expect(await axeViolations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await page.getByRole('button', { name: /Dataset:/ }).click();
    await expect(page.getByRole('menuitem', { name: 'Open files…' })).toBeVisible();
    expect(await axeViolations(page)).toEqual([]);
  });
}

test('the mouse hits marks and the space between them', async ({ page }) => {
  await page.goto('./#/map?v=1&d=digital-economy&at=signal');
  await page.locator('[data-drawn="true"]').waitFor();
  const map = page.getByRole('application');
  await expect(map).toHaveAccessibleName(/Signal selected/);
  // the upper left corner has the name of a band and no mark; the rows below it are full of marks
  await map.click({ position: { x: 4, y: 60 } });
  await expect(map).not.toHaveAccessibleName(/selected/);
  for (let x = 200; x < 320 && !/selected/.test((await map.getAttribute('aria-label')) ?? ''); x += 4) {
    await map.click({ position: { x, y: 16 } });
  }
  await expect(map).toHaveAccessibleName(/selected/);
});

for (const width of [360, 768]) {
  test(`at ${width} px the sheet covers no mark`, async ({ page }) => {
    await page.addInitScript(() => {
      HTMLCanvasElement.prototype.getContext = () => null;
    });
    await page.setViewportSize({ width, height: width === 360 ? 780 : 1024 });
    await page.goto(`./${FAILED_LINK}`);
    const sheet = page.getByRole('complementary');
    await expect(sheet.getByRole('heading', { name: 'Signal' })).toBeVisible();
    await page.locator('svg [data-entity]').first().waitFor();
    const top = (await sheet.boundingBox())?.y ?? 0;
    const lowest = () =>
      page
        .locator('svg [data-entity]')
        .evaluateAll((marks) => Math.max(...marks.map((mark) => mark.getBoundingClientRect().bottom)));
    await expect.poll(lowest).toBeLessThanOrEqual(top);
    expect(await lowest()).toBeGreaterThan(top / 2);
  });
}

test('at 360 px nothing is cut off, and the sheet opens and grows', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 780 });
  await page.goto(`./${FAILED_LINK}`);
  const sheet = page.getByRole('complementary');
  await expect(sheet.getByRole('heading', { name: 'Signal' })).toBeVisible();
  const before = (await sheet.boundingBox())?.height ?? 0;
  await page.getByRole('button', { name: 'Make the panel larger' }).click();
  await expect.poll(async () => (await sheet.boundingBox())?.height ?? 0).toBeGreaterThan(before);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await expect(page.getByRole('button', { name: 'About this data' })).toBeInViewport();
  await expect(page.getByRole('button', { name: 'Keys and help' })).toBeInViewport();
  expect(await axeViolations(page)).toEqual([]);
});
