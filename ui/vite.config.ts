/** Bundles the application into dist/web, ready for any static host and any sub-folder of it. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { isolationHeaders, metaContentSecurityPolicy } from './headers.mjs';

const repository = fileURLToPath(new URL('..', import.meta.url));

/** Writes the security policy into the built page. The dev server needs inline scripts, so not there. */
function policyInPage(): Plugin {
  return {
    name: 'linchpin-policy-in-page',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: metaContentSecurityPolicy },
        injectTo: 'head-prepend',
      },
    ],
  };
}

/** Writes the service worker, with the files of this version and the headers that it adds. */
function serviceWorker(): Plugin {
  const own = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
  return {
    name: 'linchpin-service-worker',
    apply: 'build',
    enforce: 'post',
    generateBundle(_, bundle) {
      const hash = createHash('sha256');
      const names: string[] = [];
      const add = (name: string, content: string | Uint8Array): void => {
        names.push(`./${name}`);
        hash.update(name).update(content);
      };
      for (const [name, file] of Object.entries(bundle))
        if (!name.endsWith('.map')) add(name, file.type === 'chunk' ? file.code : file.source);
      for (const name of readdirSync(own('public'))) add(name, readFileSync(own(`public/${name}`)));
      const source = readFileSync(own('offline/service-worker.js'), 'utf8')
        .replace("'__VERSION__'", JSON.stringify(hash.digest('hex').slice(0, 16)))
        .replace("['__FILES__']", JSON.stringify(['./', ...names.sort()]))
        .replace("{ __HEADERS__: '' }", JSON.stringify(isolationHeaders));
      this.emitFile({ type: 'asset', fileName: 'sw.js', source });
    },
  };
}

interface Modules {
  getModuleInfo(id: string): { readonly importedIds: readonly string[] } | null;
}

/**
 * Names one chunk for all that a module imports, directly or not, but not on demand. What is shared with parts that come
 * later would else travel in dozens of small files before the first picture.
 */
function withAllOf(root: string, name: string): (id: string, modules: Modules) => string | null {
  const needed = new Set<string>();
  return (id, modules) => {
    if (needed.size === 0) {
      const open = [fileURLToPath(new URL(root, import.meta.url))];
      for (let next = open.pop(); next !== undefined; next = open.pop()) {
        if (needed.has(next)) continue;
        needed.add(next);
        open.push(...(modules.getModuleInfo(next)?.importedIds ?? []));
      }
    }
    return needed.has(id) && !id.endsWith('.css') ? name : null;
  };
}

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: './',
  plugins: [react(), policyInPage(), serviceWorker()],
  assetsInclude: ['**/*.csv'],
  worker: { format: 'es' },
  server: { headers: isolationHeaders, fs: { allow: [repository] } },
  preview: { headers: isolationHeaders },
  build: {
    outDir: fileURLToPath(new URL('../dist/web', import.meta.url)),
    emptyOutDir: true,
    target: 'es2022',
    sourcemap: true,
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/, priority: 3 },
            { name: withAllOf('store/app.ts', 'store'), debugName: 'store', priority: 2 },
            { name: withAllOf('page.tsx', 'page'), debugName: 'page', priority: 1 },
          ],
        },
      },
    },
    // in kB before compression; what counts, all bytes before the first picture, is checked in the browser tests
    chunkSizeWarningLimit: 600,
  },
});
