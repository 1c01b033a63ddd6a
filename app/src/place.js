// Back from a record, the list it was opened from stands where it stood, with the focus on the same row. The browser
// cannot do it by itself: the rows come after the page, or scroll in a box of their own. Without network every page is
// loaded whole, so the tab remembers it, until nobody is signed in.
{
  const place = () => location.pathname + location.search;
  const [LEFT, UP, MOST] = ["recent:left", "recent:up", 20];
  // A browser that keeps nothing has it as long as the page.
  const kept = (act) => { try { return act(sessionStorage); } catch { return null; } };
  if (location.pathname === "/connexion") kept((tab) => tab.removeItem(LEFT));
  const left = new Map(JSON.parse(kept((tab) => tab.getItem(LEFT)) ?? "[]"));
  let search = null;
  // The list that a link leads up to.
  let goal = "";
  const stop = () => { [search, goal] = [null, ""]; };

  // What scrolls a row: the table on a desk, the page on a phone.
  const scroller = (row) => {
    for (let box = row.parentElement; box && box !== document.body; box = box.parentElement) {
      if (box.scrollHeight > box.clientHeight + 1 && getComputedStyle(box).overflowY !== "visible") return box;
    }
    return document.scrollingElement;
  };

  const look = (mine, address, tries) => {
    if (search !== mine || tries === 0) return;
    const next = () => requestAnimationFrame(() => look(mine, address, tries - 1));
    if (place() !== address) return next();
    const { top, href } = left.get(address);
    const row = [...document.querySelectorAll("main a[href]")].find((link) => link.getAttribute("href") === href);
    if (!row) return next();
    const box = scroller(row);
    // As long as the rows come, and once more after the router has been to the top.
    if (box.scrollHeight < top + box.clientHeight - 4) return next();
    if (Math.abs(box.scrollTop - top) > 1) {
      box.scrollTop = top;
      return next();
    }
    if (document.activeElement === document.body || document.activeElement?.id === "contenu") row.focus({ preventScroll: true });
    if (mine.calm++ < 12) next();
    else stop();
  };
  const restore = (address) => {
    if (!left.has(address)) return;
    search = { calm: 0 };
    look(search, address, 600);
  };

  addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const to = new URL(link.href);
    if (link.closest("main")) {
      left.delete(place());
      left.set(place(), { top: scroller(link).scrollTop, href: link.getAttribute("href") });
    }
    // From a record to the list above it; the navigation leads to its beginning.
    stop();
    if (!link.closest("main") || !location.pathname.startsWith(`${to.pathname}/`)) return;
    goal = to.pathname + to.search;
    restore(goal);
  }, true);
  addEventListener("popstate", () => restore(place()));
  for (const own of ["wheel", "touchstart", "keydown"]) addEventListener(own, stop, { capture: true, passive: true });

  // Pages that are loaded whole: what is left behind, and where one comes back to.
  addEventListener("pagehide", () => kept((tab) => {
    tab.setItem(LEFT, JSON.stringify([...left].slice(-MOST)));
    tab.setItem(UP, goal);
  }));
  const how = performance.getEntriesByType("navigation")[0]?.type;
  if (how === "back_forward" || (how === "navigate" && kept((tab) => tab.getItem(UP)) === place())) restore(place());
}
