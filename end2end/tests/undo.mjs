// Every change can be taken back: from its message, by the keyboard, and by its line in the history.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { ADMINISTRATOR, addUser, axeInBothThemes, call, finish, fresh, go, open, signIn } from "../lib.mjs";

let server;
let page;
let contact;

before(async () => {
  ({ server, page } = await fresh());
  contact = await ask(page, "contact/create", { details: { given_name: "Inès", family_name: "Roy", emails: [], phones: [] } });
});

after(() => finish(server));

async function ask(page, endpoint, data) {
  const answer = await call(page, endpoint, data);
  assert.ok(answer.ok(), `${endpoint}: ${answer.status()} ${await answer.text()}`);
  return answer.json();
}

const toast = (text) => page.locator(".toast", { hasText: text });
const fact = (on, name) => on.locator(".fact").filter({ has: page.locator("dt", { hasText: new RegExp(`^${name}$`) }) });
const history = (on = page) => on.getByRole("region", { name: "Historique" });

async function write(on, name, text) {
  await fact(on, name).getByRole("button").first().click();
  await fact(on, name).getByRole("textbox").fill(text);
  await page.keyboard.press("Enter");
  await fact(on, name).locator("button", { hasText: text }).waitFor();
}

test("a field that was edited offers the way back, one message a record", async () => {
  await go(page, `/contacts/${contact.id}`);
  await write(page, "Fonction", "Cheffe de projet");
  await toast("« Fonction » modifié").waitFor();
  await write(page, "Prénom", "Ines");
  await toast("« Prénom » modifié").waitFor();
  assert.equal(await page.locator(".toast").count(), 1);
  await axeInBothThemes(page);
  await toast("« Prénom » modifié").getByRole("button", { name: "Annuler" }).click();
  await page.getByRole("heading", { level: 1, name: "Inès Roy" }).waitFor();
  await toast("Annulé : « Prénom », Inès Roy").waitFor();
});

test("the keyboard takes back the last act of the page, but not while one types", async () => {
  await fact(page, "Fonction").getByRole("button").first().click();
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Escape");
  await fact(page, "Fonction").locator("button", { hasText: "Cheffe de projet" }).waitFor();
  await page.keyboard.press("Control+z");
  await fact(page, "Fonction").locator("button", { hasText: "Cheffe de projet" }).waitFor({ state: "detached" });
});

test("the keyboard reaches what a message still offers on another page, and says when there is nothing", async () => {
  await go(page, `/contacts/${contact.id}`);
  await write(page, "Fonction", "Cheffe de projet");
  await page.getByRole("navigation").getByRole("link", { name: "Entreprises" }).first().click();
  await page.getByRole("heading", { level: 1, name: "Entreprises" }).waitFor();
  await toast("« Fonction » modifié").waitFor();
  await page.keyboard.press("Control+z");
  await toast("Annulé : « Fonction », Inès Roy").waitFor();
  assert.equal((await ask(page, "contact/show", { id: contact.id })).details.job_title ?? "", "");
  await page.keyboard.press("Control+z");
  await toast("Rien à annuler").waitFor();
  await page.keyboard.press("Control+z");
  assert.equal(await toast("Rien à annuler").count(), 1);
  await go(page, `/contacts/${contact.id}`);
});

test("the history says what was taken back and by whom, and offers it line by line", async () => {
  const undone = history().locator(".event-gone", { hasText: "Cheffe de projet" }).first();
  await undone.getByText(`annulé par ${ADMINISTRATOR.name}`).waitFor();
  assert.equal(await undone.getByRole("button").count(), 0);
  await write(page, "Fonction", "Directrice");
  const line = history().locator(".event:not(.event-gone)", { hasText: "Directrice" });
  await line.hover();
  await axeInBothThemes(page);
  await line.getByRole("button", { name: /^Annuler : Claire Martin/ }).click();
  await history().locator(".event-gone", { hasText: "Directrice" }).waitFor();
  await fact(page, "Fonction").locator("button", { hasText: "Directrice" }).waitFor({ state: "detached" });
});

test("what a colleague changed since stays, and the message names her and the moment", async () => {
  await addUser(server, "advisor", "sophie@exemple.fr");
  const other = await open(server);
  await signIn(other, { email: "sophie@exemple.fr", password: ADMINISTRATOR.password }, `/contacts/${contact.id}`);
  await write(page, "Fonction", "Assistante");
  const mine = await ask(page, "contact/show", { id: contact.id });
  const change = { version: mine.version, changes: { job_title: { before: "Assistante", after: "Directrice adjointe" } } };
  await ask(other, "contact/edit", { id: contact.id, patch: change });
  await fact(page, "Fonction").locator("button", { hasText: "Directrice adjointe" }).waitFor();
  await toast("« Fonction » modifié").getByRole("button", { name: "Annuler" }).click();
  await toast("« Fonction » a été modifié depuis par Louis Bernard (").waitFor();
  await fact(page, "Fonction").locator("button", { hasText: "Directrice adjointe" }).waitFor();
  await other.context().close();
});

