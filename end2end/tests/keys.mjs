// The keys that work on every page, and the list of them.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { axeInBothThemes, finish, go } from "../lib.mjs";
import { chosen, focused, openPalette, palette, peopleServer, shortcuts } from "../palette.mjs";

let server;
let page;

before(async () => {
  ({ server, page } = await peopleServer());
});

after(() => finish(server));

test("a letter after g goes to a page, c creates, j and k walk through a list", async () => {
  await go(page, "/actions");
  for (const [letter, path] of [["c", "/contacts"], ["e", "/entreprises"], ["o", "/opportunites"], ["p", "/pipeline"], ["a", "/actions"], ["r", "/reglages"]]) {
    await page.keyboard.press("g");
    await page.keyboard.press(letter);
    await page.waitForURL(`**${path}`);
  }
  await page.keyboard.press("g");
  await page.keyboard.press("c");
  await page.getByRole("link", { name: /Zoé Garnier/ }).waitFor();
  // People of one import come in any order.
  await page.keyboard.press("j");
  const first = await focused(page);
  assert.match(first, /Garnier|Lefèvre|Moreau/);
  await page.keyboard.press("j");
  assert.notEqual(await focused(page), first);
  await page.keyboard.press("k");
  assert.equal(await focused(page), first);
  await page.keyboard.press("Enter");
  const [, name] = first.match(/(Zoé Garnier|Inès Lefèvre|Luc Moreau)/);
  await page.getByRole("heading", { level: 1, name }).waitFor();
  // The keyboard goes on in the page that came, not at the top of the window.
  await page.waitForFunction(() => document.activeElement?.id === "contenu");
  await page.keyboard.press("g");
  await page.keyboard.press("o");
  await page.getByRole("link", { name: /Hygiène alimentaire/ }).waitFor();
  await page.keyboard.press("c");
  await page.getByRole("dialog", { name: "Nouvelle opportunité" }).waitFor();
  await page.keyboard.press("Escape");
});

test("nothing fires while somebody types, or holds a card", async () => {
  await go(page, "/contacts");
  const search = page.getByRole("searchbox", { name: "Rechercher" });
  await search.click();
  await page.keyboard.type("cgc?j");
  assert.equal(await search.inputValue(), "cgc?j");
  await page.waitForURL(/q=cgc/);
  assert.equal(await page.getByRole("dialog").count(), 0);
  await go(page, "/pipeline");
  const card = page.getByRole("listitem", { name: /Hygiène alimentaire/ });
  await card.focus();
  await page.keyboard.press("Space");
  await page.locator(".card-held").waitFor();
  for (const key of ["c", "g", "c", "?", "Control+k"]) await page.keyboard.press(key);
  assert.equal(await page.getByRole("dialog").count(), 0);
  assert.equal(new URL(page.url()).pathname, "/pipeline");
  await page.keyboard.press("Escape");
  await page.locator(".card-held").waitFor({ state: "detached" });
  await page.keyboard.press("c");
  await page.getByRole("dialog", { name: "Nouvelle opportunité" }).waitFor();
  await page.keyboard.press("Escape");
});

test("the list of shortcuts opens by its key and from the palette", async () => {
  await go(page, "/contacts");
  await page.keyboard.press("?");
  await shortcuts(page).getByText("Rechercher partout").waitFor();
  await axeInBothThemes(page);
  await page.keyboard.press("Escape");
  await shortcuts(page).waitFor({ state: "hidden" });
  await openPalette(page);
  await page.keyboard.type("raccourcis");
  await chosen(page, /Raccourcis clavier/);
  await page.keyboard.press("Enter");
  await shortcuts(page).waitFor();
  await page.keyboard.press("Escape");
});
