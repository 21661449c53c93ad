import { readFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { unzipSync } from 'fflate';
import { axeViolations, expectQuiet } from './quiet-page.ts';

/** Few years: enough for intervals and the year in ten, and done in a moment. */
const QUICK = '#/policy?v=1&d=digital-economy&policy-years=640';
const ENOUGH = '#/policy?v=1&d=digital-economy&policy-years=3200';
/** More than any machine simulates while a test looks. */
const LONG = '#/policy?v=1&d=digital-economy&policy-years=200000';
const answer = (page: Page) => page.getByRole('region', { name: 'Answer' });
const strip = (page: Page) => page.getByRole('region', { name: 'Simulated years' });
const card = (page: Page, letter: string) => page.getByRole('article', { name: `Scenario ${letter}` });
const table = (page: Page) => page.getByRole('region', { name: 'What each scenario changes, as a table' });
const settled = (page: Page) => page.locator('[data-answered="true"]').waitFor();

test.beforeEach(expectQuiet);

test('four scenarios stand there and answer by themselves, first with an interval in seconds', async ({
  page,
}) => {
  await page.goto('./');
  await page.locator('[data-drawn="true"]').waitFor();
  const begin = Date.now();
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Policy' }).click();
  await expect(page).toHaveTitle('Policy - Linchpin');
  await expect(answer(page)).toContainText(/lower the average year by [\d.]+\s% \([\d.]+ to [\d.]+\)/);
  // 3 s are asked for; a machine that runs other tests as well may take longer
  expect(Date.now() - begin).toBeLessThan(9_000);
  await settled(page);
  await expect(strip(page)).toContainText('10,000 of 10,000 years');
  await expect(answer(page)).toContainText('Same 10,000 simulated years for every scenario, seed 1.');
  await expect(answer(page)).toContainText('no clear difference');
  await expect(page.getByRole('status')).toContainText('10,000 years are compared.');
  await expect(table(page).getByRole('row')).toHaveCount(5);
  await expect(table(page)).toContainText('1-in-100 year');
  await expect(card(page, 'A')).toContainText('Assumed in all scenarios');
  await expect(card(page, 'B')).toContainText('Does not fix:');
});

test('a slider moves by key, the answer follows, undo takes it back by name, the link brings it', async ({
  page,
  context,
}) => {
  await page.goto(`./${QUICK}`);
  await settled(page);
  const before = (await answer(page).textContent()) ?? '';
  await card(page, 'D')
    .getByRole('button', { name: /^Change: A switch works in 80/ })
    .click();
  const slider = card(page, 'D').getByRole('slider', { name: /^A switch works in/ });
  await expect(slider).toBeFocused();
  await expect(slider).toHaveAttribute('aria-valuetext', /^80/);
  for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowLeft');
  await expect(slider).toHaveAttribute('aria-valuetext', /^60/);
  await expect(page).toHaveURL(/sc=break-up\*\*second-dns\*\*multi-cloud\*works\*0\.6\*\*\*/);
  await settled(page);
  await expect(answer(page)).not.toHaveText(before);
  const after = (await answer(page).textContent()) ?? '';

  const second = await context.newPage();
  await second.goto(page.url());
  await settled(second);
  await expect(answer(second)).toHaveText(after);
  await second.close();

  await expect(
    page.getByRole('button', { name: /^Undo: set “a switch works in … of all cases” to 60.% in D/ }),
  ).toBeEnabled();
  await slider.focus();
  await page.keyboard.press('Control+z');
  await settled(page);
  await expect(answer(page)).toHaveText(before);
});

test('a number is written, and what is none is told in its place', async ({ page }) => {
  await page.goto(`./${QUICK}`);
  await settled(page);
  const field = card(page, 'B').getByRole('textbox', { name: 'Value: It is divided into … parts' });
  await field.fill('40');
  await page.keyboard.press('Enter');
  await expect(card(page, 'B').getByRole('alert')).toHaveText('Write a number from 2 to 10.');
  await field.fill('5');
  await page.keyboard.press('Enter');
  await expect(card(page, 'B').getByRole('alert')).toHaveCount(0);
  await expect(page).toHaveURL(/sc=break-up\*parts\*5&.*sc=break-up\*parts\*5\*\*second-dns/);
});

test('scenarios are added, filled, named, moved, duplicated and deleted; a measure that does nothing says so', async ({
  page,
}) => {
  await page.goto(`./${QUICK}`);
  await settled(page);
  await page.getByRole('button', { name: 'Add scenario' }).click();
  await expect(card(page, 'E')).toContainText('No measure yet');
  await card(page, 'E').getByRole('button', { name: 'Add a measure to E' }).click();
  await page.getByRole('menuitem', { name: /^Spare capacity/ }).click();
  await settled(page);
  await expect(card(page, 'E')).toContainText('A part of it does nothing here');
  await card(page, 'E').getByRole('textbox', { name: 'Name of scenario E' }).fill('More room');
  await page.keyboard.press('Enter');
  await expect(table(page)).toContainText('More room');
  const menu = async (letter: string, item: string) => {
    await page.getByRole('button', { name: new RegExp(`^Change scenario ${letter}:`) }).click();
    await page
      .getByRole('menu', { name: new RegExp(`^Change scenario ${letter}:`) })
      .getByRole('menuitem', { name: item })
      .click();
  };
  await menu('E', 'Move to the left');
  await expect(card(page, 'D').getByRole('textbox', { name: 'Name of scenario D' })).toHaveValue('More room');
  await menu('D', 'Duplicate');
  await expect(card(page, 'F')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Add scenario' })).toBeDisabled();
  await menu('E', 'Delete scenario E');
  await expect(card(page, 'F')).toHaveCount(0);
  await page.getByRole('button', { name: 'Start again' }).click();
  await expect(card(page, 'E')).toHaveCount(0);
  await expect(
    page.getByRole('button', { name: 'Undo: start again with the first scenarios' }),
  ).toBeVisible();
});

test('a measure that nobody takes up says so, in its card and in the answer', async ({ page }) => {
  await page.goto(`./${QUICK}&sc=second-dns*fraction*0`);
  await settled(page);
  await expect(card(page, 'B')).toContainText('It does nothing here.');
  await expect(answer(page)).toContainText('would change nothing here.');
});

test('a scenario is saved as a file, and chosen again it does the same', async ({ page }) => {
  await page.goto(`./${QUICK}&sc=second-dns`);
  await settled(page);
  await page.getByRole('button', { name: /^Change scenario B:/ }).click();
  const saved = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'Save as a file' }).click();
  const path = await (await saved).path();
  expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({
    schemaVersion: 1,
    id: 'second-name-service',
  });
  await page.getByRole('button', { name: 'Add scenario' }).click();
  await card(page, 'C').getByRole('button', { name: 'Add a measure to C' }).click();
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('menuitem', { name: /^From a file/ }).click();
  await (await chooser).setFiles({
    name: 'mine.json',
    mimeType: 'application/json',
    buffer: readFileSync(path),
  });
  await settled(page);
  await expect(page).toHaveURL(/sc=file\*/);
  const cells = async (row: number) =>
    (await table(page).getByRole('row').nth(row).getByRole('cell').allTextContents()).join('; ');
  // both rows in one look, for more years may come between two
  await expect
    .poll(async () => {
      const [b, c] = await Promise.all([cells(2), cells(3)]);
      return /of years/.test(c) && b === c;
    })
    .toBe(true);
  await settled(page);
  const before = await cells(3);
  await page.reload();
  await settled(page);
  expect(await cells(3)).toBe(before);
});

