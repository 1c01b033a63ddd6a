// On a page that the worker wrote because there was no network: read again once there is.
addEventListener("online", () => location.reload());
// Somebody has signed out: nothing of the person stays.
if (document.documentElement.dataset.left !== undefined) {
  for (const storage of [localStorage, sessionStorage]) {
    for (const key of Object.keys(storage)) if (/^(?:recent|draft):/.test(key)) storage.removeItem(key);
  }
}
