// The list of companies: search, town, those without contacts, its order, and the file.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { addUser, axe, axeInBothThemes, call, finish, fresh, go, open, reload, signIn } from "../lib.mjs";

let server;
let page;

before(async () => {
  ({ server, page } = await fresh());
  for (const [name, town] of [["Acme", "Lyon"], ["Bati", "Paris"], ["Zed", "Lyon"]]) {
    const made = await call(page, "company/create", { details: { name, town } });
    assert.equal(made.status(), 200, await made.text());
    if (name === "Acme") {
      const company = (await made.json()).id;
      await call(page, "contact/create", { details: { given_name: "Ana", family_name: "Roy", company } });
    }
  }
});

after(() => finish(server));

const names = (page) => page.locator(".table tbody td.table-first .cut").allInnerTexts().then((all) => all.map((text) => text.split("\n")[0]));
const found = (page, number) => page.locator(".page-figures", { hasText: new RegExp(`^${number} entreprise`) }).waitFor();
const combo = (page, name) => page.getByRole("combobox", { name, exact: true });

test("filters and order are in the address and survive a reload", async () => {
  await go(page, "/entreprises");
  await found(page, 3);
  await axeInBothThemes(page);
  await combo(page, "Contacts").selectOption("aucun");
  await found(page, 2);
  await page.locator(".bar-more > summary").click();
  await page.getByLabel("Ville").fill("lyon");
  await found(page, 1);
  assert.deepEqual(await names(page), ["Zed"]);
  assert.equal(new URL(page.url()).search, "?contacts=aucun&ville=lyon");
  await axe(page);
  await reload(page);
  await found(page, 1);
  await go(page, "/entreprises?tri=nomza");
  await found(page, 3);
  assert.deepEqual(await names(page), ["Zed", "Bati", "Acme"]);
  await combo(page, "Ordre").selectOption("modif");
  await page.waitForURL(/tri=modif/);
  await page.locator(".table tbody tr").first().getByText("Zed").waitFor();
  assert.deepEqual(page.problems, []);
});

test("the list is a file for who may export", async () => {
  await go(page, "/entreprises?ville=lyon");
  await found(page, 2);
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Exporter" }).click()]);
  const text = await readFile(await download.path(), "utf8");
  assert.match(text, /^\ufeffNom;SIREN;SIRET;/);
  assert.deepEqual(text.split("\r\n").slice(1).map((line) => line.split(";")[0]), ["Acme", "Zed", ""]);
  const reader = await open(server, { viewport: { width: 390, height: 844 } });
  await signIn(reader, await addUser(server, "reader", "lecture@exemple.fr"), "/entreprises");
  await found(reader, 3);
  await axe(reader);
  assert.equal(await reader.getByRole("button", { name: "Exporter" }).count(), 0);
  const [wide, room] = await reader.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  assert.ok(wide <= room, `${wide} wide on a phone`);
  await reader.context().close();
});

test("several companies change at once, and back", async () => {
  await go(page, "/entreprises");
  await found(page, 3);
  const verbs = page.getByRole("region", { name: "Sélection", exact: true });
  const row = (name) => page.getByRole("row", { name: new RegExp(name) });
  await page.getByRole("checkbox", { name: "Sélectionner Acme" }).check();
  await row("Bati").getByRole("link").focus();
  await page.keyboard.press("x");
  await verbs.getByText("2 entreprises sélectionnées").waitFor();
  assert.equal(await verbs.getByRole("button", { name: "Statut" }).count(), 0, "a company has no status");
  await axeInBothThemes(page);
  await verbs.getByRole("button", { name: "Responsable" }).click();
  await page.getByRole("menuitem", { name: "Claire Martin" }).click();
  const told = page.locator(".toast", { hasText: "Responsable « Claire Martin » : 2 entreprises" });
  await told.waitFor();
  await row("Acme").getByText("Claire Martin").waitFor();
  await verbs.waitFor({ state: "detached" });
  await told.getByRole("button", { name: "Annuler" }).click();
  await page.locator(".toast", { hasText: "Annulé : 2 entreprises" }).waitFor();
  await row("Acme").getByText("Claire Martin").waitFor({ state: "detached" });
  await page.getByRole("checkbox", { name: "Sélectionner toute la page" }).check();
  await verbs.getByRole("button", { name: "Étiquette" }).click();
  const dialog = page.getByRole("dialog", { name: "Étiqueter la sélection" });
  await dialog.getByRole("combobox").fill("Partenaire");
  await dialog.getByRole("button", { name: "Ajouter à 3 entreprises" }).click();
  await row("Zed").getByText("Partenaire").waitFor();
  assert.deepEqual(page.problems, []);
});
