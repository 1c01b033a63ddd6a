// What the browser keeps for use without network: the files of the program, and the pages that were read. The server
// sends this file with a line before it, `const HERE = …`: the release's files, and the few texts that are said here.
/* global HERE, crmOutbox, shown */
importScripts(HERE.outbox, HERE.shown);

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
  if (url.origin !== location.origin) return;
  if (request.method === "POST" && url.pathname === "/deconnexion" && request.mode === "navigate") {
    // Only from a page of ours: what another site posts is for the server to refuse.
    if (request.referrer.startsWith(`${location.origin}/`)) event.respondWith(leave(request));
  }
  if (request.method !== "GET") return;
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
  const left = await crmOutbox.left();
  if (left) {
    // What was asked for meanwhile was asked with the session that is to be ended.
    event.waitUntil(Promise.resolve(event.preloadResponse).catch(() => {}));
    return (await crmOutbox.end()) ? fetch(event.request) : shown.gone(left);
  }
  const answer = network(event);
  event.waitUntil(answer.then((found) => heed(url, found.clone())).catch(() => {}));
  await closed();
  const kept = await find(place(url));
  const late = new Promise((resolve) => { if (kept) setTimeout(resolve, PATIENCE); });
  const found = await Promise.race([answer, late]).catch(() => null);
  if (found && (found.status < 500 || !kept)) return found;
  if (kept && bare(url)) return shown.stale(kept);
  // What only opens something on a page does so where the page comes from the network.
  if (kept) return Response.redirect(place(url));
  // The question of who signs out, read again.
  const asked = url.pathname === "/deconnexion" ? await unsent() : null;
  if (asked?.count > 0) return shown.unsent(asked, "/");
  return shown.missing(await listed(), KEPT.test(url.pathname));
}

/**
 * Drops what was kept in a session that was to end with the browser, once the browser was closed: its mark is gone
 * (`early.js`). Where a worker sees no cookies, the sign-in page does it with the next network.
 */
async function closed() {
  if (!self.cookieStore || (await cookieStore.get("ici"))) return;
  const brief = async (name) => {
    const cache = await caches.open(name);
    const newest = (await cache.keys()).at(-1);
    return Boolean(newest && (await cache.match(newest, { ignoreVary: true }))?.headers.get("crm-brief"));
  };
  const names = (await caches.keys()).filter((name) => name.startsWith(PAGES));
  await Promise.all(names.map(async (name) => (await brief(name)) && caches.delete(name)));
}

/** What opens something on a page, and is not part of it. */
const WISHES = ["apercu", "nouveau"];
const bare = (url) => WISHES.every((wish) => !url.searchParams.has(wish));

/** The address that a page is kept under: without wishes and what is empty, and always in one order. */
function place(url) {
  const asked = [...url.searchParams].filter(([name, value]) => value !== "" && !WISHES.includes(name));
  const query = new URLSearchParams(asked.sort(([one], [other]) => (one < other ? -1 : Number(one > other)))).toString();
  return url.pathname + (query && `?${query}`);
}

/** Who reads here, how many writes of his wait, and a page of his, which tells language and theme. */
async function unsent() {
  const reader = (await caches.keys()).find((name) => name.startsWith(PAGES))?.slice(PAGES.length);
  const [[, look] = []] = await everything();
  return { reader, look, count: (await crmOutbox.all()).filter(({ writer }) => writer === reader).length };
}

/** Signs out, with or without network: what is kept goes at once, and nothing unsent without being asked. */
async function leave(request) {
  const sure = new URLSearchParams(await request.clone().text()).get("sure") === "1";
  const asked = await unsent();
  const { reader, look } = asked;
  if (asked.count > 0 && !sure) return shown.unsent(asked, request.referrer || "/");
  await Promise.all([forget(), crmOutbox.wipe(undefined, reader)]);
  await crmOutbox.leave({ "crm-look": look?.headers.get("crm-look") ?? "" });
  return Response.redirect("/connexion", 303);
}

async function network(event) {
  return (await event.preloadResponse) ?? fetch(event.request);
}

/** What an answer says about who reads here, and the page itself, if it may be kept. */
async function heed(url, answer) {
  const reader = answer.headers.get("crm-reader");
  // It was on its way when its reader signed out.
  if (await crmOutbox.left()) return;
  if (reader) {
    // There from the first page on, also where none is kept: it says who reads here.
    await Promise.all([caches.open(PAGES + reader), forget(reader), crmOutbox.wipe(reader)]);
  } else if (answer.status === 200 && url.pathname === "/connexion") {
    // Nobody is signed in. What waits to be sent stays for its writer until somebody else comes.
    await forget();
  }
  if (!reader || !KEPT.test(url.pathname)) return;
  if (answer.status === 200 && bare(url)) await keep(reader, url, answer);
  // It was deleted, or is for somebody else by now: what was kept of it goes, too.
  if ([403, 404, 410].includes(answer.status)) await drop(reader, url.pathname);
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
  const address = place(url);
  // Anew, so that the newest come last.
  await cache.delete(address, { ignoreVary: true });
  await cache.put(address, new Response(text, { status: 200, headers }));
  const all = await cache.keys();
  await Promise.all(all.slice(0, Math.max(0, all.length - MOST)).map((request) => cache.delete(request, { ignoreVary: true })));
}

/** Drops what is kept of a page, whatever part of it was read. */
async function drop(reader, path) {
  const cache = await caches.open(PAGES + reader);
  const here = (await cache.keys()).filter((request) => new URL(request.url).pathname === path);
  await Promise.all(here.map((request) => cache.delete(request, { ignoreVary: true })));
}

async function refresh(address) {
  if (await crmOutbox.left()) return;
  const answer = await fetch(place(new URL(address, location.href)), { headers: { accept: "text/html" } });
  await heed(new URL(answer.url), answer);
}

async function pageCaches() {
  const names = (await caches.keys()).filter((name) => name.startsWith(PAGES));
  return Promise.all(names.map((name) => caches.open(name)));
}

async function find(address) {
  for (const cache of await pageCaches()) {
    const found = await cache.match(address, { ignoreVary: true });
    if (found) return found;
  }
  return null;
}

/** What is kept, the oldest first. */
async function everything() {
  const pages = [];
  for (const cache of await pageCaches()) {
    for (const request of await cache.keys()) pages.push([new URL(request.url), await cache.match(request, { ignoreVary: true })]);
  }
  return pages;
}

/** What is a page of its own where pages are listed: the week of actions is not their list. */
const own = ({ pathname, searchParams }) =>
  (pathname === "/actions" && searchParams.has("vue") ? `${pathname}?vue=${searchParams.get("vue")}` : pathname);

/** The kept pages as one would look for them: each once, whole rather than narrowed, the newest first. */
async function listed() {
  const pages = new Map();
  for (const [url, found] of await everything()) {
    const [name, address] = [own(url), url.pathname + url.search];
    if (pages.get(name)?.[0] === name && address !== name) continue;
    pages.delete(name);
    pages.set(name, [address, found]);
  }
  return [...pages.values()].reverse();
}
