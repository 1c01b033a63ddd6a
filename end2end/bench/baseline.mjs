// Whether anything got slower, whatever the machine: figures as ratios to what the machine itself took in the same run.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { Agent } from "node:http";
import { ask, disk, freePort } from "./program.mjs";
import { median, round } from "./number.mjs";

/** By how much a ratio may rise. */
const MORE = 1.15;
/** Differences below this are nothing, however large their share: a clock's step, a page of memory. */
const LEAST = { ms: 2, MB: 2, kB: 1, "": 1, "%": 3, "×": 0.15, "/s": 1 };

/** A fixed piece of arithmetic, in milliseconds: what stands in for the processor where there is no bare page. */
function loop() {
  const rows = Array.from({ length: 7 }, () => {
    const from = performance.now();
    let state = 1;
    for (let at = 0; at < 30_000_000; at += 1) state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    return state === 0.5 ? 0 : performance.now() - from;
  });
  return median(rows);
}

/** Milliseconds that a page without anything behind it takes, over eight connections: the program named by CRM_BARE. */
async function bare() {
  const program = process.env.CRM_BARE;
  if (!program) return null;
  const listen = `127.0.0.1:${await freePort()}`;
  const child = spawn(program, [listen], { stdio: ["ignore", "pipe", "inherit"] });
  const agent = new Agent({ keepAlive: true, maxSockets: 8 });
  try {
    await Promise.race([once(child.stdout, "data"), once(child, "exit").then(() => Promise.reject(new Error("the bare page ended")))]);
    const rows = [];
    for (let run = 0; run < 5; run += 1) {
      const from = performance.now();
      await Promise.all(Array.from({ length: 8 }, async () => {
        for (let n = 0; n < 250; n += 1) await ask(`http://${listen}/`, { agent });
      }));
      rows.push((performance.now() - from) / 2_000);
    }
    return median(rows);
  } finally {
    agent.destroy();
    child.kill("SIGKILL");
  }
}

/** What the machine takes by itself. */
export async function calibrate(data) {
  const page = await bare();
  const fine = (value) => Math.round(value * 10_000) / 10_000;
  return { loop: fine(loop()), ...(page ? { bare: fine(page) } : {}), disk: disk(data).median };
}

/** The middle of what was measured before and after. */
export function between(before, after) {
  return Object.fromEntries(Object.keys(before).map((name) => [name, Math.round(((before[name] + after[name]) / 2) * 10_000) / 10_000]));
}

/**
 * How much longer this machine takes than the one of the baseline, for figures of one kind. What is kept for good hangs
 * on disk and processor: it is slower only where neither of the two explains it.
 */
function slower(kind, now, then) {
  const page = now.bare && then.bare ? now.bare / then.bare : now.loop / then.loop;
  if (kind === "processor") return page;
  return kind === "disk" ? Math.max(page, now.disk / then.disk) : 1;
}

/** What got worse, a line each. */
export function compare(figures, calibration, baseline) {
  const worse = [];
  for (const [path, { value, unit, kind, more, name }] of Object.entries(figures)) {
    const before = baseline.figures[path];
    if (before === undefined) continue;
    const factor = slower(kind, calibration, baseline.calibration);
    const expected = more ? before / factor : before * factor;
    const lost = more ? expected - value : value - expected;
    const share = more ? expected / value : value / expected;
    if (share < MORE || lost < (LEAST[unit] ?? 1)) continue;
    worse.push(`${name}: ${value} ${unit} where ${round(expected)} was to be expected (${round(before)} times ${Math.round(factor * 100) / 100} for the machine): ${Math.round((share - 1) * 100)} % worse`);
  }
  return worse;
}

/** What is kept of a run. */
export function keep(result, figures, calibration) {
  const values = Object.fromEntries(Object.entries(figures).map(([path, { value }]) => [path, value]));
  return { when: result.when, machine: result.machine, options: result.options, calibration, figures: values };
}
