// Contacts, companies, deals and next actions, driven by role and label.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { axeInBothThemes, finish, fresh, go } from "../lib.mjs";

let server;
let page;

before(async () => {
  ({ server, page } = await fresh());
});

after(() => finish(server));

const fact = (name) => page.locator(".fact").filter({ has: page.locator("dt", { hasText: new RegExp(`^${name}$`) }) });

async function edit(name, text) {
  await fact(name).getByRole("button").click();
  await page.getByLabel(name, { exact: true }).fill(text);
  await page.keyboard.press("Enter");
}

test("a contact is created, and what was typed survives an error", async () => {
  await go(page, "/contacts");
  await page.getByRole("button", { name: "Nouveau contact" }).click();
  const dialog = page.getByRole("dialog", { name: "Nouveau contact" });
  await dialog.getByLabel("Prénom").fill("Inès");
  await dialog.getByLabel("Nom", { exact: true }).fill("Fabre");
  await dialog.getByLabel("Adresse e-mail").fill("ines@");
  await dialog.getByRole("button", { name: "Enregistrer" }).click();
  await dialog.getByText("Écrivez une adresse comme").waitFor();
  assert.equal(await dialog.getByLabel("Nom", { exact: true }).inputValue(), "Fabre");
  await dialog.getByLabel("Adresse e-mail").fill("ines.fabre@exemple.fr");
  await dialog.getByLabel("Téléphone").fill("06 12 34 56 78");
  await dialog.getByText("Plus de champs").click();
  await dialog.getByLabel("Entreprise").fill("Boulangerie Colas");
  await dialog.getByLabel("Source").fill("Salon");
  await dialog.getByRole("button", { name: "Enregistrer" }).click();
  await page.waitForURL(/\/contacts\/\w+$/);
  await page.getByRole("heading", { level: 1, name: "Inès Fabre" }).waitFor();
  await page.getByRole("link", { name: "Boulangerie Colas" }).first().waitFor();
});

test("a field is edited where it stands, and the history says so", async () => {
  await edit("Fonction", "Gérante");
  await fact("Fonction").getByText("Gérante").waitFor();
  await page.getByRole("region", { name: "Historique" }).getByText("a renseigné « Fonction »").waitFor();
  await fact("Fonction").getByRole("button").click();
  await page.getByLabel("Fonction", { exact: true }).fill("Rien");
  await page.keyboard.press("Escape");
  await fact("Fonction").getByText("Gérante").waitFor();
});

test("half a company's name makes a new one, and says so", async () => {
  await fact("Entreprise").getByRole("button").click();
  await page.getByLabel("Entreprise", { exact: true }).fill("Boulang");
  await page.keyboard.press("Enter");
  await page.getByText(/«\sBoulang\s» est une nouvelle entreprise/).waitFor();
  await page.getByRole("button", { name: "Annuler" }).last().click();
  await fact("Entreprise").getByRole("link", { name: "Boulangerie Colas" }).waitFor();
  // A known one, however it is written, is no news.
  await fact("Entreprise").getByRole("button").click();
  await page.getByLabel("Entreprise", { exact: true }).fill("boulang");
  await page.keyboard.press("Enter");
  await fact("Entreprise").getByRole("link", { name: "Boulang", exact: true }).waitFor();
  assert.equal(await page.getByText(/est une nouvelle entreprise/).count(), 0);
  await page.getByRole("button", { name: "Annuler" }).last().click();
  await fact("Entreprise").getByRole("link", { name: "Boulangerie Colas" }).waitFor();
});

test("an action is planned, finished, and taken back", async () => {
  const actions = page.getByRole("region", { name: "Prochaines actions" });
  await actions.getByRole("button", { name: "Nouvelle action" }).click();
  const dialog = page.getByRole("dialog", { name: "Nouvelle action" });
  await dialog.getByLabel("Action").fill("Envoyer le devis");
  await dialog.getByRole("button", { name: "Enregistrer" }).click();
  await actions.getByText("Envoyer le devis").waitFor();
  await actions.getByRole("checkbox", { name: /Envoyer le devis/ }).click();
  await page.getByText(/Terminée\s: /).waitFor();
  await page.getByRole("button", { name: "Annuler" }).last().click();
  await actions.getByRole("checkbox", { name: /Envoyer le devis/, checked: false }).waitFor();
});

