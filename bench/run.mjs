/** `npm run bench`: builds bench/main.ts when its sources changed, then runs it in this process. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildIfStale, bundleFolder } from '../cli/build.mjs';

buildIfStale('bench');
await import(pathToFileURL(join(bundleFolder('bench'), 'main.js')).href);
