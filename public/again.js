// On a page that the worker wrote because there was no network: read again once the server answers. The question of who
// signs out with something unsent sends it first, and is answered once everything is sent.
let timer;
const unsent = document.getElementById("unsent");
async function look() {
  clearTimeout(timer);
  const there = !document.hidden && (await fetch("/sante", { cache: "no-store" }).then(({ ok }) => ok, () => false));
  if (there && !unsent) return location.reload();
  if (there && (await sent())) return;
  clearTimeout(timer);
  timer = setTimeout(look, 4000);
}
for (const name of ["online", "visibilitychange"]) addEventListener(name, look);

// Sends what waits, and says what is left. Answers whether that is all that can be done here.
async function sent() {
  await import(unsent.dataset.outbox);
  await crmOutbox.send().catch(() => {});
  return left();
}
async function left() {
  const { reader, one, many, refused } = unsent.dataset;
  const rest = (await crmOutbox.all()).filter(({ writer }) => writer === reader);
  if (rest.length === 0) {
    document.querySelector("form[action='/deconnexion']").submit();
    return true;
  }
  document.querySelector("main strong").textContent = `${(rest.length > 1 ? many : one).replace("{n}", rest.length)}.`;
  const done = rest.every(({ error }) => error !== undefined);
  if (done && unsent.textContent !== refused) unsent.textContent = refused;
  return done;
}
if (unsent) {
  // Another page, or the worker, may be faster.
  import(unsent.dataset.outbox).then(() => { new BroadcastChannel(crmOutbox.NAME).onmessage = left; });
  look();
} else timer = setTimeout(look, 4000);

// Somebody has signed out: nothing of the person stays.
if (document.documentElement.dataset.left !== undefined) {
  for (const storage of [localStorage, sessionStorage]) {
    for (const key of Object.keys(storage)) if (/^(?:recent|draft):/.test(key)) storage.removeItem(key);
  }
}
