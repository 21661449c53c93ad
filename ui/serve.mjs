/**
 * A static file server for the built application, on this machine only. It reads the folder once, at the
 * start, and serves nothing but those files: a path can name no other file, and a rebuild under a running
 * server cannot mix two versions.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, relative, sep } from 'node:path';
import { gzipSync } from 'node:zlib';
import { contentSecurityPolicy, isolationHeaders } from './headers.mjs';

/** Media types by file ending; what is not here is sent as bytes. */
const mediaTypes = new Map([
  ['.css', 'text/css; charset=utf-8'],
  ['.csv', 'text/csv; charset=utf-8'],
  ['.html', 'text/html; charset=utf-8'],
  ['.js', 'text/javascript; charset=utf-8'],
  ['.json', 'application/json'],
  ['.map', 'application/json'],
  ['.png', 'image/png'],
  ['.svg', 'image/svg+xml'],
  ['.txt', 'text/plain; charset=utf-8'],
  ['.wasm', 'application/wasm'],
  ['.webmanifest', 'application/manifest+json'],
  ['.woff2', 'font/woff2'],
]);

/** Already compressed: gzip would gain nothing. */
const compressedEndings = new Set(['.png', '.woff2']);

const commonHeaders = {
  ...isolationHeaders,
  'Content-Security-Policy': contentSecurityPolicy,
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};

/**
 * @typedef {object} WebFile
 * @property {Buffer} content
 * @property {Record<string, string>} headers
 * @property {boolean} isCompressible
 * @property {Buffer} [zipped] the content as gzip, made when it is first asked for
 */

/**
 * @param {string} path the file's path in the folder, with `/`
 * @param {Buffer} content
 * @returns {WebFile}
 */
function webFile(path, content) {
  const ending = extname(path);
  const hasHashInName = path.startsWith('assets/');
  const headers = {
    ...commonHeaders,
    'Content-Type': mediaTypes.get(ending) ?? 'application/octet-stream',
    'Cache-Control': hasHashInName ? 'public, max-age=31536000, immutable' : 'no-cache',
    ETag: `"${createHash('sha256').update(content).digest('base64url').slice(0, 27)}"`,
    Vary: 'Accept-Encoding',
  };
  return { content, headers, isCompressible: !compressedEndings.has(ending) };
}

/**
 * @param {string} folder
 * @returns {Map<string, WebFile>} all its files by URL path
 */
function readFolder(folder) {
  /** @type {Map<string, WebFile>} */
  const files = new Map();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    const path = relative(folder, file).split(sep).join('/');
    files.set(`/${path}`, webFile(path, readFileSync(file)));
  }
  const start = files.get('/index.html');
  if (start) files.set('/', start);
  return files;
}

/**
 * @param {string} target what the request line asks for
 * @returns {string | undefined} its path, decoded; undefined where it is malformed
 */
function requestedPath(target) {
  const path = target.split(/[?#]/, 1)[0] ?? '/';
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}

/**
 * @param {import('node:http').ServerResponse} response
 * @param {number} status
 * @param {string} message
 */
function refuse(response, status, message) {
  response.writeHead(status, { ...commonHeaders, 'Content-Type': 'text/plain; charset=utf-8' });
  response.end(`${message}\n`);
}

/**
 * @param {WebFile} file
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 */
function send(file, request, response) {
  if (request.headers['if-none-match'] === file.headers.ETag) {
    response.writeHead(304, file.headers).end();
    return;
  }
  const takesGzip = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
  const isZipped = takesGzip && file.isCompressible;
  if (isZipped) file.zipped ??= gzipSync(file.content);
  const body = isZipped && file.zipped ? file.zipped : file.content;
  response.writeHead(200, {
    ...file.headers,
    ...(isZipped ? { 'Content-Encoding': 'gzip' } : {}),
    'Content-Length': body.length,
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}

/**
 * A server for a folder of files, not yet listening.
 * @param {string} folder
 */
export function staticServer(folder) {
  const files = readFolder(folder);
  return createServer((request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      refuse(response, 405, 'Only GET and HEAD are served here.');
      return;
    }
    const path = requestedPath(request.url ?? '/');
    const file = path === undefined ? undefined : files.get(path);
    if (path === undefined) refuse(response, 400, 'The address is malformed.');
    else if (file === undefined) refuse(response, 404, 'There is no such file.');
    else send(file, request, response);
  });
}

/**
 * Starts to listen on this machine only.
 * @param {import('node:http').Server} server
 * @param {number} port
 * @returns {Promise<void>} rejected with the system's error, such as EADDRINUSE
 */
export function listen(server, port) {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
}
