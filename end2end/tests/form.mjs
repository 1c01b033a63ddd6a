// Contacts and companies as they are written down: every mistake at once, doubles, drafts, addresses and refusals.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { ADMINISTRATOR, axe, axeInBothThemes, finish, fresh, go, ready, reload } from "../lib.mjs";

let server;
let page;

before(async () => {
  ({ server, page } = await fresh());
});

after(() => finish(server));

const fact = (name) => page.locator(".fact").filter({ has: page.locator("dt", { hasText: new RegExp(`^${name}$`) }) });
const dialog = () => page.getByRole("dialog", { name: "Nouveau contact" });
const field = (name) => dialog().getByLabel(name, { exact: true });
const save = () => dialog().getByRole("button", { name: "Enregistrer" }).click();
const toasts = () => page.getByRole("region", { name: "Messages" });

async function openDialog() {
  await go(page, "/contacts");
  await page.getByRole("button", { name: "Nouveau contact" }).click();
  await field("Prénom").waitFor();
}

/** What a field says is wrong with it. */
const error = (name) => field(name).evaluate((input) => document.getElementById(`${input.id}-error`)?.textContent ?? "");

test("everything that is wrong is marked at once, the focus on the first", async () => {
  await openDialog();
  await save();
  await dialog().getByText("Indiquez un nom, un prénom ou une adresse e-mail.").waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.name), "family_name");
  await field("Prénom").fill("é".repeat(81));
  await field("Nom").fill("x".repeat(120));
  await field("Adresse e-mail").fill("ines@");
  await field("Téléphone").fill("12");
  await dialog().getByText("Plus de champs").click();
  await field("Code postal").fill("6900");
  await field("Fonction").fill("x".repeat(121));
  await save();
  await dialog().getByText("80 caractères au plus").first().waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.name), "given_name");
  for (const [name, text] of [["Prénom", "80 caractères au plus"], ["Nom", "80 caractères au plus"], ["Adresse e-mail", "Écrivez une adresse"], ["Téléphone", "n’est pas reconnu"], ["Code postal", "5 chiffres"], ["Fonction", "120 caractères au plus"]]) {
    assert.ok((await error(name)).includes(text), `${name}: ${await error(name)}`);
    assert.equal(await field(name).getAttribute("aria-invalid"), "true", name);
  }
  await axeInBothThemes(page);
  assert.equal(await field("Nom").inputValue(), "x".repeat(120), "nothing that was typed is lost");
});

test("what is typed survives a reload, the way back and closing by accident", async () => {
  await field("Prénom").fill("Zoé 👩‍🏫");
  await field("Nom").fill("نادية");
  assert.equal(new URL(page.url()).hash, "#nouveau");
  await reload(page);
  await field("Prénom").waitFor();
  assert.deepEqual([await field("Prénom").inputValue(), await field("Nom").inputValue()], ["Zoé 👩‍🏫", "نادية"]);
  await page.goBack();
  await dialog().waitFor({ state: "hidden" });
  await page.getByRole("button", { name: "Nouveau contact" }).click();
  assert.equal(await field("Nom").inputValue(), "نادية");
  await page.keyboard.press("Escape");
  await dialog().waitFor({ state: "hidden" });
  await page.getByRole("button", { name: "Nouveau contact" }).click();
  assert.equal(await field("Nom").inputValue(), "نادية");
  // Dropped on purpose, and taken back.
  await dialog().getByRole("button", { name: "Annuler" }).click();
  await toasts().getByText("Brouillon effacé").waitFor();
  await toasts().getByRole("button", { name: "Annuler" }).click();
  assert.equal(await field("Nom").inputValue(), "نادية");
  await dialog().getByRole("button", { name: "Annuler" }).click();
  await dialog().waitFor({ state: "hidden" });
  await page.getByRole("button", { name: "Nouveau contact" }).click();
  assert.equal(await field("Nom").inputValue(), "");
});

test("a session that ends in the middle costs a sign-in and nothing else", async () => {
  await openDialog();
  await field("Prénom").fill("Inès");
  await field("Nom").fill("Fabre");
  await field("Adresse e-mail").fill("ines.fabre@exemple.fr\tines@perso.fr");
  await field("Téléphone").fill("06 12 34 56 78");
  await dialog().getByText("Plus de champs").click();
  await field("Entreprise").fill("Boulangerie Colas");
  await field("Civilité").selectOption("Madame");
  await field("Rue").fill("1 rue Neuve");
  await field("Code postal").fill("69 002");
  await field("Ville").fill("Lyon");
  await field("Pas de SMS").check();
  await field("Raison du refus").fill("demande par téléphone");
  const cookies = await page.context().cookies();
  await page.context().clearCookies();
  await save();
  await dialog().getByRole("link", { name: "Se reconnecter" }).click();
  await page.waitForURL(/connexion/);
  await page.getByLabel("Adresse e-mail").fill(ADMINISTRATOR.email);
  await page.getByLabel("Mot de passe").fill(ADMINISTRATOR.password);
  await page.getByRole("button", { name: "Se connecter" }).click();
  await ready(page);
  assert.ok(cookies.length > 0);
  await field("Nom").waitFor();
  assert.equal(await field("Nom").inputValue(), "Fabre");
  assert.equal(await field("Pas de SMS").isChecked(), true);
  await dialog().getByRole("button", { name: "Enregistrer" }).dblclick();
  await page.waitForURL(/\/contacts\/\w+$/);
  await page.getByRole("heading", { level: 1, name: "Inès Fabre" }).waitFor();
  await fact("Adresse postale").getByText("69002 Lyon").waitFor();
  await page.getByText("pas de SMS").first().waitFor();
  await page.getByText("demande par téléphone").first().waitFor();
  await go(page, "/contacts");
  await page.getByRole("link", { name: /Inès Fabre/ }).waitFor();
  assert.equal(await page.getByRole("link", { name: /Inès Fabre/ }).count(), 1, "sent twice, written once");
  assert.equal(await dialog().isVisible(), false);
});

