// What a machine does to a server: a disk that fills up, a folder that becomes read-only, a process that is stopped and
// continued. Needs the right to mount a small file system; says so where it has not.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ADMINISTRATOR, start } from "../lib.mjs";
import { Lost, Refused, Writer, ulid } from "./writer.mjs";

/** Does something with the data folder on a file system of its own; `remount` changes what that one is like. */
async function inRoom(size, act) {
  const [path, before] = [mkdtempSync(join(tmpdir(), "crm-room-")), process.env.TMPDIR];
  execFileSync("mount", ["-t", "tmpfs", "-o", `size=${size}`, "tmpfs", path]);
  process.env.TMPDIR = path;
  try {
    await act((options) => execFileSync("mount", ["-o", `remount,${options}`, path]));
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
    execFileSync("umount", ["-l", path]);
    rmdirSync(path);
  }
}

async function begin() {
  const server = await start();
  const args = ["user", "add", "--email", ADMINISTRATOR.email, "--name", ADMINISTRATOR.name, "--role", "administrator", "--password-stdin"];
  await server.run(args, ADMINISTRATOR.password);
  const writer = new Writer(server, "w", Math.random);
  await writer.signIn(ADMINISTRATOR.email, ADMINISTRATOR.password);
  const { id } = await writer.call("contact/create", { details: { given_name: "Ana", family_name: "Roy" } });
  return { server, writer, subject: `contact:${id}` };
}

/** Writes notes until one is refused; answers those that were acknowledged, and what was said. */
async function fill(writer, subject) {
  const kept = [];
  for (;;) {
    const id = ulid();
    try {
      await writer.call("note/add", { subject, details: { text: `${id} ${"x".repeat(9_000)}`, pinned: false }, id });
      kept.push(id);
    } catch (cause) {
      assert.ok(cause instanceof Lost || cause instanceof Refused, cause.stack);
      return { kept, said: cause };
    }
  }
}

async function listed(writer, subject) {
  const ids = [];
  let after = null;
  do {
    const page = await writer.call("note/list", { subject, after });
    ids.push(...page.rows.map((row) => row.note.id));
    after = page.next;
  } while (after);
  return ids;
}

const fullDisk = () =>
  inRoom("40m", async (remount) => {
    const { server, writer, subject } = await begin();
    const { kept, said } = await fill(writer, subject);
    const health = await fetch(`${server.url}/sante`).then(async (answer) => `${answer.status} ${(await answer.text()).trim()}`, String);
    const page = await fetch(`${server.url}/contacts`, { headers: { cookie: writer.cookie } }).then((answer) => answer.status, String);
    console.log(`full: ${kept.length} notes, then ${said.message}; /sante ${health}; /contacts ${page}; log: ${server.said().split("\n").slice(-3).join(" | ")}`);
    remount("size=200m");
    const id = ulid();
    const again = await writer.call("note/add", { subject, details: { text: id, pinned: false }, id }).then(() => "written", (cause) => cause.message);
    console.log(`room again, without a restart: ${again}`);
    if (again === "written") kept.push(id);
    await server.restart("SIGKILL");
    const there = new Set(await listed(writer, subject));
    assert.deepEqual(kept.filter((id) => !there.has(id)), [], "what was acknowledged is there");
    assert.equal(there.size, (await listed(writer, subject)).length, "nothing twice");
    const last = ulid();
    await writer.call("note/add", { subject, details: { text: last, pinned: false }, id: last });
    await server.run(["check"]);
    await server.stop();
  });

const readOnly = () =>
  inRoom("100m", async (remount) => {
    const { server, writer, subject } = await begin();
    await server.kill();
    remount("ro");
    const refused = await server.restart("SIGKILL").then(() => "it started", (cause) => cause.message.replaceAll("\n", " "));
    console.log(`read-only: ${refused}`);
    assert.match(refused, /cannot be written/, "a clear sentence");
    remount("rw");
    await server.restart("SIGKILL");
    assert.deepEqual(await listed(writer, subject), []);
    await server.stop();
  });

async function stopped() {
  const { server, writer, subject } = await begin();
  server.signal("SIGSTOP");
  const waiting = Array.from({ length: 20 }, () => {
    const id = ulid();
    return writer.call("note/add", { subject, details: { text: id, pinned: false }, id }).then(() => id);
  });
  server.signal("SIGCONT");
  const kept = await Promise.all(waiting);
  const there = new Set(await listed(writer, subject));
  assert.deepEqual(kept.filter((id) => !there.has(id)), []);
  await server.run(["check"]);
  await server.stop();
  console.log(`stopped and continued: ${kept.length} writes that waited are there`);
}

for (const fault of [fullDisk, readOnly, stopped]) await fault();
