// The page's side of what works without network: starts the worker, asks it to keep what is read, leads links to kept
// pages, sends what waits, and takes everything away when the session ends. Loaded when the page has time.
const { crmOutbox: outbox } = self;
const root = document.documentElement;
const me = JSON.parse(document.getElementById("handed").textContent).me.id;
const workers = navigator.serviceWorker;
const idle = (act) => (self.requestIdleCallback ? requestIdleCallback(act, { timeout: 5000 }) : setTimeout(act, 500));

/** Whether the server is out of reach, as far as this page knows. */
const away = () => !navigator.onLine || root.hasAttribute("data-lost") || root.hasAttribute("data-kept");

const keep = (address) => workers.ready.then(({ active }) => active?.postMessage({ keep: address })).catch(() => {});

async function forget() {
  const names = self.caches ? await caches.keys() : [];
  await Promise.all(names.filter((name) => name.startsWith("pages-")).map((name) => caches.delete(name)));
}

if (workers) {
  const first = !workers.controller;
  workers.register("/sw.js").then(() => {
    // The worker was not there yet when this page was asked for.
    if (first && !away()) keep(location.href);
  }, () => {});
  keepWhatIsRead();
  leadLinks();
}

/** Pages that are reached without a navigation are kept where somebody is likely to need them without network. */
function keepWhatIsRead() {
  const carried = matchMedia("(display-mode: standalone)").matches || matchMedia("(pointer: coarse)").matches;
  if (!carried || navigator.connection?.saveData) return;
  const place = () => location.pathname + location.search;
  let [kept, last] = [place(), place()];
  setInterval(() => {
    const here = place();
    const rests = here === last;
    last = here;
    if (!rests || here === kept || away() || document.hidden) return;
    kept = here;
    idle(() => keep(here));
  }, 2000);
}

/** Without network a link loads its page whole: the worker has it, or says what it has. */
function leadLinks() {
  addEventListener("click", (event) => {
    if (!away() || !workers.controller || event.defaultPrevented || event.button) return;
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const link = event.target.closest?.("a[href]");
    if (!link || link.target || link.hasAttribute("download") || link.origin !== location.origin) return;
    if (link.hash && link.pathname + link.search === location.pathname + location.search) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    location.assign(link.href);
  }, true);
}

// A session that has ended: the pages go, what waits stays for its writer.
addEventListener("crm-ended", forget);
if (root.hasAttribute("data-ended")) forget();

// Signing out takes everything away, what is being typed too; with something unsent the page asks first.
addEventListener("submit", (event) => {
  if (event.target.getAttribute("action") !== "/deconnexion") return;
  event.preventDefault();
  if (outbox.count > 0) {
    event.stopImmediatePropagation();
    dispatchEvent(new Event("crm-sign-out"));
    return;
  }
  for (const key of Object.keys(sessionStorage)) if (/^(?:recent|draft):/.test(key)) sessionStorage.removeItem(key);
  // Not before it is done.
  Promise.allSettled([forget(), outbox.wipe()]).then(() => event.target.submit());
}, true);

// Somebody signed out without network, in another tab or before this page came: it is not shown any more.
const out = async () => { if (self.caches && (await outbox.left())) location.replace("/connexion"); };
addEventListener("crm-left", out);
addEventListener("pageshow", ({ persisted }) => persisted && out());
await out();

// A page that could not be read because the server is out of reach: the worker has it as it was, or says what it has.
// Not while somebody types, as in a search; and not twice in a row, should that be of no use.
addEventListener("crm-unread", () => {
  const [here, before] = [location.href, JSON.parse(sessionStorage.getItem("unread") ?? "[]")];
  if (!workers?.controller || document.activeElement?.matches("input, textarea, select")) return;
  if (before[0] === here && Date.now() - before[1] < 10_000) return;
  sessionStorage.setItem("unread", JSON.stringify([here, Date.now()]));
  location.reload();
});

// Sending: at the start, when the network or the server is back, when the page is looked at, and again and again.
let pause = 4000;
let timer;
async function send() {
  clearTimeout(timer);
  const done = await outbox.send().catch(() => false);
  if (done && outbox.count === 0) return;
  timer = setTimeout(send, pause);
  pause = Math.min(pause * 2, 300_000);
}
for (const name of ["online", "crm-back", "crm-send"]) addEventListener(name, () => { pause = 4000; send(); });
addEventListener("visibilitychange", () => { if (!document.hidden) send(); });

await outbox.begin(me);
await outbox.wipe(me);
send();
