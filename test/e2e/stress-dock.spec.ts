import { readFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { axeViolations, expectQuiet } from './quiet-page.ts';

const DYNAMODB = '#/stress?v=1&d=digital-economy&down=0,2.87,0,aws/us-east-1/dynamodb';
const REPLAY = '#/stress?v=1&d=digital-economy&outage=aws-use1-2025-10-20';
const dock = (page: Page) => page.getByRole('region', { name: 'The film', exact: true });
const slider = (page: Page) => dock(page).getByRole('slider', { name: 'Moment of the film' });
const hour = async (page: Page) => Number(await slider(page).getAttribute('aria-valuenow'));

test.beforeEach(expectQuiet);

async function save(page: Page, item: string): Promise<{ name: string; text: string }> {
  await dock(page).getByRole('button', { name: 'Export' }).click();
  const waiting = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: item }).click();
  const download = await waiting;
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') };
}

test('the film plays and pauses, and the link keeps the hour where it rests', async ({ page }) => {
  await page.goto(`./${DYNAMODB}`);
  await expect(slider(page)).toHaveAttribute('aria-valuetext', /^hour 0:00: down/);
  await dock(page).getByRole('button', { name: 'Play' }).click();
  await expect(dock(page).getByText(/after the first failure/)).toBeVisible();
  await dock(page).getByRole('button', { name: 'Pause' }).click();
  await expect(dock(page).getByRole('button', { name: 'Play' })).toBeVisible();
  const rest = await hour(page);
  expect(rest).toBeGreaterThan(0);
  expect(Number(/[?&]t=([\d.]+)/.exec(page.url())?.[1])).toBe(rest);

  await slider(page).focus();
  const since = dock(page).getByText(/after the first failure/);
  const told = (await since.textContent())!;
  await page.keyboard.press('Space');
  await expect(since).not.toHaveText(told);
  await page.keyboard.press('Space');
  await expect(dock(page).getByRole('button', { name: 'Play' })).toBeVisible();
  expect(await hour(page)).toBeGreaterThan(rest);
});

test('keys and buttons step from change to change, and a hand drags anywhere on the timeline', async ({
  page,
}) => {
  await page.goto(`./${DYNAMODB}`);
  await slider(page).focus();
  await page.keyboard.press('ArrowRight');
  const first = await hour(page);
  expect(first).toBeGreaterThan(0);
  await dock(page).getByRole('button', { name: 'To the next change' }).click();
  expect(await hour(page)).toBeGreaterThan(first);
  await page.keyboard.press('ArrowLeft');
  expect(await hour(page)).toBe(first);
  await page.keyboard.press('End');
  await expect(slider(page)).toHaveAttribute(
    'aria-valuenow',
    (await slider(page).getAttribute('aria-valuemax'))!,
  );
  await page.keyboard.press('Home');
  expect(await hour(page)).toBe(0);

  const box = (await slider(page).boundingBox())!;
  await page.mouse.move(box.x + box.width * 0.4, box.y + box.height / 2);
  await page.mouse.down();
  const grabbed = await hour(page);
  await page.mouse.move(box.x + box.width * 0.7, box.y + 5, { steps: 4 });
  expect(await hour(page)).toBeGreaterThan(grabbed);
  await page.mouse.up();
  await expect(page).toHaveURL(/[?&]t=/);
});

test('a real outage is told in UTC, with its phases in words', async ({ page }) => {
  await page.goto(`./${REPLAY}&t=6.533333333333333`);
  await expect(dock(page).getByText('13:20 UTC')).toBeVisible();
  await expect(dock(page).getByText('6 h 32 min after the first failure')).toBeVisible();
  await expect(dock(page).getByRole('list', { name: /^Share of .* by state$/ })).toContainText(/Degraded \d/);
  await dock(page).getByRole('button', { name: 'What fails, and when' }).click();
  const phases = page.getByRole('dialog', { name: 'What fails, and when' });
  await expect(phases.getByText(/06:48 to 09:40, made to fail: down/)).toBeVisible();
  expect(await axeViolations(page)).toEqual([]);
});

test('the timeline has a table twin and says how it is computed', async ({ page }) => {
  await page.goto(`./${DYNAMODB}`);
  await dock(page).getByRole('button', { name: 'Table', exact: true }).click();
  await expect(dock(page).getByRole('columnheader', { name: 'Recovering' })).toBeVisible();
  await expect(dock(page).getByRole('cell', { name: '0:00', exact: true })).toBeVisible();
  expect(await axeViolations(page)).toEqual([]);
  await dock(page).getByRole('button', { name: 'Picture', exact: true }).click();
  await expect(slider(page)).toBeVisible();
  await dock(page).getByRole('button', { name: 'How', exact: true }).click();
  await expect(page.getByRole('dialog', { name: 'How' })).toContainText('total weight');
});

test('an outage to compare with is a line of its own', async ({ page }) => {
  await page.goto(`./${DYNAMODB}&vs-down=0,8,0,aws/us-east-1/dynamodb`);
  await expect(slider(page)).toBeVisible();
  await expect(dock(page).locator('svg text').filter({ hasText: /^B$/ })).toBeVisible();
});

test('timeline and chart are saved as files that say what they hold', async ({ page }) => {
  await page.goto(`./${DYNAMODB}`);
  const csv = await save(page, 'Timeline as CSV');
  expect(csv.name).toMatch(/dynamodb.*-timeline\.csv$/);
  expect(csv.text).toMatch(
    /^hour,id,name,level,state,cause,requirement,because of\r\n0,aws\/us-east-1\/dynamodb,/,
  );
  const json = JSON.parse((await save(page, 'Timeline as JSON')).text);
  expect(json).toMatchObject({ failed: ['aws/us-east-1/dynamodb'], isComplete: true });
  expect(json.timeline[0]).toMatchObject({ hour: 0, id: 'aws/us-east-1/dynamodb', level: 0 });
  const svg = await save(page, 'Chart as SVG');
  expect(svg.text).toMatch(/^<svg [^>]*>.*DynamoDB fails for 2.h 52.min/s);
  expect(svg.text).not.toContain('class=');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing on a phone in ${colorScheme}`, async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 780 });
    await page.emulateMedia({ colorScheme });
    await page.goto(`./${REPLAY}`);
    await expect(slider(page)).toBeVisible();
    expect(await axeViolations(page)).toEqual([]);
  });
}
