// Tags renamed, merged and removed everywhere; the lists of sources and of reasons, and the forms that offer them.
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { addUser, axe, axeInBothThemes, call, finish, fresh, go, open, reload, signIn } from "../lib.mjs";

let server;
let page;

before(async () => {
  ({ server, page } = await fresh());
  const row = (at) => `P${at};Roy;${at % 2 ? "Salon" : "VIP, Salon"}`;
  const file = join(server.data, "people.csv");
  await writeFile(file, ["Prénom;Nom;Étiquettes", ...Array.from({ length: 12 }, (_, at) => row(at))].join("\n"));
  await server.run(["import", "contacts", file]);
});

after(() => finish(server));

const row = (page, name) => page.getByRole("listitem").filter({ has: page.getByText(name, { exact: true }) });
const toast = (page, text) => page.locator(".toast", { hasText: text });
async function act(page, tag, name) {
  await page.getByRole("button", { name: `Actions pour l’étiquette ${tag}`, exact: true }).click();
  await page.getByRole("menuitem", { name }).click();
}

test("a tag is renamed everywhere, and taken back", async () => {
  await go(page, "/reglages/etiquettes");
  await row(page, "Salon").getByText("12 contacts").waitFor();
  await row(page, "VIP").getByText("6 contacts").waitFor();
  await axeInBothThemes(page);
  await act(page, "VIP", "Renommer");
  const dialog = page.getByRole("dialog", { name: "Renommer « VIP »" });
  await dialog.getByLabel("Nom de l’étiquette").fill(" ");
  await page.keyboard.press("Enter");
  await dialog.getByText("À renseigner.").waitFor();
  await dialog.getByLabel("Nom de l’étiquette").fill("Grand compte");
  await axe(page);
  await page.keyboard.press("Enter");
  await toast(page, "« VIP » s’appelle désormais « Grand compte » · 6 fiches").waitFor();
  await row(page, "Grand compte").getByText("6 contacts").waitFor();
  await toast(page, "s’appelle").getByRole("button", { name: "Annuler" }).click();
  await row(page, "VIP").getByText("6 contacts").waitFor();
  assert.equal(await row(page, "Grand compte").count(), 0);
});

test("two tags become one, a tag goes everywhere, and the list leads to its contacts", async () => {
  await go(page, "/reglages/etiquettes");
  await act(page, "VIP", "Renommer");
  const dialog = page.getByRole("dialog", { name: "Renommer « VIP »" });
  await dialog.getByLabel("Nom de l’étiquette").fill("salon");
  await dialog.getByText("« Salon » existe déjà : les deux seront réunies.").waitFor();
  await page.keyboard.press("Enter");
  // Written as it is already, so that its link finds everybody.
  await toast(page, "« VIP » et « Salon » sont réunies · 6 fiches").getByRole("button", { name: "Annuler" }).click();
  await row(page, "VIP").getByText("6 contacts").waitFor();
  await act(page, "VIP", "Réunir avec une autre");
  await page.getByRole("dialog").getByLabel("Étiquette gardée").selectOption("Salon");
  await page.getByRole("dialog").getByRole("button", { name: "Réunir" }).click();
  await toast(page, "« VIP » et « Salon » sont réunies · 6 fiches").waitFor();
  await row(page, "VIP").waitFor({ state: "detached" });
  await toast(page, "réunies").getByRole("button", { name: "Annuler" }).click();
  await row(page, "VIP").waitFor();
  await act(page, "VIP", "Retirer partout");
  await toast(page, "« VIP » est retirée · 6 fiches").waitFor();
  await row(page, "VIP").waitFor({ state: "detached" });
  await row(page, "Salon").getByRole("link", { name: "12 contacts" }).click();
  await page.waitForURL(/\/contacts\?etiquette=Salon/);
  await page.locator(".page-figures", { hasText: /^12 person/ }).waitFor();
});

