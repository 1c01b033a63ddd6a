// The office: handing over what a colleague has in hand, the organisation with its logo, everything as one file.
import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { addUser, ADMINISTRATOR, axe, axeInBothThemes, call, finish, fresh, go, holds, open, ready, reload, signIn } from "../lib.mjs";

let server;
let page;
let nadia;

const PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";

before(async () => {
  ({ server, page } = await fresh());
  await addUser(server, "advisor", "nadia@exemple.fr", undefined, "Nadia Blanc");
  await addUser(server, "advisor", "hugo@exemple.fr", undefined, "Hugo Noir");
  await addUser(server, "trainer", "tom@exemple.fr", undefined, "Tom Vert");
  await go(page, "/reglages/equipe");
  const team = await (await call(page, "setting/team", {})).json();
  nadia = team.find((user) => user.name === "Nadia Blanc");
  for (let at = 0; at < 3; at += 1) {
    const made = await call(page, "contact/create", { details: { given_name: `P${at}`, family_name: "Roy", owner: nadia.id } });
    assert.equal(made.status(), 200);
  }
  const made = await call(page, "task/create", { details: { title: "Rappeler", assignee: nadia.id } });
  assert.equal(made.status(), 200, await made.text());
});

after(() => finish(server));

const act = async (person, name) => {
  await page.getByRole("button", { name: `Actions pour ${person}` }).click();
  await page.getByRole("menuitem", { name }).click();
};
const row = (name) => page.getByRole("row", { name: new RegExp(name) });
const toast = (text) => page.locator(".toast", { hasText: text });
const load = async () => (await call(page, "setting/load", { id: nadia.id })).json();

test("who disables a colleague says to whom the records go, and may take it back", async () => {
  const hers = await open(server);
  await signIn(hers, { email: "nadia@exemple.fr", password: ADMINISTRATOR.password });
  await go(page, "/reglages/equipe");
  await act("Nadia Blanc", "Désactiver le compte");
  const dialog = page.getByRole("dialog", { name: "Désactiver le compte de Nadia Blanc" });
  await dialog.getByText("Nadia Blanc a en charge 3 contacts et 1 action à faire.").waitFor();
  await axeInBothThemes(page);
  const heirs = dialog.getByRole("combobox", { name: "Confier à" });
  const offered = await heirs.getByRole("option").allTextContents();
  assert.ok(offered.includes("Hugo Noir") && offered.includes(ADMINISTRATOR.name), offered.join());
  assert.ok(!offered.includes("Tom Vert") && !offered.includes("Nadia Blanc"), offered.join());
  await dialog.getByRole("button", { name: "Désactiver" }).click();
  await dialog.getByText("À renseigner.").waitFor();
  await heirs.selectOption({ label: "Personne : sans responsable" });
  await dialog.getByText("Les actions à faire restent au nom de Nadia Blanc").waitFor();
  await heirs.selectOption({ label: "Hugo Noir" });
  await dialog.getByRole("button", { name: "Désactiver" }).click();
  await toast("Nadia Blanc ne peut plus se connecter · 4 éléments : désormais à Hugo Noir").waitFor();
  await row("Nadia Blanc").getByText("Désactivé", { exact: true }).waitFor();
  assert.deepEqual(await load(), { companies: 0, contacts: 0, deals: 0, tasks: 0 });
  await hers.goto("/contacts");
  assert.match(hers.url(), /\/connexion/, "she is out at once");
  await hers.context().close();
  await toast("désormais à Hugo Noir").getByRole("button", { name: "Annuler" }).click();
  await row("Nadia Blanc").getByText("Actif", { exact: true }).waitFor();
  await toast("Annulé").waitFor();
  assert.deepEqual(await load(), { companies: 0, contacts: 3, deals: 0, tasks: 1 });
});