test("a likely double is shown while typing, with a link, and stops nobody", async () => {
  await openDialog();
  const doubles = () => dialog().getByText("Peut-être déjà connu");
  await field("Adresse e-mail").fill("ines.fabre@exemple.fr");
  await doubles().waitFor();
  assert.match(await dialog().getByRole("link", { name: "Inès Fabre" }).getAttribute("href"), /^\/contacts\/\w+$/);
  await dialog().getByText("même adresse e-mail").waitFor();
  await field("Adresse e-mail").fill("");
  await doubles().waitFor({ state: "hidden" });
  await field("Téléphone").fill("+33 6 12 34 56 78");
  await dialog().getByText("même téléphone").waitFor();
  await field("Téléphone").fill("");
  await doubles().waitFor({ state: "hidden" });
  await dialog().getByText("Plus de champs").click();
  await field("Prénom").fill("Ines");
  await field("Nom").fill("Fabbre");
  await field("Entreprise").fill("boulangerie COLAS");
  await dialog().getByText("même nom ou presque").waitFor();
  await axeInBothThemes(page);
  await save();
  await page.getByRole("heading", { level: 1, name: "Ines Fabbre" }).waitFor();
});

test("addresses and numbers are added, named, raised, changed and removed in place", async () => {
  await go(page, "/contacts");
  await page.getByRole("link", { name: /Inès Fabre/ }).click();
  await page.getByRole("heading", { level: 1, name: "Inès Fabre" }).waitFor();
  const emails = fact("Adresse e-mail");
  const acts = async (value, act) => {
    await page.getByRole("button", { name: `Modifier ${value}` }).click();
    await page.getByRole(/pro|perso/.test(act) ? "menuitemradio" : "menuitem", { name: act }).click();
  };
  assert.equal(await emails.getByRole("link", { name: "ines.fabre@exemple.fr" }).getAttribute("href"), "mailto:ines.fabre@exemple.fr");
  await acts("ines@perso.fr", "perso");
  await emails.getByText("perso", { exact: true }).waitFor();
  await acts("ines@perso.fr", "Rendre principale");
  await emails.getByText("perso, principale").waitFor();
  assert.equal(await emails.getByRole("link").first().textContent(), "ines@perso.fr");
  await acts("ines@perso.fr", "Retirer");
  await emails.getByText("ines@perso.fr").waitFor({ state: "hidden" });
  await toasts().getByRole("button", { name: "Annuler" }).last().click();
  await emails.getByText("perso, principale").waitFor();
  const phones = fact("Téléphone");
  await phones.getByRole("button", { name: "Ajouter un numéro" }).click();
  await page.getByLabel("Téléphone", { exact: true }).fill("12");
  await page.keyboard.press("Enter");
  await phones.getByRole("alert").waitFor();
  await page.getByLabel("Téléphone", { exact: true }).fill("0140000000");
  await page.keyboard.press("Enter");
  assert.equal(await phones.getByRole("link").nth(1).getAttribute("href"), "tel:+33140000000");
  await acts(/01.40.00.00.00/.source.replaceAll(".", "\u00a0"), "pro");
  await phones.getByText("pro", { exact: true }).waitFor();
  await page.getByRole("region", { name: "Historique" }).getByText("ines@perso.fr (perso)").first().waitFor();
});

test("a refusal closes its channels and is lifted on purpose", async () => {
  await page.getByRole("button", { name: "Plus d’actions" }).click();
  await page.getByRole("menuitem", { name: "Ne pas contacter…" }).click();
  const stop = page.getByRole("dialog", { name: "Ne pas contacter" });
  await stop.getByLabel("Pas d’appel").check();
  await axe(page);
  await stop.getByRole("button", { name: "Ne pas contacter" }).click();
  await stop.waitFor({ state: "hidden" });
  assert.equal(await fact("Téléphone").getByRole("link").count(), 0);
  assert.ok((await fact("Adresse e-mail").getByRole("link").count()) > 0);
  await page.getByText("pas d’appel, pas de SMS").first().waitFor();
  await page.getByRole("button", { name: "Lever" }).click();
  await toasts().getByText("levé").waitFor();
  assert.equal(await fact("Téléphone").getByRole("link").count(), 2);
});

