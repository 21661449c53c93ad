/** Nobody loses work: projects of this browser, undo over a reload, two tabs, and storage that is full, newer or older. */
import { expect, type Page, test } from '@playwright/test';
import { axeViolations, expectQuiet } from './quiet-page.ts';

test.beforeEach(expectQuiet);

/** A system as one JSON file. */
function ownFile(name: string, dependencies: readonly (readonly [string, string])[]) {
  const ids = [...new Set(dependencies.flat())];
  const system = {
    format: 'linchpin-dataset',
    schemaVersion: 1,
    dataset: { schemaVersion: 1, weights: [{ column: 'weight', label: 'Customers', unit: 'people' }] },
    columns: { entities: ['id', 'name', 'kind', 'weight'], dependencies: ['dependent', 'supplier', 'role'] },
    entities: ids.map((id) => ({ id, name: id, kind: 'application', weight: 1 })),
    dependencies: dependencies.map(([dependent, supplier]) => ({ dependent, supplier, role: 'hosting' })),
  };
  return { name, mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(system)) };
}

const BANKS = ownFile('banks.json', [
  ['north-bank', 'cloud-a'],
  ['south-bank', 'cloud-a'],
]);
const PORTS = ownFile('ports.json', [['north-port', 'cloud-b']]);

const projects = (page: Page) => page.getByRole('list', { name: 'Projects' }).getByRole('listitem');
const datasetButton = (page: Page) => page.getByRole('button', { name: /^Dataset:/ });

async function openFile(page: Page, file: typeof BANKS) {
  await datasetButton(page).click();
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('menuitem', { name: /Open files/ }).click();
  await (await chooser).setFiles([file]);
  await expect(datasetButton(page)).toHaveAccessibleName(`Dataset: ${file.name.replace('.json', '')}`);
  await expect(page).toHaveURL(/d=own-/);
}

