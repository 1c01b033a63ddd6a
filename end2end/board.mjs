// What the tests of the board share: a board with known deals, and hands to move them.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fresh } from "./lib.mjs";

/** Four deals in the first two stages, and the page of an administrator. */
export const DEALS = [
  ["Alice", "Roux", "Bilan de compétences", "1200", "Découverte"],
  ["Bruno", "Petit", "Anglais professionnel", "800", "Découverte"],
  ["Chloé", "Blanc", "Permis poids lourd", "2400", "Découverte"],
  ["David", "Noir", "Titre professionnel de formateur pour adultes, en alternance", "5000", "Intéressé"],
];

/** Imports rows of name, family name, deal, amount, stage. */
export async function importDeals(server, rows) {
  const file = join(server.data, "deals.csv");
  const lines = rows.map(([given, family, ...deal], n) => [given, family, `${family}${n}@exemple.fr`.toLowerCase(), ...deal].map((cell) => `"${cell}"`).join(";"));
  await writeFile(file, ["Prénom;Nom;E-mail;Opportunité;Montant;Étape", ...lines].join("\n"));
  await server.run(["import", "contacts", file]);
}

/** A server with the deals, and a page signed in. */
export async function boardServer(rows = DEALS, options = {}) {
  const { server, page } = await fresh(options);
  if (rows.length > 0) await importDeals(server, rows);
  return { server, page };
}

export const column = (page, stage) => page.getByRole("list", { name: new RegExp(`^${stage}`) });
export const card = (page, title) => page.getByRole("listitem", { name: new RegExp(`^${title}`) });

/** The titles of a column, from top to bottom. */
export const titles = (page, stage) => column(page, stage).locator(".card .card-title").allTextContents();

/** Waits until a column holds these cards in this order. */
export async function holds(page, stage, expected) {
  await page.waitForFunction(([stage, expected]) => {
    const list = [...document.querySelectorAll(".cards")].find((one) => one.getAttribute("aria-label").startsWith(stage));
    const found = [...list.querySelectorAll(".card .card-title")].map((one) => one.textContent);
    return JSON.stringify(found) === JSON.stringify(expected);
  }, [stage, expected]).catch(async (error) => {
    throw new Error(`${stage} holds ${JSON.stringify(await titles(page, stage))}, not ${JSON.stringify(expected)}: ${error.message}`);
  });
}

export async function middle(locator) {
  const { x, y, width, height } = await locator.boundingBox();
  return { x: x + width / 2, y: y + height / 2, top: y, height };
}

/** Lifts a card with the mouse and holds it over a point. */
export async function lift(page, title, to) {
  const from = await middle(card(page, title));
  await page.mouse.move(from.x - 40, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x - 30, from.y + 8, { steps: 2 });
  await page.mouse.move(to.x - 40, to.y, { steps: 6 });
  await page.locator(".card-lifted").waitFor();
}

/** A finger, by the protocol: `down`, `move`, `up`. */
export async function finger(page) {
  const session = await page.context().newCDPSession(page);
  const send = (type, touchPoints) => session.send("Input.dispatchTouchEvent", { type, touchPoints });
  let at = null;
  return {
    down: (point) => send("touchStart", [(at = { x: point.x, y: point.y })]),
    async move(point, steps = 6) {
      const from = at;
      for (let n = 1; n <= steps; n += 1) {
        at = { x: from.x + ((point.x - from.x) * n) / steps, y: from.y + ((point.y - from.y) * n) / steps };
        await send("touchMove", [at]);
      }
    },
    up: () => send("touchEnd", []),
  };
}