test("records that stayed are handed over later, without their tasks where nobody gets them", async () => {
  await go(page, "/reglages/equipe");
  await act("Nadia Blanc", "Désactiver le compte");
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("combobox", { name: "Confier à" }).selectOption({ label: "Ne rien confier pour l’instant" });
  await dialog.getByRole("button", { name: "Désactiver" }).click();
  await toast("Nadia Blanc ne peut plus se connecter").waitFor();
  assert.equal((await load()).contacts, 3);
  await act("Nadia Blanc", "Confier ses fiches");
  await dialog.getByRole("combobox", { name: "Confier à" }).selectOption({ label: "Personne : sans responsable" });
  await dialog.getByRole("button", { name: "Confier" }).click();
  await toast("3 éléments : désormais sans responsable").waitFor();
  assert.deepEqual(await load(), { companies: 0, contacts: 0, deals: 0, tasks: 1 });
  await server.run(["user", "disable", "--email", "nadia@exemple.fr", "--hand-over-to", "hugo@exemple.fr"]);
  await act("Nadia Blanc", "Confier ses fiches");
  await toast("Nadia Blanc n’a plus rien en charge").waitFor();
  assert.deepEqual(page.problems, []);
});

test("the organisation has an address, checked numbers and a time zone, which the log names", async () => {
  await go(page, "/reglages/organisme");
  await axeInBothThemes(page);
  await page.getByLabel("Numéro SIRET").or(page.getByLabel("SIRET")).first().fill("123 456 789 00012");
  await page.getByLabel("Numéro de déclaration d’activité").fill("12");
  await page.getByLabel("Code postal").fill("7500");
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await page.getByText("Le chiffre de contrôle ne correspond pas").waitFor();
  await page.getByText("Un numéro de déclaration d’activité compte 11 chiffres.").waitFor();
  await axe(page);
  const fill = async () => {
    await page.getByLabel("SIRET").first().fill("732 829 320 00074");
    await page.getByLabel("Numéro de déclaration d’activité").fill("11751234575");
    await page.getByLabel("Code postal").fill("75002");
    await page.getByLabel("Ville").fill("Paris");
    await page.getByRole("button", { name: "Enregistrer" }).click();
    await toast("3 champs modifiés").waitFor();
  };
  await fill();
  await Promise.all([page.waitForEvent("load"), toast("3 champs").getByRole("button", { name: "Annuler" }).click()]);
  await ready(page);
  assert.equal(await page.getByLabel("Ville").inputValue(), "");
  await fill();
  await page.getByRole("combobox", { name: "Fuseau horaire" }).selectOption("Indian/Reunion");
  await Promise.all([page.waitForEvent("load"), page.getByRole("button", { name: "Enregistrer" }).click()]);
  await reload(page);
  assert.equal(await page.getByRole("combobox", { name: "Fuseau horaire" }).inputValue(), "Indian/Reunion");
  assert.equal(await page.getByLabel("Numéro de déclaration d’activité").inputValue(), "11\u00a075\u00a012345\u00a075");
  await go(page, "/journal");
  await page.getByText("a modifié l’organisme").first().waitFor();
  await page.getByText(/Fuseau horaire/).first().waitFor();
});

test("a logo comes by a plain form, is refused where it is none, and goes again", async () => {
  const plain = await open(server, { javaScriptEnabled: false });
  await signIn(plain, ADMINISTRATOR, "/reglages/organisme");
  const [drawing, picture] = ["logo.svg", "logo.png"].map((name) => join(server.data, name));
  await writeFile(drawing, "<svg xmlns='http://www.w3.org/2000/svg'/>");
  await writeFile(picture, Buffer.from(PIXEL, "base64"));
  await plain.getByLabel("Choisir une image").setInputFiles(drawing);
  await plain.getByRole("button", { name: "Envoyer" }).click();
  await plain.getByText("Ce fichier n’est pas une image PNG, JPEG ou WebP.").waitFor();
  await plain.getByLabel("Choisir une image").setInputFiles(picture);
  await plain.getByRole("button", { name: "Envoyer" }).click();
  await plain.getByRole("img", { name: "Logo de l’organisme" }).waitFor();
  assert.equal(await plain.getByRole("img", { name: "Logo de l’organisme" }).evaluate((image) => image.decode().then(() => image.naturalWidth)), 1);
  await go(page, "/reglages/organisme");
  await axe(page);
  const mark = page.getByRole("navigation").locator(".rail-brand img");
  assert.equal(await mark.evaluate((image) => image.decode().then(() => image.naturalWidth)), 1, "the navigation shows it");
  await plain.getByRole("button", { name: "Retirer le logo" }).click();
  await plain.getByLabel("Choisir une image").waitFor();
  assert.equal(await plain.getByRole("img", { name: "Logo de l’organisme" }).count(), 0);
  await plain.context().close();
  // With scripts what is chosen is sent; what was typed above it stays.
  await go(page, "/reglages/organisme");
  await page.getByLabel("Ville").fill("Quimper");
  await page.getByLabel("Choisir une image").setInputFiles(drawing);
  await page.getByText("Ce fichier n’est pas une image PNG, JPEG ou WebP.").waitFor();
  await ready(page);
  await holds(page.getByLabel("Ville"), "Quimper");
  await page.getByLabel("Choisir une image").setInputFiles(picture);
  await page.getByRole("img", { name: "Logo de l’organisme" }).waitFor();
  await ready(page);
  await page.getByRole("button", { name: "Retirer le logo" }).click();
  await page.getByLabel("Choisir une image").waitFor();
  await ready(page);
});

