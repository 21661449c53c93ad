/** Bundles the application into dist/web, ready for any static host and any sub-folder of it. */
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

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: './',
  plugins: [react(), policyInPage()],
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
    // in kB before compression; what counts, all bytes before the first picture, is checked in the browser tests
    chunkSizeWarningLimit: 600,
  },
});
