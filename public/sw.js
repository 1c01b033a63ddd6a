// What the browser keeps for use without network: the files of the program, and the pages that were read. The server
// sends this file with a line before it, `const HERE = …`: the release's files, and the few texts that are said here.
/* global HERE, crmOutbox */
importScripts(HERE.outbox);

const FILES = "files";
const PAGES = "pages-";
/** So many pages are kept, the newest. */
const MOST = 60;
/** How long the network may take before a kept page is shown. */
const PATIENCE = 4000;
/** The pages that may be kept: to read and to work with. Settings, the log, imports and files are not. */
const KEPT = /^\/(?:pipeline|actions|notifications|(?:contacts|entreprises|opportunites)(?:\/\w+)?)?$/;

addEventListener("install", (event) => {
  // Calls and the live stream need no worker, and must not wait for one that sleeps.
  const direct = (urlPattern) => ({ condition: { urlPattern }, source: "network" });
  Promise.resolve(event.addRoutes?.(["/api/*", "/direct*"].map(direct))).catch(() => {});
  event.waitUntil(install());
});
addEventListener("activate", (event) => event.waitUntil(activate()));

addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (url.pathname.startsWith("/assets/")) event.respondWith(file(request));
  else if (request.mode === "navigate") event.respondWith(page(event, url));
});

// A page that was reached without a navigation asks to be kept.
addEventListener("message", (event) => {
  if (event.data?.keep) event.waitUntil(refresh(event.data.keep));
});

// The network is back, and no page may be open.
addEventListener("sync", (event) => {
  if (event.tag === crmOutbox.NAME) event.waitUntil(crmOutbox.send(true));
});

async function install() {
  const cache = await caches.open(FILES);
  // A file that is there has this very content: its name says so.
  const first = navigator.connection?.saveData ? [HERE.style, HERE.icon] : HERE.first;
  await Promise.all(first.map(async (address) => (await cache.match(address)) || cache.add(address)));
  await skipWaiting();
}

async function activate() {
  await registration.navigationPreload?.enable();
  await tidy();
  await clients.claim();
}

/** Drops files of former releases, except those that a kept page still needs. */
async function tidy() {
  const wanted = new Set(HERE.files);
  for (const cache of await pageCaches()) {
    for (const request of await cache.keys()) {
      const text = (await (await cache.match(request))?.text()) ?? "";
      for (const [address] of text.matchAll(/\/assets\/[\w.-]+/g)) wanted.add(address);
    }
  }
  const cache = await caches.open(FILES);
  const gone = (await cache.keys()).filter((request) => !wanted.has(new URL(request.url).pathname));
  await Promise.all(gone.map((request) => cache.delete(request)));
}

/** A file by its hashed name is for ever the same. */
async function file(request) {
  const cache = await caches.open(FILES);
  const found = await cache.match(request, { ignoreVary: true });
  if (found) return found;
  const answer = await fetch(request);
  if (answer.status === 200) await cache.put(request, answer.clone());
  return answer;
}

/** The network first; without it, or when it takes too long, what is kept. */
async function page(event, url) {
  const answer = network(event);
  event.waitUntil(answer.then((found) => heed(url, found.clone())).catch(() => {}));
  const kept = await find(url);
  const late = new Promise((resolve) => { if (kept) setTimeout(resolve, PATIENCE); });
  const found = await Promise.race([answer, late]).catch(() => null);
  if (found && (found.status < 500 || !kept)) return found;
  return kept ? stale(kept) : missing();
}

async function network(event) {
  return (await event.preloadResponse) ?? fetch(event.request);
}

/** What an answer says about who reads here, and the page itself, if it may be kept. */
async function heed(url, answer) {
  const reader = answer.headers.get("crm-reader");
  if (reader) {
    await Promise.all([forget(reader), crmOutbox.wipe(reader)]);
  } else if (answer.status === 200 && url.pathname === "/connexion") {
    // Nobody is signed in. What waits to be sent stays for its writer until somebody else comes.
    await forget();
  }
  if (reader && answer.status === 200 && KEPT.test(url.pathname)) await keep(reader, url, answer);
}

/** Drops the pages of everybody but one. */
async function forget(reader) {
  const others = (await caches.keys()).filter((name) => name.startsWith(PAGES) && name !== PAGES + reader);
  await Promise.all(others.map((name) => caches.delete(name)));
}

