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
