// The program under measurement: commands on a folder of its own, the server, its memory, a session.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, fsyncSync, mkdtempSync, openSync, readFileSync, rmSync, unlinkSync, writeSync } from "node:fs";
import { request } from "node:http";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { quantile, median, round } from "./number.mjs";

export const PERSON = { name: "Claire Martin", email: "claire@exemple.fr", password: "cheval agrafe pile" };

const children = new Set();
const folders = new Set();
// Whatever ends the measurement, nothing of it stays behind.
process.on("exit", () => {
  for (const child of children) child.kill("SIGKILL");
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(130));

function program() {
  if (!process.env.CRM_BINARY) throw new Error("CRM_BINARY names the program to measure");
  return process.env.CRM_BINARY;
}

function begin(args, stdio) {
  const child = spawn(program(), args, { stdio, env: { ...process.env, CRM_LOG: "warn", RUST_BACKTRACE: "0" } });
  children.add(child);
  child.ended = new Promise((resolve) => child.once("exit", resolve)).finally(() => children.delete(child));
  child.said = "";
  child.stderr.setEncoding("utf8").on("data", (text) => (child.said = (child.said + text).slice(-100_000)));
  return child;
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer().once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/** A new folder; it is taken away at the end. */
export function folder() {
  const path = mkdtempSync(join(tmpdir(), "crm-bench-"));
  folders.add(path);
  return path;
}

/** Runs a command on a folder and answers how long it took, in milliseconds. */
export async function command(data, args, stdin = "") {
  const from = performance.now();
  const child = begin([...args, "--data", data], ["pipe", "ignore", "pipe"]);
  child.stdin.end(stdin);
  const code = await child.ended;
  if (code !== 0) throw new Error(`${args.join(" ")}: ${child.said}`);
  return performance.now() - from;
}

/** Adds the person who measures. */
export function addPerson(data) {
  const { name, email, password } = PERSON;
  const args = ["user", "add", "--email", email, "--name", name, "--role", "administrator", "--password-stdin"];
  return command(data, args, password);
}

/** One request over a connection of its own, or over the agent's; answers status, headers and text. */
export function ask(url, { method = "GET", headers = {}, body, agent = false } = {}) {
  return new Promise((resolve, reject) => {
    const going = request(url, { method, headers, agent }, (answer) => {
      const parts = [];
      answer.on("data", (part) => parts.push(part)).once("error", reject);
      answer.once("end", () => resolve({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(parts) }));
    });
    going.once("error", reject).end(body);
  });
}

/** Starts the server; `millis` is the time from the start of the process to the first page it answers. */
export async function serve(data) {
  const listen = `127.0.0.1:${await freePort()}`;
  const url = `http://${listen}`;
  const from = performance.now();
  const child = begin(["serve", "--data", data, "--listen", listen], ["ignore", "pipe", "pipe"]);
  // It greets once it listens.
  const greeted = await Promise.race([once(child.stdout, "data"), child.ended]);
  if (!Array.isArray(greeted)) throw new Error(`the server ended: ${child.said}`);
  child.stdout.resume();
  const answer = await ask(`${url}/connexion`);
  if (answer.status !== 200) throw new Error(`the server answers ${answer.status}: ${child.said}`);
  const millis = performance.now() - from;
  const stop = async () => {
    child.kill("SIGTERM");
    const late = setTimeout(() => child.kill("SIGKILL"), 20_000);
    await child.ended;
    clearTimeout(late);
  };
  return { url, millis, stop, memory: () => memory(child.pid), said: () => child.said.slice(-4000) };
}

/** Resident memory of a process in MB, now and at its highest. */
function memory(pid) {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  const megabytes = (name) => round(Number(new RegExp(`^${name}:\\s+(\\d+)`, "m").exec(status)?.[1]) / 1024);
  return { now: megabytes("VmRSS"), highest: megabytes("VmHWM") };
}

/** Signs in as the form does; answers the session cookie as `name=value`. */
export async function signIn(url) {
  const body = new URLSearchParams({ email: PERSON.email, password: PERSON.password, suite: "/pipeline" }).toString();
  const headers = { "content-type": "application/x-www-form-urlencoded", "content-length": Buffer.byteLength(body) };
  const { headers: answer } = await ask(`${url}/connexion`, { method: "POST", headers, body });
  const cookie = answer["set-cookie"]?.[0]?.split(";")[0];
  if (!cookie || /erreur=/.test(answer.location)) throw new Error(`cannot sign in: ${answer.location}`);
  return cookie;
}

/** What the disk takes to keep 4 kB for good, in milliseconds: nothing durable can be quicker. */
export function disk(data) {
  const path = join(data, "bench-fsync");
  const file = openSync(path, "w");
  const block = Buffer.alloc(4096, 1);
  const times = Array.from({ length: 200 }, () => {
    const from = performance.now();
    writeSync(file, block);
    fsyncSync(file);
    return performance.now() - from;
  });
  closeSync(file);
  unlinkSync(path);
  return { median: round(median(times) * 100) / 100, p95: round(quantile(times, 0.95) * 100) / 100 };
}
