/** Bundles the command line into one file that Node runs as it is. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin, type UserConfig } from 'vite';

const shebang = '#!/usr/bin/env node\n';

/** Makes every entry file executable by name. */
function startsWithShebang(): Plugin {
  return {
    name: 'linchpin-shebang',
    renderChunk(code, chunk) {
      if (!chunk.isEntry || code.startsWith('#!')) return null;
      return { code: shebang + code, map: null };
    },
  };
}

/**
 * The settings of a program for Node: dependencies inside, one file, readable.
 * @param folder the folder of its sources; it is built into the folder of that name in dist
 * @param name its first source file, without the ending
 */
export function nodeProgram(folder: string, name: string): UserConfig {
  const root = fileURLToPath(new URL(`../${folder}`, import.meta.url));
  return {
    root,
    publicDir: false,
    plugins: [startsWithShebang()],
    ssr: { noExternal: true },
    build: {
      ssr: true,
      outDir: fileURLToPath(new URL(`../dist/${folder}`, import.meta.url)),
      emptyOutDir: true,
      target: 'node20',
      minify: false,
      rolldownOptions: {
        input: { [name]: join(root, `${name}.ts`) },
        output: { entryFileNames: '[name].js', codeSplitting: false },
      },
    },
  };
}

export default defineConfig(nodeProgram('cli', 'linchpin'));
