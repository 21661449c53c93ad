import { expect, type Page, test } from '@playwright/test';
import { axeViolations, expectQuiet } from './quiet-page.ts';

/** In the shape of a table of facts as people keep it: words for losses, a missing year, a row twice. */
const FACTS = `dependent,dependent_type,provider,provider_type,criticality,as_of_year,verified,note
Signal,app,AWS,cloud,critical,2025,yes,all of it
Test Bank,organisation,AWS,cloud,degraded,2021,yes,
Test Bank,organisation,Test Cloud / Other Cloud,cloud,redundant,2021,no,
Test Bank,organisation,Test DNS,dns,critical,,yes,
Test Shop,app,Test DNS,dns,critical,2020,no,
Test Shop,app,Test DNS,dns,critical,2020,no,again
`;

test.beforeEach(expectQuiet);

const settled = (page: Page) => page.locator('main[data-answered="true"]');

async function choose(page: Page, name: string, text: string) {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose files' }).press('Enter');
  await (await chooser).setFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
}

test('a table of facts is decided on, joined with what is open, imported, and taken back, by keyboard', async ({
  page,
}) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto('./#/import');
  await choose(page, 'facts.csv', FACTS);
  const heading = page.getByRole('heading', { level: 1 });
  await expect(heading).toHaveText('6 rows read. Two columns need your decision before anything changes.');
  await expect(page.getByText(`facts.csv, ${FACTS.length} bytes, comma separated, UTF-8`)).toBeVisible();
  await expect(settled(page)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Check', exact: true })).toBeDisabled();
  await expect(page.getByText('Year is missing')).toBeVisible();
  await expect(page.getByText('Repeated rows')).toBeVisible();
  expect(await axeViolations(page)).toEqual([]);

  await page.getByRole('button', { name: 'Use suggestions' }).first().press('Enter');
  await page.getByLabel('What verified becomes').selectOption('note');
  await expect(heading).toHaveText('6 rows read. Nothing changes before you import.');
  await page.getByLabel('degraded is read as').selectOption('0.5');
  await page.getByRole('button', { name: 'Split at /' }).press('Enter');
  await page.getByLabel('Keep in this browser as').fill('My facts');
  await page.getByLabel('Keep in this browser as').press('Enter');
  await page.getByRole('button', { name: 'Show row 7 of facts.csv' }).press('Enter');
  await expect(page.locator('tr[data-sought]')).toContainText('again');

  const outcome = page.getByRole('region', { name: 'Import', exact: true }).getByRole('status');
  await expect(outcome).toHaveText('Adds 7 dependencies and 7 entities. Can be undone.');
  await page.getByRole('button', { name: 'Check', exact: true }).press('Enter');
  await expect(page.getByRole('heading', { name: 'Perhaps the same entity' })).toBeVisible();
  await page.getByRole('button', { name: 'They are one: Signal and signal' }).press('Enter');
  await expect(page.getByText('Signal is read as signal')).toBeVisible();
  await expect(outcome).toHaveText('Adds 7 dependencies and 6 entities. Can be undone.');
  await page.getByRole('button', { name: 'Two entities: AWS and aws' }).press('Enter');
  await expect(settled(page)).toBeVisible();
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await axeViolations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Import 6 rows' }).press('Enter');
  await expect(heading).toHaveText('Imported: 7 dependencies and 6 entities.');

  await page.getByRole('button', { name: 'Undo: import facts.csv' }).press('Enter');
  await expect(page.getByText('The import of facts.csv was taken back.')).toBeVisible();
  await page.getByRole('button', { name: 'Redo: import facts.csv' }).press('Enter');
  await expect(page.getByText('facts.csv is part of what is open')).toBeVisible();
  await page.getByRole('button', { name: 'See it on the map' }).press('Enter');
  await page.keyboard.press('/');
  await page.keyboard.type('Test Bank');
  await expect(page.getByRole('option', { name: /Test Bank/ }).first()).toBeVisible();
  await page.keyboard.press('Escape');

  // the same columns come again: the mapping that was kept is used, and nothing needs a decision
  await page.getByRole('button', { name: /^Dataset:/ }).click();
  await page.getByRole('menuitem', { name: 'Import files…' }).click();
  await choose(page, 'later.csv', FACTS);
  await expect(page.getByText('it is used')).toBeVisible();
  await expect(page.getByLabel('degraded is read as')).toHaveValue('0.5');
  await expect(page.getByRole('button', { name: 'Check', exact: true })).toBeEnabled();
});

test('hostile files are told in words, and long work is stopped at once', async ({ page }) => {
  await page.goto('./#/import');
  await choose(page, 'empty.csv', '');
  await expect(page.getByRole('alert')).toContainText('empty.csv');
  await choose(
    page,
    '<img src=x onerror=alert(1)>.csv',
    '__proto__,{braces},supplier,customer\n=cmd(),"<img src=x onerror=alert(1)>",constructor,"<b>x</b>"\n',
  );
  await expect(page.getByRole('heading', { level: 1 })).toContainText('1 row read.');
  await expect(settled(page)).toBeVisible();
  await expect(page.getByRole('cell', { name: '<img src=x onerror=alert(1)>' })).toBeVisible();
  await expect(page.locator('img')).toHaveCount(0);
  await page.getByRole('button', { name: 'Cancel' }).click();

  const rows = Array.from({ length: 200_000 }, (_, i) => `user ${i},cloud ${i % 997},0.5`);
  await choose(page, 'big.csv', ['customer,supplier,loss', ...rows].join('\n'));
  await page.locator('main progress').waitFor();
  const took = await page.evaluate(() => {
    const from = performance.now();
    // looked up at the moment of the click, for the next job has a button of its own
    document.querySelector('main progress')?.parentElement?.querySelector('button')?.click();
    return new Promise<number>((resolve) => {
      const look = () =>
        document.querySelector('main progress')
          ? requestAnimationFrame(look)
          : resolve(performance.now() - from);
      look();
    });
  });
  expect(took).toBeLessThan(100);
});
