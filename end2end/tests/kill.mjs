// A server killed in the middle of concurrent moves: what it acknowledged is there, no card is lost, none doubled.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { boardServer, titles } from "../board.mjs";
import { call, finish, go } from "../lib.mjs";

/** Moves that are acknowledged before the kill. */
const MOVES = 60;
const STAGES = ["Découverte", "Intéressé", "À relancer"];
const ROWS = Array.from({ length: 6 }, (_, n) => ["Ana", `Roy${n}`, `Bilan ${n}`, "100", "Découverte"]);
let server;
let page;

before(async () => {
  ({ server, page } = await boardServer(ROWS));
});

after(() => finish(server));

test("every acknowledged move survives a kill", async () => {
  await go(page, "/pipeline");
  const [pipeline] = await (await call(page, "deal/pipelines", {})).json();
  const stages = STAGES.map((name) => pipeline.details.stages.find((stage) => stage.name === name).id);
  const { rows } = await (await call(page, "deal/list", { filter: {}, narrow: {}, after: null })).json();
  assert.equal(rows.length, ROWS.length);
  const last = new Map(rows.map(({ deal }) => [deal.id, new Set([deal.stage])]));
  let acknowledged = 0;
  let killed = null;
  // Each mover has two cards of its own; a move without an answer may have happened or not.
  const mover = async (deals) => {
    for (let n = 0; !killed; n += 1) {
      const deal = deals[n % deals.length].deal.id;
      const stage = stages[(n + acknowledged) % stages.length];
      const asked = new Set([...last.get(deal), stage]);
      last.set(deal, asked);
      const answer = await call(page, "deal/move", { to: { deal, stage, after: null } }).catch(() => null);
      if (!answer) return;
      assert.equal(answer.status(), 200);
      last.set(deal, new Set([stage]));
      acknowledged += 1;
      if (acknowledged === MOVES) killed = server.kill();
    }
  };
  await Promise.all([0, 2, 4].map((from) => mover(rows.slice(from, from + 2))));
  await killed;
  await server.restart();
  const found = (await (await call(page, "deal/list", { filter: {}, narrow: {}, after: null })).json()).rows;
  assert.deepEqual(found.map(({ deal }) => deal.id).sort(), rows.map(({ deal }) => deal.id).sort());
  for (const { deal } of found) {
    assert.ok(last.get(deal.id).has(deal.stage), `${deal.details.title} stands in ${deal.stage}, not in ${[...last.get(deal.id)]}`);
  }
  await go(page, "/pipeline");
  const shown = (await Promise.all(STAGES.map((stage) => titles(page, stage)))).flat();
  assert.deepEqual(shown.sort(), ROWS.map((row) => row[2]));
});
