// The documentation stays true: its links lead somewhere, its pictures are small, and what it quotes stands in the program.
import assert from "node:assert/strict";
import { access, readdir, readFile, stat } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const files = async (folder, ending) => (await readdir(join(ROOT, folder), { recursive: true })).filter((name) => name.endsWith(ending)).map((name) => join(ROOT, folder, name));
const pages = async () => [join(ROOT, "README.md"), join(ROOT, "ARCHITECTURE.md"), ...(await files("docs", ".md"))];
const plain = (text) => text.replaceAll("\u00a0", " ").replaceAll("\u202f", " ");

test("every link and picture of the documentation is there", async () => {
  const gone = [];
  for (const page of await pages()) {
    for (const [, to] of (await readFile(page, "utf8")).matchAll(/\]\(([^)#\s]+)[^)]*\)/g)) {
      if (/^[a-z]+:/.test(to)) continue;
      await access(join(dirname(page), to)).catch(() => gone.push(`${relative(ROOT, page)}: ${to}`));
    }
  }
  assert.deepEqual(gone, []);
});

test("pictures are small, and each is shown somewhere", async () => {
  const text = (await Promise.all((await pages()).map((page) => readFile(page, "utf8")))).join("\n");
  for (const picture of await files("docs/images", "")) {
    const { size } = await stat(picture);
    assert.ok(size <= 80_000, `${relative(ROOT, picture)} has ${size} bytes`);
    assert.ok(text.includes(`images/${relative(join(ROOT, "docs/images"), picture)}`), `${relative(ROOT, picture)} is not shown`);
  }
});

test("what the staff's pages quote is what the program says", async () => {
  const program = plain((await Promise.all((await files("app/src/i18n", ".rs")).map((file) => readFile(file, "utf8")))).join("\n"));
  const wrong = [];
  for (const page of await files("docs/mode-d-emploi", ".md")) {
    for (const [, quoted] of plain(await readFile(page, "utf8")).matchAll(/« (.+?) »/g)) {
      const pieces = quoted.split(" › ").map((piece) => piece.replace(/ ?…$|^… /g, "")).filter((piece) => piece.length > 1);
      const said = (piece) => program.includes(`"${piece}`) || program.includes(` ${piece}"`) || program.includes(`|${piece}`);
      wrong.push(...pieces.filter((piece) => !said(piece)).map((piece) => `${relative(ROOT, page)}: « ${piece} »`));
    }
  }
  assert.deepEqual(wrong, []);
});
