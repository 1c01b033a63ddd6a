// Measures the program named by CRM_BINARY: node run.mjs [--only start,memory,board,everyday,import,people,attack,scale]
// [--runs 5] [--load-seconds 60] [--people 200] [--minutes 20] [--attack-seconds 60] [--attacks slow,deep] [--scale 100000]
// [--scale-folder DIR] [--json FILE] [--baseline FILE] [--keep FILE]. Ends with 2 where something got worse than the baseline.
import { readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg, release } from "node:os";
import { setInterval } from "node:timers/promises";
import { parseArgs } from "node:util";
import { browser, closeBrowser } from "../lib.mjs";
import { attack } from "./attack.mjs";
import { between, calibrate, compare, keep } from "./baseline.mjs";
import { drag, drops, loads, others } from "./board.mjs";
import { everyday } from "./everyday.mjs";
import { importRows } from "./import.mjs";
import { load } from "./load.mjs";
import { median, round } from "./number.mjs";
import { TEAM, crowd } from "./people.mjs";
import { addPerson, command, disk, folder, serve, signIn } from "./program.mjs";
import { scale } from "./scale.mjs";
import { table } from "./table.mjs";

const { values: options } = parseArgs({
  options: {
    runs: { type: "string", default: "5" },
    drops: { type: "string", default: "10" },
    "load-seconds": { type: "string", default: "60" },
    only: { type: "string", default: "start,memory,board,everyday,import" },
    json: { type: "string" },
    baseline: { type: "string" },
    keep: { type: "string" },
    people: { type: "string", default: "200" },
    minutes: { type: "string", default: "20" },
    "attack-seconds": { type: "string", default: "60" },
    attacks: { type: "string" },
    files: { type: "string" },
    scale: { type: "string", default: "100000" },
    "scale-folder": { type: "string" },
    "scale-browser": { type: "string", default: "yes" },
    contacts: { type: "string", default: "10000" },
    companies: { type: "string", default: "2000" },
    deals: { type: "string", default: "2000" },
    events: { type: "string", default: "20000" },
    rows: { type: "string", default: "10000" },
    "as-of": { type: "string", default: "2026-11-22" },
  },
});
const number = (name) => {
  const value = Number(options[name]);
  if (!Number.isInteger(value) || value < 1) throw new Error(`--${name} takes a whole number`);
  return value;
};
const parts = options.only.split(",");
const say = (text) => process.stderr.write(`${text}\n`);

async function starts(data) {
  const times = [];
  for (let run = 0; run < 5; run += 1) {
    const server = await serve(data);
    times.push(round(server.millis));
    await server.stop();
  }
  return { median: median(times), rows: times };
}

/** The memory once it has stood still for ten seconds. */
async function atRest(server) {
  let still = [];
  for await (const _ of setInterval(1_000)) {
    const memory = server.memory();
    still = [...still.filter((before) => Math.abs(before.now - memory.now) < 1), memory];
    if (still.length > 10) return memory;
  }
}

/** Idle, then under load, in one life of the server. */
async function memory(data) {
  const server = await serve(data);
  try {
    const idle = await atRest(server);
    const cookie = await signIn(server.url);
    const figures = await load(server.url, cookie, number("load-seconds"));
    const loaded = server.memory();
    if (figures.failed) say(server.said());
    return { memory: { idle: idle.now, loaded: loaded.now, highest: loaded.highest }, load: figures };
  } finally {
    await server.stop();
  }
}

async function board(data) {
  const server = await serve(data);
  try {
    const [cookie, other] = [await signIn(server.url), await signIn(server.url)];
    const chromium = (await browser()).version();
    say("  loads");
    const board = await loads(server.url, cookie, number("runs"));
    say("  drops");
    const drop = await drops(server.url, cookie, number("drops"));
    const seen = await others(server.url, cookie, other, number("runs"));
    say("  drag");
    return { chromium, board, drop, other: seen, drag: await drag(server.url, cookie) };
  } finally {
    await closeBrowser();
    await server.stop();
  }
}

