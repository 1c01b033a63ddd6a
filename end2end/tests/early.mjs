// What is done before the page answers to clicks is not lost.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { DEALS, boardServer } from "../board.mjs";
import { finish, ready } from "../lib.mjs";

const [ALICE, , CHLOE] = DEALS.map((deal) => deal[2]);
let server;
let page;

before(async () => {
  ({ server, page } = await boardServer());
});

after(() => finish(server));

/** Opens a page whose Wasm arrives only when the returned function is called. */
async function slowly(path) {
  let arrive;
  const gate = new Promise((resolve) => (arrive = resolve));
  await page.route("**/*.wasm", async (route) => {
    await gate;
    await route.continue();
  });
  await page.goto(path);
  return async () => {
    arrive();
    await ready(page);
    await page.unroute("**/*.wasm");
  };
}

test("what is typed and chosen in filters is applied once the page answers", async () => {
  let arrive = await slowly("/opportunites");
  await page.getByLabel("Issue").selectOption({ label: "Perdues" });
  await arrive();
  await page.getByText("Aucun résultat").waitFor();
  assert.equal(new URL(page.url()).search, "?etat=perdues");
  arrive = await slowly("/opportunites");
  await page.getByRole("searchbox", { name: "Rechercher" }).first().fill("chlo");
  await arrive();
  await page.getByRole("link", { name: new RegExp(`^${ALICE}`) }).waitFor({ state: "detached" });
  await page.getByRole("link", { name: new RegExp(`^${CHLOE}`) }).waitFor();
});

test("a button pressed too early is pressed once the page answers", async () => {
  const arrive = await slowly("/contacts");
  await page.getByRole("button", { name: "Nouveau contact" }).click();
  assert.equal(await page.getByRole("dialog").count(), 0);
  await arrive();
  await page.getByRole("dialog", { name: "Nouveau contact" }).waitFor();
});
