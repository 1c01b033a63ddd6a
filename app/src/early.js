// As long as no script runs the page is a plain one. It becomes one again where its program does not arrive: what stands
// in for it without scripts is taken out then.
{
  const root = document.documentElement;
  root.removeAttribute("data-plain");
  const plain = () => {
    if (root.hasAttribute("data-plain")) return;
    root.setAttribute("data-plain", "lost");
    for (const part of document.querySelectorAll("noscript:not(.messages *)")) {
      const without = document.createElement("div");
      without.className = "without";
      without.innerHTML = part.textContent;
      part.replaceWith(without);
    }
  };
  addEventListener("lost", plain);
  addEventListener("error", ({ target }) => { if (target.type === "module") plain(); }, true);
}
// What somebody does before the page answers is done again once it does: fields typed into, lists chosen from, the last
// button pressed. Links and plain forms work by themselves.
{
  const fields = new Map();
  let pressed = null;
  const typed = ({ target }) => fields.set(target, target.type === "checkbox" ? target.checked : target.value);
  const clicked = ({ target }) => {
    pressed = target.closest?.("button[type=button]:not([popovertarget],[commandfor])") ?? null;
  };
  addEventListener("input", typed, true);
  addEventListener("click", clicked, true);
  new PerformanceObserver((marks, observer) => {
    if (!marks.getEntriesByName("hydrated").length) return;
    observer.disconnect();
    removeEventListener("input", typed, true);
    removeEventListener("click", clicked, true);
    for (const [field, value] of fields) {
      if (!field.isConnected || field.value === undefined) continue;
      if (field.type === "checkbox") field.checked = value;
      else if (field.type !== "file") field.value = value;
      for (const name of ["input", "change"]) field.dispatchEvent(new Event(name, { bubbles: true }));
    }
    if (pressed?.isConnected) pressed.click();
  }).observe({ type: "mark", buffered: true });
}
// As long as the browser is open: the worker shows nothing of a session that ended with it (`closed` in `sw.js`).
document.cookie = `ici=1; Path=/; SameSite=Lax${location.protocol === "https:" ? "; Secure" : ""}`;
