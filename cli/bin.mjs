#!/usr/bin/env node
/** The `linchpin` command of a source checkout: builds the command line when its sources changed, then runs it. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildIfStale, bundleFolder } from './build.mjs';

try {
  buildIfStale('cli');
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
await import(pathToFileURL(join(bundleFolder('cli'), 'linchpin.js')).href);
