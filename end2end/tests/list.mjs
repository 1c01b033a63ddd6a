// The list of contacts: filters, orders and look in the address, many changed at once and taken back, the file.
import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { addUser, axe, axeInBothThemes, call, finish, fresh, go, open, reload, signIn } from "../lib.mjs";
import { focused } from "../palette.mjs";

const GIVEN = ["Ana", "Luc", "Zoé", "Éva", "Noé"];
let server;
let page;

before(async () => {
  ({ server, page } = await fresh());
  const row = (at) => {
    const number = String(at).padStart(2, "0");
    return [GIVEN[at % 5], `Roy${number}`, `p${number}@exemple.fr`, at % 3 ? "Acme" : "Colas", at % 2 ? "Salon" : "Site", at % 4 ? "" : "VIP"].join(";");
  };
  const lines = Array.from({ length: 70 }, (_, at) => row(at));
  const file = join(server.data, "people.csv");
  await writeFile(file, ["Prénom;Nom;E-mail;Entreprise;Source;Étiquettes", ...lines].join("\n"));
  await server.run(["import", "contacts", file]);
});

after(() => finish(server));

const rows = (page) => page.locator(".table tbody tr");
const link = (page, name) => page.getByRole("link", { name: new RegExp(name) });
const box = (page, name) => page.getByRole("checkbox", { name: new RegExp(`^Sélectionner .*${name}$`) });
const verbs = (page) => page.getByRole("region", { name: "Sélection", exact: true });
const found = (page, number) => page.locator(".page-figures", { hasText: new RegExp(`^${number} person`) }).waitFor();
const query = (page) => Object.fromEntries(new URL(page.url()).searchParams);
const combo = (page, name) => page.getByRole("combobox", { name, exact: true });
const further = (page) => page.locator(".bar-more > summary", { hasText: "Filtres" });

async function toast(page, text) {
  await page.locator(".toast", { hasText: text }).waitFor();
}

test("filters are in the address, are taken off one by one, and survive reload and back", async () => {
  await go(page, "/contacts");
  await found(page, 70);
  await further(page).click();
  await combo(page, "Étiquette").fill("VIP");
  await found(page, 18);
  await combo(page, "Source").fill("Site");
  await page.waitForURL(/source=Site/);
  await combo(page, "Dernier échange").selectOption("jamais");
  await page.waitForURL(/echange=jamais/);
  assert.deepEqual(query(page), { etiquette: "VIP", source: "Site", echange: "jamais" });
  await axeInBothThemes(page);
  await page.keyboard.press("Escape");
  await page.getByRole("link", { name: /Retirer le filtre : Source/ }).click();
  await page.waitForURL((url) => !url.search.includes("source"));
  await page.getByRole("link", { name: /Retirer le filtre : Source/ }).waitFor({ state: "detached" });
  await page.goBack();
  await page.waitForURL(/source=Site/);
  await page.getByRole("link", { name: /Retirer le filtre : Source/ }).waitFor();
  await reload(page);
  await found(page, 18);
  await page.getByRole("link", { name: "Effacer la recherche et les filtres" }).click();
  await found(page, 70);
  assert.deepEqual(query(page), {});
});

test("headings and the menu of orders turn the list, page after page", async () => {
  await go(page, "/contacts");
  await link(page, "Roy00").waitFor();
  await page.getByRole("columnheader", { name: "Nom" }).getByRole("link").click();
  await page.waitForURL(/tri=nomza/);
  await link(page, "Roy69").waitFor();
  assert.match(await rows(page).first().textContent(), /Roy69/);
  assert.equal(await page.getByRole("columnheader", { name: "Nom" }).getAttribute("aria-sort"), "descending");
  await page.context().setOffline(true);
  await page.getByRole("link", { name: "Page suivante" }).click();
  await page.getByText("Hors connexion : impossible de chercher").waitFor();
  await page.context().setOffline(false);
  await page.getByRole("link", { name: "Page suivante" }).click();
  await link(page, "Roy00").waitFor();
  assert.equal(await rows(page).count(), 20);
  await go(page, "/contacts?tri=cree&statut=prospect&q=roy1");
  await found(page, 10);
  const searched = page.getByRole("searchbox", { name: "Rechercher" });
  assert.equal(await searched.inputValue(), "roy1");
});

test("columns and low rows are in the address", async () => {
  await go(page, "/contacts");
  await page.locator(".bar-more > summary", { hasText: "Affichage" }).click();
  await page.getByLabel("Source", { exact: true }).and(page.getByRole("checkbox")).check();
  await page.getByRole("columnheader", { name: "Source" }).waitFor();
  await page.getByLabel("Adresse e-mail").and(page.getByRole("checkbox")).uncheck();
  await page.getByRole("columnheader", { name: "Adresse e-mail" }).waitFor({ state: "detached" });
  await page.getByRole("button", { name: /Avancer «.Statut.»/ }).click();
  await page.waitForFunction(() => document.querySelector("th:nth-of-type(3)").textContent.trim() === "Statut");
  await combo(page, "Lignes").selectOption("serree");
  await page.locator(".table-dense").waitFor();
  await reload(page);
  await page.locator(".table-dense").waitFor();
  await page.getByRole("columnheader", { name: "Source" }).waitFor();
});

