// On a page that the worker wrote because there was no network: read again once the server answers.
let timer;
async function look() {
  clearTimeout(timer);
  const there = !document.hidden && (await fetch("/sante", { cache: "no-store" }).then(({ ok }) => ok, () => false));
  if (there) location.reload();
  else timer = setTimeout(look, 4000);
}
for (const name of ["online", "visibilitychange"]) addEventListener(name, look);
timer = setTimeout(look, 4000);
// Somebody has signed out: nothing of the person stays.
if (document.documentElement.dataset.left !== undefined) {
  for (const storage of [localStorage, sessionStorage]) {
    for (const key of Object.keys(storage)) if (/^(?:recent|draft):/.test(key)) storage.removeItem(key);
  }
}
