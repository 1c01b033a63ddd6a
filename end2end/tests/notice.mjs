// Notices: a mention, what is given to one, what is late; the mark beside them, in every tab.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { addUser, axeInBothThemes, call, finish, fresh, go, open, reload, signIn } from "../lib.mjs";

let server;
let page;
let his;
let contact;
let deal;
let louis;

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
const bell = (on, name) => on.getByRole("navigation", { name: "Navigation principale" }).first().getByRole("link", { name });
const box = (on = page) => on.getByRole("textbox", { name: "Texte de la note" });
const offered = (name, on = page) => on.getByRole("listbox", { name: "Collègues" }).getByRole("option", { name });
const line = (text, on) => on.getByRole("main").getByRole("listitem").filter({ hasText: text });
const marked = (text, on) => line(text, on).filter({ hasText: "non lue" });

before(async () => {
  ({ server, page } = await fresh());
  louis = await addUser(server, "advisor", "louis@exemple.fr");
  await addUser(server, "reader", "louise@exemple.fr", undefined, "Louise Petit");
  const colleagues = await made("record/colleagues", {});
  louis.id = colleagues.find(({ name }) => name === "Louis Bernard").id;
  contact = await made("contact/create", { details: { given_name: "Inès", family_name: "Fabre" } });
  const details = { title: "Bilan de compétences", contact: contact.id, other_contacts: [], training: "", tags: [], owner: louis.id };
  deal = (await made("deal/create", { new: { details, stage: null } })).deal;
  his = await open(server);
  await signIn(his, louis);
});

after(() => finish(server));

test("what was given before is there, read by opening it", async () => {
  await bell(his, "Notifications 1 non lue").click();
  await his.waitForURL("**/notifications");
  await marked("Claire Martin vous a confié l’opportunité Bilan de compétences", his).waitFor();
  await axeInBothThemes(his);
  await his.getByRole("link", { name: "Bilan de compétences" }).click();
  await his.waitForURL(`**/opportunites/${deal.id}`);
  await bell(his, /^Notifications$/).waitFor();
  await go(his, "/notifications");
  assert.equal(await marked("Bilan de compétences", his).count(), 0);
  await bell(page, /^Notifications$/).waitFor();
});

test("@ offers colleagues by keyboard, and the mark shows on the colleague's page without a reload", async () => {
  await go(his, "/pipeline");
  await go(page, `/contacts/${contact.id}`);
  await page.getByRole("button", { name: "Ajouter une note" }).click();
  await box().pressSequentially("Vu avec @lou");
  await offered("Louis Bernard").waitFor();
  await axeInBothThemes(page);
  await page.keyboard.press("ArrowDown");
  assert.equal(await offered("Louise Petit").getAttribute("aria-selected"), "true");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  assert.equal(await box().inputValue(), "Vu avec @Louis Bernard ");
  await offered("Louis Bernard").waitFor({ state: "detached" });
  await page.keyboard.type("hier, @");
  await offered("Louise Petit").waitFor();
  // Escape closes the list, not the box.
  await page.keyboard.press("Escape");
  await offered("Louise Petit").waitFor({ state: "detached" });
  await page.keyboard.type("nobody");
  await page.keyboard.press("Control+Enter");
  await page.locator(".note .mention", { hasText: "@Louis Bernard" }).waitFor();
  await bell(his, "Notifications 1 non lue").waitFor();
  assert.deepEqual(page.problems, []);
});

test("read in one tab clears the mark of the other, and can be taken back", async () => {
  const second = await his.context().newPage();
  await go(second, "/contacts");
  await bell(second, "Notifications 1 non lue").waitFor();
  await go(his, "/notifications");
  await marked("Claire Martin vous mentionne dans une note sur Inès Fabre", his).getByText("Vu avec @Louis Bernard hier").waitFor();
  await his.getByRole("button", { name: "Tout marquer comme lu" }).click();
  await marked("vous mentionne", his).waitFor({ state: "detached" });
  await bell(second, /^Notifications$/).waitFor();
  await his.getByRole("button", { name: "Annuler", exact: true }).click();
  await marked("vous mentionne", his).waitFor();
  await bell(second, "Notifications 1 non lue").waitFor();
  await marked("vous mentionne", his).getByRole("button", { name: "Marquer comme lu : Inès Fabre" }).click();
  await marked("vous mentionne", his).waitFor({ state: "detached" });
  await bell(second, /^Notifications$/).waitFor();
  await second.close();
});

