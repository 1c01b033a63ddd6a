// What is written without network is kept, shown as waiting, sent once, and never dropped without a word.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { addUser, axeInBothThemes, call, carried, finish, fresh, go, signIn, until } from "../lib.mjs";

let server;
let page;
let contact;

before(async () => {
  ({ server, page } = await fresh({ serviceWorkers: "allow" }));
  const details = { given_name: "Inès", family_name: "Fabre", emails: ["ines@exemple.fr"] };
  contact = await (await call(page, "contact/create", { details })).json();
  await carried(page);
});

after(() => finish(server));

const region = (name) => page.getByRole("region", { name, exact: true });
const waiting = (where) => region(where).getByRole("list", { name: "En attente d’envoi" });
const offline = (off) => page.context().setOffline(off);
const mark = (name) => page.getByRole("button", { name });
const outbox = () => page.getByRole("dialog", { name: "Boîte d’envoi" });

async function here() {
  await go(page, `/contacts/${contact.id}`);
  await page.waitForFunction(() => self.crmOutbox);
}

async function write(text) {
  await page.getByRole("button", { name: "Ajouter une note" }).click();
  await page.getByRole("textbox", { name: "Texte de la note" }).fill(text);
  await page.keyboard.press("Control+Enter");
}

async function notes() {
  const list = await (await call(page, "note/list", { subject: `contact:${contact.id}`, after: null })).json();
  return list.rows.map(({ note }) => note.details.text).sort();
}

test("a note written without network waits, survives a reload, and is sent once", async () => {
  await here();
  await offline(true);
  await write("Sans réseau");
  await waiting("Notes").getByText("Sans réseau").waitFor();
  await page.getByRole("textbox", { name: "Texte de la note" }).waitFor({ state: "detached" });
  await mark("1 en attente d’envoi").waitFor();
  await page.reload();
  await waiting("Notes").getByText("Sans réseau").waitFor();
  await axeInBothThemes(page);
  await offline(false);
  await region("Notes").getByRole("listitem").filter({ hasText: "Sans réseau" }).getByRole("button", { name: "Actions de la note" }).waitFor();
  await waiting("Notes").waitFor({ state: "detached" });
  assert.deepEqual(await notes(), ["Sans réseau"]);
});

test("an exchange and an action wait in their lists and are sent in order", async () => {
  await here();
  await offline(true);
  await page.getByRole("button", { name: "Consigner un échange" }).click();
  const log = page.getByRole("dialog", { name: "Consigner un échange" });
  await log.getByLabel("En bref").fill("Rappeler vendredi");
  await log.getByRole("button", { name: "Enregistrer" }).click();
  await waiting("Historique").getByText("Rappeler vendredi").waitFor();
  await region("Prochaines actions").getByRole("button", { name: "Nouvelle action" }).click();
  const task = page.getByRole("dialog", { name: "Nouvelle action" });
  await task.getByLabel("Action", { exact: true }).fill("Envoyer le devis");
  await task.getByRole("button", { name: "Enregistrer" }).click();
  await waiting("Prochaines actions").getByText("Envoyer le devis").waitFor();
  await mark("2 en attente d’envoi").waitFor();
  await offline(false);
  await region("Historique").getByText(/a passé un appel/).waitFor();
  await region("Prochaines actions").getByRole("checkbox").or(region("Prochaines actions").getByRole("button", { name: /Envoyer le devis/ })).first().waitFor();
  await mark(/en attente d’envoi/).waitFor({ state: "detached" });
});

test("a lost answer makes no second note", async () => {
  await here();
  // The server writes, however often it is asked; its answer never arrives.
  await page.route("**/api/note/add", async (route) => {
    await page.request.fetch(route.request());
    await route.abort();
  });
  await write("Réponse perdue");
  // The worker, which this route does not reach, may send it again at once.
  await page.getByText("Gardé sur cet appareil").waitFor();
  await page.unroute("**/api/note/add");
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await mark(/en attente d’envoi/).waitFor({ state: "detached" });
  assert.deepEqual(await notes(), ["Réponse perdue", "Sans réseau"]);
});

test("two tabs send once, also after the server was killed", async () => {
  await here();
  const other = await page.context().newPage();
  await go(other, "/pipeline");
  await other.waitForFunction(() => self.crmOutbox);
  await server.kill();
  await write("Serveur arrêté");
  await waiting("Notes").getByText("Serveur arrêté").waitFor();
  await other.getByRole("button", { name: "1 en attente d’envoi" }).waitFor();
  await server.restart();
  for (const on of [page, other]) await on.getByRole("button", { name: /en attente d’envoi/ }).waitFor({ state: "detached" });
  assert.deepEqual(await notes(), ["Réponse perdue", "Sans réseau", "Serveur arrêté"]);
  await other.close();
});