test("what was typed of an exchange is there again after a reload", async () => {
  await page.getByRole("button", { name: "Consigner un échange" }).click();
  const exchange = page.getByRole("dialog", { name: "Consigner un échange" });
  await exchange.getByLabel("En bref").fill("Rappeler mardi");
  await reload(page);
  await page.getByRole("button", { name: "Consigner un échange" }).click();
  assert.equal(await exchange.getByLabel("En bref").inputValue(), "Rappeler mardi");
  await exchange.getByRole("button", { name: "Annuler" }).click();
});

test("the way through the list goes from record to record", async () => {
  await go(page, "/contacts?q=fab");
  await page.locator("a.table-name").first().click();
  await page.waitForURL(/liste=q%3Dfab/);
  const first = await page.getByRole("heading", { level: 1 }).textContent();
  await page.getByRole("link", { name: /^Fiche suivante/ }).click();
  await page.getByRole("link", { name: /^Fiche précédente/ }).waitFor();
  assert.notEqual(await page.getByRole("heading", { level: 1 }).textContent(), first);
  await page.getByRole("link", { name: "Contacts", exact: true }).first().waitFor();
  assert.equal(await page.locator("a.crumb").getAttribute("href"), "/contacts?q=fab");
  await page.getByRole("link", { name: /^Fiche précédente/ }).click();
  await page.getByRole("heading", { level: 1, name: first, exact: true }).waitFor();
});

test("each status is told with its day, and the page is clean in both themes and on a phone", async () => {
  await go(page, "/contacts");
  await page.getByRole("link", { name: /Inès Fabre/ }).click();
  await fact("Statut").getByText(/Prospect depuis le/).waitFor();
  await fact("Statut").getByRole("button").click();
  await page.getByLabel("Statut", { exact: true }).selectOption("Client");
  await fact("Statut").getByText(/Client depuis le/).waitFor();
  await fact("Statut").getByText("Statuts précédents").click();
  await fact("Statut").getByText(/Prospect du .* au /).waitFor();
  await axeInBothThemes(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await axe(page);
  await page.setViewportSize({ width: 1366, height: 768 });
});

test("a company says who works there and who left", async () => {
  await fact("Entreprise").getByRole("button").click();
  await page.getByLabel("Entreprise", { exact: true }).fill("Horizon");
  await page.keyboard.press("Enter");
  await fact("Entreprise").getByRole("link", { name: "Horizon", exact: true }).waitFor();
  await go(page, "/entreprises");
  await page.getByRole("link", { name: /Boulangerie Colas/ }).click();
  await page.getByRole("heading", { level: 1, name: "Boulangerie Colas" }).waitFor();
  const people = page.getByRole("region", { name: "Contacts" });
  await people.getByText(/depuis le/).first().waitFor();
  await people.getByText("Anciens (1)").click();
  await people.getByText(/a quitté l’entreprise le/).waitFor();
  await page.getByRole("region", { name: "Historique" }).getByText(/a noté le départ de/).waitFor();
  const set = async (name, text) => {
    await fact(name).getByRole("button").click();
    await page.getByLabel(name, { exact: true }).fill(text);
    await page.keyboard.press("Enter");
  };
  await set("SIRET", "35600000009075");
  await fact("SIREN").getByText(/356\s000\s000/).waitFor();
  await set("Code NAF", "8559a");
  await fact("Code NAF").getByText("85.59A").waitFor();
  await set("Effectif", "25");
  await fact("Effectif").getByText("25").waitFor();
  await set("Site web", "www.colas.fr");
  assert.equal(await fact("Site web").getByRole("link").getAttribute("href"), "https://www.colas.fr");
  await fact("Adresse postale").getByRole("button").click();
  await page.getByLabel("Code postal").fill("6");
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await page.getByText("Un code postal français a 5 chiffres.").waitFor();
  await page.getByLabel("Code postal").fill("27000");
  await page.getByLabel("Ville").fill("Évreux");
  await page.keyboard.press("Enter");
  await fact("Adresse postale").getByText("27000 Évreux").waitFor();
  await axeInBothThemes(page);
});

test("a new company says at once what is wrong with it", async () => {
  await go(page, "/entreprises");
  await page.getByRole("button", { name: "Nouvelle entreprise" }).click();
  const form = page.getByRole("dialog", { name: "Nouvelle entreprise" });
  await form.getByLabel("SIRET").fill("123");
  await form.getByText("Plus de champs").click();
  await form.getByLabel("Site web").fill("javascript:alert(1)");
  await form.getByRole("button", { name: "Enregistrer" }).click();
  for (const text of ["À renseigner.", "n’est pas un SIRET", "Écrivez une adresse comme exemple.fr"]) await form.getByText(text).waitFor();
  await axeInBothThemes(page);
  assert.deepEqual(page.problems, []);
});
