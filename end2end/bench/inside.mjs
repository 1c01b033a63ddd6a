// Somebody inside who goes on working: asks for the contacts twice a second, in a thread of his own, so that his times
// are the server's and not those of who attacks it.
import { Agent, get } from "node:http";
import { setInterval } from "node:timers/promises";
import { Worker, isMainThread, parentPort, workerData } from "node:worker_threads";
import { quantile, round } from "./number.mjs";

/** Nobody waits longer than this. */
const PATIENCE = 10_000;

/** Begins to ask; `take()` answers what there was since it was asked last. */
export function inside(url, cookie) {
  const worker = new Worker(new URL(import.meta.url), { workerData: { url, cookie } });
  let told = () => {};
  worker.on("message", (figures) => told(figures));
  const take = () =>
    new Promise((resolve) => {
      told = resolve;
      worker.postMessage("take");
    });
  return { take, stop: () => worker.terminate() };
}

async function work({ url, cookie }) {
  const agent = new Agent({ keepAlive: true });
  let [times, causes, number] = [[], {}, 0];
  const open = new Set();
  const fail = (cause) => (causes[cause] = (causes[cause] ?? 0) + 1);
  const one = (from) =>
    new Promise((resolve) => {
      const end = (cause) => {
        if (cause) fail(cause);
        else times.push(performance.now() - from);
        resolve();
      };
      // Every other time over a connection of its own: a new window, a telephone.
      number += 1;
      const going = get(`${url}/contacts`, { headers: { cookie, "accept-encoding": "br" }, agent: number % 2 ? agent : false, signal: AbortSignal.timeout(PATIENCE) }, (answer) => {
        answer.resume().once("end", () => end(answer.statusCode === 200 ? null : answer.statusCode)).once("error", (cause) => end(cause.code ?? cause.name));
      });
      going.once("error", (cause) => end(cause.code ?? cause.name));
    });
  parentPort.on("message", async () => {
    // Who was asked for during the attack counts for it, also when the answer comes after.
    const before = [...open];
    await Promise.all(before);
    const failed = Object.values(causes).reduce((sum, count) => sum + count, 0);
    parentPort.postMessage({ asked: times.length + failed, failed, causes, p50: round(quantile(times, 0.5)), p95: round(quantile(times, 0.95)), worst: times.length ? round(Math.max(...times)) : null });
    [times, causes] = [[], {}];
  });
  for await (const _ of setInterval(500)) {
    const asked = one(performance.now());
    open.add(asked);
    asked.then(() => open.delete(asked));
  }
}

if (!isMainThread) await work(workerData);
