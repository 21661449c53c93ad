/** The contract with a real thread of Node, which can be killed while it computes. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { build } from 'vite';
import { afterAll, beforeAll } from 'vitest';
import { engineContract, type MortalThread } from './contract.ts';
import { nodeEndpoint } from './node-endpoint.ts';

const source = fileURLToPath(new URL('./node-worker.ts', import.meta.url));
const folder = fileURLToPath(new URL(`../.out/node-worker-${process.pid}/`, import.meta.url));

/** Node runs no TypeScript, so the worker is bundled first. */
beforeAll(async () => {
  await build({
    configFile: false,
    logLevel: 'silent',
    ssr: { noExternal: true },
    build: {
      ssr: source,
      outDir: folder,
      emptyOutDir: true,
      minify: false,
      rolldownOptions: { output: { entryFileNames: 'worker.mjs' } },
    },
  });
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function nodeThread(): MortalThread {
  const worker = new Worker(pathToFileURL(join(folder, 'worker.mjs')));
  return {
    endpoint: nodeEndpoint(worker),
    onDeath(listener) {
      worker.on('error', (error) => listener(error instanceof Error ? error.message : String(error)));
      worker.on('exit', (code) => listener(`it ended with code ${code}`));
    },
    terminate: () => void worker.terminate(),
    die: () => void worker.terminate(),
  };
}

engineContract(nodeThread);