test("the keyboard selects rows, and a tag is given to them and taken back", async () => {
  await go(page, "/contacts");
  await link(page, "Roy00").waitFor();
  await page.keyboard.press("j");
  const first = await focused(page);
  await page.keyboard.press("x");
  await verbs(page).getByText("1 contact sélectionné").waitFor();
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("Shift+X");
  await verbs(page).getByText("3 contacts sélectionnés").waitFor();
  assert.match(first, /Roy00/);
  await axe(page);
  await verbs(page).getByRole("button", { name: "Étiquette" }).click();
  const dialog = page.getByRole("dialog", { name: "Étiqueter la sélection" });
  await dialog.getByLabel("Étiquette").fill("Été 2027");
  await axeInBothThemes(page);
  await dialog.getByRole("button", { name: "Ajouter à 3 contacts" }).click();
  await toast(page, "Étiquette « Été 2027 » ajoutée : 3 contacts");
  await verbs(page).waitFor({ state: "detached" });
  await go(page, "/contacts?etiquette=%C3%89t%C3%A9%202027");
  await found(page, 3);
  await box(page, "Roy01").check();
  await verbs(page).getByRole("button", { name: "Étiquette" }).click();
  await dialog.getByLabel("Étiquette").fill("été 2027");
  await dialog.getByRole("button", { name: "Retirer de 1 contact" }).click();
  await found(page, 2);
  await page.locator(".toast", { hasText: "retirée" }).getByRole("button", { name: "Annuler" }).click();
  await found(page, 3);
  await link(page, "Roy01").click();
  await page.getByText(/Été 2027/).first().waitFor();
});

