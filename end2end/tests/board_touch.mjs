// The board under a finger, on a phone.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { DEALS, boardServer, card, finger, holds, middle } from "../board.mjs";
import { closeBrowser, go } from "../lib.mjs";

const [ALICE, BRUNO] = DEALS.map((deal) => deal[2]);
let server;
let page;
let touch;

before(async () => {
  ({ server, page } = await boardServer(DEALS, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }));
  await go(page, "/pipeline");
  touch = await finger(page);
});

after(async () => {
  await server?.stop();
  await closeBrowser();
});

const lifted = () => page.locator(".card-lifted");
const stage = (name) => page.locator(".stage", { hasText: name });
const first = () => page.locator(".column").first();

test("a swipe scrolls and never lifts", async () => {
  const from = await middle(card(page, ALICE));
  await touch.down(from);
  await touch.move({ x: from.x - 250, y: from.y }, 8);
  assert.equal(await lifted().count(), 0);
  await touch.up();
  await page.waitForFunction(() => document.querySelector(".board").scrollLeft > 300);
  await page.waitForTimeout(450);
  assert.equal(await lifted().count(), 0);
  await stage("Découverte").tap();
  await page.waitForFunction(() => document.querySelector(".board").scrollLeft === 0);
});

test("press and hold, then a drop on a stage of the strip", async () => {
  await touch.down(await middle(card(page, ALICE)));
  await lifted().waitFor();
  await touch.move(await middle(stage("Intéressé")));
  await page.locator(".stage-over", { hasText: "Intéressé" }).waitFor();
  await touch.up();
  await holds(page, "Intéressé", [ALICE, DEALS[3][2]]);
  assert.match(page.url(), /\/pipeline$/);
});

test("press and hold, then a place inside the column", async () => {
  const [one, two] = await first().locator(".card .card-title").allTextContents();
  const goal = await middle(card(page, two));
  await touch.down(await middle(card(page, one)));
  await lifted().waitFor();
  await touch.move({ x: goal.x, y: goal.y + 40 });
  await touch.up();
  await holds(page, "Découverte", [two, one]);
});

test("the handle lifts at once", async () => {
  await touch.down(await middle(card(page, BRUNO).locator(".card-grip")));
  await lifted().waitFor({ timeout: 300 });
  await touch.move(await middle(page.locator(".dropzone-won")));
  await page.locator(".dropzone-over").waitFor();
  await touch.up();
  await page.getByText(`« ${BRUNO} » est gagnée`).waitFor();
  assert.deepEqual(page.problems, []);
});