test("everything is one file, for administrators, also without scripts", async () => {
  await go(page, "/reglages/export");
  await axeInBothThemes(page);
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Tout exporter" }).click()]);
  assert.match(download.suggestedFilename(), /^crm-formation-\d{4}-\d\d-\d\d\.zip$/);
  const bytes = await readFile(await download.path());
  assert.equal(bytes.subarray(0, 2).toString(), "PK");
  assert.ok(bytes.includes("contacts.csv") && bytes.includes("evenements.csv"));
  await go(page, "/journal");
  await page.getByText("a exporté toutes les données").first().waitFor();
  const advisor = await open(server);
  await signIn(advisor, { email: "hugo@exemple.fr", password: ADMINISTRATOR.password });
  assert.equal((await advisor.goto("/reglages/export")).status(), 403);
  const headers = { origin: server.url };
  assert.equal((await advisor.request.post("/export/tout.zip", { headers })).status(), 403);
  await advisor.context().close();
});

test("the pages of the office fit a phone", async () => {
  await page.setViewportSize({ width: 390, height: 844 });
  for (const path of ["equipe", "organisme", "export", "etiquettes", "motifs"]) {
    await go(page, `/reglages/${path}`);
    await axe(page);
    const [wide, room] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    assert.ok(wide <= room, `/reglages/${path} is ${wide} wide`);
  }
  await page.setViewportSize({ width: 1366, height: 768 });
});

test("an administrator makes a backup, sees it, and takes it away", async () => {
  await go(page, "/reglages/sauvegardes");
  await page.getByText("Aucune sauvegarde dans le dossier").first().waitFor();
  await axeInBothThemes(page);
  await page.getByRole("button", { name: "Sauvegarder maintenant" }).click();
  await page.getByText(/Dernière sauvegarde\s: aujourd’hui/).waitFor();
  const where = page.getByRole("region", { name: "Où cela se règle" });
  await where.getByText("backup_hour = 2", { exact: true }).waitFor();
  await where.getByText("ou --backup-keep, ou CRM_BACKUP_KEEP").waitFor();
  await page.getByRole("button", { name: "Sauvegarder maintenant" }).waitFor();
  await axeInBothThemes(page);
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: /^Télécharger la sauvegarde/ }).click();
  const file = await (await download).path();
  const bytes = await readFile(file);
  assert.match(bytes.subarray(0, 30).toString(), /^CRM Formation backup 1 /);
  const said = await server.run(["verify", file]);
  assert.match(String(said), /^whole: Horizon Formation, made /);
  assert.deepEqual(page.problems, []);
});

test("an administrator reads how the server does, and what went wrong", async () => {
  const visitor = await open(server);
  await go(visitor, "/connexion");
  await visitor.getByLabel("Adresse e-mail").fill("nobody@exemple.fr");
  await visitor.getByLabel("Mot de passe").fill("wrong");
  await visitor.getByRole("button", { name: "Se connecter" }).click();
  await visitor.getByRole("alert").first().waitFor();
  await go(page, "/reglages");
  await page.getByRole("link", { name: "Serveur", exact: true }).click();
  await page.getByText(/libres sur le disque/).waitFor();
  const troubles = page.getByRole("region", { name: /^Erreurs et avertissements/ });
  await troubles.getByText(/^Connexion refusée account="nobody/).first().waitFor();
  await axeInBothThemes(page);
  assert.deepEqual(page.problems, []);
});
