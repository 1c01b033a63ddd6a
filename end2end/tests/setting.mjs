// Settings: profile, sessions, colleagues, pipelines, the organisation.
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { addUser, ADMINISTRATOR, axe, axeInBothThemes, finish, go, open, ready, reload, setUp, signIn, start } from "../lib.mjs";

let server;
let page;

before(async () => {
  server = await start();
  page = await open(server, { permissions: ["clipboard-read", "clipboard-write"] });
  await setUp(page, server);
});

after(() => finish(server));

const act = async (person, name) => {
  await page.getByRole("button", { name: `Actions pour ${person}` }).click();
  await page.getByRole(name instanceof RegExp ? "menuitemradio" : "menuitem", { name }).click();
};
const row = (name) => page.getByRole("row", { name: new RegExp(name) });
const notice = (text) => page.getByRole("region", { name: "Messages" }).getByText(text);

test("every part of the settings is sound for axe, in both themes and on a phone", async () => {
  for (const path of ["", "/equipe", "/pipelines", "/etiquettes", "/sources", "/motifs", "/organisme", "/export", "/sauvegardes", "/serveur", "/atelier"]) {
    await go(page, `/reglages${path}`);
    await axeInBothThemes(page);
    await page.setViewportSize({ width: 390, height: 844 });
    await axe(page);
    const [wide, room] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    assert.ok(wide <= room, `/reglages${path} is ${wide} wide on a phone`);
    await page.setViewportSize({ width: 1366, height: 768 });
  }
  assert.deepEqual(page.problems, []);
});

test("an invited colleague signs in by the link, once", async () => {
  await go(page, "/reglages/equipe");
  await page.getByRole("button", { name: "Inviter" }).click();
  const dialog = page.getByRole("dialog", { name: "Inviter un collègue" });
  await dialog.getByRole("button", { name: "Créer l’invitation" }).click();
  await dialog.getByText("À renseigner.").waitFor();
  await dialog.getByLabel("Nom").fill("Zoé Durand");
  await dialog.getByLabel("Adresse e-mail").fill(ADMINISTRATOR.email);
  await dialog.getByRole("button", { name: "Créer l’invitation" }).click();
  await dialog.getByText("Un collègue se connecte déjà avec cette adresse.").waitFor();
  assert.equal(await dialog.getByLabel("Nom").inputValue(), "Zoé Durand", "what was typed is kept");
  await dialog.getByLabel("Adresse e-mail").fill("zoe@exemple.fr");
  await dialog.getByRole("radio", { name: /Lecture seule/ }).check();
  await dialog.getByRole("button", { name: "Créer l’invitation" }).click();
  const field = page.getByLabel("Lien à transmettre");
  await field.waitFor();
  await axe(page);
  const link = await field.inputValue();
  assert.ok(link.startsWith(`${server.url}/lien/`));
  await page.getByRole("button", { name: "Copier" }).click();
  await page.getByText("Lien copié").first().waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), link);
  await page.getByRole("button", { name: "Terminé" }).click();
  await row("Zoé Durand").getByText("Invité", { exact: true }).waitFor();

  const zoe = await open(server);
  await zoe.goto(link);
  await zoe.getByText("Pour le compte de Zoé Durand").waitFor();
  await zoe.getByLabel("Mot de passe").fill("quatre mots bien choisis");
  await zoe.getByRole("button", { name: "Enregistrer et se connecter" }).click();
  await zoe.waitForURL("**/pipeline");
  assert.equal((await (await open(server)).goto(link)).status(), 404, "a link works once");
  await reload(page);
  await row("Zoé Durand").getByText("Actif", { exact: true }).waitFor();
});

test("a role is changed and taken back", async () => {
  await go(page, "/reglages/equipe");
  await act("Zoé Durand", /Conseiller/);
  await row("Zoé Durand").getByRole("cell", { name: "Conseiller", exact: true }).waitFor();
  await page.getByRole("button", { name: "Annuler" }).click();
  await row("Zoé Durand").getByRole("cell", { name: "Lecture seule", exact: true }).waitFor();
});

