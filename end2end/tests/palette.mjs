// The palette: any record, page and act from the keyboard.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { ADMINISTRATOR, axe, axeInBothThemes, finish, go, open, reload, signIn } from "../lib.mjs";
import { chosen, field, gate, group, openPalette, option, palette, peopleServer, shortcuts } from "../palette.mjs";

let server;
let page;

before(async () => {
  ({ server, page } = await peopleServer());
});

after(() => finish(server));

test("the keys and the button open it, Escape gives the focus back", async () => {
  await go(page, "/contacts");
  const create = page.getByRole("button", { name: "Nouveau contact" });
  await create.focus();
  await openPalette(page);
  await page.keyboard.press("Escape");
  await palette(page).waitFor({ state: "hidden" });
  assert.equal(await create.evaluate((button) => button === document.activeElement), true);
  await page.getByRole("button", { name: "Rechercher" }).click();
  await field(page).waitFor();
  await page.keyboard.press("Control+k");
  await palette(page).waitFor({ state: "hidden" });
});

test("what is typed before it is there is not lost", async () => {
  await go(page, "/contacts");
  const release = gate();
  await page.route("**/split_palette*", async (route) => {
    await release.promise;
    await route.continue();
  });
  await page.keyboard.press("Control+k");
  await page.keyboard.type("gcc");
  await page.keyboard.press("Backspace");
  release.resolve();
  await field(page).waitFor();
  await page.waitForFunction(() => document.querySelector("[aria-controls=palette-list]").value === "gc");
  assert.equal(await page.getByRole("dialog").count(), 1);
  await page.unroute("**/split_palette*");
  await page.keyboard.press("Escape");
  await palette(page).waitFor({ state: "hidden" });
});

test("records are found without accents, by digits and with a typing error", async () => {
  await openPalette(page);
  await field(page).fill("ines lef");
  await group(page, "Contacts").getByRole("option", { name: /Inès Lefèvre/ }).waitFor();
  await field(page).fill("lefevrr");
  await group(page, "Contacts").getByRole("option", { name: /Inès Lefèvre/ }).waitFor();
  await field(page).fill("06 98 76");
  await group(page, "Contacts").getByRole("option", { name: /Luc Moreau/ }).waitFor();
  await field(page).fill("boulangreie");
  await group(page, "Entreprises").getByRole("option", { name: /Boulangerie Colas/ }).waitFor();
  await field(page).fill("hygiene");
  await group(page, "Opportunités").getByRole("option", { name: /Hygiène alimentaire.*Inès Lefèvre/ }).waitFor();
  await palette(page).getByRole("status").getByText(/^\d+ résultats$/).waitFor();
  await field(page).fill("xyzxyz");
  await palette(page).getByText("Aucune fiche ne correspond à « xyzxyz »").waitFor();
  await page.keyboard.press("Escape");
});

test("Enter goes to the record, which is the first recent one, also after reading the page again", async () => {
  await go(page, "/pipeline");
  await openPalette(page);
  // Faster than the answer: Enter waits for it.
  await page.keyboard.type("boulangerie colas");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Boulangerie Colas" }).waitFor();
  await openPalette(page);
  await page.keyboard.type("zoe");
  await chosen(page, /Zoé Garnier/);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Zoé Garnier" }).waitFor();
  await go(page, "/actions");
  await openPalette(page);
  const names = await group(page, "Récents").getByRole("option").allTextContents();
  assert.match(names[0], /Zoé Garnier/);
  assert.match(names[1], /Boulangerie Colas/);
  await page.keyboard.press("Escape");
});

test("the arrows walk through the lines, Ctrl+Enter opens a new tab", async () => {
  await go(page, "/actions");
  await openPalette(page);
  await chosen(page, /Zoé Garnier/);
  await page.keyboard.press("ArrowDown");
  await chosen(page, /Boulangerie Colas/);
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  await chosen(page, /Se déconnecter/);
  await page.keyboard.press("Home");
  await chosen(page, /Zoé Garnier/);
  await page.keyboard.press("End");
  await chosen(page, /Se déconnecter/);
  await page.keyboard.type("entreprises");
  await chosen(page, /^Entreprises/);
  const [tab] = await Promise.all([page.context().waitForEvent("page"), page.keyboard.press("Control+Enter")]);
  await tab.waitForURL("**/entreprises");
  await tab.close();
  assert.equal(new URL(page.url()).pathname, "/actions");
});

test("the newest answer wins", async () => {
  await go(page, "/actions");
  await openPalette(page);
  const first = gate();
  await page.route("**/api/find", async (route) => {
    if (route.request().postData().includes("\"luc\"")) await first.promise;
    await route.continue();
  });
  await field(page).fill("luc");
  await field(page).fill("zoe gar");
  await option(page, /Zoé Garnier/).first().waitFor();
  const late = page.waitForResponse((answer) => answer.request().postData()?.includes("\"luc\"") ?? false);
  first.resolve();
  await (await late).finished();
  await chosen(page, /Zoé Garnier/);
  assert.equal(await option(page, /Luc Moreau/).count(), 0);
  await page.unroute("**/api/find");
  await page.keyboard.press("Escape");
});

