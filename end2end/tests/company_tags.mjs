// Companies have tags and somebody in charge: written in the dialog and on the page, filtered by, counted in the settings.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";

import { addUser, axeInBothThemes, finish, fresh, go } from "../lib.mjs";

let server;
let page;

before(async () => {
  ({ server, page } = await fresh());
  await addUser(server, "advisor", "louis@exemple.fr");
});

after(() => finish(server));

const fact = (name) => page.locator(".fact").filter({ has: page.locator("dt", { hasText: new RegExp(`^${name}$`) }) });

test("owner and tags are given when a company is written down, and edited on its page", async () => {
  await go(page, "/entreprises");
  await page.getByRole("button", { name: "Nouvelle entreprise" }).click();
  const dialog = page.getByRole("dialog", { name: "Nouvelle entreprise" });
  await dialog.getByLabel("Nom", { exact: true }).fill("Acme");
  await dialog.getByText("Plus de champs").click();
  await dialog.getByLabel("Responsable").selectOption({ label: "Louis Bernard" });
  await dialog.getByLabel("Étiquettes").fill("VIP, Lyon");
  await axeInBothThemes(page);
  await dialog.getByRole("button", { name: "Enregistrer" }).click();
  await page.getByRole("heading", { level: 1, name: "Acme" }).waitFor();
  await fact("Responsable").getByText("Louis Bernard").waitFor();
  await fact("Étiquettes").getByText("VIP").waitFor();
  // One more is typed behind those that are there.
  await fact("Étiquettes").getByRole("button").first().click();
  await fact("Étiquettes").getByRole("textbox").and(page.locator(":focus")).waitFor();
  await page.keyboard.type("Paris");
  await page.keyboard.press("Enter");
  for (const tag of ["Lyon", "Paris", "VIP"]) await fact("Étiquettes").getByText(tag).waitFor();
  await fact("Étiquettes").getByRole("button").first().click();
  await fact("Étiquettes").getByRole("textbox").fill("VIP");
  await page.keyboard.press("Enter");
  for (const tag of ["Lyon", "Paris"]) await fact("Étiquettes").getByText(tag).waitFor({ state: "detached" });
  await axeInBothThemes(page);
});

test("the list is narrowed by them, and the file has them", async () => {
  await go(page, "/entreprises?etiquette=VIP");
  const row = page.getByRole("row", { name: /Acme/ });
  await row.getByText("Louis Bernard").waitFor();
  await axeInBothThemes(page);
  await page.getByRole("combobox", { name: "Responsable" }).selectOption({ label: "Personne" });
  await page.waitForURL(/responsable=aucun/);
  await row.waitFor({ state: "detached" });
  await go(page, "/entreprises");
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: /Exporter|CSV/ }).click()]);
  const text = await readFile(await file.path(), "utf8");
  assert.match(text, /Responsable;Étiquettes/);
  assert.match(text, /Louis Bernard;VIP/);
});

test("the settings count them, and a rename reaches them", async () => {
  await go(page, "/reglages/etiquettes");
  await page.getByRole("link", { name: "1 entreprise" }).waitFor();
  await page.getByRole("button", { name: /VIP/ }).click();
  await page.getByRole("menuitem", { name: /Renommer/ }).click();
  await page.getByRole("dialog").getByRole("textbox").fill("Grand compte");
  await page.getByRole("dialog").getByRole("button", { name: /Renommer|Enregistrer/ }).click();
  await page.locator(".toast", { hasText: "Grand compte" }).waitFor();
  await go(page, "/entreprises?etiquette=Grand%20compte");
  await page.getByRole("row", { name: /Acme/ }).waitFor();
});
