// A row's record over its list: by key, by mouse and by finger, in the address, and as good as its own page.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { DEALS, boardServer } from "../board.mjs";
import { axe, axeInBothThemes, call, finish, go, open, reload, signIn } from "../lib.mjs";

const [ALICE] = DEALS.map((deal) => deal[2]);
let server;
let page;

before(async () => {
  ({ server, page } = await boardServer());
});

after(() => finish(server));

const sheet = (on = page) => on.getByRole("dialog", { name: "Aperçu" });
const named = (name, on = page) => sheet(on).getByRole("heading", { level: 1, name });
const row = (name, on = page) => on.getByRole("link", { name: new RegExp(`^${name}`) });

test("Space opens the row's record, J and K go on, Escape gives the focus back", async () => {
  await go(page, "/contacts?lignes=serree");
  await row("Bruno Petit").focus();
  await page.keyboard.press("Space");
  await named("Bruno Petit").waitFor();
  assert.match(new URL(page.url()).search, /lignes=serree&apercu=/);
  await page.keyboard.press("j");
  await named("Alice Roux").waitFor();
  await page.keyboard.press("k");
  await named("Bruno Petit").waitFor();
  await page.keyboard.press("j");
  await named("Alice Roux").waitFor();
  await axeInBothThemes(page);
  await page.keyboard.press("Escape");
  await sheet().waitFor({ state: "hidden" });
  await page.waitForURL("**/contacts?lignes=serree");
  await row("Bruno Petit").focus();
  await page.keyboard.press("Space");
  await named("Bruno Petit").waitFor();
  await reload(page);
  await named("Bruno Petit").waitFor();
  await page.keyboard.press("j");
  await named("Alice Roux").waitFor();
  await sheet().getByRole("link", { name: "Ouvrir la fiche" }).click();
  await page.waitForURL(/\/contacts\/\w+\?liste=lignes%3Dserree$/);
  await page.getByRole("heading", { level: 1, name: "Alice Roux" }).waitFor();
  await page.getByRole("link", { name: "Accueil" }).first().click();
  await page.getByRole("heading", { level: 1, name: "Accueil" }).waitFor();
  assert.deepEqual(page.problems, []);
});

test("what is edited and written there is the record's", async () => {
  await go(page, "/contacts");
  await row("Bruno Petit").hover();
  await page.getByRole("button", { name: "Aperçu : Bruno Petit" }).click();
  await named("Bruno Petit").waitFor();
  assert.equal(await sheet().getByRole("navigation").count(), 0);
  await sheet().getByRole("button", { name: /^Fonction/ }).click();
  await sheet().getByRole("textbox", { name: "Fonction" }).fill("Directeur");
  await sheet().getByRole("textbox", { name: "Fonction" }).press("Enter");
  await sheet().getByRole("button", { name: /Directeur/ }).waitFor();
  await sheet().getByRole("button", { name: "Ajouter une note" }).click();
  // A letter that is typed is text, and goes to no other row.
  await sheet().getByRole("textbox", { name: "Note" }).pressSequentially("jk rappelé");
  await sheet().getByRole("textbox", { name: "Note" }).press("Control+Enter");
  await sheet().getByRole("region", { name: "Notes" }).getByText("jk rappelé").waitFor();
  await page.goBack();
  await sheet().waitFor({ state: "hidden" });
  await page.goForward();
  await named("Bruno Petit").waitFor();
  await sheet().getByRole("link", { name: "Ouvrir la fiche" }).click();
  await page.waitForURL(/\/contacts\/[^?]+$/);
  await page.getByText("jk rappelé").first().waitFor();
});

test("deals and companies have it, too", async () => {
  await call(page, "company/create", { details: { name: "Horizon SAS" } });
  await go(page, "/entreprises");
  await row("Horizon SAS").focus();
  await page.keyboard.press("Space");
  await named("Horizon SAS").waitFor();
  await axe(page);
  await go(page, "/opportunites");
  await row(ALICE).focus();
  await page.keyboard.press("Space");
  await named(ALICE).waitFor();
  await sheet().getByRole("button", { name: "Gagnée" }).click();
  await page.getByRole("region", { name: "Messages" }).getByText("gagnée").waitFor();
  await axeInBothThemes(page);
  await page.keyboard.press("Escape");
  await sheet().waitFor({ state: "hidden" });
  await row(ALICE).waitFor({ state: "detached" });
});

test("who is not there is said, and the list stays", async () => {
  await go(page, "/contacts?apercu=personne");
  await page.locator(".toast").first().waitFor();
  await sheet().waitFor({ state: "hidden" });
  await row("Alice Roux").waitFor();
  assert.deepEqual(page.problems, []);
});

test("a finger opens it on a phone", async () => {
  const phone = await open(server, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  await signIn(phone, undefined, "/contacts");
  const button = phone.getByRole("button", { name: "Aperçu : Alice Roux" });
  const { width, height } = await button.boundingBox();
  assert.ok(width >= 44 && height >= 44, `${width} × ${height}`);
  await button.tap();
  await named("Alice Roux", phone).waitFor();
  await axe(phone);
  await phone.context().close();
});
