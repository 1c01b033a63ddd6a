// Many requests at once: how many pages a second, how long each takes.
import { Agent } from "node:http";
import { ask } from "./program.mjs";
import { quantile, round } from "./number.mjs";

const CONNECTIONS = 8;

/** Asks for one page over eight connections for some seconds, each request as soon as the last is answered. */
async function hold(url, cookie, seconds) {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const headers = { cookie, "accept-encoding": "gzip, deflate, br, zstd", "accept-language": "fr-FR" };
  const times = [];
  let [bytes, failed] = [0, 0];
  const from = performance.now();
  const until = from + seconds * 1000;
  const one = async () => {
    while (performance.now() < until) {
      const start = performance.now();
      const { status, body } = await ask(url, { headers, agent }).catch(() => ({ status: 0 }));
      if (status === 200) {
        bytes = body.length;
        times.push(performance.now() - start);
      } else {
        failed += 1;
        // A server that is gone is not asked thousands of times a second.
        if (status === 0) return;
      }
    }
  };
  try {
    await Promise.all(Array.from({ length: CONNECTIONS }, one));
  } finally {
    agent.destroy();
  }
  const took = (performance.now() - from) / 1000;
  return {
    requests: times.length,
    failed,
    perSecond: round(times.length / took),
    p50: round(quantile(times, 0.5)),
    p99: round(quantile(times, 0.99)),
    kB: round(bytes / 1000),
  };
}

/** Half of the time the board, half of it the list of contacts. */
export async function load(url, cookie, seconds) {
  const board = await hold(`${url}/pipeline`, cookie, seconds / 2);
  const contacts = await hold(`${url}/contacts`, cookie, seconds / 2);
  return { board, contacts, failed: board.failed + contacts.failed };
}
