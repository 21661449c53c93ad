/** What the page does with much data, a poor browser, and an engine or a server that is gone. */
import { expect, type Page, test } from '@playwright/test';

const DOOR = /See what falls if AWS us-east-1 DynamoDB fails/;
const MOST_BYTES_BEFORE_PICTURE = 400_000;
const ENTITIES = 20_000;
const DEPENDENCIES = 100_000;

const drawn = (page: Page) => page.locator('[data-drawn="true"]');
const fallenList = (page: Page) => page.getByRole('region', { name: /Fallen entities/ });

function largeFiles() {
  const entities = Array.from({ length: ENTITIES }, (_, v) => `e${v},Entity ${v},application,1\n`);
  const dependencies = Array.from(
    { length: DEPENDENCIES },
    (_, e) =>
      `e${e % ENTITIES},e${(7 * e + 1 + 13 * Math.floor(e / ENTITIES)) % ENTITIES},hosting,report ${e}\n`,
  );
  const file = (name: string, header: string, rows: readonly string[]) => ({
    name,
    mimeType: 'text/csv',
    buffer: Buffer.from(`${header}\n${rows.join('')}`),
  });
  return [
    file('entities.csv', 'id,name,kind,weight', entities),
    file('dependencies.csv', 'dependent,supplier,role,source', dependencies),
  ];
}

async function openFiles(page: Page, files: ReturnType<typeof largeFiles>) {
  await page.getByRole('button', { name: /^Dataset:/ }).click();
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('menuitem', { name: /Open files/ }).click();
  await (await chooser).setFiles(files);
}

/** Keeps hold of the page's workers, so that a test can make one die. */
async function watchWorkers(page: Page) {
  await page.addInitScript(() => {
    const made: Worker[] = [];
    const killEngine = () =>
      made
        .find((worker) => worker.onmessage === null)
        ?.dispatchEvent(new ErrorEvent('error', { message: 'killed by the test' }));
    Object.assign(window, { killEngine });
    window.Worker = class extends Worker {
      constructor(address: string | URL, options?: WorkerOptions) {
        super(address, options);
        made.unshift(this);
      }
    };
  });
}

let foreign: string[] = [];

test.beforeEach(async ({ page, baseURL }) => {
  foreign = [];
  const origin = new URL(baseURL ?? '').origin;
  page.on('pageerror', (error) => expect.soft(error.message, 'page error').toBe(''));
  page.on('request', (request) => {
    const address = new URL(request.url());
    if (address.protocol.startsWith('http') && address.origin !== origin) foreign.push(request.url());
  });
});

test.afterEach(() => {
  expect(foreign, 'requests to another origin').toEqual([]);
});

test('no more than 400 kB travel before the first picture', async ({ page, context }) => {
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  let bytes = 0;
  session.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  await page.goto('./');
  await drawn(page).waitFor();
  expect(bytes).toBeGreaterThan(100_000);
  expect(bytes).toBeLessThanOrEqual(MOST_BYTES_BEFORE_PICTURE);
});

test('100,000 dependencies open with progress, and Cancel leaves what was open', async ({ page }) => {
  await page.goto('./');
  await drawn(page).waitFor();
  const files = largeFiles();
  // by the page itself and at once, for a hand that looks for the button may come after the end
  const cancelled = page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        new MutationObserver((_, observer) => {
          const shown = document.querySelector('progress')?.parentElement;
          const cancel = [...(shown?.querySelectorAll('button') ?? [])].find(
            (b) => b.textContent === 'Cancel',
          );
          if (!cancel || !/Reading (entities|dependencies)\.csv/.test(shown?.textContent ?? '')) return;
          observer.disconnect();
          cancel.click();
          resolve(shown?.textContent ?? '');
        }).observe(document.body, { childList: true, subtree: true, characterData: true });
      }),
  );
  await openFiles(page, files);
  expect(await cancelled).toContain('.csv');
  await expect(page.getByRole('progressbar')).toHaveCount(0);
  await page.getByRole('button', { name: DOOR }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('If AWS us-east-1 DynamoDB fails');
  await page.getByRole('button', { name: /^Undo/ }).click();

  await openFiles(page, files);
  await expect(page).toHaveURL(/d=own-/, { timeout: 30_000 });
  await expect(page.getByText(/100,000\sdependencies/).first()).toBeVisible({ timeout: 30_000 });
});

test('without WebGL there is a picture, whether it is refused with null or with an error', async ({
  context,
}) => {
  for (const refusal of ['null', 'error']) {
    const page = await context.newPage();
    await page.addInitScript((kind) => {
      const refuse = () => {
        if (kind === 'error') throw new Error('refused by the test');
        return null;
      };
      const getContext = HTMLCanvasElement.prototype.getContext;
      HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, ...words: unknown[]) {
        return /webgl/.test(String(words[0])) ? refuse() : Reflect.apply(getContext, this, words);
      } as typeof getContext;
    }, refusal);
    await page.goto('./');
    await drawn(page).waitFor();
    await expect(page.getByText(/draws no WebGL/)).toBeVisible();
    expect(await page.locator('svg [data-entity]').count()).toBeGreaterThan(500);
    await page.close();
  }
});

test('when the engine dies in the middle of a question, the answer comes all the same', async ({ page }) => {
  await watchWorkers(page);
  await page.goto('./');
  await drawn(page).waitFor();
  await page.getByRole('button', { name: DOOR }).evaluate((door: HTMLElement) => {
    door.click();
    (window as unknown as { killEngine(): void }).killEngine();
  });
  await expect(page.getByText(/engine stopped and was started again; nothing is lost/)).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('If AWS us-east-1 DynamoDB fails');
  await expect(fallenList(page)).toBeVisible();
  for (let death = 0; death < 4; death++)
    await page.evaluate(() => (window as unknown as { killEngine(): void }).killEngine());
});

test('a storage that never answers does not hold up own files', async ({ page }) => {
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => ({}) as IDBOpenDBRequest;
  });
  await page.goto('./');
  await drawn(page).waitFor();
  const file = (name: string, text: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
  await openFiles(page, [
    file('entities.csv', 'id,kind\na,dns\nb,dns\n'),
    file('dependencies.csv', 'dependent,supplier\na,b\n'),
  ]);
  await expect(page).toHaveURL(/d=own-/);
});

test('when the server is gone, all parts of the page still work', async ({ page, context }) => {
  // asked for before the page is opened, for it may answer before the map is seen
  const last = page.waitForResponse(/force-worker/);
  await page.goto('./');
  await drawn(page).waitFor();
  await last;
  await page.waitForLoadState('networkidle');
  await context.setOffline(true);
  await page.getByRole('button', { name: DOOR }).click();
  await expect(fallenList(page)).toBeVisible();
  await page.getByRole('radio', { name: 'Force' }).check();
  await drawn(page).waitFor();
  await page.getByRole('radio', { name: 'Table' }).check();
  await expect(page.getByRole('table')).toBeVisible();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: 'Concentration' }).click();
  await expect(page.getByRole('list', { name: /Suppliers of .*, ranked/ })).toBeVisible();
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  await page.getByRole('menuitem', { name: 'All suppliers as CSV' }).click();
  expect((await saved).suggestedFilename()).toMatch(/^concentration-.*\.csv$/);
});