test("the whole name typed by hand does as well, and a record's page marks as read what is about it", async () => {
  await go(page, `/contacts/${contact.id}`);
  await page.getByRole("button", { name: "Ajouter une note" }).click();
  await box().fill("Demander à @louis bernard");
  await page.keyboard.press("Control+Enter");
  await bell(his, "Notifications 1 non lue").waitFor();
  await go(his, `/contacts/${contact.id}`);
  await bell(his, /^Notifications$/).waitFor();
});

test("what is late is there without anybody's act, and goes with the action", async () => {
  const task = await made("task/create", { details: { title: "Relancer l’OPCO", kind: "call", due_on: day(-1), assignee: louis.id } });
  await bell(his, "Notifications 2 non lues").waitFor();
  await go(his, "/notifications");
  await marked("Une action est en retard", his).getByText("Relancer l’OPCO").waitFor();
  await marked("vous a confié l’action Relancer l’OPCO", his).waitFor();
  await his.getByRole("link", { name: "Une action est en retard" }).click();
  await his.waitForURL("**/actions?partie=retard");
  await bell(his, "Notifications 1 non lue").waitFor();
  assert.equal((await call(his, "task/finish", { id: task.id, done: true })).status(), 200);
  await go(his, "/notifications");
  await line("vous a confié l’action", his).waitFor();
  assert.equal(await line("en retard", his).count(), 0);
});

test("many at once are one notice", async () => {
  const ids = [];
  for (let n = 0; n < 12; n += 1) ids.push((await made("contact/create", { details: { given_name: "Ana", family_name: `Roy ${n}` } })).id);
  await made("contact/bulk", { selection: { these: ids }, verb: { owner: louis.id } });
  await reload(his);
  await marked("Claire Martin vous a confié 12 fiches", his).waitFor();
  await his.getByRole("link", { name: "12 fiches" }).click();
  await his.waitForURL(`**/contacts?responsable=${louis.id}*`);
});

test("a trainer hears nothing of deals; nobody reads another's notices", async () => {
  const trainer = await open(server);
  await signIn(trainer, await addUser(server, "trainer", "zoe@exemple.fr", undefined, "Zoé Durand"), "/notifications");
  await made("note/add", { subject: `deal:${deal.id}`, details: { text: "@Zoé Durand" } });
  await made("note/add", { subject: `contact:${contact.id}`, details: { text: "@Zoé Durand" } });
  await bell(trainer, "Notifications 1 non lue").waitFor();
  await line("Inès Fabre", trainer).waitFor();
  assert.equal(await trainer.getByText("Bilan de compétences").count(), 0);
  const [own] = (await (await call(trainer, "notice/list", { today: day(0), after: null })).json()).notices.rows;
  assert.deepEqual((await (await call(his, "notice/read", { which: { these: [own.id] } })).json()).notices, []);
  await trainer.context().close();
  const visitor = await open(server);
  const answer = await visitor.request.post(`${server.url}/api/notice/list`, { data: { today: day(0), after: null }, headers: { origin: server.url } });
  assert.equal(answer.status(), 401);
  await visitor.context().close();
});

test("without the browser's half the page and its mark are there; a phone has room for both", async () => {
  const bare = await open(server, { javaScriptEnabled: false });
  await signIn(bare, louis, "/notifications");
  await line("vous mentionne", bare).first().waitFor();
  await bell(bare, /Notifications \d non lues?/).waitFor();
  await bare.context().close();
  await his.setViewportSize({ width: 390, height: 844 });
  await go(his, "/notifications");
  const bar = his.getByRole("navigation", { name: "Navigation principale" }).last();
  await bar.getByRole("link", { name: /^Notifs \d non lues?/ }).waitFor();
  assert.ok((await bar.getByRole("link").count()) <= 5, "five under the thumb");
  assert.ok(await his.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing sticks out");
  await axeInBothThemes(his);
  await his.goto(`/contacts/${contact.id}`);
  await his.getByRole("button", { name: "Ajouter une note" }).click();
  await box(his).fill("");
  await box(his).pressSequentially("@cl");
  await offered("Claire Martin", his).click();
  assert.equal(await box(his).inputValue(), "@Claire Martin ");
  await box(his).press("Escape");
  assert.deepEqual(his.problems, []);
});
