/** The engine in threads of Node, which can be killed while they compute. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';
import { afterAll, beforeAll } from 'vitest';
import { engineThread } from '../../cli/engine-thread.ts';
import type { MortalThread } from './contract.ts';

const source = fileURLToPath(new URL('./node-worker.ts', import.meta.url));

/** Node runs no TypeScript, so the worker is bundled before the tests of a file; `name` names the bundle. */
export function nodeEngines(name: string): () => MortalThread {
  const folder = fileURLToPath(new URL(`../.out/${name}-${process.pid}/`, import.meta.url));
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
  return () => {
    const thread = engineThread(pathToFileURL(join(folder, 'worker.mjs')));
    return { ...thread, die: thread.terminate };
  };
}
