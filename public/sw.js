/*
 * Keeps the whole site for use without a network. The build fills in the files and a version that changes with
 * any of them; each version has a cache of its own, so that a page never gets files of two versions.
 */
const BUILD = { version: "development", files: [] };
const PREFIX = "mremap-explorer-";
const CACHE = PREFIX + BUILD.version;
const PAGE = "./";

self.addEventListener("install", (event) => {
  // "reload": past the browser's own cache, which may hold a file of an older version.
  const requests = [PAGE, ...BUILD.files].map((file) => new Request(file, { cache: "reload" }));
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(requests)));
});

self.addEventListener("activate", (event) => {
  const outdated = (name) => name.startsWith(PREFIX) && name !== CACHE;
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter(outdated).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

/** A new version waits until the reader asks for it: nothing changes under somebody's hands. */
self.addEventListener("message", (event) => {
  if (event.data === "take over") self.skipWaiting();
});

const kept = async (request) => {
  const cache = await caches.open(CACHE);
  // Query and fragment choose how the page is shown; the file is the same.
  const wanted = request.mode === "navigate" ? PAGE : request;
  return (await cache.match(wanted, { ignoreSearch: true })) ?? fetch(request);
};

const isPage = (url) =>
  url.pathname === new URL(PAGE, self.registration.scope).pathname || url.pathname.endsWith("/index.html");

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (!url.href.startsWith(self.registration.scope)) return;
  if (request.mode === "navigate" && !isPage(url)) return;
  event.respondWith(kept(request));
});
