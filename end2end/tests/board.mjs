// The board under mouse, keyboard and menu.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { boardServer, card, column, holds, lift, middle } from "../board.mjs";
import { axe, axeInBothThemes, finish, go, ready } from "../lib.mjs";

const [ALICE, BRUNO, CHLOE, DAVID] = ["Bilan de compétences", "Anglais professionnel", "Permis poids lourd", "Titre professionnel de formateur pour adultes, en alternance"];
let server;
let page;

before(async () => {
  ({ server, page } = await boardServer());
  await go(page, "/pipeline");
});

after(() => finish(server));

const undo = () => page.getByRole("region", { name: "Messages" }).getByRole("button", { name: "Annuler" }).last().click();
const focused = () => page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? "");
const names = async () => page.locator(".column").first().locator(".card .card-title").allTextContents();

test("the board reads: columns by stage, cards by title, sound for axe", async () => {
  await column(page, "Découverte, 3 opportunités").waitFor();
  await card(page, `${ALICE}, `).waitFor();
  await axeInBothThemes(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await axeInBothThemes(page);
  await page.setViewportSize({ width: 1366, height: 768 });
});

test("a mouse drags to another column; undo takes it back; the click after it opens nothing", async () => {
  const first = await names();
  await lift(page, ALICE, await middle(column(page, "À relancer")));
  assert.equal(await page.locator(".card-lifted .card-line").count(), 3);
  await page.locator(".card-lifted").getByText("Aucune action prévue").waitFor();
  await page.mouse.up();
  await holds(page, "À relancer", [ALICE]);
  // The click that ends a drag comes before the server's answer to it.
  await page.getByText(`« ${ALICE} » est passée`).first().waitFor();
  assert.match(page.url(), /\/pipeline$/);
  await undo();
  await holds(page, "Découverte", first);
  await holds(page, "À relancer", []);
});

test("the order inside a column stays after a reload", async () => {
  const [one, two, three] = await names();
  const last = await middle(card(page, three));
  await lift(page, one, { x: last.x, y: last.top + last.height });
  await page.mouse.up();
  await holds(page, "Découverte", [two, three, one]);
  await page.getByText(`« ${one} » a changé de place`).first().waitFor();
  await go(page, "/pipeline");
  await holds(page, "Découverte", [two, three, one]);
});

test("Escape and a drop beside the board change nothing", async () => {
  const before = await names();
  await lift(page, ALICE, await middle(column(page, "À relancer")));
  await page.keyboard.press("Escape");
  await page.mouse.up();
  await page.locator(".card-lifted").waitFor({ state: "detached" });
  assert.deepEqual(await names(), before);
});

test("a click opens the deal, which knows the way back to the board", async () => {
  await card(page, ALICE).click({ position: { x: 30, y: 70 } });
  await page.waitForURL(/\/opportunites\/\w+\?tableau=$/);
  await page.goBack();
  await ready(page);
  await card(page, ALICE).getByRole("link", { name: ALICE }).click();
  await page.waitForURL(/\/opportunites\/\w+\?tableau=$/);
  await page.locator("a.crumb", { hasText: "Pipeline" }).click();
  await page.waitForURL("**/pipeline");
  await card(page, ALICE).waitFor();
});

test("the keyboard lifts, moves, drops and cancels; focus and voice follow", async () => {
  await card(page, BRUNO).focus();
  const before = await names();
  await page.keyboard.press("Space");
  await page.getByText(`${BRUNO} soulevée.`).waitFor();
  await page.keyboard.press("ArrowRight");
  await page.getByText(/Intéressé, position \d sur 2/).waitFor();
  await page.locator(".card-gap").waitFor();
  await page.keyboard.press("Escape");
  await page.getByText("Déplacement annulé").waitFor();
  assert.deepEqual(await names(), before);
  assert.match(await focused(), new RegExp(`^${BRUNO}`));

  await page.keyboard.press("Space");
  for (const key of ["ArrowRight", "ArrowRight", "Space"]) await page.keyboard.press(key);
  await holds(page, "À relancer", [BRUNO]);
  await page.getByText(`${BRUNO} déposée dans À relancer`).waitFor();
  await page.getByText(`« ${BRUNO} » est passée`).first().waitFor();
  // The answer draws the card anew; the focus comes back to it.
  await page.waitForFunction((title) => document.activeElement?.getAttribute("aria-label")?.startsWith(title), BRUNO);
  assert.match(await focused(), new RegExp(`^${BRUNO}`), "the focus stays on the card after the answer");
  await page.keyboard.press("ArrowLeft");
  assert.match(await focused(), new RegExp(`^${DAVID.slice(0, 20)}`));
});

test("« Déplacer vers… » by click and by keyboard", async () => {
  const button = card(page, CHLOE).getByRole("button", { name: "Déplacer vers…" });
  await card(page, CHLOE).hover();
  await button.click();
  const menu = page.getByRole("menu", { name: "Déplacer vers…" });
  await menu.waitFor();
  assert.deepEqual(await menu.getByRole("menuitem").allTextContents(), ["Découverte", "Intéressé", "À relancer", "En attente de financement", "Confirmé", "AperçuE", "Gagnée", "Perdue"]);
  await axe(page);
  await page.keyboard.press("Escape");
  await menu.waitFor({ state: "hidden" });
  await page.waitForFunction(() => document.activeElement?.className === "card-menu");
  await page.keyboard.press("Enter");
  await menu.waitFor();
  await page.keyboard.press("End");
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await menu.waitFor({ state: "hidden" });
  await column(page, "À relancer").getByText(CHLOE).waitFor();
  await page.waitForFunction((title) => document.activeElement?.getAttribute("aria-label")?.startsWith(title), CHLOE);
});

test("won and lost: places to drop on and entries of the menu, taken back by undo", async () => {
  await lift(page, ALICE, await middle(column(page, "À relancer")));
  await page.mouse.move(...Object.values(await middle(page.locator(".dropzone-won"))).slice(0, 2), { steps: 4 });
  await page.locator(".dropzone-over.dropzone-won").waitFor();
  await page.mouse.up();
  await page.getByText(`« ${ALICE} » est gagnée`).waitFor();
  assert.equal(await card(page, ALICE).count(), 0);
  await undo();
  await card(page, ALICE).waitFor();
  await card(page, ALICE).hover();
  await card(page, ALICE).getByRole("button", { name: "Déplacer vers…" }).click();
  await page.getByRole("menuitem", { name: "Perdue" }).click();
  // Why, is asked first, and may be left open; without an answer the card stays.
  const why = page.getByRole("dialog", { name: "Opportunité perdue" }).locator("form");
  await why.getByRole("button", { name: "Annuler" }).click();
  await why.waitFor({ state: "detached" });
  await card(page, ALICE).hover();
  await card(page, ALICE).getByRole("button", { name: "Déplacer vers…" }).click();
  await page.getByRole("menuitem", { name: "Perdue" }).click();
  await why.getByRole("button", { name: "Marquer comme perdue" }).click();
  await page.getByText(`« ${ALICE} » est perdue`).waitFor();
  await undo();
  await card(page, ALICE).waitFor();
});

test("a refused move goes back and says why", async () => {
  const before = await names();
  await page.route("**/api/deal/move*", (route) => route.abort());
  await lift(page, ALICE, await middle(column(page, "En attente")));
  await page.mouse.up();
  await page.getByText("la carte est revenue à sa place").waitFor();
  await holds(page, "Découverte", before);
  await page.unroute("**/api/deal/move*");
  assert.deepEqual(page.problems, []);
});
