// Two hundred people at once, each as a colleague on a busy day: the stream open, four pages, a move and an edit a minute.
import { Agent, get } from "node:http";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setInterval, setTimeout } from "node:timers/promises";
import { call, signIn } from "./program.mjs";
import { median, quantile, round } from "./number.mjs";

const PASSWORD = "cheval agrafe pile";
/** So many accounts, each signed in as many times as it takes. */
export const TEAM = Array.from({ length: 20 }, (_, at) => ({
  name: `Personne ${at}`, email: `personne${at}@exemple.fr`, password: PASSWORD, role: "advisor",
}));
const PACKED = { "accept-encoding": "gzip, deflate, br, zstd", "accept-language": "fr-FR" };
/** What one does in a minute, in an order of one's own. */
const MINUTE = ["board", "contacts", "record", "tasks", "move", "edit"];
/** From so many streams what one costs is told: the memory of a few is lost in that of the rest. */
const STREAMS = 1_000;

/** A stream of changes as a page holds it. */
function listen(url, cookie, heard) {
  return new Promise((resolve, reject) => {
    const going = get(`${url}/direct`, { headers: { cookie, accept: "text/event-stream" }, agent: false }, (answer) => {
      if (answer.statusCode !== 200) return reject(new Error(`/direct: ${answer.statusCode}`));
      const stream = { closed: false, close: () => going.destroy() };
      answer.on("data", (part) => {
        for (let at = part.indexOf("data:"); at >= 0; at = part.indexOf("data:", at + 1)) heard.changes += 1;
      });
      answer.once("close", () => {
        stream.closed = true;
      }).once("error", () => {});
      resolve(stream);
    });
    going.on("error", reject);
  });
}

/** Milliseconds until the whole of a page is there; its text is thrown away. */
function page(url, cookie, agent) {
  const from = performance.now();
  return new Promise((resolve, reject) => {
    get(url, { headers: { cookie, ...PACKED }, agent }, (answer) => {
      answer.resume().once("error", reject).once("end", () => {
        if (answer.statusCode === 200) resolve(performance.now() - from);
        else reject(new Error(`${new URL(url).pathname}: ${answer.statusCode}`));
      });
    }).once("error", reject);
  });
}

/** The sessions: every account signs in from an address of its own, as a team in its offices does. */
async function enter(url, count) {
  const people = [];
  const each = async (person, at) => {
    for (let number = at; number < count; number += TEAM.length) {
      people[number] = { cookie: await signIn(url, person, `192.0.2.${at + 1}`), agent: new Agent({ keepAlive: true, maxSockets: 6 }) };
    }
  };
  await Promise.all(TEAM.map(each));
  return people;
}

/** Hands everybody a contact and a deal that nobody else changes. */
async function hand(url, people) {
  const { cookie } = people[0];
  const take = async (endpoint, more, pick) => {
    const rows = [];
    let after = null;
    do {
      const found = await call(url, cookie, endpoint, { filter: {}, ...more, after });
      rows.push(...found.rows.map(pick));
      after = found.next;
    } while (after && rows.length < people.length);
    return rows;
  };
  const contacts = await take("contact/list", {}, ({ id, version, details }) => ({ id, version, job: details.job_title }));
  const deals = await take("deal/list", { narrow: {} }, ({ deal }) => ({ id: deal.id, stage: deal.stage }));
  const [pipeline] = await call(url, cookie, "deal/pipelines", {});
  const stages = pipeline.details.stages.filter((stage) => !stage.hidden).map((stage) => stage.id);
  people.forEach((person, at) => Object.assign(person, { contact: contacts[at % contacts.length], deal: deals[at % deals.length], stages }));
  if (contacts.length < people.length || deals.length < people.length) throw new Error("not enough contacts or deals for everybody");
}

const ACTS = {
  board: (url, person) => page(`${url}/pipeline`, person.cookie, person.agent),
  contacts: (url, person) => page(`${url}/contacts`, person.cookie, person.agent),
  record: (url, person) => page(`${url}/contacts/${person.contact.id}`, person.cookie, person.agent),
  tasks: (url, person) => page(`${url}/actions`, person.cookie, person.agent),
  move: async (url, { cookie, agent, deal, stages }) => {
    const stage = stages[(stages.indexOf(deal.stage) + 1) % stages.length];
    const from = performance.now();
    await call(url, cookie, "deal/move", { to: { deal: deal.id, stage, after: null } }, agent);
    deal.stage = stage;
    return performance.now() - from;
  },
  edit: async (url, { cookie, agent, contact }) => {
    const job = `Responsable ${contact.version}`;
    const patch = { version: contact.version, changes: { job_title: { before: contact.job, after: job } } };
    const from = performance.now();
    const { version } = await call(url, cookie, "contact/edit", { id: contact.id, patch }, agent);
    const took = performance.now() - from;
    Object.assign(contact, { version, job });
    return took;
  },
};

function shuffled(list) {
  const left = [...list];
  return list.map(() => left.splice(Math.floor(Math.random() * left.length), 1)[0]);
}

