// « Accueil »: the day at a glance, each figure with the list behind it.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { ADMINISTRATOR, addUser, axeInBothThemes, call, finish, fresh, go, open, signIn } from "../lib.mjs";

let server;
let page;

/** A day of the organisation, some days from today. */
function day(ahead) {
  const paris = new Intl.DateTimeFormat("fr-CA", { timeZone: "Europe/Paris", dateStyle: "short" });
  return paris.format(new Date(Date.now() + ahead * 86_400_000));
}

const made = async (endpoint, data) => {
  const answer = await call(page, endpoint, data);
  assert.equal(answer.status(), 200, endpoint);
  return answer.json();
};
const main = (on = page) => on.getByRole("main");
const figure = (name, on = page) => on.getByRole("list", { name: "Chiffres du jour" }).getByRole("link", { name });
const region = (name, on = page) => on.getByRole("region", { name, exact: true });

before(async () => {
  ({ server, page } = await fresh());
});

after(() => finish(server));

test("an empty organisation is told where to begin, by what one may do", async () => {
  await page.getByRole("navigation", { name: "Navigation principale" }).first().getByRole("link", { name: "Accueil" }).click();
  await page.getByRole("heading", { name: "Par où commencer" }).waitFor();
  for (const name of [/Importer vos contacts/, /Créer un premier contact/, /Inviter un collègue/]) {
    await main().getByRole("link", { name }).waitFor();
  }
  await axeInBothThemes(page);
  const reader = await open(server);
  await signIn(reader, await addUser(server, "reader", "paul@exemple.fr", undefined, "Paul Noir"), "/");
  await reader.getByText("Rien à montrer pour l’instant").waitFor();
  await reader.context().close();
  await main().getByRole("link", { name: /Créer un premier contact/ }).click();
  await page.getByRole("dialog").getByRole("textbox", { name: "Prénom" }).waitFor();
});

test("the day has its figures, and each leads to its list", async () => {
  const own = (await made("record/colleagues", {})).find(({ name }) => name === "Claire Martin").id;
  const people = [];
  for (const [name, source] of [["Inès", "Salon"], ["Luc", "Salon"], ["Max", undefined]]) {
    people.push(await made("contact/create", { details: { given_name: name, family_name: "Fabre", source, owner: own } }));
  }
  const sell = async (title, amount, owner) => {
    const details = { title, amount, contact: people[0].id, other_contacts: [], training: "", tags: [], owner };
    return (await made("deal/create", { new: { details, stage: null } })).deal;
  };
  await sell("Bilan de compétences", 200_000, own);
  const won = await sell("Permis B", 150_000, own);
  await sell("À personne", 50_000);
  await made("deal/close", { id: won.id, closing: "won", reason: "" });
  await made("task/create", { details: { title: "Envoyer le programme", kind: "email", due_on: day(-2) } });
  await made("task/create", { details: { title: "Rappeler Inès", kind: "call", due_on: day(0), contact: people[0].id } });
  await go(page, "/");
  await figure(/Actions en retard 1/).waitFor();
  await figure(/Actions du jour 1/).waitFor();
  await figure(/Opportunités en attente 1 sur 1 en cours/).waitFor();
  await figure(/Gagnées ce mois-ci 1 · 1.500/).waitFor();
  await figure(/Créées ce mois-ci 2 · 3.500/).waitFor();
  await figure(/Contacts créés en 30 jours 3/).waitFor();
  await axeInBothThemes(page);
  for (const [name, rows, title] of [
    [/Opportunités en attente/, 1, "Bilan de compétences"],
    [/Gagnées ce mois-ci/, 1, "Permis B"],
    [/Créées ce mois-ci/, 2, "Permis B"],
    [/Contacts créés/, 3, "Max Fabre"],
  ]) {
    await go(page, "/");
    await figure(name).click();
    await page.getByRole("row").filter({ hasText: title }).waitFor();
    assert.equal(await page.locator("tbody tr").count(), rows, title);
  }
  await go(page, "/");
  await figure(/Actions en retard/).click();
  await region("En retard").getByText("Envoyer le programme").waitFor();
});

