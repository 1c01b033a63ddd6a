// What happens off the path: unknown addresses, ended sessions, a colleague's value in the way, names that are known.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { DEALS, boardServer, card } from "../board.mjs";
import { ADMINISTRATOR, axe, axeInBothThemes, finish, go, holds, open, ready, signIn } from "../lib.mjs";

const ALICE = DEALS[0][2];
let server;
let page;

before(async () => {
  ({ server, page } = await boardServer());
});

after(() => finish(server));

test("an address that leads nowhere says so, and a slash too many is dropped", async () => {
  const answer = await page.goto(`${server.url}/nulle-part`);
  assert.equal(answer.status(), 404);
  await page.getByText("Cette page n’existe pas").waitFor();
  await ready(page);
  await axe(page);
  await page.goto(`${server.url}/contacts/?q=a`);
  assert.equal(page.url(), `${server.url}/contacts?q=a`);
});

test("a deal is edited over the board, by key and by menu", async () => {
  await go(page, "/pipeline");
  await card(page, ALICE).focus();
  await page.keyboard.press("e");
  const sheet = page.getByRole("dialog", { name: "Aperçu" });
  await sheet.getByRole("heading", { level: 1, name: ALICE }).waitFor();
  await sheet.getByText("Montant", { exact: true }).waitFor();
  assert.match(page.url(), /\/pipeline\?apercu=\w+$/);
  await axeInBothThemes(page);
  await sheet.getByRole("button", { name: /^Montant/ }).click();
  await sheet.getByLabel("Montant").fill("4321");
  await sheet.getByLabel("Montant").press("Enter");
  await sheet.getByText("4 321 €").first().waitFor();
  await page.keyboard.press("Escape");
  await sheet.waitFor({ state: "hidden" });
  await card(page, ALICE).getByText("4 321 €").waitFor();
  await card(page, ALICE).hover();
  await card(page, ALICE).getByRole("button", { name: "Déplacer vers…" }).click();
  await page.getByRole("menuitem", { name: /^Aperçu/ }).click();
  await sheet.waitFor();
  await page.keyboard.press("Escape");
});

test("a new deal for a name that is known doubles nobody", async () => {
  await page.getByRole("main").getByRole("button", { name: "Nouvelle opportunité" }).first().click();
  const dialog = page.getByRole("dialog", { name: "Nouvelle opportunité" });
  await dialog.getByLabel("Titre").fill("Anglais des affaires");
  await dialog.getByLabel("Contact").fill("alice rose");
  await dialog.getByText("Créer le contact").waitFor();
  await dialog.getByLabel("Contact").fill("david noir");
  await dialog.getByRole("button", { name: "Enregistrer" }).click();
  await dialog.waitFor({ state: "hidden" });
  await go(page, "/contacts?q=noir");
  assert.equal(await page.getByRole("link", { name: /Noir/i }).count(), 1);
});

test("a colleague's value is not written over by leaving the field", async () => {
  const other = await open(server);
  await signIn(other, ADMINISTRATOR, "/pipeline");
  await go(page, "/pipeline");
  await card(page, ALICE).getByRole("link", { name: ALICE }).click();
  await page.waitForURL(/opportunites/);
  await other.goto(page.url());
  await ready(other);
  const field = (at) => at.getByRole("button", { name: /^Souhait|^Formation souhaitée/ });
  await field(page).click();
  await page.getByLabel("Formation souhaitée").fill("Le mien");
  await field(other).click();
  await other.getByLabel("Formation souhaitée").fill("Le sien");
  await other.getByLabel("Formation souhaitée").press("Enter");
  await field(other).getByText("Le sien").waitFor();
  await page.getByLabel("Formation souhaitée").press("Enter");
  await page.getByRole("alert").filter({ hasText: "Le sien" }).waitFor();
  await page.getByRole("heading", { level: 1 }).click();
  await go(other, new URL(other.url()).pathname);
  await field(other).getByText("Le sien").waitFor();
  await other.context().close();
});

