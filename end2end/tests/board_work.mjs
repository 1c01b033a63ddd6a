// Filters, quick add, the empty board, a board without scripts, a board of thousands.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { DEALS, boardServer, card, column, holds, importDeals, middle } from "../board.mjs";
import { axe, axeInBothThemes, finish, frames, go, open, reload } from "../lib.mjs";

const [ALICE, BRUNO, CHLOE, DAVID] = DEALS.map((deal) => deal[2]);
let server;
let page;

before(async () => {
  ({ server, page } = await boardServer([]));
  await go(page, "/pipeline");
});

after(() => finish(server));

const dialog = () => page.getByRole("dialog", { name: "Nouvelle opportunité" });

test("an empty board invites", async () => {
  await page.getByText("Votre pipeline est vide").waitFor();
  await axeInBothThemes(page);
  assert.equal(await page.getByRole("main").getByRole("link", { name: "Importer des contacts" }).getAttribute("href"), "/import");
});

test("quick add: errors beside the fields, a double click adds one", async () => {
  await page.getByRole("main").getByRole("button", { name: "Nouvelle opportunité" }).first().click();
  await dialog().getByRole("button", { name: "Enregistrer" }).click();
  await dialog().getByText("À renseigner").nth(1).waitFor();
  await axe(page);
  await dialog().getByLabel("Titre").fill("Habilitation électrique");
  await dialog().getByLabel("Contact").fill("Fanny Vert");
  await reload(page);
  await page.waitForFunction(() => document.querySelector("dialog[open] [name=deal-title]")?.value === "Habilitation électrique");
  assert.equal(await dialog().getByLabel("Contact").inputValue(), "Fanny Vert");
  await dialog().getByLabel("Montant").fill("douze");
  await dialog().getByRole("button", { name: "Enregistrer" }).click();
  await dialog().locator("[aria-invalid=true]").waitFor();
  await dialog().getByLabel("Montant").fill("1 250");
  await dialog().getByRole("button", { name: "Enregistrer" }).dblclick();
  await dialog().waitFor({ state: "hidden" });
  await holds(page, "Découverte", ["Habilitation électrique"]);
  assert.equal(await page.getByText("Votre pipeline est vide").count(), 0);
  await go(page, "/pipeline");
  await holds(page, "Découverte", ["Habilitation électrique"]);
});

test("a known contact by suggestion, in the column whose + was pressed, on top", async () => {
  await importDeals(server, DEALS);
  await card(page, DAVID).waitFor();
  await page.getByRole("button", { name: "Ajouter dans Intéressé" }).click();
  await dialog().getByLabel("Titre").fill("Excel avancé");
  // Opened again by its address, the form still knows whose + it was.
  await reload(page);
  await page.waitForFunction(() => document.querySelector("dialog[open] [name=deal-title]")?.value === "Excel avancé");
  await dialog().getByLabel("Contact").fill("David");
  const option = page.locator("#deal-contacts option", { hasText: "" }).first();
  await option.waitFor({ state: "attached" });
  await dialog().getByLabel("Contact").fill(await option.getAttribute("value"));
  await dialog().getByRole("button", { name: "Enregistrer" }).click();
  await holds(page, "Intéressé", ["Excel avancé", DAVID]);
  await go(page, "/contacts");
  assert.equal(await page.getByRole("link", { name: /David Noir/ }).count(), 1, "nobody is doubled");
  await go(page, "/pipeline");
});