test("the filter behind a figure can be taken off", async () => {
  await go(page, "/opportunites?attente=oui");
  await page.getByRole("link", { name: /En attente/ }).click();
  await page.waitForURL("**/opportunites");
  await go(page, "/contacts?crees=30");
  await page.getByRole("link", { name: /Créés en 30 jours/ }).click();
  await page.waitForURL("**/contacts");
});

test("the team's day is another address", async () => {
  await go(page, "/");
  await page.getByRole("group", { name: "Afficher" }).getByRole("link", { name: "L’équipe" }).click();
  await page.waitForURL("**/?equipe=1");
  await figure(/Opportunités en attente 2 sur 2 en cours/).waitFor();
  await region("Opportunités en attente").getByRole("link", { name: "À personne" }).waitFor();
  await page.goBack();
  await figure(/Opportunités en attente 1 sur 1 en cours/).waitFor();
});

test("an action is finished where it stands, and the figures follow", async () => {
  await go(page, "/");
  await region("Prochaines actions").getByRole("checkbox", { name: "Terminer : Envoyer le programme" }).focus();
  await page.keyboard.press("Space");
  await page.getByText(/Terminée\s: /).waitFor();
  await figure(/Actions en retard 0/).waitFor();
  await region("Prochaines actions").getByText("Envoyer le programme").waitFor({ state: "detached" });
});

test("each chart is a table as well, also without the browser's half", async () => {
  await go(page, "/");
  const sources = region("Contacts créés, par source");
  await sources.getByText("Voir les chiffres").click();
  await sources.getByRole("row", { name: "Salon 2 0" }).waitFor();
  const forecast = region("Prévision");
  await forecast.getByText("200 € attendus sur 2 000 € en cours".replaceAll(" €", "\u00a0€").replace("2 000", "2\u202f000")).waitFor();
  await forecast.getByText("0\u00a0€ attendus il y a un mois").waitFor();
  await forecast.getByText("Voir les chiffres").click();
  await forecast.getByRole("row", { name: /Découverte 1 2.000 € 10 % 200 €/ }).waitFor();
  await axeInBothThemes(page);
  await sources.getByRole("link", { name: "Salon" }).click();
  await page.getByRole("row").filter({ hasText: "Luc Fabre" }).waitFor();
  assert.equal(await page.locator("tbody tr").count(), 2);
  const bare = await open(server, { javaScriptEnabled: false });
  await signIn(bare, undefined, "/");
  await figure(/Actions du jour 1/, bare).waitFor();
  await region("Contacts créés, par source", bare).getByText("Salon").first().waitFor();
  await bare.context().close();
});

test("a trainer sees actions and contacts only; who reads sees all and acts on nothing", async () => {
  const trainer = await open(server);
  await signIn(trainer, await addUser(server, "trainer", "zoe@exemple.fr", undefined, "Zoé Durand"), "/?equipe=1");
  await figure(/Contacts créés en 30 jours 3/, trainer).waitFor();
  assert.equal(await figure(/Opportunités|Gagnées|Créées ce mois/, trainer).count(), 0);
  assert.equal(await main(trainer).getByText("€").count(), 0);
  assert.equal(await main(trainer).getByText("Bilan de compétences").count(), 0);
  await trainer.context().close();
  const reader = await open(server);
  await signIn(reader, { ...ADMINISTRATOR, email: "paul@exemple.fr" }, "/");
  await figure(/Opportunités en attente 2/, reader).waitFor();
  assert.equal(await reader.getByRole("group", { name: "Afficher" }).count(), 0);
  assert.ok(await region("Prochaines actions", reader).getByRole("checkbox").first().isDisabled());
  await reader.context().close();
});

test("a phone has it in one column, with the way to the other pages", async () => {
  await page.setViewportSize({ width: 390, height: 844 });
  await go(page, "/");
  await figure(/Opportunités en attente/).waitFor();
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing sticks out");
  await axeInBothThemes(page);
  await page.getByRole("navigation", { name: "Autres pages" }).getByRole("link", { name: "Entreprises" }).click();
  await page.waitForURL("**/entreprises");
  await page.keyboard.press("g");
  await page.keyboard.press("h");
  await page.waitForURL((url) => url.pathname === "/");
  assert.deepEqual(page.problems, []);
});