async function everydays(data) {
  const server = await serve(data);
  try {
    return { everyday: await everyday(server.url, await signIn(server.url), number("runs")) };
  } finally {
    await closeBrowser();
    await server.stop();
  }
}

async function bringIn() {
  const rows = [];
  for (let run = 0; run < 3; run += 1) {
    const data = folder();
    await addPerson(data);
    const server = await serve(data);
    try {
      rows.push(await importRows(server.url, await signIn(server.url), number("rows")));
    } finally {
      await server.stop();
    }
  }
  const middle = rows.find((row) => row.perSecond === median(rows.map((one) => one.perSecond)));
  return { ...middle, runs: rows.map((row) => row.perSecond) };
}

async function people(data) {
  for (const person of TEAM) await addPerson(data, person);
  const server = await serve(data);
  try {
    const people = await crowd(server, number("people"), number("minutes"), say);
    if (people.failed) say(`${JSON.stringify(people.causes)}\n${server.said()}`);
    return { people };
  } finally {
    await server.stop();
  }
}

async function attacked(data) {
  const server = await serve(data, options.files);
  try {
    return { attack: await attack(server, number("attack-seconds"), say, options.attacks?.split(",")) };
  } catch (error) {
    say(server.said());
    throw error;
  } finally {
    await server.stop();
  }
}

async function tenfold() {
  const how = { runs: number("runs"), asOf: options["as-of"], kept: options["scale-folder"], chrome: options["scale-browser"] === "yes" };
  return { scale: await scale(number("scale"), how, say) };
}

let failed = false;

async function measure() {
  const result = {
    when: new Date().toISOString(),
    node: process.version,
    machine: { kernel: release(), cores: cpus().length, model: cpus()[0]?.model, loadBefore: loadavg().map(round) },
    options,
  };
  const data = folder();
  const before = await calibrate(data);
  say("demo data");
  const sizes = ["contacts", "companies", "deals", "events", "as-of"].flatMap((name) => [`--${name}`, options[name]]);
  result.demo = { millis: round(await command(data, ["demo", ...sizes, "--seed", "1"])) };
  await addPerson(data);
  result.disk = disk(data);
  const steps = {
    start: async () => ({ start: await starts(data) }),
    memory: () => memory(data),
    board: () => board(data),
    everyday: () => everydays(data),
    import: async () => ({ import: await bringIn() }),
    people: () => people(data),
    attack: () => attacked(data),
    scale: tenfold,
  };
  for (const part of parts) {
    say(part);
    try {
      Object.assign(result, await steps[part]());
    } catch (error) {
      // The other figures are still worth having.
      failed = true;
      result[`${part} failed`] = String(error);
      say(error.stack);
    }
  }
  result.calibration = between(before, await calibrate(data));
  result.machine.loadAfter = loadavg().map(round);
  return result;
}

const known = ["start", "memory", "board", "everyday", "import", "people", "attack", "scale"];
const strange = parts.find((part) => !known.includes(part));
if (strange !== undefined) throw new Error(`--only takes ${known.join(", ")}; not ${strange}`);
// Read before the long run, so that a wrong name is told at once.
const baseline = options.baseline && JSON.parse(readFileSync(options.baseline, "utf8"));
const result = await measure();
const { text, figures, misses } = table(result);
if (options.json) writeFileSync(options.json, `${JSON.stringify(result, null, 1)}\n`);
const [before, after] = [result.machine.loadBefore[0], result.machine.loadAfter[0]];
console.log(JSON.stringify({ when: result.when, options, machine: result.machine, figures }));
console.log(`\n${text}\n\n${misses ? `${misses} below the bar` : "every bar is met"}; load average ${before} before, ${after} after, ${result.machine.cores} cores`);
console.log(`calibration: ${JSON.stringify(result.calibration)}`);
if (options.keep) writeFileSync(options.keep, `${JSON.stringify(keep(result, figures, result.calibration), null, 1)}\n`);
const worse = baseline ? compare(figures, result.calibration, baseline) : [];
if (baseline) console.log(worse.length ? `worse than ${options.baseline}:\n${worse.join("\n")}` : `nothing is worse than ${options.baseline}`);
process.exit(failed ? 1 : worse.length ? 2 : 0);