/** One person's day: each act has its tenth of a second somewhere in its sixth of the minute, whatever the last one took. */
async function work(url, person, end, note) {
  const acts = [];
  const slot = 60_000 / MINUTE.length;
  const begin = performance.now();
  for (let at = 0; begin + at * slot < end; at += MINUTE.length) {
    for (const [n, act] of shuffled(MINUTE).entries()) {
      const due = begin + (at + n + Math.random()) * slot;
      if (due >= end) break;
      await setTimeout(Math.max(0, due - performance.now()));
      acts.push(ACTS[act](url, person).then((took) => note(act, took), (cause) => note(act, null, cause)));
    }
  }
  await Promise.all(acts);
}

/** The middle of ten seconds. */
async function resting(server) {
  const rows = [];
  for await (const _ of setInterval(1_000)) {
    rows.push(server.memory().now);
    if (rows.length === 15) return median(rows.slice(5));
  }
}

/** What an open stream costs: with a thousand of them less without, in kB each. */
async function cost(server, people, heard) {
  const without = await resting(server);
  const streams = [];
  for (let at = 0; at < STREAMS; at += 50) {
    const some = Array.from({ length: 50 }, (_, n) => listen(server.url, people[(at + n) % people.length].cookie, heard));
    streams.push(...(await Promise.all(some)));
  }
  const used = server.processor();
  const held = await resting(server);
  const spent = (server.processor() - used) / 15;
  const kept = streams.splice(0, people.length);
  for (const stream of streams) stream.close();
  return { kept, figures: { without, with: held, kB: round(((held - without) * 1024) / STREAMS), processor: round(spent * 100) } };
}

/** By how much a line through the rows rises from its first to its last, in percent of their mean. */
function growth(rows) {
  const [middle, mean] = [(rows.length - 1) / 2, rows.reduce((sum, row) => sum + row, 0) / rows.length];
  const [over, under] = rows.reduce(([over, under], row, at) => [over + (at - middle) * (row - mean), under + (at - middle) ** 2], [0, 0]);
  return round(((under ? over / under : 0) * (rows.length - 1) * 100) / mean);
}

const times = (rows) => ({ count: rows.length, p50: round(quantile(rows, 0.5)), p95: round(quantile(rows, 0.95)), p99: round(quantile(rows, 0.99)), worst: round(Math.max(...rows)) });

/** So many people for so many minutes. */
export async function crowd(server, count, minutes, say) {
  const heard = { changes: 0 };
  const { url } = server;
  say("  sign-ins");
  const people = await enter(url, count);
  await hand(url, people);
  for (const act of ["board", "contacts", "record", "tasks"]) await Promise.all(people.slice(0, 8).map((person) => ACTS[act](url, person)));
  say(`  ${STREAMS} streams`);
  const { kept: streams, figures: stream } = await cost(server, people, heard);
  say(`  ${count} people, ${minutes} min`);
  const taken = Object.fromEntries(MINUTE.map((act) => [act, []]));
  const causes = {};
  const note = (act, took, cause) => {
    if (!cause) return taken[act].push(took);
    const said = String(cause.message ?? cause).slice(0, 120);
    causes[said] = (causes[said] ?? 0) + 1;
  };
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const memory = [];
  const sampling = new AbortController();
  const sampler = (async () => {
    for await (const _ of setInterval(1_000, null, { signal: sampling.signal })) memory.push(server.memory().now);
  })().catch(() => {});
  heard.changes = 0;
  const [from, used] = [performance.now(), server.processor()];
  await Promise.all(people.map((person) => work(url, person, from + minutes * 60_000, note)));
  const seconds = (performance.now() - from) / 1000;
  const processor = (server.processor() - used) / seconds;
  sampling.abort();
  await sampler;
  delay.disable();
  const lost = streams.filter(({ closed }) => closed).length;
  for (const one of streams) one.close();
  for (const { agent } of people) agent.destroy();
  const later = memory.slice(Math.min(120, Math.floor(memory.length / 5)));
  const changes = taken.move.length + taken.edit.length;
  return {
    people: count,
    minutes,
    page: times(MINUTE.slice(0, 4).flatMap((act) => taken[act])),
    pages: Object.fromEntries(MINUTE.slice(0, 4).map((act) => [act, times(taken[act])])),
    move: times(taken.move),
    edit: times(taken.edit),
    failed: Object.values(causes).reduce((sum, count) => sum + count, 0) + lost,
    causes,
    streamsLost: lost,
    // Everybody hears of every change.
    heard: round(heard.changes / Math.max(1, changes * count)),
    memory: { highest: Math.max(...memory), growth: growth(later), minutes: Array.from({ length: Math.ceil(memory.length / 60) }, (_, at) => median(memory.slice(at * 60, at * 60 + 60))) },
    stream,
    processor: round(processor * 100),
    // How late the one who asks was himself.
    late: round(delay.percentile(99) / 1e6 - 5),
  };
}
