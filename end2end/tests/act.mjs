// « Mes actions »: the day's work, quick entry, postponing, the next action of a deal, a colleague's work.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { addUser, axeInBothThemes, call, finish, fresh, go, holds, open, signIn } from "../lib.mjs";

let server;
let page;
let contact;
let deal;
let louis;

/** A day of the organisation, some days from today, as the server writes it. */
function day(ahead) {
  const paris = new Intl.DateTimeFormat("fr-CA", { timeZone: "Europe/Paris", dateStyle: "short" });
  return paris.format(new Date(Date.now() + ahead * 86_400_000));
}

const region = (name, on = page) => on.getByRole("region", { name, exact: true });
const line = (name, title, on = page) => region(name, on).getByRole("listitem").filter({ hasText: title });
const tick = (title, on = page) => on.getByRole("checkbox", { name: `Terminer : ${title}` });
const follow = (on = page) => on.getByRole("dialog", { name: "Prochaine action" });
const field = (on = page) => on.getByRole("textbox", { name: "Ajouter une action" });

async function plan(title, more = {}) {
  const answer = await call(page, "task/create", { details: { title, kind: "call", ...more } });
  assert.equal(answer.status(), 200);
  return answer.json();
}

/** Where the focus is, by the name of what has it. */
const focused = (on = page) => on.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.tagName);

before(async () => {
  ({ server, page } = await fresh());
  louis = await addUser(server, "advisor", "louis@exemple.fr");
  const made = await call(page, "contact/create", { details: { given_name: "Anne", family_name: "Noir", phones: ["+33612345678"] } });
  assert.equal(made.status(), 200);
  contact = (await made.json()).id;
  const opened = await call(page, "deal/create", { new: { details: { title: "Bilan de compétences", contact, training: "", tags: [], other_contacts: [] }, stage: null } });
  assert.equal(opened.status(), 200);
  deal = (await opened.json()).deal.id;
  await plan("Envoyer le programme", { due_on: day(-2) });
  await plan("Rappeler Anne", { due_on: day(0), due_at: "23:30", contact, deal });
  await plan("Préparer la salle", { due_on: day(9) });
  await plan("Classer les devis");
});

after(() => finish(server));

test("the day stands in four regions, without the browser's half as well", async () => {
  const plain = await page.context().browser().newContext({ javaScriptEnabled: false, baseURL: server.url, locale: "fr-FR" });
  await plain.addCookies(await page.context().cookies());
  const bare = await plain.newPage();
  await bare.goto("/actions");
  for (const on of [bare, page]) {
    if (on === page) await go(page, "/actions");
    await line("En retard", "Envoyer le programme", on).waitFor();
    await line("Aujourd'hui", "Rappeler Anne", on).waitFor();
    await line("À venir", "Préparer la salle", on).waitFor();
    await line("Sans date", "Classer les devis", on).waitFor();
  }
  const reach = line("Aujourd'hui", "Rappeler Anne").getByRole("link", { name: "Appeler Anne Noir" });
  assert.equal(await reach.getAttribute("href"), "tel:+33612345678");
  await plain.close();
});

test("without scripts a line adds an action, a button finishes it, and nothing is shown that would do nothing", async () => {
  const bare = await open(server, { javaScriptEnabled: false });
  await signIn(bare, undefined, "/actions");
  await field(bare).fill("appeler Anne Noir demain 10h");
  await bare.getByRole("button", { name: "Ajouter", exact: true }).click();
  const made = line("À venir", "Appeler Anne Noir", bare);
  await made.getByText("demain, 10:00").waitFor();
  // Whom the line names it is about, as with scripts.
  await made.getByRole("link", { name: "Anne Noir", exact: true }).waitFor();
  await made.getByRole("button", { name: "Terminer : Appeler Anne Noir" }).click();
  await made.waitFor({ state: "detached" });
  await bare.goto(`/contacts/${contact}`);
  await bare.getByRole("textbox", { name: "Votre note" }).fill("Écrite **sans** script");
  await bare.getByRole("button", { name: "Ajouter une note" }).click();
  await region("Notes", bare).getByText("Écrite sans script").waitFor();
  const paths = ["/", "/actions", "/actions?vue=semaine", "/pipeline", "/opportunites", `/opportunites/${deal}`, "/contacts", `/contacts/${contact}`, "/entreprises"];
  const parts = ["", "/equipe", "/pipelines", "/etiquettes", "/sources", "/organisme", "/sauvegardes"].map((part) => `/reglages${part}`);
  for (const path of [...paths, "/notifications", "/journal", "/corbeille", "/import", ...parts]) {
    await bare.goto(path);
    await bare.getByRole("main").waitFor();
    // A value that is edited where it stands is read; pressing it does nothing.
    const dead = bare.locator("button:visible:not([type=submit], .value, .item-title, .track-step, .stage), form:visible:not([action], [method=dialog])");
    assert.deepEqual(await dead.allInnerTexts(), [], path);
  }
  await bare.context().close();
});

