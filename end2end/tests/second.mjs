// The second factor: turned on with a telephone that this test plays, asked for at the sign-in, taken away.
import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { ADMINISTRATOR, addUser, axe, axeInBothThemes, finish, fresh, go, open, ready } from "../lib.mjs";

let server;
let page;
/** The secret, as the telephone of these tests keeps it, and the codes on paper. */
let secret;
let codes;

before(async () => {
  ({ server, page } = await fresh());
});

after(() => finish(server));

/** What an authenticator application shows, some steps of thirty seconds from now. */
function shown(key, steps = 0) {
  const signs = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const bits = [...key].map((sign) => signs.indexOf(sign).toString(2).padStart(5, "0")).join("");
  const bytes = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + steps));
  const tag = createHmac("sha1", bytes).update(step).digest();
  return String((tag.readUInt32BE(tag[19] & 15) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

const keyOf = async (on) => (await on.locator(".auth-key").innerText()).replaceAll(" ", "");
const codeField = (on) => on.getByLabel("Code à six chiffres");
const onPhone = async (on, look) => {
  await on.setViewportSize({ width: 390, height: 844 });
  await look();
  const [wide, room] = await on.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  assert.ok(wide <= room, `${on.url()} is ${wide} wide on a phone`);
  await on.setViewportSize({ width: 1366, height: 768 });
};

/** Gives the password; the code is asked for next. */
async function halfway(on, person = ADMINISTRATOR, suite = "/contacts") {
  await on.goto(`/connexion?suite=${encodeURIComponent(suite)}`);
  await on.getByLabel("Adresse e-mail").fill(person.email);
  await on.getByLabel("Mot de passe").fill(person.password);
  await on.getByRole("button", { name: "Se connecter" }).click();
  await on.waitForURL("**/connexion/code?**");
}

test("it is turned on from the profile, and its codes are copied, taken along and put away", async () => {
  await go(page, "/reglages");
  await page.getByRole("region", { name: "Double authentification" }).getByRole("link", { name: "Activer" }).click();
  await page.waitForURL("**/double-authentification?**");
  await ready(page);
  await page.getByRole("img", { name: "QR code à scanner avec l’application" }).waitFor();
  await axeInBothThemes(page);
  await onPhone(page, () => axe(page));
  secret = await keyOf(page);
  await page.getByLabel("Code affiché par l’application").fill("000000");
  await page.getByLabel("Votre mot de passe").fill(ADMINISTRATOR.password);
  await page.getByRole("button", { name: "Activer" }).click();
  await page.getByRole("alert").filter({ hasText: "Ce code n’est pas le bon" }).waitFor();
  assert.equal(await keyOf(page), secret, "the telephone has taken it over already");
  await page.getByLabel("Code affiché par l’application").fill(shown(secret));
  await page.getByLabel("Votre mot de passe").fill(ADMINISTRATOR.password);
  await page.getByRole("button", { name: "Activer" }).click();
  await page.getByRole("heading", { name: "Vos codes de secours" }).waitFor();
  await ready(page);
  codes = await page.locator(".auth-codes li").allInnerTexts();
  assert.equal(codes.length, 10);
  await axeInBothThemes(page);
  await onPhone(page, () => axe(page));

  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.getByRole("button", { name: "Copier" }).click();
  await page.getByText("Codes copiés").first().waitFor();
  assert.deepEqual((await page.evaluate(() => navigator.clipboard.readText())).split("\n"), codes);
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Télécharger" }).click()]);
  assert.equal(file.suggestedFilename(), "codes-de-secours.txt");
  const text = await readFile(await file.path(), "utf8");
  assert.ok(codes.every((code) => text.includes(code)) && text.includes(ADMINISTRATOR.name), text);
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.getByRole("link", { name: "Télécharger" }).isVisible(), false, "paper has nothing to press");
  assert.ok(await page.getByText(codes[0]).isVisible());
  await page.emulateMedia({ media: null });
  await page.getByRole("button", { name: "Je les ai rangés" }).click();
  await page.waitForURL("**/reglages");
  await page.getByText("10 codes de secours restants").waitFor();
  assert.deepEqual(page.problems, []);
});

test("the sign-in asks for the code, which sends itself", async () => {
  const other = await open(server);
  await halfway(other);
  await ready(other);
  await axeInBothThemes(other);
  await onPhone(other, () => axe(other));
  await codeField(other).pressSequentially("000000");
  await other.getByRole("alert").filter({ hasText: "Ce code n’est pas le bon" }).waitFor();
  await ready(other);
  await codeField(other).pressSequentially(shown(secret, 1));
  await other.waitForURL("**/contacts");
  assert.deepEqual(other.problems, []);
  await other.context().close();
});

test("whoever has no telephone is asked for a code on paper, with scripts too", async () => {
  const other = await open(server);
  await halfway(other);
  await ready(other);
  await other.getByRole("link", { name: "Je n’ai pas mon téléphone" }).click();
  await other.getByLabel("Code de secours").waitFor();
  await other.getByRole("link", { name: "Utiliser l’application" }).click();
  await codeField(other).waitFor();
  assert.deepEqual(other.problems, []);
  await other.context().close();
});

test("a code on paper opens without scripts, once, and what is left is said", async () => {
  const other = await open(server, { javaScriptEnabled: false });
  await halfway(other);
  await other.getByRole("link", { name: "Je n’ai pas mon téléphone" }).click();
  await other.getByLabel("Code de secours").fill(codes[0]);
  await other.getByRole("button", { name: "Continuer" }).click();
  await other.getByRole("heading", { name: "9 codes de secours restants" }).waitFor();
  await other.getByRole("link", { name: "Continuer" }).click();
  await other.waitForURL("**/contacts");
  await other.context().close();
});

test("the organisation asks for it: who has none turns it on on the way in", async () => {
  const louis = await addUser(server, "advisor", "louis@exemple.fr");
  await go(page, "/reglages/organisme");
  await page.getByLabel("Exiger la double authentification").selectOption({ label: "De toute l’équipe" });
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await page.getByRole("region", { name: "Messages" }).getByText("modifié").waitFor();
  const other = await open(server);
  await other.goto("/connexion?suite=%2Fcontacts");
  await other.getByLabel("Adresse e-mail").fill(louis.email);
  await other.getByLabel("Mot de passe").fill(louis.password);
  await other.getByRole("button", { name: "Se connecter" }).click();
  await other.getByRole("heading", { name: "Protégez votre compte" }).waitFor();
  await axe(other);
  await other.getByLabel("Code affiché par l’application").fill(shown(await keyOf(other)));
  await other.getByRole("button", { name: "Activer" }).click();
  await other.getByRole("button", { name: "Je les ai rangés" }).click();
  await other.waitForURL("**/contacts");
  await ready(other);

  await go(page, "/reglages/equipe");
  const row = page.getByRole("row", { name: /Louis Bernard/ });
  await row.locator(".spoken", { hasText: "Double authentification" }).waitFor({ state: "attached" });
  await axe(page);
  await page.getByRole("button", { name: "Actions pour Louis Bernard" }).click();
  await page.getByRole("menuitem", { name: "Réinitialiser la double authentification" }).click();
  const question = page.getByRole("dialog", { name: "Réinitialiser la double authentification" });
  await question.getByText(/Louis Bernard se connecte ensuite avec son mot de passe seul/).waitFor();
  await axe(page);
  await question.getByRole("button", { name: "Annuler" }).click();
  await row.locator(".spoken", { hasText: "Double authentification" }).waitFor({ state: "attached" });
  await page.getByRole("button", { name: "Actions pour Louis Bernard" }).click();
  await page.getByRole("menuitem", { name: "Réinitialiser la double authentification" }).click();
  await question.getByRole("button", { name: "Réinitialiser" }).click();
  await page.getByRole("region", { name: "Messages" }).getByText(/Louis Bernard réinitialisée/).waitFor();
  await row.locator(".spoken", { hasText: "Double authentification" }).waitFor({ state: "detached" });
  await other.goto("/contacts");
  await other.getByText("Votre session a pris fin").waitFor();
  await axe(other);
  await other.context().close();
  await go(page, "/journal");
  await page.getByText(/a réinitialisé la double authentification de/).first().waitFor();
});

test("it is turned off with the password", async () => {
  await go(page, "/reglages");
  await page.getByRole("link", { name: "Gérer" }).click();
  await page.getByRole("heading", { name: "Double authentification" }).waitFor();
  await axeInBothThemes(page);
  await page.getByLabel("Votre mot de passe").fill("pas le bon mot de passe");
  await page.getByRole("button", { name: "Désactiver la double authentification" }).click();
  await page.getByRole("alert").filter({ hasText: "Ce n’est pas votre mot de passe" }).waitFor();
  await page.getByLabel("Votre mot de passe").fill(ADMINISTRATOR.password);
  await page.getByRole("button", { name: "Désactiver la double authentification" }).click();
  await page.waitForURL("**/reglages");
  await page.getByRole("region", { name: "Double authentification" }).getByRole("link", { name: "Activer" }).waitFor();
});
