// The week of actions, and the private address for the telephone's calendar.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { addUser, axeInBothThemes, call, finish, fresh, go, open, ready, signIn, until } from "../lib.mjs";

let server;
let page;
let trainer;

/** A day of the organisation, some days from today, as the server writes it. */
function day(ahead) {
  const paris = new Intl.DateTimeFormat("fr-CA", { timeZone: "Europe/Paris", dateStyle: "short" });
  return paris.format(new Date(Date.now() + ahead * 86_400_000));
}

/** How far ahead the Monday of the next week is. */
const monday = (() => {
  const weekday = new Date(`${day(0)}T12:00:00Z`).getUTCDay();
  return 7 - ((weekday + 6) % 7);
})();
const NEXT = `/actions?vue=semaine&du=${day(monday)}`;

/** What a day is called. */
function named(ahead) {
  const words = new Intl.DateTimeFormat("fr-FR", { timeZone: "UTC", weekday: "long", day: "numeric", month: "long" });
  return words.format(new Date(`${day(ahead)}T12:00:00Z`)).replace(/ 1 /, " 1er ");
}

const column = (ahead, on = page) => on.getByRole("region", { name: new RegExp(`^${named(ahead)}( \\d{4})?$`) });
const line = (ahead, title, on = page) => column(ahead, on).getByRole("listitem").filter({ hasText: title });

async function plan(title, more = {}) {
  const answer = await call(page, "task/create", { details: { title, kind: "call", ...more } });
  assert.equal(answer.status(), 200);
  return answer.json();
}

before(async () => {
  ({ server, page } = await fresh());
  trainer = await addUser(server, "trainer", "lea@exemple.fr", undefined, "Léa Morel");
  await plan("Envoyer le programme", { due_on: day(-12) });
  await plan("Réunion d’équipe", { due_on: day(monday), due_at: "09:00", kind: "meeting" });
  await plan("Relire la convention", { due_on: day(monday) });
  await plan("Appeler le CFA", { due_on: day(monday + 6), due_at: "16:30" });
  await plan("Une autre semaine", { due_on: day(monday + 7) });
});

after(() => finish(server));

test("seven days stand beside each other, whole days first, without the browser's half as well", async () => {
  const plain = await page.context().browser().newContext({ javaScriptEnabled: false, baseURL: server.url, locale: "fr-FR" });
  await plain.addCookies(await page.context().cookies());
  const bare = await plain.newPage();
  await bare.goto("/actions");
  await bare.getByRole("link", { name: "Semaine", exact: true }).click();
  await bare.getByRole("link", { name: "Semaine suivante" }).click();
  for (const on of [bare, page]) {
    if (on === page) await go(page, NEXT);
    await line(monday, "Relire la convention", on).waitFor();
    const titles = await column(monday, on).getByRole("listitem").allInnerTexts();
    assert.match(titles[0], /Relire la convention/);
    assert.match(titles[1], /Réunion d’équipe[^]*09:00/);
    await line(monday + 6, "Appeler le CFA", on).waitFor();
    assert.equal(await on.getByText("Une autre semaine").count(), 0);
    await on.getByRole("link", { name: "1 en retard" }).waitFor();
  }
  await bare.getByRole("link", { name: "1 en retard" }).click();
  await bare.getByRole("region", { name: "En retard" }).getByText("Envoyer le programme").waitFor();
  await bare.goto("/actions?vue=semaine");
  assert.equal(await bare.locator('section[aria-current="date"]').count(), 1);
  await plain.close();
  await axeInBothThemes(page);
});

test("links walk through the weeks and back to the list", async () => {
  await go(page, NEXT);
  await page.getByRole("link", { name: "Semaine suivante" }).click();
  await line(monday + 7, "Une autre semaine").waitFor();
  await page.getByRole("link", { name: "Semaine précédente" }).click();
  await line(monday, "Relire la convention").waitFor();
  await page.getByRole("link", { name: "Cette semaine" }).click();
  await page.waitForURL(/vue=semaine$/);
  await page.locator('section[aria-current="date"]').waitFor();
  await page.getByRole("link", { name: "Liste", exact: true }).click();
  await page.getByRole("region", { name: "En retard" }).waitFor();
  assert.equal(new URL(page.url()).search, "");
});

