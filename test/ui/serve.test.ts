/** What the server of `npm start` says with every file. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { listen, staticServer } from '../../ui/serve.mjs';

const folder = mkdtempSync(join(tmpdir(), 'linchpin-serve-'));
writeFileSync(join(folder, 'index.html'), '<!doctype html>');
writeFileSync(join(folder, 'worker.js'), '');
const server = staticServer(folder);

afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

test('a page and its workers may share memory, and nothing else of them is shared', async () => {
  await listen(server, 0);
  const { port } = server.address() as AddressInfo;
  for (const path of ['', 'worker.js', 'missing']) {
    const { headers } = await fetch(`http://127.0.0.1:${port}/${path}`);
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(headers.get('cross-origin-embedder-policy')).toBe('require-corp');
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
  }
});