test("everybody the filter finds changes hands, and what was changed since stays when it is taken back", async () => {
  await go(page, "/contacts?source=Salon");
  await found(page, 35);
  await page.getByRole("checkbox", { name: "Sélectionner toute la page" }).check();
  await verbs(page).getByText("35 contacts sélectionnés").waitFor();
  await go(page, "/contacts");
  await found(page, 70);
  await page.getByRole("checkbox", { name: "Sélectionner toute la page" }).check();
  await verbs(page).getByText("50 contacts sélectionnés").waitFor();
  await verbs(page).getByRole("button", { name: "Sélectionner les 70" }).click();
  await verbs(page).getByText("70 contacts sélectionnés").waitFor();
  await verbs(page).getByRole("button", { name: "Statut" }).click();
  await page.getByRole("menuitem", { name: "Client", exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Modifier 70 contacts" }).click();
  await toast(page, "Statut « Client » : 70 contacts");
  const { rows: [someone] } = await (await call(page, "contact/list", { filter: { status: "client" }, after: null })).json();
  const patch = { version: someone.version, changes: { status: { before: "client", after: "enrolled" } } };
  assert.equal((await call(page, "contact/edit", { id: someone.id, patch })).status(), 200);
  await page.locator(".toast", { hasText: "Client" }).getByRole("button", { name: "Annuler" }).click();
  await toast(page, "Annulé : 69 contacts · 1 modifiés depuis, laissés tels quels");
  await go(page, "/contacts?statut=enrolled");
  await found(page, 1);
});

test("back from a record the list stands where it stood, with the focus on its row", async () => {
  await go(page, "/contacts");
  const last = page.locator("main a.table-name").nth(40);
  const href = await last.getAttribute("href");
  const stood = () => page.evaluate(() => Math.round(document.querySelector(".table-wrap").scrollTop));
  const same = (top) => page.waitForFunction(([top, href]) =>
    Math.abs(document.querySelector(".table-wrap")?.scrollTop - top) < 2 && document.activeElement?.getAttribute("href") === href, [top, href]);
  for (const back of [() => page.goBack(), () => page.locator("main").getByRole("link", { name: "Contacts", exact: true }).click()]) {
    await last.scrollIntoViewIfNeeded();
    const top = await stood();
    assert.ok(top > 300, "far down");
    await last.press("Enter");
    await page.locator(".record-title").waitFor();
    await back();
    await same(top);
  }
});

test("archived contacts leave the list, are found among the archived ones, and come back", async () => {
  await go(page, "/contacts");
  await box(page, "Roy02").check();
  await box(page, "Roy03").check();
  await verbs(page).getByRole("button", { name: "Archiver" }).click();
  await found(page, 68);
  await go(page, "/contacts?archives=oui&q=roy02");
  await found(page, 1);
  await go(page, "/contacts?archives=oui");
  await found(page, 2);
  await page.getByRole("checkbox", { name: "Sélectionner toute la page" }).check();
  await verbs(page).getByRole("button", { name: "Rétablir" }).click();
  await toast(page, "Rétablis : 2 contacts");
  await go(page, "/contacts");
  await found(page, 70);
});

test("the file has the people of the list in their order, and opens in a French spreadsheet", async () => {
  await call(page, "contact/create", { details: { given_name: "=1+1", family_name: "Zzz", phones: ["+33612345678"] } });
  await go(page, "/contacts?q=zzz");
  await found(page, 1);
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Exporter" }).click()]);
  const text = await readFile(await download.path(), "utf8");
  const [heading, line, rest] = text.split("\r\n");
  assert.match(heading, /^\ufeffPrénom;Nom;Adresse e-mail;Téléphone;Entreprise;/);
  assert.match(line, /^'=1\+1;Zzz;;06 12 34 56 78;;;Prospect;/);
  assert.equal(rest, "");
});

test("who only reads sees the list, but no boxes and no file", async () => {
  const reader = await open(server);
  await signIn(reader, await addUser(server, "reader", "lecture@exemple.fr"), "/contacts");
  await go(reader, "/contacts?etiquette=VIP");
  await found(reader, 18);
  assert.equal(await rows(reader).getByRole("checkbox").count(), 0);
  assert.equal(await reader.getByRole("button", { name: "Exporter" }).count(), 0);
  const headers = { origin: server.url };
  assert.equal((await reader.request.post("/contacts/export.csv", { headers })).status(), 403);
  assert.equal((await reader.request.get("/contacts/export.csv")).status(), 405, "what is asked for writes nothing");
  const refused = await call(reader, "contact/bulk", { selection: { found: {} }, verb: { archive: true } });
  assert.equal(refused.status(), 403);
  await reader.context().close();
});

test("a phone shows the boxes when asked, with room for a finger", async () => {
  const phone = await open(server, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  await signIn(phone, undefined, "/contacts");
  await go(phone, "/contacts");
  await link(phone, "Roy00").waitFor();
  assert.equal(await box(phone, "Roy00").isVisible(), false);
  await phone.getByRole("button", { name: "Sélectionner", exact: true }).tap();
  const room = await phone.locator(".table-box").nth(1).boundingBox();
  assert.ok(room.width >= 44 && room.height >= 44, JSON.stringify(room));
  await box(phone, "Roy00").tap();
  await verbs(phone).getByText("1 contact sélectionné").waitFor();
  await axeInBothThemes(phone);
  const wide = await phone.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.equal(wide, 0);
  await phone.context().close();
});

test("without Wasm the filters are a plain form", async () => {
  const plain = await open(server, { javaScriptEnabled: false });
  await plain.context().addCookies(await page.context().cookies());
  await plain.goto("/contacts");
  await further(plain).click();
  await combo(plain, "Source").fill("Salon");
  await plain.getByRole("button", { name: "Appliquer" }).click();
  await plain.waitForURL(/source=Salon/);
  await found(plain, 35);
  await plain.context().close();
});

test("a view is saved under a name, opened again, changed, shared, and deleted with a way back", async () => {
  const views = page.locator(".bar-more > summary").last();
  await go(page, "/contacts?etiquette=VIP");
  await found(page, 18);
  await views.click();
  await page.getByText("Enregistrez une recherche").waitFor();
  await page.getByRole("button", { name: "Enregistrer la vue" }).click();
  const dialog = page.getByRole("dialog", { name: "Enregistrer la vue" });
  await dialog.getByLabel("Nom").fill("Les VIP");
  await dialog.getByLabel("Partager avec tous les collègues").check();
  await axe(page);
  await dialog.getByRole("button", { name: "Enregistrer" }).click();
  await page.waitForURL(/vue=/);
  await page.locator(".bar-more > summary", { hasText: "Les VIP" }).waitFor();
  await go(page, "/contacts");
  await found(page, 71);
  await views.click();
  await page.getByRole("link", { name: /Les VIP/ }).click();
  await found(page, 18);
  await combo(page, "Statut").selectOption("prospect");
  await page.waitForURL(/statut=prospect/);
  await views.click();
  await page.getByRole("button", { name: "Mettre à jour" }).click();
  await toast(page, "Enregistré");
  await page.getByRole("button", { name: "Nom et partage" }).click();
  const naming = page.getByRole("dialog", { name: "Nom et partage" });
  assert.equal(await naming.getByLabel("Partager avec tous les collègues").isChecked(), true);
  await naming.getByLabel("Nom").fill("Les bons VIP");
  await naming.getByRole("button", { name: "Enregistrer" }).click();
  await page.locator(".bar-more > summary", { hasText: "Les bons VIP" }).waitFor();
  const reader = await open(server);
  await signIn(reader, await addUser(server, "reader", "lectrice@exemple.fr"), "/contacts");
  await go(reader, "/contacts");
  await reader.locator(".bar-more > summary").last().click();
  await reader.getByRole("link", { name: /Les bons VIP/ }).click();
  await reader.waitForURL(/statut=prospect/);
  assert.equal(await reader.getByRole("button", { name: "Supprimer" }).count(), 0);
  await reader.context().close();
  await views.click();
  await page.getByRole("button", { name: "Supprimer" }).click();
  await page.waitForURL((url) => !url.search.includes("vue="));
  await page.locator(".toast", { hasText: "supprimée" }).getByRole("button", { name: "Annuler" }).click();
  await go(page, "/contacts");
  await views.click();
  await page.getByRole("link", { name: /Les bons VIP/ }).waitFor();
});

test("nothing went wrong in the page", () => assert.deepEqual(page.problems, []));
