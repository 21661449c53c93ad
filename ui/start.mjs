/** `npm start`: builds what is stale, serves the application on this machine and opens the browser. */
import { spawn } from 'node:child_process';
import { parseArgs } from 'node:util';
import { buildIfStale, bundleFolder } from '../cli/build.mjs';
import { listen, staticServer } from './serve.mjs';

const help = `Usage: npm start -- [options]

  --port N    serve on port N (default: the first free port from 4173 on)
  --no-open   open no browser
  --help      show this
`;

const firstPort = 4173;
const lastPort = 65535;

/** A mistake of the person who called, told in one line. */
class UsageError extends Error {}

/**
 * @param {string} text
 * @returns {number}
 */
function parsePort(text) {
  const port = Number(text);
  if (/^\d+$/.test(text) && port >= 1 && port <= lastPort) return port;
  throw new UsageError(`--port must be a whole number from 1 to ${lastPort}, not "${text}".`);
}

/** @param {string[]} words */
function parseOptions(words) {
  try {
    const { values } = parseArgs({
      args: words,
      options: { port: { type: 'string' }, 'no-open': { type: 'boolean' }, help: { type: 'boolean' } },
    });
    return {
      port: values.port === undefined ? undefined : parsePort(values.port),
      opensBrowser: values['no-open'] !== true,
      wantsHelp: values.help === true,
    };
  } catch (error) {
    if (error instanceof TypeError) throw new UsageError(error.message);
    throw error;
  }
}

/** @param {unknown} error */
function isPortBusy(error) {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
}

/**
 * @param {import('node:http').Server} server
 * @param {number | undefined} wanted
 * @returns {Promise<number>} the port it listens on
 */
async function listenOn(server, wanted) {
  for (let port = wanted ?? firstPort; port <= lastPort; port += 1) {
    try {
      await listen(server, port);
      return port;
    } catch (error) {
      if (!isPortBusy(error)) throw error;
      if (wanted !== undefined)
        throw new Error(`Port ${port} is taken. Choose another, or leave --port out.`);
    }
  }
  throw new Error(`Every port from ${firstPort} on is taken.`);
}

/** @returns {boolean} whether there is a screen to open a browser on */
function hasScreen() {
  if (process.env.CI) return false;
  if (process.platform !== 'linux') return true;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/**
 * Opens the person's browser where there is one; the printed address is enough where there is none.
 * @param {string} address
 */
function openBrowser(address) {
  const commands = new Map([
    ['win32', ['cmd', '/c', 'start', '', address]],
    ['darwin', ['open', address]],
  ]);
  const [command = 'xdg-open', ...args] = commands.get(process.platform) ?? ['xdg-open', address];
  const browser = spawn(command, args, { stdio: 'ignore', detached: true });
  browser.on('error', () => {});
  browser.unref();
}

/**
 * Lets go of the port and of all connections, after which the process ends by itself.
 * @param {import('node:http').Server} server
 */
function stop(server) {
  server.close();
  server.closeAllConnections();
}

async function main() {
  const options = parseOptions(process.argv.slice(2));
  if (options.wantsHelp) {
    process.stdout.write(help);
    return;
  }
  buildIfStale('web');
  buildIfStale('cli');
  const server = staticServer(bundleFolder('web'));
  const address = `http://127.0.0.1:${await listenOn(server, options.port)}/`;
  console.log(`Linchpin is at ${address} (Ctrl+C ends it)`);
  process.once('SIGINT', () => stop(server));
  process.once('SIGTERM', () => stop(server));
  if (options.opensBrowser && hasScreen()) openBrowser(address);
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  if (error instanceof UsageError) console.error(help);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
