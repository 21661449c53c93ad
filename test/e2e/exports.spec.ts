/** All that is seen can be taken along: the system in every format, the map, what falls, one entity, a chart's numbers. */
import { readFile } from 'node:fs/promises';
import { expect, type Page, test } from '@playwright/test';
import { axeViolations, expectQuiet } from './quiet-page.ts';

const FAILED = './#/map?v=1&d=digital-economy&fail=aws%2Fus-east-1%2Fdynamodb&at=slack';

test.beforeEach(expectQuiet);

const drawn = (page: Page) => page.locator('[data-drawn="true"]');

/** What is saved by this: its name and its bytes. */
async function saved(page: Page, act: () => Promise<void>) {
  const [download] = await Promise.all([page.waitForEvent('download'), act()]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

test('the system goes out in every format, and what a format has no word for is said', async ({ page }) => {
  await page.goto('./');
  await drawn(page).waitFor();
  await page.getByRole('button', { name: /^Dataset:/ }).click();
  await page.getByRole('menuitem', { name: 'Save as…' }).click();
  const dialog = page.getByRole('dialog');
  expect(await axeViolations(page)).toEqual([]);
  const as = async (format: string) => {
    await dialog.getByRole('radio', { name: format }).check();
    return saved(page, () => dialog.getByRole('button', { name: 'Save', exact: true }).click());
  };
  const json = await as('JSON');
  expect(json.name).toBe('digital-economy.json');
  const system = JSON.parse(json.bytes.toString());
  await expect(dialog.getByRole('status')).toHaveText('Saved. Nothing was left out.');
  const csv = await as('CSV');
  expect(csv.name).toBe('digital-economy.zip');
  expect(csv.bytes.subarray(0, 2).toString()).toBe('PK');
  const gexf = await as('GEXF');
  expect(gexf.name).toBe('digital-economy.gexf');
  expect(gexf.bytes.toString().match(/<node /g)).toHaveLength(system.entities.length);
  await expect(dialog.getByRole('status')).toContainText('What GEXF has no word for:');
  const graphml = await as('GraphML');
  expect(graphml.bytes.toString().match(/<edge /g)).toHaveLength(system.dependencies.length);
  const project = await as('Project');
  expect(project.name).toBe('digital-economy.linchpin');
});

test('the map, what falls and the entity looked at are files', async ({ page }) => {
  await page.goto(FAILED);
  await drawn(page).waitFor();
  await expect(
    page
      .getByRole('region', { name: /Fallen entities/ })
      .or(page.getByRole('heading', { name: 'Slack' }))
      .first(),
  ).toBeVisible();
  const as = async (item: string | RegExp) => {
    await page.getByRole('button', { name: 'Export what the map shows' }).click();
    return saved(page, () => page.getByRole('menuitem', { name: item }).click());
  };
  const svg = await as('Map as SVG');
  expect(svg.name).toMatch(/^map-if-aws-us-east-1-dynamodb-fails.*\.svg$/);
  const picture = svg.bytes.toString();
  expect(picture).toContain('If AWS us-east-1 DynamoDB fails');
  expect(picture).toContain('Made to fail: 1');
  const png = await as('Map as PNG');
  expect(png.bytes.subarray(1, 4).toString()).toBe('PNG');
  const csv = await as('What falls as CSV');
  const [head, first, ...rest] = csv.bytes.toString().trim().split('\n');
  expect(head).toMatch(/^id,name,kind,state,level,because_of,/);
  expect(first).toContain('aws/us-east-1/dynamodb');
  const json = JSON.parse((await as('What falls as JSON')).bytes.toString());
  expect(json.fallen).toHaveLength(rest.length);
  expect(json.failed).toEqual(['aws/us-east-1/dynamodb']);
  const entity = JSON.parse((await as('Slack as JSON')).bytes.toString());
  expect(entity.id).toBe('slack');
  expect(entity.suppliers.length).toBeGreaterThan(0);
  await page.getByRole('radio', { name: 'Force' }).check();
  const force = await as('Map as SVG');
  expect(force.bytes.toString().match(/data-entity/g)?.length).toBeGreaterThan(200);
});

test('the numbers of a chart are JSON with its words', async ({ page }) => {
  await page.goto('./#/concentration?v=1&d=digital-economy');
  const button = page.getByRole('button', { name: /^Export: / }).first();
  await button.click();
  const { bytes } = await saved(page, () => page.getByRole('menuitem', { name: 'Numbers as JSON' }).click());
  const document = JSON.parse(bytes.toString());
  expect(document.rows.length).toBeGreaterThan(0);
  expect(document.rows[0]).toHaveLength(document.columns.length);
  expect(document.title).not.toBe('');
});