test("the last administrator stays one", async () => {
  await go(page, "/reglages/equipe");
  await act(ADMINISTRATOR.name, /Formateur/);
  await page.getByText("C’est le dernier administrateur").waitFor();
  await row(ADMINISTRATOR.name).getByRole("cell", { name: "Administrateur", exact: true }).waitFor();
});

test("a disabled colleague is out at once, and may come back", async () => {
  const colleague = await addUser(server, "advisor", "louis@exemple.fr");
  const louis = await open(server);
  await signIn(louis, colleague);
  await go(page, "/reglages/equipe");
  await act("Louis Bernard", "Désactiver le compte");
  await row("Louis Bernard").getByText("Désactivé", { exact: true }).waitFor();
  await louis.goto("/contacts");
  assert.match(louis.url(), /\/connexion/);
  await page.getByRole("button", { name: "Annuler" }).click();
  await row("Louis Bernard").getByText("Actif", { exact: true }).waitFor();
  await signIn(louis, colleague);
});

test("a reset link gives a new password and ends the sessions", async () => {
  const colleague = await addUser(server, "advisor", "nora@exemple.fr", undefined, "Nora Blanc");
  const nora = await open(server);
  await signIn(nora, colleague);
  await go(page, "/reglages/equipe");
  await act("Nora Blanc", "Lien de réinitialisation");
  const link = await page.getByLabel("Lien à transmettre").inputValue();
  const other = await open(server);
  await other.goto(link);
  await other.getByLabel("Mot de passe").fill("une autre phrase longue");
  await other.getByRole("button", { name: "Enregistrer et se connecter" }).click();
  await other.waitForURL("**/pipeline");
  await nora.goto("/contacts");
  assert.match(nora.url(), /\/connexion/);
});

test("a password change asks for the present one and ends the other sessions", async () => {
  const colleague = await addUser(server, "advisor", "ines@exemple.fr", undefined, "Inès Roux");
  const [here, there] = [await open(server), await open(server)];
  await signIn(there, colleague);
  await signIn(here, colleague, "/reglages");
  await ready(here);
  const form = here.getByRole("region", { name: "Mot de passe" });
  await form.getByLabel("Mot de passe actuel").fill("pas le bon du tout");
  await form.getByLabel("Nouveau mot de passe").fill("trop court");
  await form.getByRole("button", { name: "Changer le mot de passe" }).click();
  await form.getByText("Trop court").waitFor();
  await form.getByLabel("Nouveau mot de passe").fill("une phrase toute neuve");
  await form.getByRole("button", { name: "Changer le mot de passe" }).click();
  await form.getByText("Le mot de passe actuel n’est pas le bon.").waitFor();
  assert.equal(await form.getByLabel("Nouveau mot de passe").inputValue(), "une phrase toute neuve");
  await form.getByLabel("Mot de passe actuel").fill(colleague.password);
  await form.getByRole("button", { name: "Changer le mot de passe" }).click();
  await here.getByText("Mot de passe changé").waitFor();
  await there.goto("/contacts");
  assert.match(there.url(), /\/connexion/);
  await here.goto("/contacts");
  assert.match(here.url(), /\/contacts/);
  await signIn(await open(server), { ...colleague, password: "une phrase toute neuve" });
});

test("one of one's own sessions is ended from another", async () => {
  const colleague = await addUser(server, "reader", "paul@exemple.fr", undefined, "Paul Noir");
  const [here, there] = [await open(server), await open(server)];
  await signIn(there, colleague);
  await signIn(here, colleague, "/reglages");
  await ready(here);
  const sessions = here.getByRole("region", { name: "Mes sessions" }).getByRole("listitem");
  await sessions.nth(1).waitFor();
  assert.equal(await sessions.filter({ hasText: "Cette session" }).count(), 1);
  await here.getByRole("button", { name: /Mettre fin à la session/ }).click();
  await sessions.nth(1).waitFor({ state: "detached" });
  await there.goto("/contacts");
  assert.match(there.url(), /\/connexion/);
});