test("a server killed in the middle of a note loses nothing", async () => {
  await here();
  server.signal("SIGSTOP");
  const asked = page.waitForRequest("**/api/note/add");
  await write("En plein milieu");
  await asked;
  await server.kill();
  await waiting("Notes").getByText("En plein milieu").waitFor();
  await server.restart();
  await mark(/en attente d’envoi/).waitFor({ state: "detached" });
  assert.deepEqual(await notes(), ["En plein milieu", "Réponse perdue", "Sans réseau", "Serveur arrêté"]);
});

const tick = () => region("Prochaines actions").getByRole("checkbox", { name: "Terminer : Envoyer le devis" });
const waits = (where) => region(where).getByRole("button", { name: "En attente d’envoi" });

test("an action finished without network stays ticked, can be taken back, and is sent once", async () => {
  await here();
  await offline(true);
  await tick().check();
  await waits("Prochaines actions").waitFor();
  await page.reload();
  await waits("Prochaines actions").waitFor();
  assert.ok(await tick().isChecked());
  await axeInBothThemes(page);
  await tick().click();
  await waits("Prochaines actions").waitFor({ state: "detached" });
  assert.ok(!(await tick().isChecked()));
  await region("Prochaines actions").getByRole("button", { name: /^Reporter/ }).click();
  await page.getByRole("menuitem", { name: "Dans une semaine" }).click();
  await waits("Prochaines actions").waitFor();
  await tick().check();
  await mark("2 en attente d’envoi").waitFor();
  await offline(false);
  await tick().waitFor({ state: "detached" });
  await mark(/en attente d’envoi/).waitFor({ state: "detached" });
  await region("Historique").getByText(/a terminé l’action/).waitFor();
});

/** A value of a contact, as the server has it. */
const job = async () => (await (await call(page, "contact/show", { id: contact.id })).json()).details.job_title;
const edit = (value) => call(page, "contact/show", { id: contact.id }).then((answer) => answer.json()).then(({ version, details }) =>
  call(page, "contact/edit", { id: contact.id, patch: { version, changes: { job_title: { before: details.job_title ?? null, after: value } } } }));
const value = () => region("Détails").getByRole("button", { name: /^Fonction/ });

async function type(text) {
  await value().click();
  await page.getByRole("textbox", { name: "Fonction" }).fill(text);
  await page.keyboard.press("Enter");
  await value().filter({ hasText: text }).waitFor();
}

test("a field changed without network shows what it will be, and is sent once", async () => {
  await here();
  await offline(true);
  await type("Comptable");
  await waits("Détails").waitFor();
  await type("Directrice");
  await mark("1 en attente d’envoi").waitFor();
  assert.equal(await page.getByText("Gardé sur cet appareil").count(), 1);
  await page.reload();
  await value().filter({ hasText: "Directrice" }).waitFor();
  await waits("Détails").click();
  await outbox().getByText("Fonction : Directrice").waitFor();
  await outbox().getByRole("button", { name: "Fermer" }).click();
  // What cannot wait says why.
  await page.getByRole("button", { name: "Plus d’actions" }).first().click();
  await page.getByRole("menuitem", { name: "Archiver" }).click();
  await page.getByText(/^Hors connexion\. Rien/).waitFor();
  await offline(false);
  await waits("Détails").waitFor({ state: "detached" });
  assert.equal(await job(), "Directrice");
  await value().filter({ hasText: "Directrice" }).waitFor();
});

test("two values of one field are both shown, and one is chosen", async () => {
  const conflict = async (mine, theirs) => {
    await here();
    await offline(true);
    await type(mine);
    assert.equal((await edit(theirs)).status(), 200);
    await offline(false);
    await mark("1 modification attend votre choix").click();
    await outbox().getByText(`Fonction : ${mine}`).waitFor();
    await outbox().getByText(new RegExp(`(Sur le serveur|Claire Martin a écrit)\\s: ${theirs}`)).waitFor();
    await value().filter({ hasText: theirs }).waitFor();
  };
  await conflict("Gérante", "Associée");
  await axeInBothThemes(page);
  await outbox().getByRole("button", { name: "Garder la mienne" }).click();
  await outbox().getByText("Rien n’attend").waitFor();
  await outbox().getByRole("button", { name: "Fermer" }).click();
  await value().filter({ hasText: "Gérante" }).waitFor();
  assert.equal(await job(), "Gérante");
  await conflict("Formatrice", "Présidente");
  await outbox().getByRole("button", { name: "Prendre la sienne" }).click();
  await outbox().getByText("Rien n’attend").waitFor();
  await outbox().getByRole("button", { name: "Fermer" }).click();
  assert.equal(await job(), "Présidente");
});