test("an opportunity is opened, an action planned for it, moved and won", async () => {
  const deals = page.getByRole("region", { name: "Opportunités" });
  await deals.getByRole("button", { name: "Nouvelle opportunité" }).click();
  const dialog = page.getByRole("dialog", { name: "Nouvelle opportunité" });
  await dialog.getByLabel("Titre").fill("Hygiène alimentaire");
  await dialog.getByLabel("Montant").fill("1 250,50");
  await dialog.getByRole("button", { name: "Enregistrer" }).click();
  await deals.getByText("Hygiène alimentaire").waitFor();
  const actions = page.getByRole("region", { name: "Prochaines actions" });
  await actions.getByRole("button", { name: "Nouvelle action" }).click();
  const action = page.getByRole("dialog", { name: "Nouvelle action" });
  // The only open one is meant, until one says otherwise.
  assert.equal(await action.getByLabel("Opportunité").locator("option:checked").textContent(), "Hygiène alimentaire");
  await action.getByLabel("Action").fill("Rappeler demain 14h");
  await action.getByRole("button", { name: "Enregistrer" }).click();
  await actions.getByRole("listitem").filter({ hasText: "Rappeler" }).getByRole("link", { name: "Hygiène alimentaire" }).waitFor();
  await deals.getByText("Hygiène alimentaire").click();
  await page.getByRole("heading", { level: 1, name: "Hygiène alimentaire" }).waitFor();
  await page.getByRole("button", { name: "Déplacer vers…" }).click();
  await page.getByRole("menuitemradio", { name: "Intéressé" }).click();
  await page.getByText("Déplacée vers Intéressé").waitFor();
  await page.getByRole("button", { name: "Gagnée" }).click();
  await page.getByRole("button", { name: "Rouvrir" }).waitFor();
  await page.getByText(/Opportunité gagnée\. Reste à faire\s: Rappeler/).waitFor();
});

test("a telephone shows what is to do before the details, and those that matter before the others", async () => {
  await go(page, "/contacts?q=fabre");
  await page.getByRole("link", { name: /Inès Fabre/ }).click();
  await page.setViewportSize({ width: 390, height: 844 });
  const top = async (name) => (await page.getByRole("region", { name, exact: true }).boundingBox()).y;
  const [next, notes, details] = [await top("Prochaines actions"), await top("Notes"), await top("Détails")];
  assert.ok(next < notes && notes < details, `${next} ${notes} ${details}`);
  const [title, acts] = await Promise.all([page.locator(".record-title").boundingBox(), page.getByRole("button", { name: "Plus d’actions" }).boundingBox()]);
  assert.ok(acts.y < title.y + title.height, "its menu stands beside the name");
  assert.equal(await fact("Prénom").isVisible(), false);
  assert.equal(await fact("Entreprise").isVisible(), true);
  await page.getByRole("button", { name: "Toutes les informations" }).click();
  await fact("Prénom").getByRole("button").waitFor();
  await axeInBothThemes(page);
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing sticks out");
  await page.setViewportSize({ width: 1366, height: 768 });
});

test("the list is searched in the address and reads without the browser's half", async () => {
  await go(page, "/contacts");
  await page.getByRole("searchbox", { name: "Rechercher" }).fill("fabre");
  await page.waitForURL(/q=fabre/);
  await page.getByRole("link", { name: /Inès Fabre/ }).waitFor();
  const plain = await page.context().browser().newContext({ javaScriptEnabled: false, baseURL: server.url, locale: "fr-FR" });
  await plain.addCookies(await page.context().cookies());
  const bare = await plain.newPage();
  await bare.goto("/contacts?q=fab");
  await bare.getByRole("link", { name: /Inès Fabre/ }).waitFor();
  // What it cannot do is said above the page, not over it.
  await bare.setViewportSize({ width: 390, height: 844 });
  const [line, body] = await Promise.all([bare.getByText(/^Sans JavaScript, ces pages/).boundingBox(), bare.getByRole("main").boundingBox()]);
  assert.ok(line.y >= 0 && line.y + line.height <= body.y, `${JSON.stringify(line)} ${JSON.stringify(body)}`);
  await bare.goto("/contacts?q=personne");
  await bare.getByText("Aucun résultat").waitFor();
  await plain.close();
});

test("a company's number is checked and shown in groups", async () => {
  await go(page, "/entreprises");
  await page.getByRole("link", { name: /Boulangerie Colas/ }).click();
  await page.getByRole("heading", { level: 1, name: "Boulangerie Colas" }).waitFor();
  await edit("SIRET", "123");
  await page.getByRole("alert").filter({ hasText: /./ }).first().waitFor();
  await page.keyboard.press("Escape");
  await edit("SIRET", "51086927400067");
  await page.getByRole("alert").filter({ hasText: "Le chiffre de contrôle ne correspond pas" }).waitFor();
  await page.keyboard.press("Escape");
  await edit("SIRET", "51086927400066");
  await fact("SIRET").getByText(/510\s869\s274\s00066/).waitFor();
});

test("every page is clean to axe, in both themes", async () => {
  await page.getByRole("link", { name: "Inès Fabre" }).first().click();
  await page.getByRole("heading", { level: 1, name: "Inès Fabre" }).waitFor();
  await axeInBothThemes(page);
  for (const path of ["/contacts", "/entreprises", "/actions", "/opportunites?etat=toutes"]) {
    await go(page, path);
    await axeInBothThemes(page);
  }
  await page.getByRole("link", { name: /Hygiène alimentaire/ }).click();
  await page.getByRole("heading", { level: 1, name: "Hygiène alimentaire" }).waitFor();
  await axeInBothThemes(page);
  assert.deepEqual(page.problems, []);
});
