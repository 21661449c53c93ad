/** What every page is held to while it is tested: no errors, no requests to anywhere else, no barriers. */
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** Rules of WCAG 2.2, levels A and AA. */
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Fails the test on console errors, page errors, dialogs of the browser, and requests to anywhere but `baseURL`. */
export async function expectQuiet({
  page,
  baseURL,
}: {
  readonly page: Page;
  readonly baseURL: string | undefined;
}): Promise<void> {
  const origin = new URL(baseURL ?? '').origin;
  page.on('pageerror', (error) => expect.soft(error.message, 'page error').toBe(''));
  page.on('dialog', (dialog) => {
    expect.soft(dialog.message(), 'a dialog opened').toBe('');
    void dialog.dismiss();
  });
  page.on('console', (message) => {
    if (message.type() === 'error') expect.soft(message.text(), 'console error').toBe('');
  });
  page.on('request', (request) => {
    const address = new URL(request.url());
    if (address.protocol.startsWith('http')) expect.soft(address.origin, request.url()).toBe(origin);
  });
}

/** What axe finds once nothing moves or fades, each with the elements that it is about; empty when all is well. */
export async function axeViolations(page: Page): Promise<readonly string[]> {
  await page.waitForFunction(() =>
    document.getAnimations().every(({ playState }) => playState !== 'running' && playState !== 'paused'),
  );
  const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze();
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`,
  );
}