test("an advisor shapes tags but no lists; who only reads neither", async () => {
  const advisor = await open(server, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  await signIn(advisor, await addUser(server, "advisor", "conseil@exemple.fr"), "/reglages/etiquettes");
  await act(advisor, "Salon", "Renommer");
  await advisor.getByRole("dialog").getByLabel("Nom de l’étiquette").fill("Foire");
  await advisor.getByRole("dialog").getByRole("button", { name: "Renommer" }).click();
  await row(advisor, "Foire").getByText("12 contacts").waitFor();
  await axe(advisor);
  assert.equal((await advisor.goto("/reglages/sources")).status(), 403);
  await advisor.context().close();
  const reader = await open(server);
  await signIn(reader, await addUser(server, "reader", "lecture@exemple.fr"));
  assert.equal((await reader.goto("/reglages/etiquettes")).status(), 403);
  const refused = await call(reader, "setting/sweep", { work: { tag: { from: "Foire", to: null } }, whole: null, at: null });
  assert.equal(refused.status(), 403);
  await reader.context().close();
});

test("a list of words is ordered by keys, renamed, hidden and shown, and survives a reload", async () => {
  await go(page, "/reglages/sources");
  await axeInBothThemes(page);
  const names = () => page.locator(".setting-row-name").allTextContents();
  assert.deepEqual((await names()).slice(0, 2), ["Recommandation", "Site internet"]);
  const down = page.getByRole("button", { name: "Descendre Recommandation" });
  await down.focus();
  await page.keyboard.press("Alt+ArrowDown");
  await page.waitForFunction(() => document.querySelector(".setting-row-name").textContent === "Site internet");
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute("aria-label")), "Descendre Recommandation");
  await page.getByRole("button", { name: "Ajouter", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Ajouter un mot" });
  await dialog.getByLabel("Mot proposé").fill("recommandation");
  await page.keyboard.press("Enter");
  await dialog.getByText("Ce mot est déjà dans la liste.").waitFor();
  await dialog.getByLabel("Mot proposé").fill("Radio locale");
  await page.keyboard.press("Enter");
  await dialog.waitFor({ state: "detached" });
  await row(page, "OPCO").getByRole("button", { name: "Masquer OPCO" }).click();
  await toast(page, "« OPCO » n’est plus proposé").waitFor();
  await row(page, "OPCO").getByText("Masqué").waitFor();
  await page.getByRole("button", { name: "Modifier Prospection" }).click();
  await page.getByRole("dialog").getByLabel("Mot proposé").fill("Démarchage");
  await page.keyboard.press("Enter");
  await row(page, "Démarchage").waitFor();
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await reload(page);
  const kept = await names();
  assert.deepEqual([kept[0], kept.at(-1), kept.includes("Démarchage")], ["Site internet", "Radio locale", true]);
  await go(page, "/journal");
  await page.getByText("a modifié la liste des sources").first().waitFor();
});

test("a new name of a word or of a stage is taken back, from another page as well", async () => {
  await go(page, "/reglages/sources");
  await page.getByRole("button", { name: "Modifier Démarchage" }).click();
  await page.getByRole("dialog").getByLabel("Mot proposé").fill("Porte-à-porte");
  await page.keyboard.press("Enter");
  await toast(page, "« Démarchage » devient « Porte-à-porte »").getByRole("button", { name: "Annuler" }).click();
  await row(page, "Démarchage").waitFor();
  await go(page, "/reglages/pipelines");
  await page.getByRole("button", { name: "Modifier Découverte" }).click();
  await page.getByRole("dialog").getByLabel("Nom de l’étape").fill("Premier contact");
  await page.keyboard.press("Enter");
  const renamed = toast(page, "« Découverte » devient « Premier contact »");
  await renamed.waitFor();
  await page.getByRole("link", { name: "Notifications" }).first().click();
  await page.getByRole("heading", { level: 1, name: "Notifications" }).waitFor();
  await renamed.getByRole("button", { name: "Annuler" }).click();
  await toast(page, "Annulé").waitFor();
  await go(page, "/reglages/pipelines");
  await row(page, "Découverte").waitFor();
});

test("the form of a contact offers the sources that are not hidden", async () => {
  await go(page, "/contacts#nouveau");
  await page.getByText("Plus de champs").click();
  const option = (name) => page.locator(`#offered-sources option[value="${name}"]`);
  await option("Radio locale").waitFor({ state: "attached" });
  assert.equal(await option("OPCO").count(), 0);
});

test("a lost deal takes a reason of the list, or one's own words", async () => {
  const contact = (await (await call(page, "contact/create", { details: { given_name: "Ana", family_name: "Petit" } })).json()).id;
  const lose = async (title, fill) => {
    const made = await call(page, "deal/create", { new: { details: { title, contact }, stage: null } });
    assert.equal(made.status(), 200, await made.text());
    await go(page, `/opportunites/${(await made.json()).deal.id}`);
    await page.getByRole("button", { name: "Perdue", exact: true }).click();
    const dialog = page.getByRole("dialog", { name: "Opportunité perdue" });
    await fill(dialog);
    await dialog.getByRole("button", { name: "Marquer comme perdue" }).click();
    await dialog.waitFor({ state: "detached" });
  };
  await lose("Bilan", async (dialog) => {
    await dialog.getByRole("combobox", { name: "Raison" }).selectOption("Financement refusé");
    await axe(page);
  });
  await page.getByText("Financement refusé").first().waitFor();
  await lose("Anglais", async (dialog) => {
    await dialog.getByRole("combobox", { name: "Raison" }).selectOption({ label: "Autre" });
    await dialog.getByLabel("Précisez").fill("Le client a déménagé");
  });
  await page.getByText("Le client a déménagé").first().waitFor();
  assert.deepEqual(page.problems, []);
});
