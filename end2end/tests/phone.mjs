// What the messages of a phone say when the network goes and comes back, and that none lies on a question or another.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { addUser, axeInBothThemes, call, calm, carried, finish, fresh, go, kept, open, ready, signIn, until } from "../lib.mjs";

const PHONE = { serviceWorkers: "allow", viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
let server;
let page;
let contact;
let deal;

const offline = (off, on = page) => on.context().setOffline(off);
const mark = (name) => page.getByRole("button", { name });
const outbox = () => page.getByRole("dialog", { name: "Boîte d’envoi" });
const follow = () => page.getByRole("dialog", { name: "Prochaine action" });
const tick = (title) => page.getByRole("checkbox", { name: `Terminer : ${title}` });
const message = (text) => page.locator(".toast").filter({ hasText: text, visible: true });

async function made(endpoint, data) {
  const answer = await call(page, endpoint, data);
  assert.equal(answer.status(), 200, `${endpoint}: ${await answer.text()}`);
  return answer.json();
}

/** Asserts that one message is visible, and that it lies on none of these. */
async function apart(...others) {
  await calm(page);
  const messages = page.locator(".toast").filter({ visible: true });
  assert.equal(await messages.count(), 1);
  const one = await messages.boundingBox();
  for (const other of others) {
    const box = await other.boundingBox();
    const over = one.x < box.x + box.width && box.x < one.x + one.width && one.y < box.y + box.height && box.y < one.y + one.height;
    assert.ok(!over, `${other}: ${JSON.stringify([one, box])}`);
  }
}

async function here(path = `/contacts/${contact}`) {
  await go(page, path);
  await page.waitForFunction(() => self.crmOutbox);
}

before(async () => {
  const fresher = await fresh();
  server = fresher.server;
  page = await open(server, PHONE);
  await signIn(page);
  await carried(page);
  contact = (await made("contact/create", { details: { given_name: "Inès", family_name: "Fabre", phones: ["+33612345678"] } })).id;
  deal = (await made("deal/create", { new: { details: { title: "Bilan", contact, training: "", tags: [], other_contacts: [] }, stage: null } })).deal;
  for (const title of ["Rappeler Inès", "Envoyer le devis"]) await made("task/create", { details: { title, kind: "call", contact, deal: deal.id } });
});

after(() => finish(server));

const job = () => page.getByRole("region", { name: "Détails" }).getByRole("button", { name: /^Fonction/ });

async function conflict(mine, theirs) {
  await here();
  await offline(true);
  await page.getByRole("button", { name: "Toutes les informations" }).click();
  await job().click();
  await page.getByRole("textbox", { name: "Fonction" }).fill(mine);
  await page.keyboard.press("Enter");
  await message("Gardé sur cet appareil").waitFor();
  await apart(mark("1 en attente d’envoi"), page.locator(".bottombar"));
  await page.reload();
  await page.waitForFunction(() => self.crmOutbox);
  const { version, details } = await made("contact/show", { id: contact });
  await made("contact/edit", { id: contact, patch: { version, changes: { job_title: { before: details.job_title ?? null, after: theirs } } } });
  await offline(false);
}

test("the connection is back: what waits for a choice is said, with a way there, and nothing lies on the question", async () => {
  await conflict("Gérante", "Présidente");
  const back = message("Connexion rétablie. 1 modification attend votre choix.");
  await back.waitFor();
  await apart(mark("1 modification attend votre choix"), page.locator(".bottombar"));
  await back.getByRole("button", { name: "Voir" }).click();
  const keep = outbox().getByRole("button", { name: "Garder la mienne" });
  await keep.waitFor();
  await axeInBothThemes(page);
  await outbox().getByRole("button", { name: "Prendre la sienne" }).click();
  await message(/Fonction\s: «\s?Présidente\s?» reste sur la fiche. Votre «\s?Gérante\s?» est abandonné/).waitFor();
  assert.equal(await page.getByText("Supprimé de cet appareil").count(), 0);
  // It can be taken back, and does not lie on the question that is there again.
  await message("reste sur la fiche").getByRole("button", { name: "Annuler" }).click();
  await keep.click();
  await outbox().getByText("Rien n’attend").waitFor();
  await outbox().getByRole("button", { name: "Fermer" }).click();
  assert.equal((await made("contact/show", { id: contact })).details.job_title, "Gérante");
});

test("a message stands in the question for the next action, which is asked without network as well", async () => {
  await here("/actions");
  await tick("Rappeler Inès").check();
  await follow().waitFor();
  await message("Annuler").waitFor();
  await apart(follow().getByRole("textbox"), follow().getByRole("button", { name: "Prévoir" }), page.locator(".bottombar"));
  await axeInBothThemes(page);
  await follow().getByRole("button", { name: "Plus tard" }).click();
  await follow().waitFor({ state: "detached" });
  // The messages are back where they belong.
  assert.equal(await page.locator(".messages > .toaster").count(), 1);
  await offline(true);
  await tick("Envoyer le devis").check();
  await follow().getByLabel(/Et ensuite, pour «\sBilan\s»/).fill("Relancer demain");
  await apart(follow().getByRole("textbox"), follow().getByRole("button", { name: "Prévoir" }));
  await follow().getByRole("button", { name: "Prévoir" }).click();
  await follow().waitFor({ state: "detached" });
  await mark("2 en attente d’envoi").waitFor();
  // When it is due, and for what: not when it was written.
  const waits = page.getByRole("list", { name: "En attente d’envoi" }).getByRole("button", { name: /Relancer/ });
  assert.match(await waits.textContent(), /Relancer\s*Bilan\s*Demain · En attente/i);
  await offline(false);
  await message("Connexion rétablie. Tout est envoyé.").waitFor();
  const { deal: now } = await made("deal/show", { id: deal.id });
  assert.equal(now.next.title, "Relancer");
});

test("a card that is moved without network goes back, and says why", async () => {
  await here("/pipeline");
  await offline(true);
  const [card, menu] = [page.getByRole("listitem", { name: /^Bilan/ }), page.getByRole("menu")];
  await card.getByRole("button", { name: "Déplacer vers…" }).click();
  await menu.getByRole("menuitem", { name: "Intéressé" }).click();
  await message(/Hors connexion/).waitFor();
  await page.getByRole("listitem", { name: /^Bilan/ }).waitFor();
  // A phone shows one column: the one where the card is again.
  await page.getByRole("navigation", { name: "Étapes" }).locator("[aria-current]").filter({ hasText: "Découverte" }).waitFor();
  await offline(false);
  await message("Connexion rétablie").waitFor();
});

test("without network as well one comes back to the same place of a list", async () => {
  const names = Array.from({ length: 30 }, (_, at) => `Liste ${String(at).padStart(2, "0")}`);
  for (const family_name of names) await made("contact/create", { details: { given_name: "", family_name } });
  await here("/contacts");
  const row = () => page.getByRole("main").getByRole("link", { name: /Liste 20/ }).first();
  const path = await row().getAttribute("href");
  await here(path);
  await kept(page, path);
  await here("/contacts");
  await row().scrollIntoViewIfNeeded();
  await kept(page, "/contacts");
  const before = (await row().boundingBox()).y;
  await offline(true);
  const back = async (act) => {
    await row().click();
    await page.getByRole("heading", { level: 1, name: "Liste 20" }).waitFor();
    await ready(page);
    await act();
    await page.waitForFunction((path) => document.activeElement?.getAttribute("href") === path, path);
    assert.ok(Math.abs((await row().boundingBox()).y - before) < 60, `${(await row().boundingBox()).y} was ${before}`);
  };
  await back(() => page.goBack());
  await back(() => page.getByRole("main").getByRole("link", { name: "Contacts", exact: true }).first().click());
  await offline(false);
});

test("a page that is never kept asks for the network; the week is a kept page of its own", async () => {
  for (const path of ["/actions", "/actions?vue=semaine"]) {
    await go(page, path);
    await kept(page, path);
  }
  await offline(true);
  for (const path of ["/reglages", "/deconnexion"]) {
    await page.goto(path);
    await page.getByText("Cette page demande le réseau.").waitFor();
  }
  await page.getByRole("link", { name: /^Mes actions – Semaine/ }).waitFor();
  await page.getByRole("link", { name: /^Mes actions \d/ }).waitFor();
  await page.goto("/entreprises");
  await page.getByText("n’a pas encore été ouverte").waitFor();
  await offline(false);
  await page.getByRole("heading", { level: 1, name: "Entreprises" }).waitFor();
});

test("the question of who signs out sends what waits once there is network, and lets go", async () => {
  await here();
  await offline(true);
  await page.getByRole("button", { name: "Ajouter une note" }).click();
  await page.getByRole("textbox", { name: "Texte de la note" }).fill("Avant de partir");
  await page.keyboard.press("Control+Enter");
  await mark("1 en attente d’envoi").waitFor();
  await page.goto("/corbeille");
  await page.getByRole("button", { name: "Se déconnecter" }).click();
  await page.getByText("Dès que le réseau revient").waitFor();
  await axeInBothThemes(page);
  // Read again it is the same question.
  await page.goto("/deconnexion");
  await page.getByText("1 en attente d’envoi.").waitFor();
  await offline(false);
  await page.getByRole("button", { name: "Se connecter" }).waitFor();
  assert.equal(await page.evaluate(async () => (await indexedDB.databases()).length), 0);
  await signIn(page);
  const { rows } = await made("note/list", { subject: `contact:${contact}`, after: null });
  assert.deepEqual(rows.map(({ note }) => note.details.text), ["Avant de partir"]);
});

test("the open part of the settings is in sight in the line of parts", async () => {
  for (const path of ["/reglages/serveur", "/reglages/pipelines", "/reglages"]) {
    await go(page, path);
    await page.waitForFunction(() => {
      const open = document.querySelector(".setting > nav [aria-current=page]")?.getBoundingClientRect();
      return open && open.left >= 0 && open.right <= innerWidth;
    });
  }
});

test("who is disabled in the middle of a note reads one sentence, has the note to copy, and nothing else", async () => {
  const louis = await addUser(server, "advisor", "louis@exemple.fr");
  const phone = await open(server, PHONE);
  await signIn(phone, louis);
  await carried(phone);
  await go(phone, `/contacts/${contact}`);
  await kept(phone, `/contacts/${contact}`);
  await phone.getByRole("button", { name: "Ajouter une note" }).click();
  await phone.getByRole("textbox", { name: "Texte de la note" }).fill("Elle rappelle jeudi");
  await server.run(["user", "disable", "--email", louis.email, "--hand-over-to", "claire@exemple.fr"]);
  await phone.getByText("Votre compte a été désactivé.", { exact: true }).first().waitFor();
  assert.equal(await phone.getByText("Fabre").count(), 0);
  assert.equal(await phone.getByText("Votre session a pris fin").count(), 0);
  assert.equal(await phone.getByRole("navigation").count(), 0);
  await phone.getByRole("button", { name: "Copier" }).click();
  assert.equal(await phone.getByRole("textbox").inputValue(), "Elle rappelle jeudi");
  await axeInBothThemes(phone);
  await until(phone, async () => (await caches.keys()).every((name) => !name.startsWith("pages-")));
  assert.deepEqual(await phone.evaluate(() => Object.keys(sessionStorage).filter((key) => key.startsWith("draft:"))), []);
  await phone.getByRole("link", { name: "Se reconnecter" }).click();
  await phone.getByText("désactivé").waitFor();
  await phone.context().close();
});

test("the acts of a record lie under the thumb and stay there", async () => {
  await here();
  const names = ["Appeler", "Ajouter une note", "Consigner un échange", "Nouvelle action"];
  const acts = names.map((name) => page.getByRole(name === "Appeler" ? "link" : "button", { name, exact: true }));
  const boxes = async () => Promise.all(acts.map((act) => act.boundingBox()));
  const before = await boxes();
  for (const box of before) assert.ok(box.y > 700 && box.height >= 44 && box.width >= 44, JSON.stringify(before));
  const lefts = before.map((box) => box.x);
  assert.deepEqual(lefts, lefts.toSorted((a, b) => a - b));
  const widths = before.map((box) => box.width);
  assert.ok(Math.max(...widths) - Math.min(...widths) < 2, JSON.stringify(before));
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  assert.deepEqual(await boxes(), before);
  assert.equal(await acts[0].getAttribute("href"), "tel:+33612345678");
  await axeInBothThemes(page);
  await acts[3].tap();
  const task = page.getByRole("dialog", { name: "Nouvelle action" });
  await task.getByRole("button", { name: "Fermer" }).click();
  await acts[1].tap();
  await page.getByRole("textbox", { name: "Note" }).fill("Vue entre deux rendez-vous");
  await page.getByRole("button", { name: "Enregistrer" }).tap();
  await message("Note ajoutée").waitFor();
  await apart(...acts);
});

test("what was said before a sheet opens does not lie among its acts", async () => {
  await here();
  await page.getByRole("button", { name: "Ajouter une note" }).tap();
  await page.getByRole("textbox", { name: "Note" }).fill("Gardée");
  await page.getByRole("button", { name: "Enregistrer" }).tap();
  await message("Note ajoutée").waitFor();
  await page.getByRole("button", { name: "Consigner un échange" }).tap();
  const sheet = page.getByRole("dialog", { name: "Consigner un échange" });
  const close = sheet.getByRole("button", { name: "Fermer" });
  await close.waitFor();
  await calm(page);
  assert.equal(await sheet.locator(".toast").filter({ visible: true }).count(), 0);
  assert.ok((await close.locator(".icon").boundingBox())?.width > 10, "what closes it is drawn");
  await close.tap();
  await sheet.waitFor({ state: "hidden" });
});