test("language and theme are kept", async () => {
  await go(page, "/reglages");
  await page.getByRole("button", { name: "Sombre" }).click();
  await page.waitForFunction(() => document.documentElement.dataset.theme === "dark");
  await page.getByRole("button", { name: "English" }).click();
  await page.getByRole("heading", { name: "My sessions" }).waitFor();
  await ready(page);
  assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), "dark");
  assert.equal(await page.evaluate(() => document.documentElement.lang), "en");
  await page.getByRole("button", { name: "System" }).click();
  await page.getByRole("button", { name: "Français" }).click();
  await page.getByRole("heading", { name: "Mes sessions" }).waitFor();
  await ready(page);
});

test("a lost network is said, and what was typed stays", async () => {
  await go(page, "/reglages");
  await page.getByLabel("Votre nom").fill("Claire Martin-Petit");
  await page.route("**/api/setting/rename", (route) => route.abort());
  const save = page.getByRole("region", { name: "Vous" }).getByRole("button", { name: "Enregistrer" });
  await save.click();
  await page.getByText("Le serveur ne répond pas.").waitFor();
  assert.equal(await page.getByLabel("Votre nom").inputValue(), "Claire Martin-Petit");
  await page.unroute("**/api/setting/rename");
  await reload(page);
  await page.waitForFunction(() => document.querySelector("[name=name]").value === "Claire Martin-Petit");
  await save.click();
  await notice("Enregistré").waitFor();
  await reload(page);
  assert.equal(await page.getByLabel("Votre nom").inputValue(), "Claire Martin-Petit");
});

test("a stage is added, moved, hidden, and the board follows", async () => {
  await go(page, "/reglages/pipelines");
  const stages = page.getByRole("list", { name: "Étapes" }).getByRole("listitem");
  assert.equal(await stages.count(), 5);
  await page.getByRole("button", { name: "Ajouter une étape" }).click();
  const dialog = page.getByRole("dialog", { name: "Ajouter une étape" });
  await dialog.getByLabel("Nom de l’étape").fill("Découverte");
  await dialog.getByLabel("Probabilité").fill("120");
  await dialog.getByRole("button", { name: "Enregistrer" }).click();
  await dialog.getByText("Un nombre entier de 0 à 100.").waitFor();
  await dialog.getByLabel("Probabilité").fill("75");
  await dialog.getByRole("button", { name: "Enregistrer" }).click();
  await dialog.getByText("Une étape visible porte déjà ce nom.").waitFor();
  await dialog.getByLabel("Nom de l’étape").fill("Devis envoyé");
  await dialog.getByLabel("Durée visée").fill("");
  await dialog.getByRole("radio", { name: "Violet" }).check();
  await axe(page);
  await dialog.getByRole("button", { name: "Enregistrer" }).click();
  await stages.nth(5).getByText("Devis envoyé").waitFor();

  // Twice up by button, then one down by keyboard; the focus stays on what moves.
  const up = page.getByRole("button", { name: "Monter Devis envoyé" });
  await up.click();
  await stages.nth(4).getByText("Devis envoyé").waitFor();
  await page.waitForFunction(() => document.activeElement?.getAttribute("aria-label") === "Monter Devis envoyé");
  await page.keyboard.press("Enter");
  await stages.nth(3).getByText("Devis envoyé").waitFor();
  await page.waitForFunction(() => document.activeElement?.getAttribute("aria-label") === "Monter Devis envoyé");
  await page.keyboard.press("Alt+ArrowDown");
  await stages.nth(4).getByText("Devis envoyé").waitFor();
  const saved = page.waitForResponse((answer) => {
    const asked = answer.request().postData() ?? "";
    return answer.url().includes("/pipeline/edit") && asked.includes('"hidden":true') && answer.ok();
  });
  await page.getByRole("button", { name: "Masquer À relancer" }).click();
  await saved;
  await stages.filter({ hasText: "À relancer" }).getByText("Masquée").waitFor();
  await notice("À relancer est masquée").waitFor();

  // Once the server has it, a new page shows it.
  await reload(page);
  await stages.nth(4).getByText("Devis envoyé").waitFor();
  await stages.nth(4).getByText("75").waitFor();
  await go(page, "/pipeline");
  await page.getByRole("list", { name: /^Devis envoyé/ }).waitFor();
  assert.equal(await page.getByRole("list", { name: /^À relancer/ }).count(), 0);
});

