// What a page is watched with, from before its first byte: a script of its own in every document, and the protocol.
import { browser } from "../lib.mjs";

/** Runs in the page. Everything it notes is in `window.bench`, times in milliseconds since the navigation began. */
function notes() {
  const notes = { long: [], shift: 0, ready: null, last: {}, seen: null };
  window.bench = notes;
  const observe = (type, take) => new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true });
  observe("longtask", (entry) => notes.long.push({ start: entry.startTime, took: entry.duration }));
  observe("layout-shift", (entry) => {
    if (!entry.hadRecentInput) notes.shift += entry.value;
  });
  for (const name of ["pointerdown", "pointerup"]) {
    addEventListener(name, (event) => (notes.last[name] = event.timeStamp), { capture: true, passive: true });
  }
  // A message sent while a frame is made arrives after that frame was painted.
  notes.painted = (then) => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => then(performance.now());
      port2.postMessage(null);
    });
  };
  // When a card stands in a column: `found` at once, `painted` with the frame that shows it.
  notes.await = (deal, column) => {
    const seen = { found: null, painted: null };
    notes.seen = seen;
    const selector = `.column[data-drop="column:${column}"] .card[data-id="${deal}"]`;
    const look = () => {
      if (!document.querySelector(selector)) return;
      watcher.disconnect();
      seen.found = performance.now();
      notes.painted((at) => (seen.painted = at));
    };
    const watcher = new MutationObserver(look);
    watcher.observe(document.body, { childList: true, subtree: true });
    look();
  };
  const look = () => {
    const card = document.querySelector(".board .card[data-id]");
    const there = card && document.styleSheets.length > 0 && card.getBoundingClientRect().height > 0;
    if (there) notes.painted((at) => (notes.ready = at));
    else requestAnimationFrame(look);
  };
  if (location.pathname === "/pipeline") requestAnimationFrame(look);
}

/** A desktop page with an empty cache, signed in; `wire` lists what came over the network. */
export async function openPage(url, cookie) {
  const [name, value] = cookie.split("=");
  const context = await (await browser()).newContext({
    locale: "fr-FR",
    timezoneId: "Europe/Paris",
    viewport: { width: 1366, height: 900 },
    serviceWorkers: "block",
  });
  context.setDefaultTimeout(60_000);
  await context.addCookies([{ name, value, url }]);
  await context.addInitScript(notes);
  const page = await context.newPage();
  const protocol = await context.newCDPSession(page);
  await protocol.send("Network.enable");
  const wire = new Map();
  protocol.on("Network.requestWillBeSent", ({ requestId, request }) => {
    // What stands in the style sheet itself is no request.
    if (request.url.startsWith("data:")) return;
    wire.set(requestId, { url: request.url, method: request.method, type: "other", bytes: 0, encoding: "", done: false });
  });
  protocol.on("Network.responseReceived", ({ requestId, response, type }) => {
    const one = wire.get(requestId);
    if (!one) return;
    one.type = /wasm/.test(response.mimeType) ? "wasm" : type.toLowerCase();
    one.status = response.status;
    one.encoding = Object.entries(response.headers).find(([key]) => key.toLowerCase() === "content-encoding")?.[1] ?? "";
    one.cached = response.fromDiskCache || response.fromPrefetchCache || false;
  });
  protocol.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const one = wire.get(requestId);
    if (one) Object.assign(one, { bytes: encodedDataLength, done: true });
  });
  return { context, page, wire };
}

/** Loads the board and waits until it answers to clicks and has been quiet for a while. */
export async function openBoard(url, cookie, quiet = 700) {
  const opened = await openPage(url, cookie);
  const { page } = opened;
  await page.goto(`${url}/pipeline`, { waitUntil: "load", timeout: 90_000 });
  await page.waitForFunction(() => window.bench.ready !== null && performance.getEntriesByName("hydrated").length > 0, null, { timeout: 90_000 });
  await page.waitForFunction(
    (quiet) => {
      const last = window.bench.long.at(-1);
      const hydrated = performance.getEntriesByName("hydrated")[0].startTime;
      return performance.now() - Math.max(hydrated, last ? last.start + last.took : 0) > quiet;
    },
    quiet,
    { timeout: 90_000 },
  );
  return opened;
}
