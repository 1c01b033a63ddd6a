// Notes and exchanges on the pages of records, driven by role and label.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { addUser, axe, axeInBothThemes, call, finish, fresh, go, open, reload, signIn } from "../lib.mjs";

let server;
let page;
let contact;
let deal;

before(async () => {
  ({ server, page } = await fresh());
  const made = async (endpoint, data) => (await call(page, endpoint, data)).json();
  const person = { given_name: "Inès", family_name: "Fabre", emails: ["ines@exemple.fr"] };
  const company = await made("company/create", { details: { name: "Boulangerie Colas", town: "Lyon" } });
  contact = await made("contact/create", { details: { ...person, company: company.id } });
  const details = { title: "Hygiène alimentaire", contact: contact.id, other_contacts: [], training: "", tags: [], company: company.id };
  deal = (await made("deal/create", { new: { details, stage: null } })).deal;
});

after(() => finish(server));

const region = (name, on = page) => on.getByRole("region", { name, exact: true });
const box = (on = page) => on.getByRole("textbox", { name: "Texte de la note" });
const entry = (text, on = page) => region("Historique", on).getByRole("listitem").filter({ hasText: text });

async function act(note, name, on = page) {
  await region("Notes", on).getByRole("listitem").filter({ hasText: note }).getByRole("button", { name: "Actions de la note" }).click();
  await on.getByRole("menuitem", { name, exact: true }).click();
}

test("a note is added with the keyboard and shown by its parts", async () => {
  await go(page, `/contacts/${contact.id}`);
  await page.getByRole("button", { name: "Ajouter une note" }).click();
  await box().fill("Préfère le **matin**\n\n- devis\n- [site](https://exemple.fr)\n\n<b>texte</b>");
  await page.keyboard.press("Control+Enter");
  await region("Notes").locator("strong", { hasText: "matin" }).waitFor();
  await region("Notes").getByText("<b>texte</b>").waitFor();
  assert.equal(await region("Notes").getByRole("link", { name: "site" }).getAttribute("href"), "https://exemple.fr");
  await entry("a ajouté une note").waitFor();
  await box().waitFor({ state: "detached" });
  assert.equal(await page.evaluate(() => document.activeElement?.id), "add-note");
});

test("a note is looked at before it is saved; what was done to it is taken back in turn", async () => {
  await page.getByRole("button", { name: "Ajouter une note" }).click();
  await box().fill("## Point du jour\n\n- **devis** signé");
  await page.getByRole("button", { name: "Aperçu" }).click();
  const preview = page.getByRole("group", { name: "Aperçu" });
  await preview.getByRole("heading", { name: "Point du jour" }).waitFor();
  await preview.getByRole("listitem").getByText("devis").waitFor();
  assert.equal(await box().isVisible(), false);
  await axeInBothThemes(page);
  await page.getByRole("button", { name: "Revenir au texte" }).click();
  await box().press("Control+Enter");
  await region("Notes").getByRole("heading", { name: "Point du jour" }).waitFor();
  await act("Point du jour", "Épingler");
  await region("Notes").getByText("Épinglée").waitFor();
  await page.getByText("Note épinglée").waitFor();
  // The pin, then the note itself.
  await page.keyboard.press("Control+z");
  await region("Notes").getByText("Épinglée").waitFor({ state: "detached" });
  await page.keyboard.press("Control+z");
  await region("Notes").getByRole("heading", { name: "Point du jour" }).waitFor({ state: "detached" });
});

test("a note is edited, pinned, deleted and brought back", async () => {
  await act("matin", "Modifier");
  await box().fill("Préfère le soir");
  await reload(page);
  await box().waitFor();
  assert.equal(await box().inputValue(), "Préfère le soir");
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await region("Notes").getByText("Préfère le soir").waitFor();
  await region("Notes").getByText("modifiée").waitFor();
  await page.getByRole("button", { name: "Ajouter une note" }).click();
  await box().fill("Une autre");
  await page.keyboard.press("Control+Enter");
  const first = region("Notes").getByRole("listitem").first();
  await first.getByText("Une autre").waitFor();
  await act("Préfère le soir", "Épingler");
  await first.getByText("Épinglée").waitFor();
  await act("Une autre", "Supprimer");
  await region("Notes").getByText("Une autre").waitFor({ state: "detached" });
  await page.getByText("Note supprimée").waitFor();
  await page.getByRole("button", { name: "Annuler", exact: true }).last().click();
  await region("Notes").getByText("Une autre").waitFor();
  await entry("a rétabli une note").waitFor();
});

