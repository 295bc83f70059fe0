// Keeps one whole version of the page on the device: engine, pack and page change together or not at all.
// put-up.mjs writes both lines; without it nothing is kept.
const VERSION = "";
const FILES = [];

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(`shindan-${VERSION}`).then((cache) => cache.addAll(FILES.map((file) => new Request(file, { cache: "reload" })))));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(caches.keys()
    .then((names) => Promise.all(names.filter((name) => name.startsWith("shindan-") && name !== `shindan-${VERSION}`).map((name) => caches.delete(name))))
    .then(() => self.clients.claim()));
});

self.addEventListener("message", ({ data }) => {
  if (data === "take over") self.skipWaiting();
});

self.addEventListener("fetch", (event) => {
  if (event.request.method !== "GET" || new URL(event.request.url).origin !== location.origin) return;
  event.respondWith(caches.open(`shindan-${VERSION}`)
    .then((cache) => cache.match(event.request, { ignoreSearch: event.request.mode === "navigate" }))
    .then((kept) => kept ?? fetch(event.request)));
});
