// What the tests share: a server on a folder of its own, a browser, and the first steps every test takes.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import http from "node:http";
import https from "node:https";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { chromium } from "playwright-core";

/** The first administrator of a set-up, unless a test says otherwise. */
export const ADMINISTRATOR = { name: "Claire Martin", email: "claire@exemple.fr", password: "cheval agrafe pile" };
export const ORGANISATION = "Horizon Formation";
const QUIET = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync",
];
// A debug build on a busy machine is slow; a test that hangs still ends.
const PATIENCE = 60_000;

function binary() {
  const path = process.env.CRM_BINARY;
  assert.ok(path, "CRM_BINARY names the program under test");
  return path;
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

function ended(child) {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => child.once("exit", resolve));
}

/** Starts the program and waits until it answers. */
async function launch(data, listen, more) {
  const child = spawn(binary(), ["serve", "--data", data, "--listen", listen, ...more], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, CRM_LOG: process.env.CRM_LOG ?? "warn" },
  });
  const said = [];
  let setUpLink = null;
  createInterface({ input: child.stderr }).on("line", (line) => said.push(line));
  // It greets, address and link together, once it listens.
  const greeted = new Promise((resolve) => {
    createInterface({ input: child.stdout }).on("line", (line) => {
      said.push(line);
      setUpLink = /\S+\/installation\/\S+/.exec(line)?.[0] ?? setUpLink;
      if (line.startsWith("CRM Formation: ")) resolve("greeted");
    });
  });
  const hung = AbortSignal.timeout(PATIENCE);
  const late = new Promise((resolve) => hung.addEventListener("abort", () => resolve("late"), { once: true }));
  const how = await Promise.race([greeted, ended(child).then(() => "ended"), late]);
  assert.equal(how, "greeted", `the server:\n${said.join("\n")}`);
  const secure = more.includes("--tls-cert");
  const url = `${secure ? "https" : "http"}://${listen}`;
  const status = await new Promise((resolve, reject) => {
    const asked = (secure ? https : http).get(`${url}/sante`, { rejectUnauthorized: false, signal: hung, agent: false }, (answer) => resolve(answer.resume().statusCode));
    asked.on("error", reject);
  });
  assert.equal(status, 200, `the server answers ${status}`);
  return { child, said, url, link: () => setUpLink };
}

/**
 * A server on a new folder: `url`, `setUpLink`, `stop()`, `kill()` (no chance to tidy up), `restart()` (same folder,
 * same address), `run(arguments, stdin)` for the other commands.
 */
export async function start({ more = [] } = {}) {
  const data = await mkdtemp(join(tmpdir(), "crm-end2end-"));
  const listen = `127.0.0.1:${await freePort()}`;
  let running = await launch(data, listen, more);
  const end = async (signal) => {
    running.child.kill(signal);
    // One that was paused ends, too.
    running.child.kill("SIGCONT");
    await ended(running.child);
  };
  const server = {
    data,
    url: running.url,
    setUpLink: running.link(),
    said: () => running.said.join("\n"),
    kill: () => end("SIGKILL"),
    signal: (name) => running.child.kill(name),
    async stop() {
      await end("SIGTERM");
      await rm(data, { recursive: true, force: true });
    },
    async restart(signal = "SIGTERM") {
      await end(signal);
      running = await launch(data, listen, more);
      server.setUpLink = running.link();
    },
    /** Runs a command on the folder; answers what it printed, and throws with what it said when it failed. */
    async run(args, stdin = "") {
      const child = spawn(binary(), [...args, "--data", data], { stdio: ["pipe", "pipe", "pipe"] });
      const [out, err] = [child.stdout, child.stderr].map((stream) => stream.setEncoding("utf8").toArray());
      child.stdin.end(stdin);
      await ended(child);
      const text = (await out).join("");
      assert.equal(child.exitCode, 0, `${args.join(" ")}: ${text}${(await err).join("")}`);
      return text;
    },
  };
  return server;
}

let opened = null;

/** A browser of one's own; close it. */
export const launchBrowser = (...more) => chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: [...QUIET, ...more] });

/** The one browser of a test file. Close it in `after`. */
export function browser() {
  opened ??= launchBrowser();
  return opened;
}

export async function closeBrowser() {
  await (await opened)?.close();
  opened = null;
}

/**
 * A page in a context of its own, French, 1366 by 768 unless said otherwise. What goes wrong in it is kept in
 * `page.problems`.
 */
export async function open(server, options = {}) {
  const { within = await browser(), ...rest } = options;
  const context = await within.newContext({
    baseURL: server.url,
    locale: "fr-FR",
    timezoneId: "Europe/Paris",
    viewport: { width: 1366, height: 768 },
    // A worker answers what tests want to answer themselves; those about it ask for it.
    serviceWorkers: "block",
    ...rest,
  });
  // Generous: a busy machine compiles the Wasm of every new context slowly. What hangs still ends.
  context.setDefaultTimeout(60_000);
  const page = await context.newPage();
  page.problems = [];
  page.scripted = options.javaScriptEnabled ?? true;
  page.on("pageerror", (error) => page.problems.push(String(error)));
  page.on("console", (message) => {
    // A refused call shows in the console as well; the tests look at what the page says of it.
    if (message.type() === "error" && !message.text().startsWith("Failed to load resource")) page.problems.push(message.text());
  });
  return page;
}