test("of a note that two people change, each sees the other's text and chooses", async () => {
  const other = await open(server);
  await signIn(other);
  await go(other, `/contacts/${contact.id}`);
  await act("Préfère le soir", "Modifier", other);
  await act("Préfère le soir", "Modifier");
  await box().fill("Préfère midi");
  await box().press("Control+Enter");
  await region("Notes").getByText("Préfère midi").waitFor();
  await box(other).fill("Préfère l'aube");
  await box(other).press("Control+Enter");
  await other.getByRole("alert").filter({ hasText: "Préfère midi" }).waitFor();
  await other.getByRole("button", { name: "Garder la mienne" }).waitFor();
  await other.getByRole("button", { name: "Prendre la sienne" }).click();
  assert.equal(await box(other).inputValue(), "Préfère midi");
  await box(other).press("Control+Enter");
  await box(other).waitFor({ state: "detached" });
  await region("Notes", other).getByText("Préfère midi").waitFor();
  await other.context().close();
});

test("what is typed survives a reload and is gone once saved", async () => {
  await page.getByRole("button", { name: "Ajouter une note" }).click();
  await box().fill("Pas encore");
  await reload(page);
  await box().waitFor();
  assert.equal(await box().inputValue(), "Pas encore");
  await box().fill("");
  await box().pressSequentially("Brouillon gardé");
  await box().press("Control+Enter");
  await region("Notes").getByText("Brouillon gardé").waitFor();
  assert.equal(await page.evaluate(() => Object.keys(sessionStorage).filter((key) => key.startsWith("draft:")).length), 0);
  await page.getByRole("button", { name: "Ajouter une note" }).click();
  await box().fill("Non");
  await page.keyboard.press("Escape");
  await page.getByText("Brouillon effacé").waitFor();
  await page.getByRole("button", { name: "Annuler", exact: true }).last().click();
  assert.equal(await box().inputValue(), "Non");
  await page.keyboard.press("Escape");
  await box().waitFor({ state: "detached" });
});

test("an empty or an endless note is refused beside the box", async () => {
  await page.getByRole("button", { name: "Ajouter une note" }).click();
  await page.keyboard.press("Control+Enter");
  await page.getByRole("alert").getByText("À renseigner.").waitFor();
  await box().fill("é".repeat(10_001));
  await page.keyboard.press("Control+Enter");
  await page.getByRole("alert").getByText("Trop long.").waitFor();
  assert.equal((await box().inputValue()).length, 10_001);
  await page.keyboard.press("Escape");
});

test("an exchange is logged in two taps, and a second browser sees it", async () => {
  const advisor = await addUser(server, "advisor", "louis@exemple.fr");
  const louis = await open(server);
  await signIn(louis, advisor, `/contacts/${contact.id}`);
  await louis.getByText("Préfère le soir").first().waitFor();
  await page.getByRole("button", { name: "Consigner un échange" }).click();
  await axe(page);
  await page.getByRole("dialog", { name: "Consigner un échange" }).getByRole("button", { name: "Enregistrer" }).click();
  for (const on of [page, louis]) {
    await entry(/a passé un appel\s: joint/, on).waitFor();
    await on.locator(".fact").filter({ hasText: "Dernier échange" }).getByText(/Appel, aujourd’hui/).waitFor();
  }
  await page.getByText("Échange consigné").waitFor();
  await louis.context().close();
});

test("a call plans the next one, in the same dialog", async () => {
  await page.getByRole("button", { name: "Consigner un échange" }).click();
  const dialog = page.getByRole("dialog", { name: "Consigner un échange" });
  const again = dialog.getByRole("group", { name: "Rappeler" });
  await dialog.getByRole("button", { name: "À rappeler" }).click();
  await axe(page);
  await again.getByRole("button", { name: "Dans une semaine" }).click();
  // On a Monday « Lundi » is the same day, and was not tapped.
  assert.deepEqual(await again.locator('[aria-pressed="true"]').allTextContents(), ["Dans une semaine"]);
  await dialog.getByRole("button", { name: "Enregistrer" }).click();
  await entry(/a passé un appel\s: à rappeler/).waitFor();
  await page.getByRole("region", { name: "Prochaines actions" }).getByText(/^Rappeler /).first().waitFor();
  // A day that was chosen stays in sight with another outcome, and goes with the call.
  await page.getByRole("button", { name: "Consigner un échange" }).click();
  await dialog.getByRole("button", { name: "Sans réponse" }).click();
  await again.getByRole("button", { name: "Demain" }).click();
  await dialog.getByRole("button", { name: "Joint" }).click();
  assert.deepEqual(await again.locator('[aria-pressed="true"]').allTextContents(), ["Demain"]);
  await dialog.getByRole("button", { name: "Rendez-vous" }).click();
  await again.waitFor({ state: "hidden" });
  // Messages stand in the dialog, each with an « Annuler » of its own.
  await dialog.locator("form").getByRole("button", { name: "Annuler" }).click();
});