test("an action goes to another day by its menu and by the mouse, and back", async () => {
  await go(page, NEXT);
  await line(monday, "Relire la convention").getByRole("button", { name: "Reporter" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("menuitem", { name: named(monday + 1) }).click();
  await line(monday + 1, "Relire la convention").waitFor();
  await page.getByRole("button", { name: "Annuler" }).last().click();
  await line(monday, "Relire la convention").waitFor();
  await line(monday, "Réunion d’équipe").dragTo(column(monday + 3));
  await line(monday + 3, "Réunion d’équipe").getByText("09:00").waitFor();
  await page.getByRole("button", { name: "Annuler" }).last().click();
  await line(monday, "Réunion d’équipe").waitFor();
});

test("the keyboard carries an action from day to day, and the focus goes along", async () => {
  await go(page, NEXT);
  const box = page.getByRole("checkbox", { name: "Terminer : Relire la convention" });
  await box.focus();
  for (const [key, ahead] of [["ArrowRight", 1], ["ArrowRight", 2], ["ArrowLeft", 1], ["ArrowLeft", 0]]) {
    await page.keyboard.press(`Alt+${key}`);
    await line(monday + ahead, "Relire la convention").waitFor();
    await page.waitForFunction(() => document.activeElement?.getAttribute("aria-label")?.endsWith("Relire la convention"));
  }
  assert.match(await box.getAttribute("aria-keyshortcuts"), /Alt\+ArrowLeft/);
  // Out of the week, no other line takes the focus: the same keys would move that one next.
  await page.keyboard.press("Alt+ArrowLeft");
  await line(monday, "Relire la convention").waitFor({ state: "detached" });
  assert.equal(await page.evaluate(() => document.activeElement.id), "contenu");
  await page.getByRole("button", { name: "Annuler" }).last().click();
  await line(monday, "Relire la convention").waitFor();
  assert.match(page.url(), /vue=semaine/);
});

test("a day takes a new action, and one is finished where it stands", async () => {
  await go(page, NEXT);
  await column(monday + 2).getByRole("button", { name: /^Nouvelle action/ }).click();
  const dialog = page.getByRole("dialog", { name: "Nouvelle action" });
  assert.equal(await dialog.getByLabel("Date").inputValue(), day(monday + 2));
  await dialog.getByLabel("Action").fill("Visiter le centre 10h");
  await dialog.getByRole("button", { name: "Enregistrer" }).click();
  await line(monday + 2, "Visiter le centre").getByText("10:00").waitFor();
  await page.getByRole("checkbox", { name: "Terminer : Visiter le centre" }).click();
  await line(monday + 2, "Visiter le centre").waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Annuler" }).last().click();
  await line(monday + 2, "Visiter le centre").waitFor();
  // The next new one has no day of its own.
  await page.getByRole("button", { name: "Nouvelle action", exact: true }).click();
  assert.equal(await dialog.getByLabel("Date").inputValue(), "");
  await page.keyboard.press("Escape");
});

test("a telephone shows the days below each other", async () => {
  const phone = await open(server, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  await signIn(phone, undefined, "/actions");
  await go(phone, NEXT);
  const one = line(monday, "Relire la convention", phone);
  const { width, height } = await one.getByRole("button", { name: "Reporter" }).boundingBox();
  assert.ok(width >= 44 && height >= 44, `${width} by ${height}`);
  await one.getByRole("button", { name: "Reporter" }).tap();
  await phone.getByRole("menuitem", { name: named(monday + 4) }).tap();
  await line(monday + 4, "Relire la convention", phone).waitFor();
  await axeInBothThemes(phone);
  assert.equal(await phone.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);
  assert.deepEqual(phone.problems, []);
  // This week opens where today is.
  await go(phone, "/actions?vue=semaine");
  const today = phone.locator('section[aria-current="date"]');
  await until(phone, () => {
    const { top } = document.querySelector('section[aria-current="date"]').getBoundingClientRect();
    return top >= 0 && top < innerHeight / 2 || document.scrollingElement.scrollTop + innerHeight >= document.scrollingElement.scrollHeight - 1;
  });
  await today.waitFor();
  await phone.context().close();
});

test("a trainer's week has own actions only", async () => {
  const hers = await open(server);
  await signIn(hers, trainer, "/actions");
  const made = await call(hers, "task/create", { details: { title: "Préparer la salle", kind: "other", due_on: day(monday) } });
  assert.equal(made.status(), 200);
  await go(hers, `${NEXT}&qui=tous`);
  await line(monday, "Préparer la salle", hers).waitFor();
  assert.equal(await hers.getByRole("listitem").filter({ hasText: "Relire la convention" }).count(), 0);
  assert.deepEqual(hers.problems, []);
  await hers.context().close();
  await go(page, `${NEXT}&qui=tous`);
  await line(monday, "Préparer la salle").waitFor();
});

test("the private address is made, read, replaced and taken away", async () => {
  await go(page, "/reglages");
  const agenda = page.getByRole("region", { name: "Agenda du téléphone" });
  await agenda.getByRole("button", { name: "Créer mon adresse d’agenda" }).click();
  const address = agenda.getByRole("textbox", { name: "Adresse privée" });
  await address.waitFor();
  const read = async () => {
    const { pathname } = new URL(await address.inputValue());
    return (await fetch(server.url + pathname)).text();
  };
  const first = await address.inputValue();
  assert.match(first, /\/agenda\/[0-9a-z]{40,}\.ics$/);
  assert.match(await agenda.getByRole("link", { name: "Ajouter à mon agenda" }).getAttribute("href"), /^webcal:\/\//);
  const text = await read();
  assert.match(text, /^BEGIN:VCALENDAR\r\n/);
  assert.match(text, /SUMMARY:Relire la convention\r\n/);
  assert.doesNotMatch(text, /Préparer la salle/);
  await axeInBothThemes(page);
  await agenda.getByRole("button", { name: "Changer d’adresse" }).click();
  await page.getByText("Nouvelle adresse. L’ancienne ne répond plus.").waitFor();
  assert.notEqual(await address.inputValue(), first);
  assert.equal((await fetch(server.url + new URL(first).pathname)).status, 404);
  assert.match(await read(), /BEGIN:VEVENT/);
  await page.reload();
  await ready(page);
  assert.match(await read(), /BEGIN:VEVENT/);
  const last = await address.inputValue();
  await agenda.getByRole("button", { name: "Supprimer l’adresse" }).click();
  await agenda.getByRole("button", { name: "Créer mon adresse d’agenda" }).waitFor();
  assert.equal((await fetch(server.url + new URL(last).pathname)).status, 404);
  assert.deepEqual(page.problems, []);
});