test("who only reads begins with the team's actions", async () => {
  const reader = await open(server);
  await signIn(reader, await addUser(server, "reader", "lea@exemple.fr", undefined, "Léa Petit"), "/actions");
  await reader.getByRole("heading", { level: 1, name: "Actions de l’équipe" }).waitFor();
  await line("Aujourd'hui", "Rappeler Anne", reader).waitFor();
  await reader.getByRole("link", { name: "Semaine", exact: true }).click();
  await reader.getByRole("listitem").filter({ hasText: "Rappeler Anne" }).waitFor();
  await reader.context().close();
  // An advisor who has nothing is shown the way there.
  const idle = await open(server);
  await signIn(idle, await addUser(server, "advisor", "noe@exemple.fr", undefined, "Noé Blanc"), "/actions");
  await idle.getByRole("link", { name: "Voir les actions de l’équipe" }).click();
  await line("Aujourd'hui", "Rappeler Anne", idle).waitFor();
  await idle.context().close();
});

test("a line says what, what kind, when, and is saved by Enter", async () => {
  await go(page, "/actions");
  await field().fill("appeler Mme Blanc demain 14h");
  await page.getByRole("status").filter({ hasText: /Appel · .+, 14:00/ }).waitFor();
  await page.keyboard.press("Enter");
  const made = line("À venir", "Appeler Mme Blanc");
  await made.getByText("demain, 14:00").waitFor();
  assert.equal(await field().inputValue(), "");
});

test("what looks like a day and is none is named while one types", async () => {
  await go(page, "/actions");
  await field().fill("appeler Zoé le 31/02");
  await page.getByRole("status").filter({ hasText: "Appel" }).getByText(/31\/02.+ n’est ni un jour ni une heure/).waitFor();
  await field().fill("appeler Zoé le 28/02");
  await page.getByText(/n’est ni un jour/).waitFor({ state: "detached" });
  await field().fill("");
});

test("what was understood is corrected before it is saved", async () => {
  await go(page, "/actions");
  await field().fill("rdv Mme Gris demain 9h");
  await page.getByRole("button", { name: "Préciser…" }).click();
  const dialog = page.getByRole("dialog", { name: "Nouvelle action" });
  await holds(dialog.getByLabel("Type"), "meeting");
  await holds(dialog.getByLabel("Date"), day(1));
  await dialog.getByLabel("Heure").fill("10:15");
  // What was filled in by hand stays while the title goes on.
  await dialog.getByLabel("Action").fill("rdv Mme Gris demain 9h au CFA");
  await dialog.getByRole("button", { name: "Enregistrer" }).click();
  await line("À venir", "Rdv Mme Gris au CFA").getByText("demain, 10:15").waitFor();
});

test("an action is put off from its menu, and that is taken back", async () => {
  await go(page, "/actions");
  const late = line("En retard", "Envoyer le programme");
  await late.getByRole("button", { name: "Reporter" }).click();
  await page.getByRole("menuitem", { name: "Demain" }).click();
  await line("À venir", "Envoyer le programme").waitFor();
  await region("En retard").getByText("Rien en retard").waitFor();
  await page.getByRole("button", { name: "Annuler" }).last().click();
  await late.waitFor();
  await late.getByRole("button", { name: "Reporter" }).click();
  await page.getByRole("menuitem", { name: "Choisir une date…" }).click();
  const dialog = page.getByRole("dialog", { name: "Reporter" });
  await dialog.getByLabel("Nouvelle date").fill(day(0));
  await dialog.getByRole("button", { name: "Reporter" }).click();
  await line("Aujourd'hui", "Envoyer le programme").waitFor();
});

test("an action without a deal is finished, the focus stays in the list, and it is opened again", async () => {
  await plan("Relire le contrat", { due_on: day(0) });
  await go(page, "/actions");
  await tick("Relire le contrat").focus();
  await page.keyboard.press("Space");
  await page.getByText(/Terminée\s: /).waitFor();
  await line("Aujourd'hui", "Relire le contrat").waitFor({ state: "detached" });
  assert.equal(await follow().count(), 0);
  await page.waitForFunction(() => document.activeElement?.getAttribute("aria-label")?.startsWith("Terminer"));
  const done = page.locator("details").filter({ hasText: "Terminées aujourd’hui" });
  await done.locator("summary").click();
  await done.getByRole("checkbox", { name: "Rouvrir : Relire le contrat" }).click();
  await line("Aujourd'hui", "Relire le contrat").waitFor();
});

