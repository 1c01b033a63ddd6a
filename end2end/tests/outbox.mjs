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
  await mark("1 en attente d’envoi").waitFor();
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

test("what the server refuses is shown with its reason, changed, and dropped only by hand", async () => {
  const { id } = await (await call(page, "contact/create", { details: { given_name: "Paul", family_name: "Roy", emails: [] } })).json();
  await go(page, `/contacts/${id}`);
  await page.waitForFunction(() => self.crmOutbox);
  await offline(true);
  await write("Trop tard");
  await mark("1 en attente d’envoi").waitFor();
  // Gone meanwhile.
  const answer = await call(page, "bin/delete", { subject: `contact:${id}` });
  assert.equal(answer.status(), 200, await answer.text());
  await offline(false);
  await mark("1 envoi refusé").click();
  await outbox().getByText(/^Envoi refusé/).waitFor();
  await axeInBothThemes(page);
  await outbox().getByRole("button", { name: "Modifier" }).click();
  await outbox().getByLabel("Texte").fill("Trop tard, mais gardé");
  await outbox().getByRole("button", { name: "Enregistrer" }).click();
  await outbox().getByText("Trop tard, mais gardé").waitFor();
  await outbox().getByText(/^Envoi refusé/).waitFor();
  await outbox().getByRole("button", { name: "Supprimer" }).click();
  await outbox().getByText("Tout est envoyé").waitFor();
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
