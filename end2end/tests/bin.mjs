// The bin and the change log: deleting, taking back, erasing for good, and what history keeps.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { DEALS, boardServer } from "../board.mjs";
import { addUser, axeInBothThemes, call, finish, go, open, reload, signIn } from "../lib.mjs";

const [ALICE] = DEALS.map((deal) => deal[2]);
let server;
let page;

before(async () => {
  ({ server, page } = await boardServer());
});

after(() => finish(server));

const binned = (name) => page.getByRole("listitem").filter({ hasText: name });

async function openContact(name) {
  await go(page, "/contacts");
  await page.getByRole("link", { name: new RegExp(name) }).click();
  await page.getByRole("heading", { level: 1, name }).waitFor();
}

async function deleteContact(name) {
  await openContact(name);
  await page.getByRole("button", { name: "Plus d’actions" }).click();
  await page.getByRole("menuitem", { name: "Mettre à la corbeille" }).click();
  await page.getByText(`« ${name} » est dans la corbeille`).waitFor();
}

test("a deleted contact takes its deal along, and comes back with one press", async () => {
  const other = await open(server);
  await signIn(other, undefined, "/pipeline");
  const card = other.getByRole("listitem", { name: new RegExp(`^${ALICE}`) });
  await card.waitFor();
  await deleteContact("Alice Roux");
  await page.waitForURL("**/contacts");
  await page.getByRole("link", { name: /Alice Roux/ }).waitFor({ state: "detached" });
  await card.waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Annuler" }).click();
  await page.getByRole("heading", { level: 1, name: "Alice Roux" }).waitFor();
  await page.getByRole("region", { name: "Opportunités" }).getByRole("link", { name: new RegExp(ALICE) }).waitFor();
  await card.waitFor();
  await page.getByRole("region", { name: "Historique" }).getByText("a sorti la fiche de la corbeille").waitFor();
  await other.context().close();
});

test("the bin lists what was deleted and restores it", async () => {
  await deleteContact("Alice Roux");
  await go(page, "/corbeille");
  await binned("Alice Roux").getByText("et 1 élément lié").waitFor();
  await axeInBothThemes(page);
  await page.getByRole("button", { name: "Restaurer Alice Roux" }).click();
  await page.getByText("La corbeille est vide").waitFor();
  await page.locator(".toast", { hasText: "est restaurée" }).getByRole("button", { name: "Annuler" }).click();
  await page.getByRole("button", { name: "Restaurer Alice Roux" }).click();
  await page.getByText("La corbeille est vide").waitFor();
  await openContact("Alice Roux");
});

test("an administrator erases for good, after being asked, and history names nobody", async () => {
  await deleteContact("Alice Roux");
  await go(page, "/corbeille");
  await page.getByRole("button", { name: "Effacer Alice Roux définitivement" }).click();
  const dialog = page.getByRole("dialog", { name: "Effacer définitivement ?" });
  await dialog.getByRole("button", { name: "Annuler" }).click();
  await dialog.waitFor({ state: "hidden" });
  await page.getByRole("button", { name: "Effacer Alice Roux définitivement" }).click();
  await dialog.getByRole("button", { name: "Effacer définitivement" }).click();
  await page.getByText("La corbeille est vide").waitFor();
  const opened = () => Object.keys(localStorage).filter((key) => key.startsWith("recent:")).map((key) => localStorage[key]).join();
  assert.doesNotMatch(await page.evaluate(opened), /Alice/, "the palette forgets her too");
  await go(page, "/journal");
  await page.getByText("définitivement").first().waitFor();
  assert.equal(await page.getByText("Alice").count(), 0);
  assert.equal(await page.getByText(ALICE).count(), 0);
});

test("the log is narrowed by person, topic and name, in the address", async () => {
  await go(page, "/journal");
  await page.getByRole("link", { name: "Bruno Petit" }).first().waitFor();
  await axeInBothThemes(page);
  await page.getByRole("searchbox", { name: "Rechercher" }).fill("bruno");
  await page.getByText("définitivement").waitFor({ state: "detached" });
  assert.match(page.url(), /q=bruno/);
  await reload(page);
  await page.getByRole("link", { name: "Bruno Petit" }).first().waitFor();
  assert.equal(await page.getByText("définitivement").count(), 0);
  await go(page, "/journal?historique=reglages");
  await page.getByText("a créé l’organisme").waitFor();
  assert.equal(await page.getByRole("link", { name: "Bruno Petit" }).count(), 0);
});

test("who may not is told so", async () => {
  await addUser(server, "advisor", "louis@exemple.fr");
  await addUser(server, "reader", "lea@exemple.fr", undefined, "Léa Marin");
  const advisor = await open(server);
  await signIn(advisor, { email: "louis@exemple.fr", password: "cheval agrafe pile" }, "/corbeille");
  await advisor.getByText("La corbeille est vide").waitFor();
  await go(advisor, "/journal");
  await advisor.getByText("Cette page ne vous est pas ouverte").waitFor();
  await advisor.context().close();
  const reader = await open(server);
  await signIn(reader, { email: "lea@exemple.fr", password: "cheval agrafe pile" }, "/corbeille");
  assert.equal(await reader.getByRole("heading", { name: "Corbeille" }).count(), 0);
  await go(reader, "/contacts");
  await reader.getByRole("link", { name: /Bruno Petit/ }).click();
  await reader.getByRole("heading", { level: 1, name: "Bruno Petit" }).waitFor();
  assert.equal(await reader.getByRole("button", { name: "Plus d’actions" }).count(), 0);
  await reader.context().close();
});

test("what is being written on a record that goes stays until it is put down", async () => {
  const details = { given_name: "Rémi", family_name: "Sorel", emails: [], phones: [] };
  const { id } = await (await call(page, "contact/create", { details })).json();
  await go(page, `/contacts/${id}`);
  await page.getByRole("button", { name: "Ajouter une note" }).click();
  const note = page.getByRole("textbox", { name: "Note" });
  await note.fill("Rappelé, très intéressé");
  const other = await open(server);
  await signIn(other);
  assert.ok((await call(other, "bin/delete", { subject: `contact:${id}` })).ok());
  await other.context().close();
  await page.getByText("reste ici tant que vous ne le fermez pas").waitFor();
  await note.press("Control+Enter");
  await page.getByRole("alert").filter({ hasText: "Cette fiche n’existe plus" }).waitFor();
  assert.equal(await note.inputValue(), "Rappelé, très intéressé");
  await page.getByRole("button", { name: "Annuler", exact: true }).first().click();
  await page.getByText("« Rémi Sorel » est dans la corbeille").waitFor();
  await page.getByText(/^Fiche supprimée par .*aujourd’hui/).waitFor();
  await axeInBothThemes(page);
  await page.getByRole("button", { name: "Restaurer" }).click();
  await page.getByRole("heading", { level: 1, name: "Rémi Sorel" }).waitFor();
});
