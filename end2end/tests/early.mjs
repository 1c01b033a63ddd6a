// What is done before the page answers to clicks is not lost.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { DEALS, boardServer } from "../board.mjs";
import { axeInBothThemes, finish, go, open, ready, signIn } from "../lib.mjs";

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

test("a page whose program does not arrive says so and works as one without scripts", async () => {
  const bare = await open(server);
  await signIn(bare);
  await go(bare, "/contacts");
  const href = await bare.locator("a.table-name").first().getAttribute("href");
  await bare.route("**/*.wasm", (route) => route.abort());
  await bare.goto(href);
  const said = bare.getByText("Le programme de cette page n’est pas arrivé");
  await said.waitFor();
  assert.equal(await bare.getByRole("button", { name: "Consigner un échange" }).count(), 0, "nothing that does nothing");
  await axeInBothThemes(bare);
  await bare.getByRole("textbox", { name: "Votre note" }).fill("Écrite sans le programme");
  await bare.getByRole("button", { name: "Ajouter une note" }).click();
  await bare.getByText("Écrite sans le programme").first().waitFor();
  await said.waitFor();
  await bare.unroute("**/*.wasm");
  await bare.getByRole("link", { name: "Recharger la page" }).click();
  await bare.getByRole("button", { name: "Consigner un échange" }).waitFor();
  await said.waitFor({ state: "hidden" });
  await bare.context().close();
});