test('a scenario that is dropped on the page becomes one more', async ({ page }) => {
  await page.goto(`./${QUICK}&sc=second-dns`);
  await settled(page);
  const text = JSON.stringify({
    schemaVersion: 1,
    id: 'fewer',
    title: 'Fewer outages of clouds',
    interventions: [
      {
        verb: 'set',
        where: { entity: { kind: ['cloud-service'] } },
        column: 'outages_per_year',
        times: 0.5,
      },
    ],
  });
  const drop = (content: string) =>
    page.evaluate((given) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([given], 'mine.json'));
      window.dispatchEvent(new DragEvent('drop', { dataTransfer }));
    }, content);
  await drop(text);
  await expect(table(page)).toContainText('Fewer outages of clouds');
  await expect(answer(page)).toContainText('ewer outages of clouds would lower the average year');
  await drop('{"schemaVersion": 1}');
  await expect(page.getByText(/^mine\.json: id: This is missing/)).toBeVisible();
});

test('the years stop at once and go on', async ({ page }) => {
  await page.goto(`./${LONG}`);
  await expect(answer(page)).toContainText('lower the average year');
  await strip(page).getByRole('button', { name: 'Cancel' }).click();
  await expect(strip(page).getByRole('button', { name: 'Go on' })).toBeVisible({ timeout: 500 });
  await settled(page);
  await expect(page.getByRole('status')).toContainText('Stopped after');
  await strip(page).getByRole('button', { name: 'Go on' }).click();
  await expect(strip(page).getByRole('button', { name: 'Cancel' })).toBeVisible();
  await strip(page).getByRole('button', { name: 'Cancel' }).click();
});