/** Waits until the page answers to clicks. */
export async function ready(page) {
  await page.waitForFunction(() => performance.getEntriesByName("hydrated").length > 0);
}

/** Waits until something is so in the page that takes time to ask for. */
export function until(page, predicate, argument = null) {
  const wait = "while (!(await so(argument))) await new Promise((resolve) => requestAnimationFrame(resolve));";
  return page.evaluate(`(async (argument) => { const so = ${predicate}; ${wait} })(${JSON.stringify(argument)})`);
}

/** Waits until the page has its worker and is kept: from here on it reads without network. */
export async function carried(page) {
  await page.waitForFunction(() => navigator.serviceWorker.controller && self.crmOutbox);
  await kept(page, new URL(page.url()).pathname);
}

/** Waits until the page at a path is kept. */
export function kept(page, path) {
  return until(page, async (path) => {
    const names = (await caches.keys()).filter((name) => name.startsWith("pages-"));
    const keys = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return keys.flat().some(({ url }) => new URL(url).pathname + new URL(url).search === path);
  }, path);
}

/** Opens an address and waits until it answers to clicks. */
export async function go(page, path) {
  const answer = await page.goto(path);
  await ready(page);
  return answer;
}

/** Reads the page again and waits until it answers to clicks. */
export async function reload(page) {
  await page.reload();
  await ready(page);
}

/** Fills the set-up form; the page ends signed in, on the board. */
export async function setUp(page, server, person = ADMINISTRATOR) {
  await page.goto(server.setUpLink);
  await page.getByLabel("Nom de l’organisme").fill(ORGANISATION);
  await page.getByLabel("Votre nom").fill(person.name);
  await page.getByLabel("Adresse e-mail").fill(person.email);
  await page.getByLabel("Mot de passe").fill(person.password);
  await page.getByRole("button", { name: "Créer et commencer" }).click();
  await page.waitForURL("**/pipeline");
  await ready(page);
}

/** A new server, and a page of its administrator, signed in. End with `finish`. */
export async function fresh(options = {}) {
  const server = await start();
  const page = await open(server, options);
  await setUp(page, server);
  return { server, page };
}

/** Ends what `fresh` began, also when it only half began. */
export async function finish(server) {
  await closeBrowser();
  await server?.stop();
}

/** Signs in; the page ends where `suite` says. */
export async function signIn(page, { email, password } = ADMINISTRATOR, suite = "/pipeline") {
  await page.goto(`/connexion?suite=${encodeURIComponent(suite)}`);
  await page.getByLabel("Adresse e-mail").fill(email);
  await page.getByLabel("Mot de passe").fill(password);
  await page.getByRole("button", { name: "Se connecter" }).click();
  await page.waitForURL(`**${suite}`);
  if (page.scripted ?? true) await ready(page);
}

/** Adds a colleague from the command line, the quick way for tests that are about something else. */
export async function addUser(server, role, email, password = ADMINISTRATOR.password, name = "Louis Bernard") {
  await server.run(["user", "add", "--email", email, "--name", name, "--role", role, "--password-stdin"], password);
  return { name, email, password };
}

/** Calls a server function with the session of a page. */
export async function call(page, endpoint, data) {
  const { origin } = new URL(page.url());
  return page.request.post(`/api/${endpoint}`, { data, headers: { origin } });
}

const axeScript = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
let axeSource = null;

/** Waits until nothing moves any more that ends by itself. */
export function calm(page) {
  // What is not drawn, as in a closed `<details>`, never says that it has ended.
  const ends = () => document.getAnimations().filter(({ effect }) => effect?.getTiming().iterations !== Infinity && effect?.target?.checkVisibility({ contentVisibilityAuto: true }));
  return page.evaluate(`Promise.allSettled((${ends})().map((animation) => animation.finished)).then(() => {})`);
}

/** Waits for this many frames to be drawn. */
export function frames(page, count = 1) {
  return page.evaluate((count) => new Promise((resolve) => {
    const next = (left) => (left > 0 ? requestAnimationFrame(() => next(left - 1)) : resolve());
    next(count);
  }), count);
}

/** Asserts that axe finds nothing on the page as it stands. */
export async function axe(page, context = "document") {
  axeSource ??= await readFile(axeScript, "utf8");
  // By the protocol: the page's policy would refuse a script element.
  await page.evaluate(axeSource);
  const look = () => page.evaluate(async (context) => {
    const tags = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"];
    const found = await window.axe.run(context === "document" ? document : context, { runOnly: tags });
    return found.violations.map(({ id, help, nodes }) => ({ id, help, at: nodes.map((node) => `${node.target} ${node.failureSummary}`).slice(0, 5) }));
  }, context);
  // Colours are measured where they end, not on their way there: also those of a message that came meanwhile.
  await calm(page);
  let violations = await look();
  if (violations.length > 0) {
    await calm(page);
    violations = await look();
  }
  assert.deepEqual(violations, [], `axe on ${page.url()}`);
}

/** Runs axe in the light and in the dark theme. */
export async function axeInBothThemes(page) {
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme });
    await axe(page);
  }
  await page.emulateMedia({ colorScheme: null });
}

// Waits until a field holds a value.
export const holds = async (field, value) => field.page().waitForFunction(([field, value]) => field.value === value, [await field.elementHandle(), value]);