test("a hidden stage that holds deals stays on the board, marked, until it is empty", async () => {
  const file = join(server.data, "deal.csv");
  await writeFile(file, "Nom;Opportunité;Étape\nRoy;Bilan;Intéressé");
  await server.run(["import", "contacts", file]);
  await go(page, "/reglages/pipelines");
  await page.getByRole("button", { name: "Masquer Intéressé" }).click();
  await notice("Intéressé est masquée").waitFor();
  await go(page, "/pipeline");
  const column = page.locator(".column").filter({ has: page.getByRole("heading", { name: "Intéressé" }) });
  await column.getByText("Masquée").waitFor();
  await axeInBothThemes(page);
  await page.getByRole("listitem", { name: /^Bilan/ }).getByRole("button", { name: "Déplacer vers…" }).click();
  await page.getByRole("menuitem", { name: "Découverte" }).click();
  await notice("« Bilan » est passée à l’étape Découverte").waitFor();
  await go(page, "/pipeline");
  assert.equal(await column.count(), 0);
  await go(page, "/reglages/pipelines");
  const shown = page.waitForResponse((answer) => answer.url().includes("/pipeline/edit") && answer.ok());
  await page.getByRole("button", { name: "Afficher Intéressé" }).click();
  await shown;
});

test("the last visible stage cannot be hidden", async () => {
  await go(page, "/reglages/pipelines");
  for (const name of ["Découverte", "Intéressé", "En attente de financement", "Devis envoyé"]) {
    await page.getByRole("button", { name: `Masquer ${name}` }).click();
    await page.getByRole("button", { name: `Afficher ${name}` }).waitFor();
  }
  await page.getByRole("button", { name: "Masquer Confirmé" }).click();
  await page.getByText("Il faut au moins une étape visible.").waitFor();
  for (const name of ["Découverte", "Intéressé", "En attente de financement", "Devis envoyé"]) {
    await page.getByRole("button", { name: `Afficher ${name}` }).click();
    await page.getByRole("button", { name: `Masquer ${name}` }).waitFor();
  }
});

test("a second pipeline takes over the stages and has its own name", async () => {
  await go(page, "/reglages/pipelines");
  await page.getByRole("button", { name: "Nouveau pipeline" }).click();
  await page.getByLabel("Nom du pipeline").fill("Entreprises");
  await page.getByRole("dialog").getByRole("button", { name: "Enregistrer" }).click();
  const tab = page.getByRole("button", { name: "Entreprises", exact: true });
  await tab.waitFor();
  assert.equal(await tab.getAttribute("aria-pressed"), "true");
  await page.getByRole("button", { name: "Renommer" }).click();
  await page.getByLabel("Nom du pipeline").fill("Comptes");
  await page.getByRole("dialog").getByRole("button", { name: "Enregistrer" }).click();
  await page.getByRole("button", { name: "Comptes", exact: true }).waitFor();
  await reload(page);
  await page.getByRole("button", { name: "Comptes", exact: true }).waitFor();
});

test("the organisation gets another name", async () => {
  await go(page, "/reglages/organisme");
  await page.getByLabel("Nom de l’organisme").fill("Cap Formation");
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await page.getByRole("navigation", { name: "Navigation principale" }).first().getByText("Cap Formation").waitFor();
  assert.equal(await page.getByText("Connexion non chiffrée").count(), 0, "the own machine needs no warning");
});
