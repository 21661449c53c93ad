/**
 * Keeps one whole version of the application in the browser, so that it opens without a network, from any folder of
 * any host; and gives every answer the headers that isolate the page, where the host does not send them. A newer
 * version is fetched whole beside the one in use and takes over when no page of the old one is open: no page ever
 * gets parts of two. The build writes the two lists at the top.
 */
const VERSION = '__VERSION__';
const FILES = ['__FILES__'];
const ISOLATION = { __HEADERS__: '' };

const PREFIX = 'linchpin-';
const CACHE = `${PREFIX}${VERSION}`;

/**
 * @param {Response} answer
 * @returns {Response}
 */
function isolated(answer) {
  if (answer.status === 0) return answer;
  const headers = new Headers(answer.headers);
  for (const [name, value] of Object.entries(ISOLATION)) headers.set(name, value);
  return new Response(answer.body, { status: answer.status, statusText: answer.statusText, headers });
}

self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES)));
});

self.addEventListener('activate', (event) => {
  const clean = async () => {
    const names = await caches.keys();
    await Promise.all(
      names.filter((name) => name.startsWith(PREFIX) && name !== CACHE).map((name) => caches.delete(name)),
    );
    await self.clients.claim();
  };
  event.waitUntil(clean());
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET' || new URL(request.url).origin !== self.location.origin) return;
  const answer = async () => {
    const cache = await caches.open(CACHE);
    const kept = await cache.match(request.mode === 'navigate' ? './' : request, { ignoreSearch: true });
    return isolated(kept ?? (await fetch(request)));
  };
  event.respondWith(answer());
});