async function keep(reader, url, answer) {
  const text = await answer.text();
  const headers = new Headers(answer.headers);
  for (const name of ["content-encoding", "content-length"]) headers.delete(name);
  const title = /<title>([^<]*?)(?: · CRM Formation)?<\/title>/.exec(text)?.[1] ?? url.pathname;
  headers.set("crm-kept", String(Date.now()));
  headers.set("crm-title", encodeURIComponent(title));
  headers.set("crm-look", /<html [^>]*?>/.exec(text)?.[0].match(/(?:lang|data-theme)="\w+"/g)?.join(" ") ?? "");
  const cache = await caches.open(PAGES + reader);
  const address = url.pathname + url.search;
  // Anew, so that the newest come last.
  await cache.delete(address, { ignoreVary: true });
  await cache.put(address, new Response(text, { status: 200, headers }));
  const all = await cache.keys();
  await Promise.all(all.slice(0, Math.max(0, all.length - MOST)).map((request) => cache.delete(request, { ignoreVary: true })));
}

async function refresh(address) {
  const answer = await fetch(address, { headers: { accept: "text/html" } });
  await heed(new URL(answer.url), answer);
}

async function pageCaches() {
  const names = (await caches.keys()).filter((name) => name.startsWith(PAGES));
  return Promise.all(names.map((name) => caches.open(name)));
}

async function find(url) {
  for (const cache of await pageCaches()) {
    const found = await cache.match(url.pathname + url.search, { ignoreVary: true });
    if (found) return found;
  }
  return null;
}

/** The texts and the moment of a kept page in its language. */
function told(kept) {
  const look = kept?.headers.get("crm-look") || `lang="${navigator.language.startsWith("en") ? "en" : "fr"}"`;
  const lang = look.includes('lang="en"') ? "en" : "fr";
  const at = new Date(Number(kept?.headers.get("crm-kept")));
  const show = (options) => new Intl.DateTimeFormat(lang === "en" ? "en-GB" : "fr", options).format(at);
  const when = { day: show({ day: "numeric", month: "short" }), time: show({ hour: "2-digit", minute: "2-digit" }) };
  return { look, t: HERE.texts[lang], fill: (text) => text.replace("{day}", when.day).replace("{time}", when.time) };
}

/** A kept page, which says that it is one. */
async function stale(kept) {
  const { t, fill } = told(kept);
  const text = await kept.text();
  const line = `<p class="stale-line" role="status"><span>${fill(t.stale)}</span> <a href="">${t.refresh}</a></p>`;
  const end = text.lastIndexOf("</body>");
  const marked = text.slice(0, end).replace("<html ", "<html data-kept ") + line + text.slice(end);
  return new Response(marked, { status: 200, headers: kept.headers });
}

/** No network, and the page was never kept: which ones were. */
async function missing() {
  const pages = [];
  for (const cache of await pageCaches()) {
    for (const request of await cache.keys()) pages.push([request, await cache.match(request, { ignoreVary: true })]);
  }
  pages.reverse();
  const { look, t } = told(pages[0]?.[1]);
  const row = ([request, kept]) => {
    const { pathname, search } = new URL(request.url);
    const href = (pathname + search).replaceAll("&", "&amp;").replaceAll('"', "%22");
    const title = decodeURIComponent(kept.headers.get("crm-title"));
    return `<li><a href="${href}"><span>${title}</span><time>${told(kept).fill(t.moment)}</time></a></li>`;
  };
  const list = pages.length > 0 ? `<h2>${t.kept}</h2><ul class="kept-list">${pages.map(row).join("")}</ul>` : "";
  const text = `<!DOCTYPE html><html ${look}><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">`
    + `<title>${t.title} · CRM Formation</title><link rel="stylesheet" href="${HERE.style}"><link rel="icon" href="${HERE.icon}"></head>`
    + `<body><main class="kept-page"><h1>${t.title}</h1><p>${t.text}</p><p><a class="button button-plain" href="">${t.retry}</a></p>${list}</main></body></html>`;
  const policy = "default-src 'none'; style-src 'self'; img-src 'self'; frame-ancestors 'none'";
  return new Response(text, { status: 503, headers: { "content-type": "text/html; charset=utf-8", "content-security-policy": policy } });
}
