/**
 * The browser of the tests: find a Chromium-family browser on this machine, or install one.
 * Tests that need a browser are never skipped: when none can be had, this throws.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright';

const env = process.env;

/** Flags under which WebGL draws without a GPU and screenshots are repeatable; no sandbox because CI runs as root. */
export const browserArguments = [
  '--no-sandbox',
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--force-color-profile=srgb',
  '--font-render-hinting=none',
  '--hide-scrollbars',
];

const commandNames = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge-stable',
  'microsoft-edge',
];

const macApplications = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
];

/** @returns {string[]} the usual places of Chrome and Edge on Windows */
function windowsApplications() {
  const folders = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA];
  const applications = ['Google/Chrome/Application/chrome.exe', 'Microsoft/Edge/Application/msedge.exe'];
  return folders.flatMap((folder) =>
    folder ? applications.map((application) => join(folder, application)) : [],
  );
}

/**
 * @param {string} command
 * @returns {string | undefined} its full path, when it is on PATH
 */
function onPath(command) {
  const folders = (env.PATH ?? '').split(delimiter).filter(Boolean);
  return folders.map((folder) => join(folder, command)).find((file) => existsSync(file));
}

/** @returns {string | undefined} a browser installed on this machine outside Playwright */
function installedBrowser() {
  if (process.platform === 'darwin') return macApplications.find((file) => existsSync(file));
  if (process.platform === 'win32') return windowsApplications().find((file) => existsSync(file));
  return commandNames.map(onPath).find(Boolean);
}

/** @returns {string | undefined} the browser that `playwright install` put on this machine */
function playwrightBrowser() {
  const file = chromium.executablePath();
  return file && existsSync(file) ? file : undefined;
}

/**
 * Looks for a browser and installs nothing.
 * @returns {string | undefined}
 */
export function lookForBrowser() {
  const chosen = env.LINCHPIN_CHROMIUM;
  if (chosen) {
    if (existsSync(chosen)) return chosen;
    throw new Error(`LINCHPIN_CHROMIUM names a file that does not exist: ${chosen}`);
  }
  return playwrightBrowser() ?? installedBrowser();
}

/**
 * @param {string} command
 * @param {string[]} args
 */
function succeeds(command, args) {
  const tenMinutes = 600_000;
  const result = spawnSync(command, args, {
    stdio: 'inherit',
    timeout: tenMinutes,
    env: { ...env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  return result.status === 0;
}

function canUseApt() {
  const release = '/etc/os-release';
  const isDebianLike = existsSync(release) && /debian|ubuntu/i.test(readFileSync(release, 'utf8'));
  return isDebianLike && process.getuid?.() === 0 && onPath('apt-get') !== undefined;
}

function installWithApt() {
  const packages = ['chromium', 'fonts-liberation', 'fonts-noto-core'];
  console.log(`No browser found: apt-get install ${packages.join(' ')}`);
  return (
    succeeds('apt-get', ['update', '-qq']) &&
    succeeds('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages])
  );
}

function installWithPlaywright() {
  console.log('No browser found: playwright install chromium');
  const playwright = join(import.meta.dirname, '../../node_modules/playwright/cli.js');
  return succeeds(process.execPath, [playwright, 'install', 'chromium']);
}

/**
 * Looks for a browser and, where there is none, installs one.
 * @returns {string} the browser's path
 */
export function needBrowser() {
  const ready = lookForBrowser();
  if (ready) return ready;
  if (canUseApt() && installWithApt()) {
    const fromApt = installedBrowser();
    if (fromApt) return fromApt;
  }
  if (installWithPlaywright()) {
    const fromPlaywright = playwrightBrowser();
    if (fromPlaywright) return fromPlaywright;
  }
  throw new Error('No Chromium, Chrome or Edge. Install one, or set LINCHPIN_CHROMIUM=/path/to/it.');
}