test('charts have a table, and everything is saved', async ({ page }) => {
  await page.goto(`./${QUICK}`);
  await settled(page);
  const panel = page.getByRole('region', { name: 'Difference to A, same years' }).first();
  await expect(panel.getByRole('list', { name: 'Differences to A, by scenario' })).toContainText(
    'D, Break-up',
  );
  await panel.getByRole('button', { name: 'Table' }).click();
  await expect(panel.getByRole('columnheader', { name: 'Says' })).toBeVisible();
  await expect(panel.getByRole('row')).toHaveCount(7);
  await panel.getByRole('button', { name: 'Picture' }).click();
  const saved = async (button: string, item: string) => {
    await page.getByRole('button', { name: button, exact: true }).click();
    const download = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: item }).click();
    return readFileSync(await (await download).path(), 'utf8');
  };
  const document = JSON.parse(await saved('Export', 'Everything as JSON'));
  expect(document.ensemble).toMatchObject({ years: 640, seed: 1 });
  expect(document.contrasts).toHaveLength(3);
  expect(await saved('Export', 'Numbers as CSV')).toMatch(/^what,scenario,name,of,value/);
  expect(await saved('Export: Difference to A, same years', 'Picture as SVG')).toContain('Filled: average');
});

test('who earns it, what would flip it and how sure it is are worked out, and can be stopped', async ({
  page,
}) => {
  test.setTimeout(180_000);
  await page.goto(`./${ENOUGH}&given=none`);
  await settled(page);
  const earned = page.getByRole('region', { name: 'Who earns the combined effect of D' });
  await expect(earned.getByRole('list', { name: 'Measures of D by what they add' })).toContainText(
    'Second cloud',
    {
      timeout: 60_000,
    },
  );
  await expect(earned).toContainText('With and without each other');
  const flips = page.getByRole('region', { name: 'This would flip if' });
  await flips.getByRole('button', { name: 'Look for what would flip it' }).click();
  await flips.getByRole('button', { name: 'Cancel' }).click();
  await flips.getByRole('button', { name: 'Look for what would flip it' }).click();
  await expect(flips).toContainText(/does not flip|would flip if|nothing to flip/, { timeout: 90_000 });
  const sure = page.getByRole('region', { name: 'How sure are the measures' });
  await sure.getByRole('button', { name: 'Draw the numbers from their ranges' }).click();
  await expect(sure).toContainText('better than A in', { timeout: 90_000 });
  expect(await axeViolations(page)).toEqual([]);
});

test('a budget is spent on what saves most, with costs that a person gives', async ({ page }) => {
  await page.goto(QUICK);
  await settled(page);
  const find = page.getByRole('button', { name: 'Find the best choices' });
  await expect(find).toBeDisabled();
  await page.getByLabel('Second name service', { exact: true }).fill('1');
  await page.getByLabel('Second cloud', { exact: true }).fill('3');
  await page.getByLabel('Budget (empty: no limit)').fill('three');
  await page.getByLabel('Budget (empty: no limit)').press('Enter');
  await expect(page.getByText('Write a number of 0 or more, or nothing.')).toBeVisible();
  await page.getByLabel('Budget (empty: no limit)').fill('3');
  await page.getByLabel('Budget (empty: no limit)').press('Enter');
  await find.click();
  const chart = page.getByRole('region', { name: 'Best choices by cost' });
  await expect(chart.getByText('Within 3 the average year is lowest with Second cloud')).toBeVisible({
    timeout: 30_000,
  });
  // costs and budget travel in the link, and another budget asks anew
  expect(new URL(page.url()).hash).toContain('cost=multi-cloud*3');
  await page.getByLabel('Budget (empty: no limit)').fill('');
  await page.getByLabel('Budget (empty: no limit)').press('Enter');
  await expect(chart).toBeHidden();
});

for (const scheme of ['light', 'dark'] as const) {
  test(`the page is accessible, ${scheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    await page.goto(`./${QUICK}`);
    await settled(page);
    expect(await axeViolations(page)).toEqual([]);
  });
}

test('a phone has everything, and only cards and the table scroll sideways', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 780 });
  await page.goto(`./${QUICK}`);
  await settled(page);
  const main = page.getByRole('main');
  expect(await main.evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  const name = table(page).getByRole('rowheader').first();
  const before = (await name.boundingBox())?.x;
  await table(page).evaluate((element) => element.scrollTo(200, 0));
  expect((await name.boundingBox())?.x).toBe(before);
});

test('a project has the scenarios and the comparison, with seed and hash', async ({ page }) => {
  await page.goto(`./${QUICK}&sc=second-dns`);
  await settled(page);
  await page.getByRole('button', { name: /^Dataset:/ }).click();
  await page.getByRole('menuitem', { name: 'Save as…' }).click();
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  const files = unzipSync(readFileSync(await (await saved).path()));
  const text = (name: string) => JSON.parse(Buffer.from(files[name] ?? []).toString());
  const project = text('project.json');
  expect(project.scenarios).toMatchObject([{ schemaVersion: 1, id: 'second-name-service' }]);
  expect(project.results).toEqual([
    { file: 'results/policy.json', title: 'Policy', seed: 1, hash: expect.stringMatching(/^[0-9a-f]+$/) },
  ]);
  expect(text('results/policy.json').ensemble).toMatchObject({
    years: 640,
    seed: 1,
    hash: project.results[0].hash,
  });
});
