// The program under measurement: commands on a folder of its own, the server, its memory, a session.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, fsyncSync, mkdtempSync, openSync, readFileSync, readdirSync, rmSync, statSync, unlinkSync, writeFileSync, writeSync } from "node:fs";
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

function begin(args, stdio, files) {
  // The shell gives way to the program: same process, fewer files.
  const [name, all] = files ? ["sh", ["-c", `ulimit -n ${files}; exec "$@"`, "sh", program(), ...args]] : [program(), args];
  const child = spawn(name, all, { stdio, env: { ...process.env, CRM_LOG: "warn", RUST_BACKTRACE: "0" } });
  children.add(child);
  child.ended = new Promise((resolve) => child.once("exit", resolve)).finally(() => children.delete(child));
  child.said = "";
  child.stderr.setEncoding("utf8").on("data", (text) => (child.said = (child.said + text).slice(-100_000)));
  return child;
}

/** A port that nobody listens on. */
export function freePort() {
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

/** Adds a person; without one named, the one who measures. */
export function addPerson(data, { name, email, password, role = "administrator" } = PERSON) {
  const args = ["user", "add", "--email", email, "--name", name, "--role", role, "--password-stdin"];
  return command(data, args, password);
}

/** Calls a function of the server as its pages do; answers what it said. */
export async function call(url, cookie, endpoint, data, agent = false) {
  const body = JSON.stringify(data);
  const headers = { cookie, "content-type": "application/json", "content-length": Buffer.byteLength(body), accept: "application/json" };
  const answer = await ask(`${url}/api/${endpoint}`, { method: "POST", headers, body, agent });
  if (answer.status !== 200) throw new Error(`${endpoint}: ${answer.status} ${answer.body}`);
  return JSON.parse(answer.body);
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

/**
 * Starts the server, with so many open files at most if that is said; `millis` is the time from the start of the
 * process to the first page it answers.
 */
export async function serve(data, files) {
  const listen = `127.0.0.1:${await freePort()}`;
  const url = `http://${listen}`;
  const from = performance.now();
  const child = begin(["serve", "--data", data, "--listen", listen], ["ignore", "pipe", "pipe"], files);
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
  const { pid } = child;
  return { url, millis, pid, stop, memory: () => memory(pid), processor: () => processor(pid), forget: () => forget(pid), said: () => child.said.slice(-4000) };
}

/** Seconds of processor a process has taken since it started. */
function processor(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  // Behind the name, which may hold anything.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

/** From now on the highest memory is counted anew. */
function forget(pid) {
  writeFileSync(`/proc/${pid}/clear_refs`, "5");
}

/** How much a folder holds, in MB. */
export function size(path) {
  const files = readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return round(files.reduce((sum, file) => sum + statSync(join(file.parentPath ?? file.path, file.name)).size, 0) / 1e6);
}

/** Resident memory of a process in MB, now and at its highest. */
function memory(pid) {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  const megabytes = (name) => round(Number(new RegExp(`^${name}:\\s+(\\d+)`, "m").exec(status)?.[1]) / 1024);
  return { now: megabytes("VmRSS"), highest: megabytes("VmHWM") };
}

/**
 * Signs in as the form does; answers the session cookie as `name=value`. `from` is the address in the name of which a
 * proxy on this machine asks: attempts are counted by address.
 */
export async function signIn(url, { email, password } = PERSON, from = "127.0.0.1") {
  const body = new URLSearchParams({ email, password, suite: "/pipeline" }).toString();
  const headers = { "content-type": "application/x-www-form-urlencoded", "content-length": Buffer.byteLength(body), "x-forwarded-for": from };
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
