// What strangers, and somebody inside with bad intent, may do to the server while others work: for each attack what was
// answered, how high the memory went, and how the one who works fared.
import { Agent, request } from "node:http";
import { setInterval, setTimeout } from "node:timers/promises";
import { call, ask, signIn } from "./program.mjs";
import { inside } from "./inside.mjs";
import { round } from "./number.mjs";
import { Tally, head, hold, long, send } from "./wire.mjs";

const MEGABYTE = 1 << 20;
const FORM = { "content-type": "application/x-www-form-urlencoded" };
const JSON_ = { "content-type": "application/json", accept: "application/json" };
const BOUNDARY = "----bench7d1f0c";
const FILE = { "content-type": `multipart/form-data; boundary=${BOUNDARY}` };
const DEEP = 100_000;

/** All at once; answers how often each answer came. */
async function together(requests) {
  const tally = new Tally();
  await Promise.all(requests.map(async (answer) => tally.add(await answer)));
  return tally.counts;
}

const times = (count, make) => Array.from({ length: count }, (_, at) => make(at));

/** A byte of a head or of a form now and then, and some who ask for a large file and never read it. */
async function slow({ port, asset, seconds }) {
  const starts = (at) => {
    if (at % 10 === 9) return { first: head("GET", asset, {}), mute: true };
    return { first: at % 2 ? head("POST", "/connexion", { ...FORM, "content-length": 15_000 }) : "GET /contacts HTTP/1.1\r\nhost: localhost\r\nx-slow: " };
  };
  return hold(port, 5_000, seconds, starts);
}

/** Bodies of 100 MB, their length said before or not, to whoever takes one. */
async function bodies({ port, cookie }) {
  const piece = Buffer.alloc(MEGABYTE, "a");
  const to = [
    ["/api/contact/list", { ...JSON_, cookie }], ["/api/contact/list", JSON_], ["/connexion", FORM],
    ["/import/fichier", { ...FILE, cookie }], ["/import/fichier", FILE], ["/organisme/logo", { ...FILE, cookie }],
    ["/notes", { ...FORM, cookie }], ["/nowhere", { ...FORM, cookie }],
  ];
  const counts = {};
  for (const [path, headers] of to) {
    for (const chunked of [false, true]) {
      const part = headers === FILE || headers["content-type"] === FILE["content-type"];
      const first = Buffer.from(part ? `--${BOUNDARY}\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\nNom;E-mail\r\n` : "");
      const pieces = function* () {
        const [start, ...rest] = long(path, headers, piece, 100, chunked);
        yield start;
        // The beginning of the file takes the place of so many bytes of the first piece.
        if (first.length && !chunked) yield* [first, piece.subarray(first.length), ...rest.slice(1)];
        else if (first.length) yield* [`${first.length.toString(16)}\r\n`, first, "\r\n", ...rest];
        else yield* rest;
      };
      const answers = await together(times(4, () => send(port, pieces())));
      counts[`${path}${headers.cookie ? ", inside" : ""}${chunked ? ", chunked" : ""}`] = answers;
    }
  }
  return counts;
}

