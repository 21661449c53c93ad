/**
 * The three bundles of Linchpin, and when they must be built anew.
 * `node cli/build.mjs web cli` builds the named ones, stale or not.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join, relative, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');

/** Vite's root folder of a bundle, the sources it is made from, and the file that proves it was built. */
const bundles = {
  web: { folder: 'ui', sources: ['ui', 'engine', 'datasets'], product: 'index.html' },
  cli: {
    folder: 'cli',
    sources: [
      'cli',
      'engine',
      'datasets/templates',
      'datasets/incidents',
      'datasets/policies',
      'datasets/markets',
    ],
    product: 'linchpin.js',
  },
  bench: {
    folder: 'bench',
    sources: ['bench', 'engine', 'datasets/templates', 'datasets/markets'],
    product: 'main.js',
  },
};

/** @typedef {keyof typeof bundles} BundleName */

/** The toolchain is a source of every bundle. */
const sharedSources = ['package.json', 'package-lock.json', 'cli/vite.config.ts'];

/** @param {BundleName} name */
export function bundleFolder(name) {
  return join(root, 'dist', name);
}

/**
 * @param {string} path a file or folder
 * @returns {string[]} the file itself, or all files inside the folder; nothing where there is neither
 */
function filesIn(path) {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  const entries = readdirSync(path, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

/**
 * Changes whenever a source is added, removed or written to. Reads names, sizes and times, no contents.
 * @param {BundleName} name
 */
function fingerprint(name) {
  const hash = createHash('sha256');
  const sources = [...sharedSources, ...bundles[name].sources];
  for (const file of sources.flatMap((source) => filesIn(join(root, source))).sort()) {
    const { size, mtimeMs } = statSync(file);
    hash.update(`${relative(root, file)} ${size} ${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

/** @param {BundleName} name */
function stampFile(name) {
  return join(root, 'dist', `${name}.stamp`);
}

/** @param {BundleName} name */
function isCurrent(name) {
  const isBuilt = existsSync(join(bundleFolder(name), bundles[name].product)) && existsSync(stampFile(name));
  return isBuilt && readFileSync(stampFile(name), 'utf8') === fingerprint(name);
}

/**
 * Puts a freshly built folder in the place of the old one. Two processes may do this at the same time: the
 * later one wins, and neither ever leaves a half-written folder.
 * @param {string} fresh
 * @param {string} place
 */
function replaceFolder(fresh, place) {
  const old = `${fresh}-old`;
  for (let attempt = 1; ; attempt += 1) {
    if (existsSync(place)) {
      try {
        renameSync(place, old);
      } catch (error) {
        if (existsSync(place)) throw error;
      }
    }
    try {
      renameSync(fresh, place);
      break;
    } catch (error) {
      if (attempt === 5) throw error;
    }
  }
  rmSync(old, { recursive: true, force: true });
}

/**
 * Builds a bundle. Speaks on standard error only, so that a command's own output stays clean.
 * @param {BundleName} name
 */
export function buildBundle(name) {
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  if (!existsSync(vite)) throw new Error('The build tools are not installed. Run `npm ci` first.');
  const before = fingerprint(name);
  const fresh = join(root, 'dist', `.${name}-${process.pid}`);
  mkdirSync(fresh, { recursive: true });
  const options = ['--outDir', fresh, '--emptyOutDir', '--logLevel', 'warn'];
  const standardError = 2;
  const result = spawnSync(process.execPath, [vite, 'build', bundles[name].folder, ...options], {
    cwd: root,
    stdio: ['ignore', standardError, standardError],
  });
  if (result.status !== 0) {
    rmSync(fresh, { recursive: true, force: true });
    throw new Error(`Building ${bundles[name].folder}/ failed.`);
  }
  replaceFolder(fresh, bundleFolder(name));
  writeFileSync(stampFile(name), before);
}

/**
 * Builds a bundle when a source has changed since it was last built.
 * @param {BundleName} name
 */
export function buildIfStale(name) {
  if (isCurrent(name)) return;
  console.error(`Building dist/${name} from its sources, once after each change ...`);
  buildBundle(name);
}

/**
 * @param {string} word
 * @returns {word is BundleName}
 */
function isBundleName(word) {
  return Object.hasOwn(bundles, word);
}

if (process.argv[1] === import.meta.filename) {
  for (const word of process.argv.slice(2)) {
    if (!isBundleName(word)) {
      console.error(`No bundle is called "${word}". There are: ${Object.keys(bundles).join(', ')}.`);
      process.exit(2);
    }
    try {
      buildBundle(word);
    } catch (error) {
      console.error(error instanceof Error ? error.message : error);
      process.exit(1);
    }
  }
}
