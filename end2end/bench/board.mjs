// The board in Chromium: how soon it is there, how soon a dropped card stands, how soon others see it.
import { openBoard } from "./watch.mjs";
import { calm, frames } from "../lib.mjs";
import { median, medians, round } from "./number.mjs";

/** Long tasks up to here after the navigation count against « interactive ». */
const WINDOW = 5_000;

/** One cold load of the board. */
async function once(url, cookie) {
  const { context, page, wire } = await openBoard(url, cookie);
  await page.waitForFunction((window) => performance.now() > window + 300, WINDOW, { timeout: 60_000 });
  const notes = await page.evaluate(() => {
    const navigation = performance.getEntriesByType("navigation")[0];
    return {
      ttfb: navigation.responseStart,
      fcp: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? null,
      ready: window.bench.ready,
      hydrated: performance.getEntriesByName("hydrated")[0].startTime,
      shift: window.bench.shift,
      dom: document.querySelectorAll("*").length,
      cards: document.querySelectorAll(".board .card[data-id]").length,
      long: window.bench.long,
    };
  });
  const long = notes.long.filter((task) => task.start < WINDOW);
  const quiet = Math.max(0, ...long.map((task) => task.start + task.took));
  await context.close();
  return {
    ...notes,
    long: long.map((task) => `${round(task.start)}+${round(task.took)}`),
    longTasks: long.length,
    longest: Math.max(0, ...long.map((task) => task.took)),
    shift: Math.round(notes.shift * 1000),
    interactive: Math.max(notes.ready, notes.hydrated, quiet),
    wire: [...wire.values()],
  };
}

/** What a cold load brings over the wire, headers included, in kB. */
function transfer(wire) {
  const kB = (which) => round(wire.filter(which).reduce((sum, one) => sum + one.bytes, 0) / 1000);
  const count = (which) => wire.filter(which).length;
  const of = (type) => (one) => one.type === type;
  return {
    total: kB(() => true),
    wasm: kB(of("wasm")),
    js: kB(of("script")),
    css: kB(of("stylesheet")),
    html: kB(of("document")),
    calls: kB((one) => one.url.includes("/api/")),
    requests: wire.length,
    stylesheets: count(of("stylesheet")),
    scripts: count(of("script")),
    apiCalls: count((one) => one.url.includes("/api/")),
    list: wire.map((one) => ({ ...one, url: new URL(one.url).pathname })),
  };
}

/** Cold loads; the first one warms the server and does not count. */
export async function loads(url, cookie, runs) {
  const rows = [];
  for (let run = 0; run <= runs; run += 1) rows.push(await once(url, cookie));
  rows.shift();
  const result = { ...medians(rows), transfer: transfer(rows[0].wire) };
  return { ...result, rows: rows.map(({ wire: _, ...row }) => row) };
}

const card = (column, at) => `.column[data-drop="column:${column}"] .card[data-id] >> nth=${at}`;

/** Takes the second card of a column over the top of another; the pointer is still down. */
async function carry(page, from, to) {
  const source = page.locator(card(from, 1));
  const deal = await source.getAttribute("data-id");
  const box = await source.boundingBox();
  const goal = await page.locator(`.column[data-drop="column:${to}"] .column-body`).boundingBox();
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const [toX, toY] = [goal.x + goal.width / 2, goal.y + 90];
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (let step = 1; step <= 20; step += 1) {
    await page.mouse.move(x + ((toX - x) * step) / 20, y + ((toY - y) * step) / 20);
    await frames(page);
  }
  await calm(page);
  return deal;
}

/** Lets go and answers when the card stood there and when the server had it on disk, from the pointer's own time on. */
async function drop(page, deal, to) {
  await page.evaluate(([deal, to]) => {
    performance.clearResourceTimings();
    window.bench.await(deal, to);
  }, [deal, to]);
  await page.mouse.up();
  await page.waitForFunction(() => window.bench.seen.painted !== null && performance.getEntriesByType("resource").some((one) => one.name.endsWith("/api/deal/move")));
  const notes = await page.evaluate(() => {
    const call = performance.getEntriesByType("resource").find((one) => one.name.endsWith("/api/deal/move"));
    return { up: window.bench.last.pointerup, ...window.bench.seen, answered: call.responseEnd, asked: call.startTime, status: call.responseStatus, origin: performance.timeOrigin };
  });
  if (notes.status !== 200) throw new Error(`a drop was answered with ${notes.status}`);
  return {
    found: notes.found - notes.up,
    painted: notes.painted - notes.up,
    durable: notes.answered - notes.up,
    call: notes.answered - notes.asked,
    at: notes.origin + notes.up,
  };
}

