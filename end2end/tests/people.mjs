// The people of a deal: the main contact, and the others whom it concerns.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { DEALS, boardServer } from "../board.mjs";
import { addUser, axe, axeInBothThemes, finish, go, open, reload, signIn } from "../lib.mjs";

const [ALICE] = DEALS.map((deal) => deal[2]);
let server;
let page;

before(async () => {
  ({ server, page } = await boardServer());
});

after(() => finish(server));

const others = (on = page) => on.locator(".fact").filter({ has: on.getByText("Autres contacts", { exact: true }) });
const links = (on = page) => others(on).getByRole("link").allTextContents();

test("others are added by name, lead to their page, and are taken off and brought back", async () => {
  await go(page, "/opportunites?q=bilan");
  await page.getByRole("link", { name: new RegExp(`^${ALICE}`) }).click();
  for (const name of ["Bruno Petit", "Chloé Blanc"]) {
    await page.getByRole("button", { name: /^Autres contacts,\s*Ajouter/ }).click();
    await others().getByRole("combobox").fill(name);
    await others().getByRole("combobox").press("Enter");
    await others().getByRole("link", { name }).waitFor();
  }
  await page.getByRole("button", { name: /^Autres contacts,\s*Ajouter/ }).click();
  await others().getByRole("combobox").fill("Personne Inconnue");
  await others().getByRole("combobox").press("Enter");
  await others().getByRole("alert").waitFor();
  await others().getByRole("combobox").press("Escape");
  await others().getByRole("button", { name: "Retirer Bruno Petit" }).click();
  await others().getByRole("link", { name: "Bruno Petit" }).waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Annuler" }).last().click();
  await others().getByRole("link", { name: "Bruno Petit" }).waitFor();
  await reload(page);
  assert.deepEqual(await links(), ["Bruno Petit", "Chloé Blanc"]);
  await axeInBothThemes(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await axe(page);
  await page.setViewportSize({ width: 1366, height: 768 });
});

test("the deal stands on the page of who is concerned", async () => {
  await others().getByRole("link", { name: "Bruno Petit" }).click();
  await page.getByRole("region", { name: "Opportunités" }).getByRole("link", { name: new RegExp(ALICE) }).waitFor();
});

test("who only reads sees the others and changes nothing", async () => {
  const { email, password } = await addUser(server, "reader", "lecture@exemple.fr");
  const reader = await open(server);
  await signIn(reader, { email, password }, "/opportunites");
  await reader.getByRole("link", { name: new RegExp(`^${ALICE}`) }).click();
  await others(reader).getByRole("link", { name: "Chloé Blanc" }).waitFor();
  assert.equal(await others(reader).getByRole("button").count(), 0);
  await reader.context().close();
});
