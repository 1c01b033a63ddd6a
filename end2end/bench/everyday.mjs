// What an advisor does all day, on a desktop and on a phone with a slow processor: open a contact, search, ask the palette.
import { browser, frames, ready } from "../lib.mjs";
import { medians, round } from "./number.mjs";

/** How much slower the processor of the phone is. */
const SLOWER = 4;
const PROFILES = {
  desktop: { viewport: { width: 1366, height: 768 } },
  phone: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
};

/** A page with the session, free to run what measures it, the processor slowed down for the phone. */
async function enter(url, cookie, profile) {
  const context = await (await browser()).newContext({ baseURL: url, locale: "fr-FR", bypassCSP: true, ...PROFILES[profile] });
  const [name, value] = cookie.split("=");
  await context.addCookies([{ name, value, url }]);
  const page = await context.newPage();
  if (profile === "phone") {
    const session = await context.newCDPSession(page);
    await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  }
  return page;
}

/** Milliseconds from an act to the frame after the page shows what was waited for. */
function took(page, act, sign) {
  return page.evaluate(([act, sign]) => new Promise((resolve) => {
    const there = new Function(`return ${sign}`);
    const start = performance.now();
    const look = () => {
      if (!there()) return requestAnimationFrame(look);
      requestAnimationFrame(() => resolve(performance.now() - start));
    };
    new Function(act)();
    requestAnimationFrame(look);
  }), [act, sign]);
}

const type = (selector, text) => `const box = document.querySelector(${JSON.stringify(selector)}); box.value = ${JSON.stringify(text)}; box.dispatchEvent(new Event("input", { bubbles: true }));`;
const names = `[...document.querySelectorAll("main .table-name")].map((one) => one.textContent)`;

async function once(url, cookie, profile) {
  const page = await enter(url, cookie, profile);
  try {
    await page.goto("/contacts");
    await ready(page);
    const shown = await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0].startTime);
    const list = Math.max(shown, await page.evaluate(() => performance.getEntriesByType("navigation")[0].domContentLoadedEventEnd));
    const hydrated = await page.evaluate(() => performance.getEntriesByName("hydrated")[0].startTime);
    await frames(page, 10);
    await took(page, type("main input[type=search]", "mart"), `${names}.length > 0 && ${names}.every((name) => /mart/i.test(name))`);
    const search = await took(page, type("main input[type=search]", "martin"), `${names}.length > 0 && ${names}.every((name) => /martin/i.test(name)) && location.search.includes("martin")`);
    await page.goto("/contacts");
    await ready(page);
    await frames(page, 10);
    const open = await took(page, `document.querySelectorAll("main a.table-name")[3].click()`, `document.querySelector(".record-title")`);
    await page.keyboard.press("Control+k");
    const box = page.getByRole("combobox").last();
    await box.waitFor();
    await box.pressSequentially("mart");
    await page.locator("#palette-list [role=option]").first().waitFor();
    await frames(page, 10);
    const options = `[...document.querySelectorAll("#palette-list [role=option]")]`;
    const palette = await took(page, type("dialog[open] [role=combobox]", "nguy"), `${options}.some((one) => /nguy/i.test(one.textContent.normalize("NFD")))`);
    return { list, hydrated, search, open, palette };
  } finally {
    await page.context().close();
  }
}

/** The medians of some runs, after one that warms the server and does not count. */
export async function everyday(url, cookie, runs, profiles = Object.keys(PROFILES)) {
  const figures = {};
  for (const profile of profiles) {
    const rows = [];
    for (let run = 0; run <= runs; run += 1) rows.push(await once(url, cookie, profile));
    rows.shift();
    figures[profile] = { ...medians(rows), rows: rows.map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, round(value)]))) };
  }
  return figures;
}
