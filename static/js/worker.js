// The service worker of a device that its user has marked as their own: keeps the pages they open, sends what waits.
const FILES = "files";
const pagesOf = (owner) => `pages-${owner}`;
const MOST_PAGES = 60;
const SIGN_IN = ["/logg-inn/", "/logg-ut/"];

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(caches.open(FILES).then((cache) => cache.addAll([...SITE.files, SITE.offline])));
});

const forgetOldFiles = async () => {
  const cache = await caches.open(FILES);
  const current = [...SITE.files, SITE.offline].map((path) => new URL(path, location.origin).href);
  const old = (await cache.keys()).filter((request) => !current.includes(request.url));
  await Promise.all(old.map((request) => cache.delete(request)));
};

self.addEventListener("activate", (event) => {
  event.waitUntil(forgetOldFiles().then(() => self.clients.claim()));
});

const forgetPages = async () => {
  const names = (await caches.keys()).filter((name) => name !== FILES);
  await Promise.all(names.map((name) => caches.delete(name)));
};

const keep = async (request, response) => {
  const owner = response.headers.get("Mentorprogram-Behold");
  if (!owner || response.redirected) return;
  for (const name of await caches.keys()) {
    if (![FILES, pagesOf(owner)].includes(name)) await caches.delete(name);
  }
  const cache = await caches.open(pagesOf(owner));
  const headers = new Headers(response.headers);
  headers.set("Kept-At", Date.now());
  await cache.put(request.url, new Response(await response.blob(), { headers }));
  for (const old of (await cache.keys()).slice(0, -MOST_PAGES)) await cache.delete(old);
};

const isFresh = (response) => Date.now() - Number(response.headers.get("Kept-At")) < DAYS_KEPT * 24 * 60 * 60 * 1000;

const page = async (event) => {
  let response;
  try {
    response = await fetch(event.request);
  } catch {
    const kept = await caches.match(event.request.url, { ignoreVary: true });
    if (kept && isFresh(kept)) return kept;
    if (event.request.mode === "navigate") return caches.match(SITE.offline);
    throw new TypeError("no network");
  }
  const signedOut = SIGN_IN.includes(new URL(response.url).pathname);
  event.waitUntil(signedOut ? forgetPages() : keep(event.request, response.clone()));
  return response;
};

const file = async (event) => {
  const kept = await caches.match(event.request, { ignoreVary: true });
  const named = /\.[0-9a-f]{12}\./.test(event.request.url); // by its content: never another under the same name
  if (kept && named) return kept;
  try {
    const response = await fetch(event.request);
    if (response.ok) {
      const copy = response.clone();
      event.waitUntil(caches.open(FILES).then((cache) => cache.put(event.request, copy)));
    }
    return response;
  } catch (error) {
    if (kept) return kept;
    throw error;
  }
};

self.addEventListener("fetch", (event) => {
  const { method, url, headers } = event.request;
  const address = new URL(url);
  if (address.origin !== location.origin) return;
  if (method === "POST" && SIGN_IN.includes(address.pathname)) event.waitUntil(forgetPages());
  if (method !== "GET") return;
  if (address.pathname.startsWith("/static/")) event.respondWith(file(event));
  else if ((headers.get("Accept") ?? "").includes("text/html")) event.respondWith(page(event));
});

self.addEventListener("message", (event) => {
  if (event.data === "forget") event.waitUntil(forgetPages());
});

self.addEventListener("sync", (event) => {
  if (event.tag === "sending") event.waitUntil(sendWaiting());
});