async function showProjects(page: Page) {
  await datasetButton(page).click();
  await page.getByRole('menuitem', { name: 'Your projects…' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
}

/** Changes one cell on the Data page. */
async function editCell(page: Page, from: string, to: string) {
  await page.getByRole('link', { name: 'Data', exact: true }).click();
  await page.getByRole('gridcell', { name: from, exact: true }).first().click();
  await page.keyboard.press('Enter');
  const field = page.getByRole('grid').getByRole('textbox');
  await field.fill(to);
  await field.press('Enter');
  await expect(page.getByRole('gridcell', { name: to, exact: true }).first()).toBeVisible();
}

test('several projects are kept, opened where they were left, renamed, deleted and brought back', async ({
  page,
}) => {
  await page.goto('./');
  await openFile(page, BANKS);
  await page.getByRole('radio', { name: 'Table' }).check();
  await openFile(page, PORTS);
  await page.getByRole('radio', { name: 'Tower' }).check();
  await showProjects(page);
  await expect(projects(page)).toHaveCount(2);
  await expect(projects(page).nth(0)).toContainText('ports');
  await expect(projects(page).nth(0)).toContainText(/2\sentities, 1\sdependency/);
  await expect(page.getByRole('button', { name: 'Delete ports' })).toBeDisabled();
  expect(await axeViolations(page)).toEqual([]);

  await page.getByRole('button', { name: 'Rename banks' }).click();
  await page.getByRole('textbox', { name: 'Name of banks' }).fill('Banks of the north');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Open Banks of the north' }).click();
  await expect(datasetButton(page)).toHaveAccessibleName('Dataset: Banks of the north');
  await expect(page.getByRole('radio', { name: 'Table' })).toBeChecked();

  await showProjects(page);
  await page.getByRole('button', { name: 'Delete ports' }).click();
  await page.getByRole('button', { name: 'Keep ports' }).click();
  await page.getByRole('button', { name: 'Delete ports' }).click();
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  await showProjects(page);
  await expect(projects(page)).toHaveCount(1);
});

test('undo and redo of data outlive a reload', async ({ page }) => {
  await page.goto('./');
  await openFile(page, BANKS);
  await editCell(page, 'north-bank', 'first-bank');
  const undo = page.getByRole('button', { name: 'Undo: set id of north-bank' });
  await expect(undo).toBeVisible();
  await page.reload();
  await expect(page.getByRole('gridcell', { name: 'first-bank', exact: true }).first()).toBeVisible();
  await undo.click();
  await expect(page.getByRole('gridcell', { name: 'north-bank', exact: true }).first()).toBeVisible();
  await page.reload();
  await page.getByRole('button', { name: 'Redo: set id of north-bank' }).click();
  await expect(page.getByRole('gridcell', { name: 'first-bank', exact: true }).first()).toBeVisible();
  await showProjects(page);
  await expect(projects(page)).toHaveCount(1);
});

test('two tabs that change one project keep both', async ({ page, context }) => {
  await page.goto('./');
  await openFile(page, BANKS);
  const other = await context.newPage();
  await other.goto(page.url());
  await expect(datasetButton(other)).toHaveAccessibleName('Dataset: banks');
  await editCell(page, 'north-bank', 'first-bank');
  await editCell(other, 'south-bank', 'second-bank');
  await expect(other.getByText(/Another tab has gone on with this project/)).toBeVisible();
  await showProjects(other);
  await expect(projects(other)).toHaveCount(2);
  await expect(projects(other).filter({ hasText: 'banks (copy)' })).toHaveCount(1);
});

test('full storage is said, stays said, and is tried again', async ({ page }) => {
  await page.addInitScript(() => {
    const { put } = IDBObjectStore.prototype;
    Object.assign(window, { isFull: true });
    IDBObjectStore.prototype.put = function (...given) {
      if ((window as unknown as { isFull: boolean }).isFull)
        throw new DOMException('no room', 'QuotaExceededError');
      return put.apply(this, given);
    };
  });
  await page.goto('./');
  await openFile(page, BANKS);
  await expect(page.getByText(/no room left, so your work is on this page only/)).toBeVisible();
  await page.getByRole('button', { name: 'Not kept' }).click();
  await expect(page.getByRole('alert')).toContainText('no room left');
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as a project file' }).click();
  expect((await saved).suggestedFilename()).toBe('banks.linchpin');
  await page.evaluate(() => Object.assign(window, { isFull: false }));
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('alert')).toHaveCount(0);
  await expect(projects(page)).toHaveCount(1);
});

test('what a newer version has kept is left as it is', async ({ page }) => {
  await page.goto('./');
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const opening = indexedDB.open('linchpin', 99);
        opening.onupgradeneeded = () => opening.result.createObjectStore('of-the-future').put('work', 'one');
        opening.onsuccess = () => {
          opening.result.close();
          resolve();
        };
      }),
  );
  await openFile(page, BANKS);
  await expect(page.getByText(/A newer Linchpin has kept work in this browser/)).toBeVisible();
  const kept = await page.evaluate(
    () =>
      new Promise((resolve) => {
        const opening = indexedDB.open('linchpin');
        opening.onsuccess = () => {
          const reading = opening.result.transaction('of-the-future').objectStore('of-the-future').get('one');
          reading.onsuccess = () => resolve(reading.result);
        };
      }),
  );
  expect(kept).toBe('work');
});

test('what the version before projects had kept becomes a project', async ({ page }) => {
  await page.goto('./');
  await openFile(page, BANKS);
  const key = /d=(own-[a-z0-9]+)/.exec(page.url())?.[1] ?? '';
  await page.evaluate(
    ({ key, text }) =>
      new Promise<void>((resolve) => {
        indexedDB.deleteDatabase('linchpin').onsuccess = () => {
          const opening = indexedDB.open('linchpin', 1);
          opening.onupgradeneeded = () => {
            const files = [{ name: 'banks.json', bytes: new TextEncoder().encode(text) }];
            opening.result.createObjectStore('own-files').put({ files }, key);
          };
          opening.onsuccess = () => {
            opening.result.close();
            resolve();
          };
        };
      }),
    { key, text: BANKS.buffer.toString() },
  );
  await page.reload();
  await expect(page).toHaveURL(new RegExp(key));
  await expect(page.getByText(/3\sentities and 2\sdependencies/)).toBeVisible();
  await showProjects(page);
  await expect(projects(page)).toHaveCount(1);
});