test("a session ended elsewhere says so on the open page, and leads back", async () => {
  const other = await open(server);
  await signIn(other, ADMINISTRATOR, "/pipeline");
  await go(page, "/reglages");
  await page.getByRole("button", { name: /^Mettre fin/ }).first().click();
  await other.getByText("Votre session a pris fin.").waitFor();
  await other.getByRole("link", { name: "Se reconnecter" }).click();
  await other.waitForURL(/connexion\?suite=%2Fpipeline/);
  await other.getByLabel("Adresse e-mail").fill("claire@ailleurs.fr");
  await other.getByLabel("Mot de passe").fill("pas le bon du tout");
  await other.getByRole("button", { name: "Se connecter" }).click();
  await other.waitForURL(/erreur=identifiants/);
  assert.equal(await other.getByLabel("Adresse e-mail").inputValue(), "claire@ailleurs.fr");
  await other.context().close();
});

test("what was being typed when the session ended is there after signing in again", async () => {
  const other = await open(server);
  await signIn(other, ADMINISTRATOR, "/contacts?q=noir");
  await other.getByRole("link", { name: /David Noir/ }).click();
  const log = other.getByRole("button", { name: "Consigner un échange" });
  await log.waitFor();
  await ready(other);
  const again = (at) => at.getByRole("alert").getByRole("link", { name: "Se reconnecter" });
  const back = async () => {
    await other.waitForURL(/connexion/);
    await other.getByLabel("Adresse e-mail").fill(ADMINISTRATOR.email);
    await other.getByLabel("Mot de passe").fill(ADMINISTRATOR.password);
    await other.getByRole("button", { name: "Se connecter" }).click();
    await log.waitFor();
    await ready(other);
  };
  // A value in its place.
  await other.getByRole("button", { name: /^Fonction/ }).click();
  await other.context().clearCookies();
  await other.getByLabel("Fonction").fill("Directrice");
  await other.getByLabel("Fonction").press("Enter");
  await other.getByRole("alert").filter({ hasText: "Votre session a pris fin" }).first().waitFor();
  await other.getByRole("link", { name: "Se reconnecter" }).first().click();
  await back();
  await holds(other.getByLabel("Fonction"), "Directrice");
  await other.getByLabel("Fonction").press("Enter");
  await other.getByRole("button", { name: /^Fonction.*Directrice/ }).waitFor();
  // The dialogs lead back themselves: what lies under them cannot be reached.
  const exchange = other.getByRole("dialog", { name: "Consigner un échange" });
  await log.click();
  await exchange.getByRole("button", { name: "E-mail" }).click();
  await exchange.getByLabel("En bref").fill("Demande un devis");
  await other.context().clearCookies();
  await exchange.getByRole("button", { name: "Enregistrer" }).click();
  await again(exchange).click();
  await back();
  await log.click();
  await holds(exchange.getByLabel("En bref"), "Demande un devis");
  assert.equal(await exchange.getByRole("button", { name: "E-mail" }).getAttribute("aria-pressed"), "true");
  await exchange.locator("form").getByRole("button", { name: "Annuler" }).click();
  const task = other.getByRole("dialog", { name: "Nouvelle action" });
  await other.getByRole("button", { name: "Nouvelle action" }).first().click();
  await task.getByLabel("Action").fill("Envoyer le programme");
  await task.getByLabel("Date").fill("2030-01-07");
  await other.context().clearCookies();
  await task.getByRole("button", { name: "Enregistrer" }).click();
  await again(task).click();
  await back();
  await other.getByRole("button", { name: "Nouvelle action" }).first().click();
  await holds(task.getByLabel("Action"), "Envoyer le programme");
  await holds(task.getByLabel("Date"), "2030-01-07");
  await other.context().close();
});

test("a long title stays inside its column, on a phone and on a desk", async () => {
  for (const width of [390, 1366]) {
    await page.setViewportSize({ width, height: 800 });
    await go(page, "/contacts?q=noir");
    await page.getByRole("link", { name: /David Noir/ }).click();
    await page.getByRole("link", { name: /^Titre professionnel.*5 000/ }).waitFor();
    const beyond = await page.evaluate(() => [document.documentElement, ...document.querySelectorAll(".record-fields, .record-now, .record-main")].filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.className || one.tagName));
    assert.deepEqual(beyond, [], `${width} pixels`);
  }
});

test("a phone has a way out", async () => {
  const phone = await open(server, { viewport: { width: 390, height: 844 } });
  await signIn(phone, ADMINISTRATOR, "/reglages");
  await phone.getByRole("main").getByRole("button", { name: "Se déconnecter" }).click();
  await phone.waitForURL(/connexion/);
  await phone.context().close();
});
