// A few rounds of what `cargo xtask torture` does for as long as one likes.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

test("what was acknowledged survives kills under load", async () => {
  const script = fileURLToPath(new URL("../torture/run.mjs", import.meta.url));
  const child = spawn(process.execPath, [script, "--rounds", "4", "--writers", "4"], { stdio: ["ignore", "pipe", "pipe"] });
  const said = Promise.all([child.stdout, child.stderr].map((stream) => stream.setEncoding("utf8").toArray()));
  const [code] = await once(child, "exit");
  assert.equal(code, 0, (await said).flat().join(""));
});