test("who wrote the same field meanwhile is named, and one chooses", async () => {
  const line = fact(page, "Fonction");
  const contest = async (text, theirs) => {
    await line.getByRole("button").first().click();
    await line.getByRole("textbox").fill(text);
    const { version, details } = await ask(page, "contact/show", { id: contact.id });
    const change = { version, changes: { job_title: { before: details.job_title, after: theirs } } };
    await ask(other, "contact/edit", { id: contact.id, patch: change });
    await page.keyboard.press("Enter");
    await line.getByText(`Louis Bernard a écrit « ${theirs} » entre-temps.`).waitFor();
  };
  const other = await open(server);
  await signIn(other, { email: "sophie@exemple.fr", password: ADMINISTRATOR.password }, "/contacts");
  await contest("Formatrice", "Coordinatrice");
  await axeInBothThemes(page);
  await line.getByRole("button", { name: "Prendre la sienne" }).click();
  await line.locator("button", { hasText: "Coordinatrice" }).waitFor();
  await contest("Formatrice", "Responsable");
  await line.getByRole("button", { name: "Garder la mienne" }).click();
  await line.locator("button", { hasText: "Formatrice" }).waitFor();
  assert.equal((await ask(page, "contact/show", { id: contact.id })).details.job_title, "Formatrice");
  const { version } = await ask(page, "contact/show", { id: contact.id });
  const back = { version, changes: { job_title: { before: "Formatrice", after: "Directrice adjointe" } } };
  await ask(page, "contact/edit", { id: contact.id, patch: back });
  await other.context().close();
});

test("a message can be reached while a sheet is open over the list", async () => {
  await go(page, "/contacts");
  await page.locator(".table-name").first().focus();
  await page.keyboard.press("Space");
  const sheet = page.getByRole("dialog", { name: "Aperçu" });
  await write(sheet, "Fonction", "Formatrice");
  // Inside the dialog in the page's tree, since all around a modal dialog is inert.
  await sheet.getByRole("region", { name: "Messages" }).getByRole("button", { name: "Annuler" }).click();
  await fact(sheet, "Fonction").locator("button", { hasText: "Directrice adjointe" }).waitFor();
  const box = await sheet.locator(".toaster").boundingBox();
  assert.ok(box.x <= 1 && box.width > 1000, `as wide as the window: ${JSON.stringify(box)}`);
  await page.keyboard.press("Escape");
  await sheet.waitFor({ state: "hidden" });
  assert.equal(await page.locator("dialog .toaster").count(), 0);
  await page.getByRole("region", { name: "Messages" }).waitFor();
});

test("a contact that was made by mistake goes as long as nothing hangs on it", async () => {
  await go(page, "/contacts");
  await page.getByRole("button", { name: "Nouveau contact" }).click();
  await page.getByLabel("Prénom", { exact: true }).fill("Par");
  await page.getByLabel("Nom", { exact: true }).fill("Erreur");
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await page.getByRole("heading", { level: 1, name: "Par Erreur" }).waitFor();
  await page.getByRole("button", { name: "Ajouter une note" }).click();
  await page.locator(".composer textarea").fill("À rappeler");
  await page.locator(".composer").getByRole("button", { name: /Enregistrer|Ajouter/ }).click();
  await toast("Note ajoutée").waitFor();
  await toast("Contact créé").getByRole("button", { name: "Annuler" }).click();
  await toast("Autre chose s’y rattache depuis").waitFor();
  await toast("Note ajoutée").getByRole("button", { name: "Annuler" }).click();
  await history().locator(".event-gone", { hasText: "a ajouté une note" }).waitFor();
  const made = history().locator(".event", { hasText: "a créé" });
  await made.hover();
  await made.getByRole("button", { name: /^Annuler/ }).click();
  await page.waitForURL(/\/contacts$/);
  await page.getByRole("link", { name: /Erreur/ }).waitFor({ state: "detached" });
});

test("a status that was taken back leaves no date behind", async () => {
  const details = { given_name: "Paul", family_name: "Vidal", emails: [], phones: [] };
  const { id } = await ask(page, "contact/create", { details });
  const notes = page.locator(".fact-note");
  await go(page, `/contacts/${id}`);
  await notes.getByText(/^Prospect depuis/).waitFor();
  const { bulk } = await ask(page, "contact/bulk", { selection: { these: [id] }, verb: { status: "client" }, whole: null });
  await go(page, `/contacts/${id}`);
  await notes.getByText(/^Client depuis/).waitFor();
  await notes.getByText("Statuts précédents").waitFor();
  await ask(page, "contact/take_back", { bulk, whole: null, at: null });
  await go(page, `/contacts/${id}`);
  await notes.getByText(/^Prospect depuis/).waitFor();
  assert.equal(await notes.getByText("Statuts précédents").count(), 0);
});

test("the change log takes back, too", async () => {
  await ask(page, "contact/archive", { id: contact.id, archived: true });
  await go(page, "/journal");
  const line = page.locator(".event", { hasText: /a archivé/ }).first();
  await line.hover();
  await line.getByRole("button", { name: /^Annuler/ }).click();
  await page.locator(".event-gone", { hasText: /a archivé/ }).waitFor();
  await axeInBothThemes(page);
  assert.equal((await ask(page, "contact/show", { id: contact.id })).archived_at, null);
});
