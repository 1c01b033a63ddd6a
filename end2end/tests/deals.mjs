// The list of deals: what the board shows, with the same filters, and what has been won or lost besides.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { DEALS, boardServer } from "../board.mjs";
import { axeInBothThemes, call, finish, go, open, reload, signIn } from "../lib.mjs";

const [ALICE, BRUNO, CHLOE, DAVID] = DEALS.map((deal) => deal[2]);
let server;
let page;

before(async () => {
  ({ server, page } = await boardServer());
});

after(() => finish(server));

const titles = (on = page) => on.locator("tbody .table-name .cut").evaluateAll((cells) => cells.map((cell) => cell.firstChild.textContent));

/** Waits until the list shows these deals, whatever their order. */
async function lists(expected) {
  await page.waitForFunction((expected) => {
    const found = [...document.querySelectorAll("tbody .table-name .cut")].map((cell) => cell.firstChild.textContent);
    return JSON.stringify(found.sort()) === expected;
  }, JSON.stringify([...expected].sort())).catch(async (error) => {
    throw new Error(`the list holds ${JSON.stringify(await titles())}: ${error.message}`);
  });
}

test("the list has the board's filters, and a sum", async () => {
  await go(page, "/opportunites");
  await lists([ALICE, BRUNO, CHLOE, DAVID]);
  await page.getByText("9 400 €").waitFor();
  await page.getByText("Filtres", { exact: true }).click();
  await page.getByLabel("Montant à partir de").fill("2000");
  await lists([CHLOE, DAVID]);
  await page.getByText("7 400 €").waitFor();
  assert.equal(new URL(page.url()).search, "?montant-de=2000");
  await page.getByLabel("Rechercher").and(page.getByRole("searchbox")).fill("david");
  await lists([DAVID]);
  await page.getByRole("link", { name: "Effacer les filtres" }).click();
  await lists([ALICE, BRUNO, CHLOE, DAVID]);
  await axeInBothThemes(page);
});

test("the way through the list goes from deal to deal and back to the same list", async () => {
  await go(page, "/opportunites?montant-de=2000");
  await lists([CHLOE, DAVID]);
  const names = (await page.locator("a.table-name").allTextContents()).map((text) => (text.startsWith(CHLOE) ? CHLOE : DAVID));
  const title = (name) => page.getByRole("heading", { level: 1, name });
  await page.locator("a.table-name").first().click();
  await title(names[0]).waitFor();
  await page.getByRole("link", { name: `Fiche suivante, ${names[1]}` }).click();
  await title(names[1]).waitFor();
  await page.getByRole("link", { name: `Fiche précédente, ${names[0]}` }).waitFor();
  await page.locator("a.crumb").click();
  await page.waitForURL("**/opportunites?montant-de=2000");
  await lists([CHLOE, DAVID]);
});

test("the filters go along between board and list", async () => {
  await go(page, "/opportunites?q=bilan&etat=toutes");
  await lists([ALICE]);
  await page.getByRole("link", { name: "Tableau" }).click();
  await page.waitForURL("**/pipeline?q=bilan");
  await page.getByRole("listitem", { name: new RegExp(`^${ALICE}`) }).waitFor();
  await page.getByRole("link", { name: "Liste" }).click();
  await page.waitForURL("**/opportunites?q=bilan");
  await lists([ALICE]);
});

test("what is won leaves the open ones, here and on another page, and is found by its state", async () => {
  await go(page, "/opportunites");
  const other = await open(server);
  await signIn(other, undefined, "/opportunites");
  await other.getByRole("link", { name: new RegExp(`^${BRUNO}`) }).waitFor();
  const id = (await page.getByRole("link", { name: new RegExp(`^${BRUNO}`) }).getAttribute("href")).split("/").pop();
  await call(page, "deal/close", { id, closing: "won", reason: "" });
  await lists([ALICE, CHLOE, DAVID]);
  await other.getByRole("link", { name: new RegExp(`^${BRUNO}`) }).waitFor({ state: "detached" });
  await page.getByLabel("Issue").selectOption({ label: "Gagnées" });
  await lists([BRUNO]);
  assert.equal(new URL(page.url()).search, "?etat=gagnees");
  await reload(page);
  await lists([BRUNO]);
  await page.getByLabel("Issue").selectOption({ label: "Perdues" });
  await page.getByText("Aucun résultat").waitFor();
  await page.goBack();
  await lists([BRUNO]);
  assert.equal(await page.getByLabel("Issue").inputValue(), "gagnees");
  await other.context().close();
});

test("without scripts the filters are a form", async () => {
  const plain = await open(server, { javaScriptEnabled: false });
  await signIn(plain, undefined, "/opportunites");
  await plain.getByLabel("Issue").selectOption({ label: "Tous les états" });
  await plain.getByText("Filtres", { exact: true }).click();
  await plain.getByRole("button", { name: "Appliquer" }).click();
  await plain.waitForURL(/etat=toutes/);
  assert.equal((await titles(plain)).length, DEALS.length);
  await plain.context().close();
});