/** A thousand attempts to sign in each second, from one address or from all over the world. */
function attempts(spread) {
  return async ({ url, seconds, known }) => {
    const [tally, agent] = [new Tally(), new Agent({ keepAlive: true, maxSockets: 5_000 })];
    let [number, open] = [0, 0];
    const one = () => {
      number += 1;
      const body = `email=personne${number}%40exemple.org&password=mot+de+passe+${number}`;
      const from = spread ? `198.${18 + ((number >> 16) & 1)}.${(number >> 8) & 255}.${number & 255}` : "198.51.100.7";
      open += 1;
      const end = (what) => {
        open -= 1;
        tally.add(what);
      };
      request(`${url}/connexion`, { method: "POST", agent, headers: { ...FORM, "content-length": Buffer.byteLength(body), "x-forwarded-for": from } }, (answer) => {
        const reason = /erreur=([a-z]+)/.exec(answer.headers.location ?? "")?.[1] ?? "";
        answer.resume().once("error", () => end("cut")).once("end", () => end(`${answer.statusCode} ${reason}`.trim()));
      }).once("error", (cause) => end(cause.code)).end(body);
    };
    const length = Math.min(20, seconds);
    const begin = performance.now();
    let honest = null;
    for await (const _ of setInterval(20)) {
      const due = Math.min(length * 1000, Math.floor(performance.now() - begin));
      while (number < due) {
        // More than the server lets in at once would wait in its queue of connections.
        if (open < 4_500) one();
        else {
          number += 1;
          tally.add("not sent");
        }
      }
      // In the middle of it somebody wants in who was here before, and somebody from elsewhere.
      if (!honest && due > length * 500) honest = Promise.all([entry(url, known), entry(url, "203.0.113.9")]);
      if (due === length * 1000) break;
    }
    const [before, elsewhere] = await honest;
    const counts = { ...tally.counts, ...(open ? { "no answer yet": open } : {}) };
    agent.destroy();
    return { ...counts, "sign-in of one who was here before": before, "sign-in from elsewhere": elsewhere };
  };
}

/** How long it takes somebody with the right password to come in. */
async function entry(url, from) {
  const begun = performance.now();
  const late = setTimeout(30_000, "not within 30 s", { ref: false });
  const in_ = signIn(url, undefined, from).then(() => `${round(performance.now() - begun)} ms`, (cause) => String(cause.message));
  return Promise.race([in_, late]);
}

/** Texts nested a hundred thousand levels deep. */
async function deep({ port, cookie }) {
  const nested = ["[".repeat(DEEP), "[".repeat(DEEP) + "]".repeat(DEEP), '{"a":'.repeat(DEEP) + "1" + "}".repeat(DEEP)];
  const bodies = nested.flatMap((text) => [text, `{"filter":${text},"after":null}`, `{"filter":{},"after":null,"more":${text}}`, `{"id":"01KCRA1880CB98MW1D0P6YATKZ","patch":{"version":1,"changes":{"job_title":{"before":${text},"after":1}}}}`]);
  const paths = ["/api/contact/list", "/api/contact/edit", "/api/view/save", "/api/contact/bulk"];
  const json = paths.flatMap((path) => bodies.map((text) => send(port, long(path, { ...JSON_, cookie }, Buffer.from(text), 1, false))));
  const brackets = `a${"[a]".repeat(DEEP / 10)}=1`;
  const forms = ["/notes", "/api/contact/list"].map((path) => send(port, long(path, { ...FORM, cookie }, Buffer.from(brackets), 1, false)));
  const query = times(4, () => send(port, [head("GET", `/contacts?${"a[".repeat(20_000)}`, { cookie })]));
  return together([...json, ...forms, ...query]);
}

/** Heads with too many lines, a line too long, an address too long. */
async function heads({ port, cookie }) {
  const lines = Array.from({ length: 10_000 }, (_, at) => `x-${at}: ${at}\r\n`).join("");
  const cookies = Array.from({ length: 8_000 }, (_, at) => `c${at}=${at}`).join("; ");
  const counts = {};
  const shapes = {
    "10,000 lines": `GET /contacts HTTP/1.1\r\nhost: localhost\r\n${lines}\r\n`,
    "a line of 1 MB": head("GET", "/contacts", { cookie, "x-long": "a".repeat(MEGABYTE) }),
    "an address of 1 MB": head("GET", `/contacts?q=${"a".repeat(MEGABYTE)}`, { cookie }),
    "an address of 60 kB": head("GET", `/contacts?q=${"a".repeat(60_000)}`, { cookie }),
    "8,000 cookies": head("GET", "/contacts", { cookie: `${cookie}; ${cookies}` }),
    "1,000 proxies": head("GET", "/contacts", { cookie, "x-forwarded-for": Array(1_000).fill("192.0.2.1").join(",") }),
  };
  for (const [name, text] of Object.entries(shapes)) counts[name] = await together(times(100, () => send(port, [text])));
  return counts;
}