test("finishing an action of an open deal asks for the next one; Escape leaves it for later", async () => {
  await go(page, "/actions");
  await tick("Rappeler Anne").click();
  await follow().getByLabel(/Et ensuite, pour «\sBilan de compétences\s»/).waitFor();
  await axeInBothThemes(page);
  await page.keyboard.press("Escape");
  await follow().waitFor({ state: "detached" });
  await page.waitForFunction(() => document.activeElement?.getAttribute("aria-label")?.startsWith("Terminer"));
  await page.getByRole("button", { name: "Annuler" }).last().click();
  await tick("Rappeler Anne").click();
  await follow().getByRole("textbox").and(page.locator(":focus")).waitFor();
  await page.keyboard.type("envoyer la convention dans 3 jours");
  await follow().getByRole("status").filter({ hasText: "E-mail · " }).waitFor();
  await page.keyboard.press("Enter");
  await follow().waitFor({ state: "detached" });
  const next = line("À venir", "Envoyer la convention");
  await next.getByRole("link", { name: "Bilan de compétences" }).waitFor();
  await next.getByRole("link", { name: "Anne Noir", exact: true }).waitFor();
});

test("the page of a deal asks as well", async () => {
  await plan("Relancer pour la signature", { contact, deal });
  await go(page, `/opportunites/${deal}`);
  await tick("Relancer pour la signature").click();
  await follow().getByRole("button", { name: "Demain" }).click();
  await follow().getByRole("textbox").fill("Relire la convention");
  await follow().getByRole("button", { name: "Prévoir" }).click();
  await page.getByRole("region", { name: "Prochaines actions" }).getByText("Relire la convention").waitFor();
  await page.getByRole("region", { name: "Prochaines actions" }).getByText("demain").waitFor();
});

test("a colleague's work is an address, and what is added there is theirs", async () => {
  await go(page, "/actions");
  await page.getByRole("combobox", { name: "Actions de" }).selectOption({ label: "Louis Bernard" });
  await page.getByRole("heading", { level: 1, name: "Actions de Louis Bernard" }).waitFor();
  await page.waitForURL(/qui=/);
  await line("Sans date", "Classer les devis").waitFor({ state: "detached" });
  await field().fill("appeler le CFA");
  await page.keyboard.press("Enter");
  await line("Sans date", "Appeler le CFA").waitFor();
  const theirs = await open(server);
  await signIn(theirs, louis, "/actions");
  await line("Sans date", "Appeler le CFA", theirs).waitFor();
  await theirs.context().close();
  await go(page, "/actions?qui=tous");
  await line("Sans date", "Appeler le CFA").waitFor();
  await line("Sans date", "Classer les devis").waitFor();
  await axeInBothThemes(page);
});

test("the keys walk through the lines, and the title opens the action", async () => {
  await go(page, "/actions");
  await page.keyboard.press("j");
  const first = await focused();
  assert.match(first, /^Terminer/);
  await page.keyboard.press("j");
  assert.notEqual(await focused(), first);
  await page.keyboard.press("k");
  assert.equal(await focused(), first);
  await page.getByRole("button", { name: "Classer les devis", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Modifier l’action" });
  await dialog.getByLabel("Action").fill("Classer les factures");
  await dialog.getByRole("button", { name: "Enregistrer" }).click();
  await line("Sans date", "Classer les factures").waitFor();
});

test("one thumb finishes, puts off and adds", async () => {
  const phone = await open(server, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  await signIn(phone, undefined, "/actions");
  await go(phone, "/actions");
  await plan("Appeler du train", { due_on: day(0), contact });
  const one = line("Aujourd'hui", "Appeler du train", phone);
  for (const target of [one.getByRole("link", { name: "Appeler Anne Noir" }), one.getByRole("button", { name: "Reporter" })]) {
    const { width, height } = await target.boundingBox();
    assert.ok(width >= 44 && height >= 44, `${width} by ${height}`);
  }
  await one.getByRole("button", { name: "Reporter" }).tap();
  await phone.getByRole("menuitem", { name: "Dans une semaine" }).tap();
  await line("À venir", "Appeler du train", phone).waitFor();
  await tick("Appeler du train", phone).tap();
  await line("À venir", "Appeler du train", phone).waitFor({ state: "detached" });
  await field(phone).fill("mail au CFA demain matin");
  await phone.getByRole("button", { name: "Ajouter", exact: true }).tap();
  await line("À venir", "Mail au CFA", phone).getByText("demain, 09:00").waitFor();
  await axeInBothThemes(phone);
  assert.equal(await phone.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);
  assert.deepEqual([...phone.problems, ...page.problems], []);
  await phone.context().close();
});

test("who finishes what a colleague has just finished is told who it was, and asked nothing", async () => {
  const his = await open(server);
  await signIn(his, louis, "/actions");
  const planned = { title: "Relancer Anne", kind: "call", due_on: day(0), contact, deal };
  const made = await (await call(his, "task/create", { details: planned })).json();
  const finish = { id: made.id, done: true, key: null };
  const first = async (route) => {
    assert.equal((await call(page, "task/finish", finish)).status(), 200);
    await route.continue();
  };
  await his.route("**/api/task/finish", first, { times: 1 });
  await tick("Relancer Anne", his).check();
  await his.getByText("Déjà terminée par Claire Martin").waitFor();
  await tick("Relancer Anne", his).waitFor({ state: "detached" });
  assert.equal(await follow(his).count(), 0);
  assert.equal(await his.getByText("Terminée : Relancer Anne").count(), 0);
  await his.context().close();
});