test("filters are the address; typing keeps field, focus and text", async () => {
  const search = page.getByRole("searchbox", { name: "Rechercher" });
  await search.click();
  await search.pressSequentially("perm", { delay: 20 });
  await page.waitForURL("**/pipeline?q=perm");
  await search.pressSequentially("is p", { delay: 120 });
  await page.waitForURL("**/pipeline?q=permis*p");
  await card(page, CHLOE).waitFor();
  await card(page, ALICE).waitFor({ state: "detached" });
  assert.equal(await search.inputValue(), "permis p");
  assert.ok(await search.evaluate((field) => field === document.activeElement));
  await reload(page);
  await card(page, CHLOE).waitFor();
  assert.equal(await card(page, ALICE).count(), 0);
  await page.getByRole("link", { name: "Effacer les filtres" }).click();
  await card(page, ALICE).waitFor();
  assert.equal(await search.inputValue(), "");
  await page.getByText("Filtres").click();
  await page.getByLabel("Montant à partir de").fill("2000");
  await page.waitForURL("**/pipeline?montant-de=2000");
  await card(page, ALICE).waitFor({ state: "detached" });
  await card(page, CHLOE).waitFor();
  await axeInBothThemes(page);
  await page.getByLabel("Montant jusqu’à").fill("3000");
  await card(page, DAVID).waitFor({ state: "detached" });
  await page.keyboard.press("Escape");
  await page.getByLabel("Montant jusqu’à").waitFor({ state: "hidden" });
  await page.getByRole("link", { name: "Effacer les filtres" }).click();
  await card(page, BRUNO).waitFor();
  await page.getByLabel("Responsable").selectOption({ index: 1 });
  await page.waitForURL("**/pipeline?responsable=*");
  await go(page, "/pipeline?etiquette=inconnue");
  assert.equal(await page.locator(".card").count(), 0);
  await go(page, "/pipeline?du=2031-01-01&au=2031-12-31");
  assert.equal(await page.locator(".card").count(), 0);
  assert.deepEqual(page.problems, []);
});

test("a column is as wide before the others have come as after", async () => {
  await reload(page);
  const widths = () => page.locator(".column").evaluateAll((columns) => columns.map((column) => column.getBoundingClientRect().width));
  const whole = await widths();
  await page.locator(".column").evaluateAll((columns) => columns.slice(2).forEach((column) => column.remove()));
  assert.deepEqual(await widths(), whole.slice(0, 2));
  await go(page, "/pipeline");
});

test("without scripts the board reads", async () => {
  const cookies = await page.context().cookies();
  const plain = await open(server, { javaScriptEnabled: false });
  await plain.context().addCookies(cookies);
  await plain.goto("/pipeline");
  await column(plain, "Découverte").waitFor();
  await card(plain, ALICE).waitFor();
  await plain.getByRole("link", { name: "Voir toutes les opportunités en liste" }).first().waitFor();
});

test("two thousand cards: few elements, the end is reachable, no long task while dragging", async () => {
  await server.run(["demo", "--contacts", "300", "--companies", "40", "--deals", "2000", "--events", "100", "--seed", "7"]);
  await go(page, "/pipeline");
  const count = await page.evaluate(() => document.querySelectorAll("*").length);
  assert.ok(count < 4_000, `${count} elements`);
  const body = page.locator(".column-body").first();
  const whole = Number((await page.locator(".cards").first().getAttribute("aria-label")).replace(/\D/g, ""));
  await page.waitForFunction((whole) => {
    const body = document.querySelector(".column-body");
    body.scrollTop = body.scrollHeight;
    const list = body.querySelector(".cards");
    return list.style.getPropertyValue("--after") === "0" && Number(list.style.getPropertyValue("--before")) > whole - 30;
  }, whole, { polling: 100, timeout: 60_000 });
  await body.evaluate((body) => body.scrollTo(0, 0));
  await page.waitForFunction(() => {
    const body = document.querySelector(".column-body");
    return body.scrollTop === 0 && Number(body.querySelector(".cards").style.getPropertyValue("--before")) === 0;
  });
  await frames(page, 2);
  await page.evaluate(() => {
    window.tasks = [];
    new PerformanceObserver((list) => window.tasks.push(...list.getEntries().map((entry) => entry.duration))).observe({ type: "longtask" });
  });
  const title = await page.locator(".column").first().locator(".card .card-title").nth(1).textContent();
  const from = await middle(page.locator(".column").first().locator(".card").nth(1));
  await page.mouse.move(from.x - 40, from.y);
  await page.mouse.down();
  for (const stage of ["Intéressé", "À relancer", "Découverte"]) {
    const goal = await page.locator(".column", { has: column(page, stage) }).boundingBox();
    for (const part of [0.3, 0.6, 0.5]) await page.mouse.move(goal.x + 100, goal.y + goal.height * part, { steps: 8 });
  }
  await page.mouse.up();
  await page.getByText(`« ${title} »`).first().waitFor();
  const longest = await page.evaluate(() => Math.max(0, ...window.tasks));
  console.log(`longest task while dragging: ${longest} ms, ${count} elements`);
  assert.ok(longest < 200, `${longest} ms`);
});
