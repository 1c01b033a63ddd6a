// Actions that come again: set in the form or in words, the next one when one is finished, and its undo.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { axeInBothThemes, call, finish, fresh, go, open, signIn } from "../lib.mjs";

let server;
let page;

function day(ahead) {
  const paris = new Intl.DateTimeFormat("fr-CA", { timeZone: "Europe/Paris", dateStyle: "short" });
  return paris.format(new Date(Date.now() + ahead * 86_400_000));
}

const region = (name, on = page) => on.getByRole("region", { name, exact: true });
const line = (name, title, on = page) => region(name, on).getByRole("listitem").filter({ hasText: title });
const tick = (title, on = page) => on.getByRole("checkbox", { name: `Terminer : ${title}` });

before(async () => {
  ({ server, page } = await fresh());
});

after(() => finish(server));

test("the form asks for a day, and the line says how often", async () => {
  await go(page, "/actions");
  await page.getByRole("button", { name: "Nouvelle action", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Nouvelle action" });
  await dialog.getByLabel("Action").fill("Point avec l’OPCO");
  await dialog.getByLabel("Répéter").selectOption({ label: "Chaque semaine" });
  await dialog.getByRole("button", { name: "Enregistrer" }).click();
  await dialog.getByText("Une répétition demande une date.").waitFor();
  await axeInBothThemes(page);
  await dialog.getByLabel("Date").fill(day(0));
  await dialog.getByRole("button", { name: "Enregistrer" }).click();
  await line("Aujourd'hui", "Point avec l’OPCO").getByText("Chaque semaine").waitFor();
});

test("finishing one brings the next, and taking that back takes it away", async () => {
  await go(page, "/actions");
  await tick("Point avec l’OPCO").click();
  await page.getByText("Action terminée. La suivante").waitFor();
  await line("À venir", "Point avec l’OPCO").waitFor();
  await line("Aujourd'hui", "Point avec l’OPCO").waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Annuler" }).last().click();
  await line("Aujourd'hui", "Point avec l’OPCO").waitFor();
  await line("À venir", "Point avec l’OPCO").waitFor({ state: "detached" });
});

test("putting one off moves only that one, and the form says so", async () => {
  await go(page, "/actions");
  await line("Aujourd'hui", "Point avec l’OPCO").getByRole("button", { name: "Reporter" }).click();
  await page.getByRole("menuitem", { name: "Demain" }).click();
  await line("À venir", "Point avec l’OPCO").getByText("demain").waitFor();
  await page.getByRole("button", { name: "Point avec l’OPCO", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Modifier l’action" });
  await dialog.getByText(/ne déplace que cette fois/).waitFor();
  await page.keyboard.press("Escape");
  await tick("Point avec l’OPCO").click();
  await page.getByText("Action terminée. La suivante").waitFor();
  const list = await (await call(page, "task/list", { filter: { assignee: null, contact: null, deal: null, due: null }, after: null })).json();
  assert.equal(list.rows.find((task) => task.details.title.startsWith("Point")).details.due_on, day(7));
});

test("words say it as well", async () => {
  await go(page, "/actions");
  await page.getByRole("textbox", { name: "Ajouter une action" }).fill("émargement tous les jours 23h59");
  await page.getByRole("status").filter({ hasText: /23:59 · Chaque jour/ }).waitFor();
  await page.keyboard.press("Enter");
  await line("Aujourd'hui", "Émargement").getByText("Chaque jour").waitFor();
});

test("rules that count are understood, kept, and shown in the form", async () => {
  await go(page, "/actions");
  const quick = page.getByRole("textbox", { name: "Ajouter une action" });
  await quick.fill("relancer la mairie tous les 2 jours");
  await page.getByRole("status").filter({ hasText: "Tous les 2 jours" }).waitFor();
  await page.keyboard.press("Enter");
  await line("Aujourd'hui", "Relancer la mairie").getByText("Tous les 2 jours").waitFor();
  await page.getByRole("button", { name: "Relancer la mairie", exact: true }).click();
  const edit = page.getByRole("dialog", { name: "Modifier l’action" });
  assert.equal(await edit.getByLabel("Répéter").inputValue(), "2 day");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Nouvelle action", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Nouvelle action" });
  await dialog.getByLabel("Action").fill("le 31 de chaque mois facture");
  await dialog.getByRole("status").filter({ hasText: "Chaque mois" }).waitFor();
  await dialog.getByLabel("Action").fill("facture toutes les 3 semaines");
  await dialog.getByRole("status").filter({ hasText: "Toutes les 3 semaines" }).waitFor();
  await page.waitForFunction(() => document.querySelector("dialog[open] [name=task_repeat]").value === "3 week");
  await dialog.getByRole("button", { name: "Enregistrer" }).click();
  await line("Aujourd'hui", "Facture").getByText("Toutes les 3 semaines").waitFor();
});

test("somebody who is named is linked, unless one says no", async () => {
  for (const family_name of ["Dupont", "Durand", "Durand"]) {
    await call(page, "contact/create", { details: { given_name: "Rose", family_name, emails: [], phones: [] } });
  }
  await go(page, "/actions");
  const quick = page.getByRole("textbox", { name: "Ajouter une action" });
  await quick.fill("rappeler Dupont");
  await page.getByRole("status").filter({ hasText: "avec Rose Dupont" }).waitFor();
  await axeInBothThemes(page);
  await page.keyboard.press("Enter");
  await line("Sans date", "Rappeler Dupont").getByRole("link", { name: "Rose Dupont" }).waitFor();
  await quick.fill("écrire à Dupont");
  await page.getByRole("button", { name: "Ne pas rattacher à Rose Dupont" }).focus();
  await page.keyboard.press("Enter");
  await page.getByText("avec Rose Dupont").waitFor({ state: "detached" });
  await quick.press("Enter");
  await line("Sans date", "Écrire à Dupont").waitFor();
  assert.equal(await line("Sans date", "Écrire à Dupont").getByRole("link").count(), 0);
});

test("a thumb finishes one that comes again", async () => {
  const phone = await open(server, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  await signIn(phone, undefined, "/actions");
  await go(phone, "/actions");
  await tick("Émargement", phone).tap();
  await line("À venir", "Émargement", phone).getByText("demain, 23:59").waitFor();
  await axeInBothThemes(phone);
  assert.deepEqual([...phone.problems, ...page.problems], []);
  await phone.context().close();
});
