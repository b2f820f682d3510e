/* Keeps the pages that a reader has opened, and what they show, for times without a network. The network goes first.
   `site` is what offline.js, which takes this in, says of the site. */
const MOST = 200;
const [core, kept] = [`offline ${registration.scope}`, `kept ${registration.scope}`];
let leaving = false;
const own = [site.page, ...site.files].map((path) => new URL(path, registration.scope).href);

const named = (address) => address.replace(/[?#].*/, "");
const isPage = (answer) => answer.headers.get("content-type")?.startsWith("text/html");
const html = (text, status) => new Response(text, { status, headers: { "content-type": "text/html; charset=utf-8" } });

const keep = async (address, answer) => {
  const cache = await caches.open(kept);
  if (!answer.ok) return answer.status === 404 || answer.status === 410 ? cache.delete(address) : undefined;
  await cache.put(address, answer);
  const addresses = await cache.keys();
  for (const old of addresses.slice(0, Math.max(0, addresses.length - MOST))) await cache.delete(old);
  if (leaving) await caches.delete(kept);
};

/* A copy says that it is one, and of which day. */
const copy = async (found) => {
  if (!isPage(found)) return found;
  const sent = found.headers.get("date");
  const language = site.language.startsWith("en") ? "en-GB" : `${site.language}-u-nu-latn`;
  const day = sent ? new Date(sent).toLocaleDateString(language, { dateStyle: "long" }) : "";
  const words = day ? site.dated.replace("{day}", day) : site.undated;
  return html((await found.text()).replace(/<body[^>]*>/, (tag) => `${tag}\n<p class="kept">${words}</p>`), 200);
};

/* What stands for a page without a copy: it lists those that there are. */
const nothing = async () => {
  const cache = await caches.open(kept);
  const lines = await Promise.all((await cache.keys()).map(async ({ url }) => {
    const found = await cache.match(url);
    const title = isPage(found) && (await found.text()).match(/<title>([^<]*)<\/title>/)?.[1];
    return title ? `<li><a href="${url}">${title.replace(/ · [^·]*$/, "")}</a></li>` : "";
  }));
  const page = await (await caches.match(own[0])).text();
  return html(page.replace("<!-- kept -->", () => lines.reverse().join("")), 503);
};

const answer = async (event) => {
  const { request } = event;
  const address = named(request.url);
  try {
    // A page that the browser has stored is asked for again: it may have changed, or be out of reach.
    const found = await fetch(request, request.mode === "navigate" ? { cache: "no-cache" } : {});
    event.waitUntil(keep(address, found.clone()).catch(() => { /* a full disk keeps nothing */ }));
    return found;
  } catch {
    const found = await caches.match(address);
    if (found && address !== own[0]) return copy(found);
    return request.mode === "navigate" ? nothing() : Response.error();
  }
};

/* The site keeps no copies any more. What is being kept at this moment goes when it has been. */
addEventListener("message", (event) => {
  leaving = true;
  event.waitUntil(Promise.all([registration.unregister(), caches.delete(core), caches.delete(kept)]));
});

addEventListener("install", (event) => {
  event.waitUntil(caches.open(core).then((cache) => cache.addAll(own)).then(() => skipWaiting()));
});

/* The page that brought the worker here was loaded without it. */
addEventListener("activate", (event) => event.waitUntil((async () => {
  const cache = await caches.open(core);
  for (const old of await cache.keys()) if (!own.includes(old.url)) await cache.delete(old);
  await clients.claim();
  for (const { url } of await clients.matchAll({ type: "window" })) {
    if (url.startsWith(registration.scope)) await keep(named(url), await fetch(url)).catch(() => {});
  }
})()));

addEventListener("fetch", (event) => {
  const { method, url, destination } = event.request;
  const shown = ["document", "style", "script", "image"].includes(destination);
  if (method === "GET" && shown && url.startsWith(registration.scope)) event.respondWith(answer(event));
});
