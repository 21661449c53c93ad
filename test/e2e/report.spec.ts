import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { axeViolations, expectQuiet } from './quiet-page.ts';

const HOSTILE = '<img src=x onerror=alert(1)> "A" & B';
const LINK = `#/report?v=1&d=digital-economy&of=dns&risk-years=1000&risk-seed=7&fail=aws%2Fus-east-1%2Fdynamodb&report-title=${encodeURIComponent(HOSTILE)}`;
test('a shared link opens the report, which is cited, printed, saved as one file, and changed with undo', async ({
  page,
  browser,
  baseURL,
}) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await expectQuiet({ page, baseURL });
  await page.goto(`./${LINK}`);
  await expect(page).toHaveTitle('Report - Linchpin');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(HOSTILE);
  const part = (name: string) => page.getByRole('region', { name, exact: true });
  for (const name of ['The system', 'Concentration', 'Risk'])
    await expect(part(name)).toHaveAttribute('data-answered', 'true');
  await expect(part('The system')).toContainText('failed,');
  await expect(part('Risk')).toContainText('An average year costs');
  const citation = page.locator('[data-citation]');
  await expect(citation).toContainText('Seed of the simulated years: 7.');
  await expect(citation).toContainText('risk-seed=7');
  // paper is white in dark mode too
  await expect(page.locator('article')).toHaveCSS('background-color', 'rgb(255, 255, 255)');

  expect(await axeViolations(page)).toEqual([]);

  await page.emulateMedia({ colorScheme: 'dark', media: 'print' });
  await expect(page.locator('html')).toHaveCSS('color-scheme', 'light');
  await expect(page.locator('body')).toHaveCSS('background-color', 'rgba(0, 0, 0, 0)');
  await page.emulateMedia({ colorScheme: 'dark', media: null });
  const pdf = await page.pdf({ format: 'A4', preferCSSPageSize: true });
  expect((pdf.toString('latin1').match(/\/Type\s*\/Page\b/g) ?? []).length).toBeGreaterThan(1);

  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as HTML' }).click();
  const html = readFileSync(await (await download).path(), 'utf8');
  // pictures refer to patterns within the file, and to nothing outside it
  expect(html).not.toMatch(/<script|<link|<img|url\((?!["']?#|&quot;#)/);
  const offline = await browser.newContext({ offline: true, javaScriptEnabled: false });
  const file = await offline.newPage();
  await file.setContent(html);
  await expect(file.getByRole('heading', { level: 1 })).toHaveText(HOSTILE);
  await expect(file.locator('svg[data-picture]').first()).toBeVisible();
  await expect(file.locator('img, script, iframe, [onerror]')).toHaveCount(0);
  await offline.close();

  await page.getByRole('button', { name: 'Risk', exact: true }).click();
  await expect(part('Risk')).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo: change what is in the report' }).click();
  await expect(part('Risk')).toHaveAttribute('data-answered', 'true');
  await page.getByLabel('Title').fill('Mine');
  await page.getByLabel('Title').blur();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Mine');
  await expect(page).toHaveURL(/report-title=Mine/);
  await page.setViewportSize({ width: 360, height: 800 });
  expect(await page.evaluate(() => document.querySelector('main')!.scrollWidth)).toBeLessThanOrEqual(360);
});