test("the rest of an exchange is optional, corrected later, deleted and brought back", async () => {
  await page.getByRole("button", { name: "Consigner un échange" }).click();
  const dialog = page.getByRole("dialog", { name: "Consigner un échange" });
  await dialog.getByRole("button", { name: "E-mail" }).click();
  await dialog.getByRole("button", { name: "Entrant" }).click();
  await dialog.getByLabel("En bref").fill("Demande un devis");
  await dialog.getByText("Durée, date et opportunité").click();
  await dialog.getByLabel("Durée en minutes").fill("trop");
  await dialog.getByRole("button", { name: "Enregistrer" }).click();
  await dialog.getByText(/Un nombre de minutes/).waitFor();
  await dialog.getByLabel("Durée en minutes").fill("12");
  await dialog.getByLabel("Opportunité").selectOption({ label: "Hygiène alimentaire" });
  await dialog.getByRole("button", { name: "Enregistrer" }).click();
  await entry(/a reçu un e-mail\s: 12 min/).getByText("Demande un devis").waitFor();

  await entry("a reçu un e-mail").getByRole("button", { name: "Corriger l’échange" }).click();
  const correct = page.getByRole("dialog", { name: "Corriger l’échange" });
  await correct.getByLabel("Durée en minutes").fill("0h15");
  await correct.getByRole("button", { name: "Enregistrer" }).click();
  await entry("a corrigé un échange").getByText(/12 min → 15 min/).waitFor();
  await entry("a corrigé un échange").getByRole("button", { name: "Corriger l’échange" }).click();
  await correct.getByRole("button", { name: "Supprimer" }).click();
  await entry("a supprimé un échange").waitFor();
  await page.getByText("Échange supprimé").waitFor();
  await page.getByRole("button", { name: "Annuler", exact: true }).last().click();
  await entry("a rétabli un échange").waitFor();
});

test("the history shows a part of itself, by the address", async () => {
  await go(page, `/contacts/${contact.id}`);
  const history = region("Historique");
  await history.getByLabel("Afficher").selectOption({ label: "Échanges" });
  await page.waitForURL(/historique=echanges/);
  await entry("a ajouté une note").first().waitFor({ state: "detached" });
  await entry("a reçu un e-mail").waitFor();
  await history.getByLabel("Par", { exact: true }).selectOption({ label: "Louis Bernard" });
  await page.waitForURL(/par=/);
  await history.getByText("Rien de tel dans l’historique").waitFor();
  await go(page, `/contacts/${contact.id}?historique=notes`);
  await entry("a ajouté une note").first().waitFor();
  assert.equal(await entry("a passé un appel").count(), 0);
});

test("notes and exchanges stand on companies and deals too", async () => {
  await go(page, `/opportunites/${deal.id}`);
  await entry(/a reçu un e-mail d’Inès Fabre/).waitFor();
  await page.getByRole("button", { name: "Ajouter une note" }).click();
  await box().fill("Budget validé");
  await page.keyboard.press("Control+Enter");
  await region("Notes").getByText("Budget validé").waitFor();
  await axeInBothThemes(page);
  await page.getByRole("link", { name: "Boulangerie Colas" }).first().click();
  await page.getByRole("heading", { level: 1, name: "Boulangerie Colas" }).waitFor();
  await entry(/a ajouté une note sur Hygiène alimentaire/).waitFor();
  await page.getByRole("button", { name: "Consigner un échange" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Rendez-vous" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Enregistrer" }).click();
  await entry(/a tenu un rendez-vous avec Inès Fabre/).waitFor();
});

test("who only reads sees no buttons; a trainer writes, but sees no deal", async () => {
  const reader = await open(server);
  await signIn(reader, await addUser(server, "reader", "paul@exemple.fr", undefined, "Paul Noir"), `/contacts/${contact.id}`);
  await region("Notes", reader).getByText("Préfère midi").waitFor();
  for (const name of ["Ajouter une note", "Consigner un échange", "Actions de la note", "Corriger l’échange"]) {
    assert.equal(await reader.getByRole("button", { name }).count(), 0, name);
  }
  await reader.context().close();
  const trainer = await open(server);
  await signIn(trainer, await addUser(server, "trainer", "zoe@exemple.fr", undefined, "Zoé Durand"), `/contacts/${contact.id}`);
  await region("Notes", trainer).getByText("Préfère midi").waitFor();
  await trainer.getByRole("button", { name: "Ajouter une note" }).waitFor();
  assert.equal(await trainer.getByText("Demande un devis").count(), 0);
  assert.equal(await trainer.getByText("Hygiène alimentaire").count(), 0);
  await trainer.context().close();
});

test("a phone has room for all of it, and axe finds nothing", async () => {
  await page.setViewportSize({ width: 390, height: 844 });
  await go(page, `/contacts/${contact.id}`);
  await page.getByRole("button", { name: "Ajouter une note" }).click();
  await box().fill("Depuis le téléphone");
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing sticks out");
  await axeInBothThemes(page);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Consigner un échange" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Enregistrer" }).waitFor();
  await axeInBothThemes(page);
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing sticks out");
  await page.getByRole("dialog").locator(".form-actions").getByRole("button", { name: "Annuler" }).click();
  await page.setViewportSize({ width: 1366, height: 768 });
  await axeInBothThemes(page);
  assert.deepEqual(page.problems, []);
});
