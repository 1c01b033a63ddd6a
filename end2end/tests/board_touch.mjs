// The board under a finger, on a phone.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { DEALS, boardServer, card, finger, holds, middle } from "../board.mjs";
import { calm, finish, go } from "../lib.mjs";

const [ALICE, BRUNO, CHLOE] = DEALS.map((deal) => deal[2]);
let server;
let page;
let touch;

before(async () => {
  ({ server, page } = await boardServer(DEALS, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }));
  await go(page, "/pipeline");
  touch = await finger(page);
});

after(() => finish(server));

const lifted = () => page.locator(".card-lifted");
const stage = (name) => page.locator(".stage", { hasText: name });
const first = () => page.locator(".column").first();

/** Notes the waits of a press and hold: how many began, and which are still under way. */
function watchHolds() {
  return page.evaluate(() => {
    const [set, clear] = [window.setTimeout.bind(window), window.clearTimeout.bind(window)];
    window.holds = { begun: 0, open: new Set() };
    window.setTimeout = (act, wait, ...rest) => {
      const id = set((...given) => {
        window.holds.open.delete(id);
        act(...given);
      }, wait, ...rest);
      if (wait === 350) {
        window.holds.begun += 1;
        window.holds.open.add(id);
      }
      return id;
    };
    window.clearTimeout = (id) => {
      window.holds.open.delete(id);
      clear(id);
    };
  });
}

test("a swipe scrolls and never lifts", async () => {
  await watchHolds();
  const from = await middle(card(page, ALICE));
  await touch.down(from);
  await touch.move({ x: from.x - 250, y: from.y }, 8);
  assert.equal(await lifted().count(), 0);
  await touch.up();
  await page.waitForFunction(() => document.querySelector(".board").scrollLeft > 300);
  // Come to rest on the second column: what still slides would carry the next tap's goal away.
  await page.waitForFunction(() => {
    const board = document.querySelector(".board");
    return board.scrollLeft === board.clientWidth;
  });
  // The wait that would lift has begun, and is over: taken back, or come to nothing.
  await page.waitForFunction(() => window.holds.begun > 0 && window.holds.open.size === 0);
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
  await calm(page);
  const [one, two] = await first().locator(".card .card-title").allTextContents();
  const goal = await middle(card(page, two));
  await touch.down(await middle(card(page, one)));
  await lifted().waitFor();
  await touch.move({ x: goal.x, y: goal.y + 40 });
  await touch.up();
  await holds(page, "Découverte", [two, one]);
});

test("the handle lifts at once", async () => {
  await calm(page);
  await touch.down(await middle(card(page, BRUNO).locator(".card-grip")));
  await lifted().waitFor({ timeout: 300 });
  await touch.move(await middle(page.locator(".dropzone-won")));
  await page.locator(".dropzone-over").waitFor();
  await touch.up();
  await page.getByText(`« ${BRUNO} » est gagnée`).waitFor();
  assert.deepEqual(page.problems, []);
});

test("the strip runs under a card held at its end, as far as the last stage", async () => {
  await calm(page);
  const goal = stage("Confirmé");
  const shown = () => goal.evaluate((one) => one.getBoundingClientRect().right <= innerWidth);
  assert.equal(await shown(), false);
  await touch.down(await middle(card(page, CHLOE)));
  await lifted().waitFor();
  const strip = await middle(stage("Découverte"));
  await touch.move({ x: 380, y: strip.y });
  await page.waitForFunction((one) => one.getBoundingClientRect().right <= innerWidth, await goal.elementHandle());
  await touch.move(await middle(goal));
  await page.locator(".stage-over", { hasText: "Confirmé" }).waitFor();
  await touch.up();
  await holds(page, "Confirmé", [CHLOE]);
});

test("the stage that the board shows is in sight in the strip", async () => {
  await page.locator(".board").evaluate((board) => board.scrollTo({ left: board.clientWidth * 4, behavior: "instant" }));
  await page.locator(".stage[aria-current]", { hasText: "Confirmé" }).waitFor();
  await page.waitForFunction(() => {
    const [one, strip] = [document.querySelector(".stage[aria-current]"), document.querySelector(".stage-strip")].map((part) => part.getBoundingClientRect());
    return one.left >= strip.left && one.right <= strip.right;
  });
});
