// Ten times as much: the same questions to a small and to a large organisation, in one run.
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { closeBrowser } from "../lib.mjs";
import { everyday } from "./everyday.mjs";
import { median, round } from "./number.mjs";
import { addPerson, ask, call, command, folder, serve, signIn, size } from "./program.mjs";

/** So often each is asked; the first three do not count. */
const TIMES = 23;
/** What takes so long together, in milliseconds, is asked no more: its times are told by a few. */
const LONG = 8_000;

/** Plants an organisation with so many contacts, unless it stands there from the last run. */
async function plant(kept, name, contacts, asOf) {
  const data = kept ? join(kept, name) : folder();
  if (kept && existsSync(join(data, "db"))) return { data, figures: { MB: size(data) } };
  mkdirSync(data, { recursive: true });
  const sizes = { contacts, companies: contacts / 5, deals: contacts / 10, events: contacts * 10 };
  const flags = Object.entries(sizes).flatMap(([what, count]) => [`--${what}`, String(Math.round(count))]);
  const millis = await command(data, ["demo", ...flags, "--as-of", asOf, "--seed", "1"]);
  await addPerson(data);
  return { data, figures: { millis: round(millis), MB: size(data) } };
}

/** The middle of many times the same question, one after another. */
async function each(act) {
  const times = [];
  const begun = performance.now();
  for (let at = 0; at < TIMES && performance.now() - begun < LONG; at += 1) {
    const from = performance.now();
    await act(at);
    times.push(performance.now() - from);
  }
  return round(median(times.slice(Math.min(3, times.length - 1))));
}

/** What the server takes for each, without a browser: there a difference is not lost in what the browser does. */
async function questions(url, cookie) {
  const page = (path) => each(async () => {
    const { status } = await ask(url + path, { headers: { cookie, "accept-encoding": "br" } });
    if (status !== 200) throw new Error(`${path}: ${status}`);
  });
  const asked = (endpoint, data) => each((at) => call(url, cookie, endpoint, typeof data === "function" ? data(at) : data));
  // From all over the list, so that no block of the table is read for two of them.
  const ids = [];
  for (const text of ["martin", "bernard", "petit", "dubois", "nguyen", "roux"]) {
    ids.push(...(await call(url, cookie, "contact/list", { filter: { text }, after: null })).rows.map((row) => row.id));
  }
  const [company] = (await call(url, cookie, "company/list", { filter: {}, after: null })).rows;
  const [{ deal }] = (await call(url, cookie, "deal/list", { filter: {}, narrow: {}, after: null })).rows;
  const { next } = await call(url, cookie, "contact/list", { filter: {}, after: null });
  return {
    list: await page("/contacts"),
    more: await asked("contact/list", { filter: {}, after: next }),
    search: await asked("contact/list", { filter: { text: "martin" }, after: null }),
    rare: await asked("contact/list", { filter: { text: "martin soraya" }, after: null }),
    status: await asked("contact/list", { filter: { status: "client" }, after: null }),
    record: await each(async (at) => {
      const path = `/contacts/${ids[(at * 7) % ids.length]}`;
      const { status } = await ask(url + path, { headers: { cookie, "accept-encoding": "br" } });
      if (status !== 200) throw new Error(`${path}: ${status}`);
    }),
    palette: await asked("find", { text: "mart" }),
    companies: await page("/entreprises"),
    company: await page(`/entreprises/${company.id}`),
    deals: await page("/opportunites"),
    deal: await page(`/opportunites/${deal.id}`),
    tasks: await page("/actions"),
    home: await page("/"),
    log: await page("/journal"),
    board: await page("/pipeline"),
  };
}

async function look(data, runs, chrome) {
  const starts = [];
  for (let run = 0; run < 3; run += 1) {
    const server = await serve(data);
    starts.push(round(server.millis));
    await server.stop();
  }
  const server = await serve(data);
  try {
    const cookie = await signIn(server.url);
    const answers = await questions(server.url, cookie);
    const memory = server.memory();
    const figures = { start: median(starts), memory: memory.now, highest: memory.highest, answers };
    if (chrome) figures.browser = (await everyday(server.url, cookie, runs, ["desktop"])).desktop;
    return figures;
  } finally {
    await closeBrowser();
    await server.stop();
  }
}

/** So many contacts against a tenth of them. `kept` is where the data stands from one run to the next. */
export async function scale(contacts, { runs, asOf, kept, chrome }, say) {
  const result = {};
  for (const [name, count] of [["small", contacts / 10], ["large", contacts]]) {
    say(`  ${count.toLocaleString("en")} contacts`);
    const { data, figures } = await plant(kept, name, count, asOf);
    result[name] = { contacts: count, ...figures, ...(await look(data, runs, chrome)) };
  }
  const ratios = (kind) => {
    const [small, large] = [result.small[kind] ?? {}, result.large[kind] ?? {}];
    const alike = Object.keys(large).filter((name) => typeof large[name] === "number" && small[name]);
    return Object.fromEntries(alike.map((name) => [name, Math.round((large[name] / small[name]) * 100) / 100]));
  };
  return { ...result, ratio: ratios("answers"), browserRatio: ratios("browser") };
}
