import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { expect, test } from '@playwright/test';

test.use({ serviceWorkers: 'allow' });

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.csv': 'text/csv',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json',
};
const FOLDER = '/some/where/';

/** The plainest of hosts: files in a folder, without any header of ours. */
async function plainHost(): Promise<{ readonly server: Server; readonly address: string }> {
  const server = createServer(async (request, response) => {
    const path = new URL(request.url ?? '/', 'http://host').pathname;
    const name = path === FOLDER ? 'index.html' : path.slice(FOLDER.length);
    try {
      if (!path.startsWith(FOLDER) || name.includes('..')) throw new Error('outside');
      const content = await readFile(join('dist/web', name));
      response.writeHead(200, { 'Content-Type': TYPES[extname(name)] ?? 'application/octet-stream' });
      response.end(content);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, address: `http://127.0.0.1:${(server.address() as AddressInfo).port}${FOLDER}` };
}

test('from a folder of a plain host the page is kept, isolated, and opens again when the host is gone', async ({
  page,
}) => {
  const { server, address } = await plainHost();
  const origin = new URL(address).origin;
  page.on('pageerror', (error) => expect.soft(error.message, 'page error').toBe(''));
  page.on('request', (request) => {
    const asked = new URL(request.url());
    if (asked.protocol.startsWith('http')) expect.soft(asked.origin, request.url()).toBe(origin);
  });
  try {
    await page.goto(address);
    await page.locator('[data-drawn="true"]').waitFor();
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(false);
    await page.waitForFunction(
      async () => (await navigator.serviceWorker.ready).active?.state === 'activated',
    );
    const manifest = await page.evaluate(async () => {
      const link = document.querySelector<HTMLLinkElement>('link[rel="manifest"]');
      return (await fetch(link?.href ?? '')).json();
    });
    expect(manifest).toMatchObject({ name: 'Linchpin', start_url: './', display: 'standalone' });
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
  await page.reload();
  await page.locator('[data-drawn="true"]').waitFor();
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  for (const name of ['Concentration', 'Data', 'Report']) {
    await page.getByRole('link', { name, exact: true }).click();
    await page.locator('[data-here] [data-answered="true"]').first().waitFor();
  }
});
