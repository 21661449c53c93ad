/** `npm run bench`: the engine in this process, then the page in a browser. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildIfStale, bundleFolder } from '../cli/build.mjs';

buildIfStale('cli');
buildIfStale('bench');
await import(pathToFileURL(join(bundleFolder('bench'), 'main.js')).href);
await import('./page.mjs');