/** Files to import that grow when they are read: each is sent four times at once by somebody inside. */
async function files({ port, cookie }) {
  const most = 19 * MEGABYTE;
  const repeat = (bytes, size) => Buffer.alloc(size, bytes);
  const heading = Buffer.from("Nom;E-mail\r\n");
  const shapes = {
    "a line of 50 MB": repeat("a", 50 * MEGABYTE),
    "a line of 19 MB": repeat("a", most),
    "a million columns": repeat("a;", 2_000_000),
    "a million columns twice": Buffer.concat([repeat("a;", 2_000_000), heading, repeat("b;", 2_000_000)]),
    "ten million lines": Buffer.concat([heading, repeat("a\n", most)]),
    "cells of nothing": Buffer.concat([heading, repeat(";;;;;;;;;\n", most)]),
    "cells of a sign": Buffer.concat([heading, repeat("a;a;a;a;a;a;a;a;a;a\n", most)]),
    "a hundred thousand long lines": Buffer.concat([heading, repeat(`${"é".repeat(80)};b\r\n`, 15 * MEGABYTE)]),
    // Of an older alphabet: a byte becomes three.
    "bytes that triple": Buffer.concat([heading, repeat(Buffer.from([...Array(180).fill(0x80), 0x3b, 0x62, 0x0a]), most)]),
    "open quotes": Buffer.concat([heading, repeat('"', most)]),
    "UTF-16": Buffer.concat([Buffer.from([0xff, 0xfe]), repeat(Buffer.from("語\n", "utf16le"), most)]),
  };
  const counts = {};
  for (const [name, file] of Object.entries(shapes)) {
    const start = Buffer.from(`--${BOUNDARY}\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\n`);
    const body = Buffer.concat([start, file, Buffer.from(`\r\n--${BOUNDARY}--\r\n`)]);
    const headers = { ...FILE, cookie, "content-length": body.length };
    counts[name] = await together(times(4, () => send(port, [head("POST", "/import/fichier", headers), body])));
  }
  return counts;
}

const ATTACKS = { slow, bodies, signIns: attempts(false), signInsFromAllOver: attempts(true), deep, heads, files };

/** Each attack in turn on one server, `seconds` the slow ones. */
export async function attack(server, seconds, say, only = Object.keys(ATTACKS)) {
  const { url } = server;
  const known = "192.0.2.1";
  const cookie = await signIn(url, undefined, known);
  const { body } = await ask(`${url}/connexion`);
  const asset = /\/assets\/app\.[0-9a-f]+\.wasm/.exec(body.toString())?.[0] ?? "/connexion";
  const target = { url, port: Number(new URL(url).port), cookie, asset, seconds, known };
  const worker = inside(url, cookie);
  const figures = {};
  try {
    for (const name of only) {
      say(`  ${name}`);
      server.forget();
      await worker.take();
      const begun = performance.now();
      const answers = await ATTACKS[name](target);
      const took = round((performance.now() - begun) / 1000);
      const person = await worker.take();
      figures[name] = { answers, seconds: took, highest: server.memory().highest, person };
    }
  } finally {
    await worker.stop();
  }
  // The next morning everything is as it was.
  await call(url, cookie, "contact/list", { filter: {}, after: null });
  const all = Object.values(figures);
  const most = (pick) => round(Math.max(...all.map(pick)));
  return { ...figures, highest: most(({ highest }) => highest), p95: most(({ person }) => person.p95 ?? (person.asked > 0 ? Infinity : 0)), failed: all.reduce((sum, { person }) => sum + person.failed, 0), after: server.memory().now };
}
