// Keeps the offline page, and shows it if a page cannot be loaded. No other page is kept, because an old page would say
// that a crossing is open. Also shows push messages.
const STORE = "garita-offline";
const PAGE = "/offline";

/** Minimum time between two copies, in milliseconds. */
const LEAST_MS = 60_000;
let keptAt = 0;
/** Language of the last copy, or undefined. */
let keptLanguage;

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(keep());
});
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (pathname.startsWith("/static/")) event.respondWith(kept(request).then((copy) => copy ?? fetch(request)));
  else if (request.mode === "navigate" && !/^\/(desk|docs|embed|v1)(\/|$)/.test(pathname))
    event.respondWith(load(event));
  // Open pages renew themselves with such requests.
  else if (request.headers.get("accept") === "text/html") event.waitUntil(keep());
});

async function load(event) {
  try {
    const answer = await fetch(event.request);
    if (answer.ok) event.waitUntil(keep(answer.headers.get("content-language")));
    return answer;
  } catch (error) {
    const copy = await kept(PAGE);
    if (copy) return copy;
    throw error;
  }
}

const kept = (request) => caches.match(request, { cacheName: STORE, ignoreVary: true });

/**
 * Replaces the copy of the offline page and of its files. If no language is given, the new copy has the language of the
 * last one. After a failure, the last copy stays.
 */
async function keep(asked) {
  const last = keptLanguage ?? (await kept(PAGE))?.headers.get("content-language");
  const language = asked ?? last;
  if (language === last && Date.now() - keptAt < LEAST_MS) return;
  keptAt = Date.now();
  keptLanguage = language;
  try {
    const query = language ? `?lang=${encodeURIComponent(language)}` : "";
    const answer = await fetch(PAGE + query, { headers: { accept: "text/html" } });
    // The service answers from memory while it cannot read its database, so the last copy may be newer.
    if (!answer.ok || answer.headers.has("garita-stale")) throw new Error(answer.statusText);
    const text = await answer.clone().text();
    const files = new Set([...text.matchAll(/(?:href|src)="(\/static\/[^"]+)"/g)].map(([, path]) => path));
    const store = await caches.open(STORE);
    for (const path of files) if (!(await store.match(path))) await store.add(path);
    await store.put(PAGE, answer);
    for (const request of await store.keys()) {
      const { pathname } = new URL(request.url);
      if (pathname !== PAGE && !files.has(pathname)) await store.delete(request);
    }
  } catch {
    keptAt = 0;
  }
}

// The service fills in the address of its icon.
const ICON = "{icon}";

// Messages that come together are shown one after the other, because each looks at what is shown already.
let showing = Promise.resolve();

self.addEventListener("push", (event) => {
  if (!event.data) return;
  const message = event.data.json();
  showing = showing.catch(() => {}).then(() => show(message));
  event.waitUntil(showing);
});

/** After this time in milliseconds, a message says in its title when its answer held. */
const LATE_MS = 15 * 60_000;
/** Push services keep messages for three days. The times of older ones are forgotten. */
const KEPT_MS = 7 * 24 * 60 * 60_000;
// Times of the last answers by service. They remain when the reader has dismissed a message.
const TIMES = "/tell-me/device/times";

/** Shows a message. Push services may deliver twice, and not in order. */
async function show(message) {
  const { id, tag, closes, services } = message;
  const time = Date.parse(message.at);
  const shown = await self.registration.getNotifications();
  const sameTag = shown.filter((each) => each.tag === tag);
  if (sameTag.some(({ data }) => data.time > time)) return;
  const times = await timesOf();
  for (const each of shown) {
    const { data } = each;
    if (data.time > time || each.tag === tag) continue;
    if (each.tag === closes) each.close();
    // Another one about some of the same services stays, but no longer as the answer of the moment.
    else if (data.time < time && each.title !== data.message.datedTitle && shares(data.message, services))
      await present(data.message, { isDated: true, isSilent: true });
  }
  const isOvertaken = services.some((each) => times[each] > time);
  const isDated = isOvertaken || Date.now() - time > LATE_MS;
  await present(message, { isDated, isSilent: sameTag.some(({ data }) => data.id === id) });
  await keepTimes(times, services, time);
}

const shares = (message, services) => message.services.some((each) => services.includes(each));

function present(message, { isDated, isSilent }) {
  const { id, at, title, datedTitle, body, lang, path, stop, stopLabel, stopHint, tag } = message;
  // Safari shows no buttons.
  const hasButton = Notification.maxActions > 0;
  const time = Date.parse(at);
  return self.registration.showNotification(isDated ? datedTitle : title, {
    ...{
      body: hasButton || stopHint === "" ? body : `${body}\n${stopHint}`,
      lang,
      tag,
      icon: ICON,
      badge: ICON,
      timestamp: time,
    },
    ...{ renotify: !isSilent, silent: isSilent },
    data: { id, time, path, stop, message },
    actions: [{ action: "stop", title: stopLabel }],
  });
}

async function timesOf() {
  const store = await caches.open(DEVICE_STORE);
  return (await (await store.match(TIMES))?.json()) ?? {};
}

async function keepTimes(times, services, time) {
  const newer = Object.fromEntries(services.map((each) => [each, Math.max(times[each] ?? 0, time)]));
  const kept = Object.entries({ ...times, ...newer }).filter(([, each]) => Date.now() - each < KEPT_MS);
  const store = await caches.open(DEVICE_STORE);
  await store.put(TIMES, new Response(JSON.stringify(Object.fromEntries(kept))));
}

self.addEventListener("notificationclick", (event) => {
  const { notification, action } = event;
  notification.close();
  event.waitUntil(openPage(action === "stop" ? notification.data.stop : notification.data.path));
});

async function openPage(path) {
  const { href } = new URL(path, self.location.origin);
  const pages = await self.clients.matchAll({ type: "window" });
  const open = pages.find(({ url }) => url === href);
  return open ? open.focus() : self.clients.openWindow(href);
}

// The page keeps the device of the last subscription here, with the language and the key of the service.
const DEVICE_STORE = "garita-device";
const DEVICE = "/tell-me/device";

self.addEventListener("pushsubscriptionchange", (event) => event.waitUntil(moveDevice(event)));

/** Tells the service that the browser has a new address for messages. */
async function moveDevice({ oldSubscription, newSubscription }) {
  const store = await caches.open(DEVICE_STORE);
  const stored = await (await store.match(DEVICE))?.json();
  const from = oldSubscription ? fieldsOf(oldSubscription) : stored;
  if (!from) return;
  const { pushManager } = self.registration;
  const applicationServerKey = oldSubscription?.options.applicationServerKey ?? stored?.key;
  const device = newSubscription ?? (await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey }));
  const to = fieldsOf(device);
  const { endpoint, p256dh, auth } = from;
  const answer = await fetch(`${DEVICE}/move`, {
    method: "POST",
    body: new URLSearchParams({ ...to, from_endpoint: endpoint, from_p256dh: p256dh, from_auth: auth }),
  });
  // If the service cannot be reached now, the next visit to the form tries again.
  if (answer.ok) await store.put(DEVICE, new Response(JSON.stringify({ ...stored, ...to })));
}

function fieldsOf(subscription) {
  const { endpoint, keys } = subscription.toJSON();
  return { endpoint, ...keys };
}
