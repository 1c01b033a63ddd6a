// What the tests of the palette and of the keys share: a server with a few people, and the dialogs by role and label.
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";

import { addUser, fresh } from "./lib.mjs";

const ROWS = [
  ["Inès", "Lefèvre", "Boulangerie Colas", "06 12 34 56 78", "Hygiène alimentaire"],
  ["Luc", "Moreau", "Boulangerie Colas", "06 98 76 54 32", ""],
  ["Zoé", "Garnier", "", "", "Anglais professionnel"],
];

/** A server with those people, and a page of its administrator. */
export async function peopleServer() {
  const { server, page } = await fresh();
  const file = join(server.data, "people.csv");
  const lines = ROWS.map(([given, family, company, phone, deal]) => [given, family, `${given}@exemple.fr`.normalize("NFD").replace(/\p{M}/gu, ""), company, phone, deal].join(";"));
  await writeFile(file, ["Prénom;Nom;E-mail;Entreprise;Téléphone;Opportunité", ...lines].join("\n"));
  await server.run(["import", "contacts", file]);
  await addUser(server, "reader", "lecture@exemple.fr");
  await addUser(server, "trainer", "formation@exemple.fr");
  return { server, page };
}

export const palette = (page) => page.getByRole("dialog", { name: "Recherche et commandes" });
export const field = (page) => palette(page).getByRole("combobox");
export const option = (page, name) => palette(page).getByRole("option", { name });
export const shortcuts = (page) => page.getByRole("dialog", { name: "Raccourcis clavier" });
export const group = (page, name) => palette(page).getByRole("group", { name });
export const focused = (page) => page.evaluate(() => document.activeElement.textContent);

/** Waits until a line is the chosen one, for the eye and for a screen reader. */
export async function chosen(page, name) {
  await palette(page).getByRole("option", { name, selected: true }).waitFor();
  const id = await field(page).getAttribute("aria-activedescendant");
  assert.match(await page.locator(`#${id}`).textContent(), name);
}

/** A promise, and what fulfils it. */
export function gate() {
  let resolve;
  const promise = new Promise((done) => (resolve = done));
  return { promise, resolve };
}

export async function openPalette(page) {
  await page.keyboard.press("Control+k");
  await page.waitForFunction(() => document.activeElement.getAttribute("aria-controls") === "palette-list");
}