test("a name that is not found is created", async () => {
  await go(page, "/pipeline");
  await openPalette(page);
  await page.keyboard.type("Aïcha Benali");
  await option(page, /Chercher «.Aïcha Benali.» parmi les contacts archivés/).waitFor();
  await option(page, /Créer le contact « Aïcha Benali »/).click();
  const dialog = page.getByRole("dialog", { name: "Nouveau contact" });
  await dialog.waitFor();
  assert.equal(await dialog.getByLabel("Prénom").inputValue(), "Aïcha");
  assert.equal(await dialog.getByLabel("Nom", { exact: true }).inputValue(), "Benali");
  assert.equal(new URL(page.url()).search, "");
  await dialog.getByRole("button", { name: "Enregistrer" }).click();
  await page.getByRole("heading", { level: 1, name: "Aïcha Benali" }).waitFor();
  for (const [act, title] of [["Créer une opportunité", "Nouvelle opportunité"], ["Créer une entreprise", "Nouvelle entreprise"], ["Nouvelle action", "Nouvelle action"]]) {
    await openPalette(page);
    await page.keyboard.type(act);
    await chosen(page, new RegExp(act));
    await page.keyboard.press("Enter");
    await page.getByRole("dialog", { name: title }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog", { name: title }).waitFor({ state: "hidden" });
  }
});

test("the theme is changed from the palette", async () => {
  await openPalette(page);
  await page.keyboard.type("theme sombre");
  await chosen(page, /Thème sombre/);
  const kept = page.waitForResponse("**/api/setting/prefer");
  await page.keyboard.press("Enter");
  await page.locator("html[data-theme=dark]").waitFor();
  await kept;
  await reload(page);
  await page.locator("html[data-theme=dark]").waitFor();
  await page.context().clearCookies({ name: "theme" });
  await go(page, "/contacts");
});

test("it is clean to axe, empty, with results and without", async () => {
  await openPalette(page);
  await axeInBothThemes(page);
  await field(page).fill("lef");
  await option(page, /Inès Lefèvre/).first().waitFor();
  await axeInBothThemes(page);
  await field(page).fill("xyzxyz");
  await palette(page).getByText("Aucune fiche").waitFor();
  await axeInBothThemes(page);
  await page.keyboard.press("Escape");
  assert.deepEqual(page.problems, []);
});

test("a phone has it at the top, with rows for a finger", async () => {
  const phone = await open(server, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  await signIn(phone, undefined, "/contacts");
  await go(phone, "/contacts");
  await phone.getByRole("button", { name: "Rechercher" }).tap();
  await field(phone).fill("zoe");
  const row = option(phone, /Zoé Garnier/).first();
  await row.waitFor();
  assert.ok((await row.boundingBox()).height >= 44);
  await axeInBothThemes(phone);
  await row.tap();
  await phone.getByRole("heading", { level: 1, name: "Zoé Garnier" }).waitFor();
  await phone.getByRole("button", { name: "Rechercher" }).tap();
  await palette(phone).getByRole("button", { name: "Fermer" }).tap();
  await palette(phone).waitFor({ state: "hidden" });
  assert.deepEqual(phone.problems, []);
  await phone.context().close();
});

test("each role is offered what it may do", async () => {
  for (const [email, deals, tasks] of [["lecture@exemple.fr", true, false], ["formation@exemple.fr", false, true]]) {
    const other = await open(server);
    await signIn(other, { email, password: ADMINISTRATOR.password }, "/contacts");
    await go(other, "/contacts");
    await openPalette(other);
    await option(other, /^Contacts/).waitFor();
    assert.equal(await option(other, /Créer/).count(), 0, email);
    assert.equal(await option(other, /Importer/).count(), 0, email);
    assert.equal(await option(other, /Nouvelle action/).count(), tasks ? 1 : 0, email);
    assert.equal(await option(other, /Pipeline/).count(), deals ? 1 : 0, email);
    await field(other).fill("ines");
    await option(other, /Inès Lefèvre/).first().waitFor();
    assert.equal(await group(other, "Opportunités").count(), deals ? 1 : 0, email);
    await field(other).fill("xyzxyz");
    await palette(other).getByText("Aucune fiche").waitFor();
    await other.keyboard.press("Escape");
    await other.keyboard.press("c");
    await other.keyboard.press("g");
    await other.keyboard.press("p");
    await other.waitForURL(deals ? "**/pipeline" : "**/contacts");
    await other.keyboard.press("?");
    await shortcuts(other).waitFor();
    assert.equal(new URL(other.url()).pathname, deals ? "/pipeline" : "/contacts", email);
    assert.deepEqual(other.problems, []);
    await other.context().close();
  }
});

test("signing out leaves nothing of what was opened", async () => {
  await go(page, "/contacts");
  assert.equal(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("recent:")).length), 1);
  await openPalette(page);
  await page.keyboard.type("deconnecter");
  await chosen(page, /Se déconnecter/);
  await page.keyboard.press("Enter");
  await page.waitForURL("**/connexion*");
  assert.equal(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("recent:")).length), 0);
});