test("what the server refuses is shown with its reason, changed, and dropped only by hand", async () => {
  const { id } = await (await call(page, "contact/create", { details: { given_name: "Paul", family_name: "Roy", emails: [] } })).json();
  await go(page, `/contacts/${id}`);
  await page.waitForFunction(() => self.crmOutbox);
  await offline(true);
  await write("Trop tard");
  await mark("1 en attente d’envoi").waitFor();
  // Gone meanwhile.
  assert.equal((await call(page, "bin/delete", { subject: `contact:${id}` })).status(), 200);
  await offline(false);
  await page.getByText("« Paul Roy » est dans la corbeille").waitFor();
  await mark("1 envoi refusé").click();
  await outbox().getByText(/^Envoi refusé/).waitFor();
  await axeInBothThemes(page);
  await outbox().getByRole("button", { name: "Modifier" }).click();
  await outbox().getByLabel("Texte").fill("Trop tard, mais gardé");
  await outbox().getByRole("button", { name: "Enregistrer" }).click();
  await outbox().getByText("Trop tard, mais gardé").waitFor();
  await outbox().getByText(/^Envoi refusé/).waitFor();
  await outbox().getByRole("button", { name: "Supprimer" }).click();
  await outbox().getByText("Rien n’attend").waitFor();
  await page.getByText("Supprimé de cet appareil").waitFor();
  await outbox().getByRole("button", { name: "Fermer" }).click();
});

test("signing out with something unsent asks first; nobody else ever sends it", async () => {
  const louis = await addUser(server, "advisor", "louis@exemple.fr");
  await here();
  await offline(true);
  await write("Pas encore envoyé");
  await mark("1 en attente d’envoi").waitFor();
  await page.getByRole("button", { name: "Se déconnecter" }).click();
  await outbox().getByText(/ne sont pas encore envoyés/).waitFor();
  await axeInBothThemes(page);
  await outbox().getByRole("button", { name: "Fermer" }).click();
  // The session ends; what waits stays for its writer, whoever comes in between.
  await page.context().clearCookies();
  await offline(false);
  await page.goto("/connexion");
  const left = () => page.evaluate(async () => (await indexedDB.databases()).length);
  assert.equal(await left(), 1);
  await signIn(page, louis);
  await page.waitForFunction(() => self.crmOutbox?.count === 0);
  assert.equal(await mark(/en attente d’envoi/).count(), 0);
  assert.ok(!(await notes()).includes("Pas encore envoyé"));
  const foreign = await page.evaluate(() => fetch("/api/note/add", {
    method: "POST", headers: { "content-type": "application/json", "crm-writer": "SOMEBODYELSE" }, body: "{}",
  }).then(({ status }) => status));
  assert.equal(foreign, 412);
  await page.getByRole("button", { name: "Se déconnecter" }).click();
  await page.waitForURL("**/connexion");
  await signIn(page);
  await here();
  await until(page, () => self.crmOutbox?.count === 0);
  assert.ok((await notes()).includes("Pas encore envoyé"), "sent once its writer is back");
});

test("signing out from a page of the worker asks first, too", async () => {
  await here();
  await offline(true);
  await write("Sur le trajet");
  await mark("1 en attente d’envoi").waitFor();
  await page.goto("/corbeille");
  await page.getByRole("heading", { name: "Sans réseau" }).waitFor();
  await page.getByRole("button", { name: "Se déconnecter" }).click();
  await page.getByText("1 en attente d’envoi.").waitFor();
  await axeInBothThemes(page);
  await page.getByRole("link", { name: "Rester connecté" }).click();
  await page.getByRole("button", { name: "Se déconnecter" }).click();
  await page.getByRole("button", { name: "Tout effacer et se déconnecter" }).click();
  await page.getByRole("heading", { name: "Vous êtes déconnecté" }).waitFor();
  assert.deepEqual(await page.evaluate(async () => (await indexedDB.databases()).length), 0);
  await offline(false);
  await page.getByRole("button", { name: "Se connecter" }).waitFor();
  await signIn(page);
  assert.ok(!(await notes()).includes("Sur le trajet"));
});

test("« Envoyer, puis se déconnecter » does both", async () => {
  await here();
  await offline(true);
  await write("Avant de partir");
  await mark("1 en attente d’envoi").waitFor();
  await page.getByRole("button", { name: "Se déconnecter" }).click();
  await outbox().getByRole("button", { name: "Envoyer, puis se déconnecter" }).click();
  await outbox().getByText("Rien n’est perdu").waitFor();
  await offline(false);
  await page.waitForURL("**/connexion");
  assert.deepEqual(await page.evaluate(async () => (await indexedDB.databases()).length), 0);
  await signIn(page);
  assert.ok((await notes()).includes("Avant de partir"));
});
