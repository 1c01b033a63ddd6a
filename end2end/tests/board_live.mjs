// Two people on one board, a lost line, a restart.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { DEALS, boardServer, card, column, holds, importDeals, lift, middle } from "../board.mjs";
import { addUser, finish, frames, go, open, ready, signIn } from "../lib.mjs";

const [ALICE, BRUNO, CHLOE] = DEALS.map((deal) => deal[2]);
let server;
let hers;
let his;

before(async () => {
  ({ server, page: hers } = await boardServer());
  his = await open(server);
  await signIn(his, await addUser(server, "advisor", "louis@exemple.fr"));
  await ready(his);
  await go(hers, "/pipeline");
});

after(() => finish(server));

async function drag(page, title, stage) {
  await lift(page, title, await middle(column(page, stage)));
  await page.mouse.up();
}

test("a move shows on the colleague's board without a reload, and takes no focus", async () => {
  await card(his, CHLOE).focus();
  await drag(hers, ALICE, "En attente");
  await holds(his, "En attente", [ALICE]);
  assert.match(await his.evaluate(() => document.activeElement.getAttribute("aria-label")), new RegExp(`^${CHLOE}`));
});

test("a drag in progress is not broken; the change shows after it", async () => {
  // A tab of hers without a card in hand hears through the same connection: once it shows the change, it is told.
  const idle = await hers.context().newPage();
  await go(idle, "/pipeline");
  await hers.bringToFront();
  await lift(hers, CHLOE, await middle(column(hers, "À relancer")));
  await drag(his, BRUNO, "Intéressé");
  await column(idle, "Intéressé").getByText(BRUNO).waitFor();
  await frames(hers, 2);
  assert.equal(await hers.locator(".card-lifted").count(), 1);
  assert.equal(await column(hers, "Intéressé").getByText(BRUNO).count(), 0);
  await hers.mouse.up();
  await holds(hers, "À relancer", [CHLOE]);
  await column(hers, "Intéressé").getByText(BRUNO).waitFor();
  await holds(his, "À relancer", [CHLOE]);
  await idle.close();
});

test("taking a move back does not undo a colleague's", async () => {
  await drag(hers, BRUNO, "À relancer");
  const undo = hers.getByRole("button", { name: "Annuler" }).last();
  await undo.hover();
  await column(his, "À relancer").getByText(BRUNO).waitFor();
  await drag(his, BRUNO, "En attente");
  await column(hers, "En attente").getByText(BRUNO).waitFor();
  await undo.click();
  await hers.getByText("a été déplacée entre-temps").waitFor();
  await go(hers, "/pipeline");
  await column(hers, "En attente").getByText(BRUNO).waitFor();
  await drag(hers, BRUNO, "Intéressé");
  await column(his, "Intéressé").getByText(BRUNO).waitFor();
});

test("two tabs of a browser share one connection", async () => {
  const asked = [];
  hers.context().on("request", (request) => request.url().includes("/direct") && asked.push(request));
  const second = await hers.context().newPage();
  await go(second, "/pipeline");
  await drag(his, ALICE, "Découverte");
  await column(second, "Découverte").getByText(ALICE).waitFor();
  await column(hers, "Découverte").getByText(ALICE).waitFor();
  assert.equal(asked.length, 0, "the second tab listens through the first");
  await second.close();
});

test("the server restarts: the page says so, comes back and is up to date", async () => {
  await server.kill();
  await hers.getByText("Connexion au serveur perdue").waitFor();
  await lift(hers, CHLOE, await middle(column(hers, "En attente")));
  await hers.mouse.up();
  await hers.getByText("la carte est revenue à sa place").waitFor();
  await holds(hers, "À relancer", [CHLOE]);
  await importDeals(server, [["Eva", "Gris", "Certification TOSA", "650", "Confirmé"]]);
  await server.restart();
  await hers.getByText("Connexion rétablie").waitFor();
  await hers.getByText("Connexion au serveur perdue").waitFor({ state: "detached" });
  await card(hers, "Certification TOSA").waitFor();
  assert.deepEqual(hers.problems.filter((text) => !text.includes("/direct")), []);
});

test("a page from before an upgrade says so, and is read anew", async () => {
  // A page as the program before would have made it; the stream is the present one's.
  await his.route("**/contacts", async (route) => {
    const response = await route.fetch();
    const body = (await response.text()).replace(/"release":"[^"]+"/, '"release":"/assets/app.before.js"');
    await route.fulfill({ response, body });
  });
  await go(his, "/contacts");
  await his.getByText("Une nouvelle version est en service.").waitFor();
  await his.unroute("**/contacts");
  await his.getByRole("link", { name: "Recharger la page" }).click();
  await his.getByText("Une nouvelle version").waitFor({ state: "detached" });
  await ready(his);
  assert.equal(await his.getByText("Une nouvelle version").count(), 0);
});