/** Drops, to and fro between the first two columns. */
export async function drops(url, cookie, count) {
  const { context, page } = await openBoard(url, cookie);
  const rows = [];
  for (let n = 0; n <= count; n += 1) {
    const deal = await carry(page, n % 2, (n + 1) % 2);
    const { at: _, ...row } = await drop(page, deal, (n + 1) % 2);
    // The first one pays for code that never ran before; it is shown, and does not count.
    rows.push(row);
    await calm(page);
  }
  await context.close();
  const [first, ...rest] = rows;
  const worst = (key) => round(Math.max(...rest.map((row) => row[key])));
  return { ...medians(rest), first: medians([first]), worst: { painted: worst("painted"), durable: worst("durable") }, rows: rest.map((row) => medians([row])) };
}

/** Drops while another browser looks at the same board. */
export async function others(url, cookie, otherCookie, count) {
  const [own, other] = [await openBoard(url, cookie), await openBoard(url, otherCookie)];
  const times = [];
  for (let n = 0; n <= count; n += 1) {
    const [from, to] = [n % 2, (n + 1) % 2];
    const deal = await carry(own.page, from, to);
    await other.page.evaluate(([deal, to]) => window.bench.await(deal, to), [deal, to]);
    const { at } = await drop(own.page, deal, to);
    await other.page.waitForFunction(() => window.bench.seen.found !== null);
    const seen = await other.page.evaluate(() => performance.timeOrigin + window.bench.seen.found);
    times.push(round(seen - at));
    await Promise.all([calm(own.page), calm(other.page)]);
  }
  await own.context.close();
  await other.context.close();
  const [first, ...rest] = times;
  return { seen: round(median(rest)), worst: Math.max(...rest), first, rows: rest };
}

/** A long drag over all columns, with a wait at the lower edge where the column scrolls by itself. */
export async function drag(url, cookie) {
  const { context, page } = await openBoard(url, cookie);
  const columns = await page.locator(".column[data-drop] .column-body").evaluateAll((all) =>
    all.map((body) => {
      const { left, top, width, height } = body.getBoundingClientRect();
      return { x: left + width / 2, top, bottom: Math.min(top + height, innerHeight) };
    }).filter((column) => column.x < innerWidth),
  );
  await page.evaluate(() => {
    window.bench.long = [];
    window.bench.gaps = [];
    let last = performance.now();
    const frame = (now) => {
      window.bench.gaps.push(now - last);
      last = now;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
  const box = await page.locator(card(0, 1)).boundingBox();
  await page.mouse.move(box.x + 60, box.y + 40);
  await page.mouse.down();
  const walk = async (column, from, to, steps) => {
    for (let step = 0; step <= steps; step += 1) {
      await page.mouse.move(column.x + step / 10, from + ((to - from) * step) / steps);
      await frames(page);
    }
  };
  for (const column of columns) await walk(column, column.top + 40, column.bottom - 160, 30);
  const last = columns[0];
  await walk(last, last.top + 40, last.bottom - 12, 30);
  // Three seconds of scrolling at sixty frames a second.
  await frames(page, 180);
  await walk(last, last.bottom - 12, last.top + 40, 30);
  const scrolled = await page.locator(".column-body").first().evaluate((body) => body.scrollTop);
  const notes = await page.evaluate(() => ({ long: window.bench.long.map((task) => task.took), gaps: window.bench.gaps.slice(2) }));
  await page.keyboard.press("Escape");
  await page.mouse.up();
  await context.close();
  return {
    longTasks: notes.long.length,
    longest: round(Math.max(0, ...notes.long)),
    frames: notes.gaps.length,
    longestFrame: round(Math.max(...notes.gaps)),
    scrolled: Math.round(scrolled),
    columns: columns.length,
  };
}
