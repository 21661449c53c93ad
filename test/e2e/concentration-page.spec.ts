import { readFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { axeViolations, expectQuiet } from './quiet-page.ts';

const DNS = '#/concentration?v=1&d=digital-economy&of=dns';
const title = (page: Page) => page.getByRole('heading', { level: 1 });
const bars = (page: Page) => page.getByRole('list', { name: /Suppliers of .*, ranked/ });
const bar = (page: Page, name: RegExp) => bars(page).getByRole('button', { name });
const chart = (page: Page, name: RegExp) => page.getByRole('region', { name });
const link = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name });

test.beforeEach(expectQuiet);

test('a role shows its single point of failure, and its bar leads to the chain on the map and back', async ({
  page,
}) => {
  await page.goto('./');
  await link(page, 'Concentration').click();
  await page.getByRole('radio', { name: 'DNS', exact: true }).check();
  await expect(title(page)).toContainText(
    /^DNS Made Easy is a single point of failure for .* of reach, though direct use shows none$/,
  );
  await expect(page).toHaveTitle('Concentration - Linchpin');

  await bar(page, /^2nd: DNS Made Easy.*via DigiCert.*See the chain on the map$/).click();
  await expect(title(page)).toContainText('If DNS Made Easy fails');
  await expect(page.getByRole('heading', { name: 'Why, from the first failure up' })).toBeVisible();
  await expect(page).toHaveURL(/#\/map\?.*fail=[^&]*made-?easy.*&at=/);
  await expect(link(page, 'Map')).toHaveAttribute('aria-current', 'page');

  await page.getByRole('button', { name: 'Undo: see the chain of DNS Made Easy' }).click();
  await expect(title(page)).toContainText('DNS Made Easy is a single point of failure');
  await page.getByRole('button', { name: 'Undo: look at DNS' }).click();
  await expect(page.getByRole('radio', { name: 'DNS', exact: true })).not.toBeChecked();
  await page.getByRole('button', { name: 'Redo: look at DNS' }).click();
  await expect(page.getByRole('radio', { name: 'DNS', exact: true })).toBeChecked();
});

test('back and forward move between the pages, and a link opens the same in another', async ({
  page,
  context,
}) => {
  await page.goto('./#/map?v=1&d=digital-economy&fail=signal&at=canva');
  await expect(title(page)).toContainText('If Signal fails');
  await link(page, 'Concentration').click();
  await page.getByRole('combobox', { name: 'Suppliers' }).selectOption('by operator');
  await page.getByRole('combobox', { name: 'Count' }).selectOption({ index: 1 });
  await expect(page).toHaveURL(/#\/concentration\?.*fail=signal&at=canva.*&count=use&suppliers=by-operator$/);
  await expect(page.getByRole('button', { name: 'Undo: count all use' })).toBeEnabled();
  await expect(title(page)).toContainText('of reach depends on');
  const finding = (await title(page).textContent()) ?? '';

  const second = await context.newPage();
  await second.goto(page.url());
  await expect(title(second)).toHaveText(finding);
  await second.close();

  await page.goBack();
  await page.goBack();
  await expect(page.getByRole('combobox', { name: 'Suppliers' })).toHaveValue('each');
  await page.goBack();
  await expect(title(page)).toContainText('If Signal fails');
  await page.goForward();
  await expect(bars(page)).toBeVisible();

  const href = await link(page, 'Map').getAttribute('href');
  expect(href).toMatch(/^#\/map\?.*fail=signal&at=canva/);
});

test('an address that only names the page opens it with what was chosen before', async ({ page }) => {
  await page.goto(`./${DNS}`);
  await expect(page.getByRole('radio', { name: 'DNS', exact: true })).toBeChecked();
  await link(page, 'Map').click();
  await page.goto('./#/concentration');
  await expect(page.getByRole('radio', { name: 'DNS', exact: true })).toBeChecked();
});

test('the keys walk the bars and open the chain', async ({ page }) => {
  await page.goto(`./${DNS}`);
  const first = bar(page, /^1st:/);
  await first.focus();
  await page.keyboard.press('ArrowDown');
  await expect(bar(page, /^2nd:/)).toBeFocused();
  await expect(page.getByText(/with hidden dependence \(2nd\)/)).toBeVisible();
  await page.keyboard.press('End');
  await page.keyboard.press('Home');
  await expect(first).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(title(page)).toContainText('If Facebook authoritative DNS fails');
  await expect(page.getByRole('main')).toBeFocused();
});

test('what is found by search is shown on the map', async ({ page }) => {
  await page.goto(`./${DNS}`);
  await expect(bars(page)).toBeVisible();
  await page.keyboard.press('/');
  await page.keyboard.type('canva');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Canva' })).toBeVisible();
});

test('users can be narrowed to a country, and the population says so', async ({ page }) => {
  await page.goto(`./${DNS}`);
  const chartOfAll = chart(page, /^Who everyone depends on/);
  await expect(chartOfAll.getByText(/214\susers; 10\ssuppliers of DNS/)).toBeVisible();
  await page.getByRole('button', { name: 'All users' }).click();
  await page
    .getByRole('dialog', { name: 'All users' })
    .getByRole('button', { name: /^Germany/ })
    .click();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Users: 1' })).toBeVisible();
  await expect(page.getByText(/users? in Germany/).first()).toBeVisible();
  await page.getByRole('button', { name: 'Undo: change which users count' }).click();
  await expect(chartOfAll.getByText(/214\susers/)).toBeVisible();
});

test('every chart has its numbers as a table, as CSV, and its picture as SVG', async ({ page }) => {
  await page.goto(`./${DNS}`);
  await expect(bars(page)).toBeVisible();
  for (const name of [
    /^Who everyone depends on/,
    /^How the ranking/,
    /^Lorenz/,
    /^What falls with a country/,
  ]) {
    const frame = chart(page, name);
    const picture = page.waitForEvent('download');
    await frame.getByRole('button', { name: /^Export/ }).click();
    await page.getByRole('menuitem', { name: 'Picture as SVG' }).click();
    const svg = readFileSync((await (await picture).path()) ?? '', 'utf8');
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
    expect(svg).not.toContain('var(--');

    const numbers = page.waitForEvent('download');
    await frame.getByRole('button', { name: /^Export/ }).click();
    await page.getByRole('menuitem', { name: 'Numbers as CSV' }).click();
    const csv = readFileSync((await (await numbers).path()) ?? '', 'utf8');
    expect(csv.split('\r\n').length).toBeGreaterThan(5);

    await frame.getByRole('button', { name: 'Table' }).click();
    await expect(frame.getByRole('table')).toBeVisible();
    await frame.getByRole('button', { name: 'Picture' }).click();
    await expect(frame.getByRole('table')).toHaveCount(0);
  }
  const everything = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Everything as JSON' }).click();
  const json = JSON.parse(readFileSync((await (await everything).path()) ?? '', 'utf8'));
  expect(json).toMatchObject({ role: 'dns', weight: 'weight' });
  expect(json.suppliers).toHaveLength(10);
});

test('a role that nobody with a weight uses says so', async ({ page }) => {
  await page.goto('./#/concentration?v=1&d=digital-economy&of=zone-signing');
  await expect(title(page)).toBeVisible();
  await page.getByRole('button', { name: /more$/ }).click();
  await page.getByRole('menuitem', { name: /^GNSS/ }).click();
  await expect(title(page)).toHaveText('Nobody with a weight depends on GNSS');
  await expect(page.getByText(/so there are no shares/)).toBeVisible();
});

test('data without dependencies say what is missing', async ({ page }) => {
  await page.goto(`./${DNS}`);
  await expect(bars(page)).toBeVisible();
  const file = (name: string, text: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: /^Dataset:/ }).click();
  await page.getByRole('menuitem', { name: /Open files/ }).click();
  await (await chooser).setFiles([
    file('entities.csv', 'id,kind,weight\na,organisation,1\n'),
    file('dependencies.csv', 'dependent,supplier\n'),
  ]);
  await expect(title(page)).toHaveText('Nobody depends on anybody here');
  await page.getByRole('button', { name: 'Go to the map' }).click();
  await expect(page).toHaveURL(/#\/map\?/);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing on the page and in its menus in ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.goto(`./${DNS}`);
    await expect(bars(page)).toBeVisible();
    await expect(
      chart(page, /^What falls with a country/)
        .getByRole('list')
        .first(),
    ).toBeVisible();
    expect(await axeViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'How', exact: true }).first().click();
    await expect(page.getByRole('dialog', { name: 'How' })).toBeVisible();
    expect(await axeViolations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'All users' }).click();
    await expect(page.getByRole('dialog', { name: 'All users' })).toBeVisible();
    expect(await axeViolations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    const tables = page.getByRole('button', { name: 'Table' });
    while ((await tables.count()) > 0) await tables.first().click();
    expect(await axeViolations(page)).toEqual([]);
  });
}

test('at 360 px nothing is cut off', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 780 });
  await page.goto(`./${DNS}`);
  await expect(bars(page)).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  expect(await page.getByRole('main').evaluate((main) => main.scrollWidth)).toBeLessThanOrEqual(360);
  expect(await axeViolations(page)).toEqual([]);
});
