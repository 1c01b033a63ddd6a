// Many contacts changed part by part: progress, a way to stop, what a lost network leaves, and all of it taken back.
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { axeInBothThemes, finish, fresh, go } from "../lib.mjs";

const MANY = 1_200;
let server;
let page;

before(async () => {
  ({ server, page } = await fresh());
  const lines = Array.from({ length: MANY }, (_, at) => `Ana;Roy${String(at).padStart(4, "0")};p${at}@exemple.fr`);
  const file = join(server.data, "people.csv");
  await writeFile(file, ["Prénom;Nom;E-mail", ...lines].join("\n"));
  await server.run(["import", "contacts", file]);
});

after(() => finish(server));

const verbs = () => page.getByRole("region", { name: "Sélection", exact: true });
const walking = () => page.getByRole("region", { name: "Modification en cours" });
const toast = (text) => page.locator(".toast", { hasText: text });

/** Selects everybody. */
async function everybody() {
  await go(page, "/contacts");
  await page.getByRole("checkbox", { name: "Sélectionner toute la page" }).check();
  await verbs().getByRole("button", { name: /Sélectionner les/ }).click();
}

/** Of many it is asked first, with their number. */
async function status(name, look) {
  await verbs().getByRole("button", { name: "Statut" }).click();
  await page.getByRole("menuitem", { name, exact: true }).click();
  const ask = page.getByRole("dialog", { name: new RegExp(`Statut « ${name} » : 1.200 contacts`) });
  await look?.(ask);
  await ask.getByRole("button", { name: /^Modifier 1.200 contacts$/ }).click();
}

/** Holds the second part until it is let go. */
async function hold(action) {
  let let_go;
  let asked = 0;
  const held = new Promise((resolve) => (let_go = resolve));
  await page.route("**/api/contact/bulk", async (route) => {
    asked += 1;
    if (asked === 2) {
      await held;
      return action ? action(route) : route.continue();
    }
    return route.continue();
  });
  return let_go;
}

test("what takes long shows how far it is, can be stopped, and is taken back as one", async () => {
  await everybody();
  const letGo = await hold();
  await status("Client");
  await walking().getByText("500 sur 1 200").waitFor();
  await axeInBothThemes(page);
  await walking().getByRole("button", { name: "Arrêter" }).click();
  letGo();
  await toast("1 000 contacts · 200 non traités").waitFor();
  await page.unroute("**/api/contact/bulk");
  await toast("1 000 contacts").getByRole("button", { name: "Annuler" }).click();
  await toast("Annulé : 1 000 contacts").waitFor();
  await go(page, "/contacts?statut=client");
  await page.getByText("Aucun résultat").waitFor();
});

test("a lost network says what was done", async () => {
  await everybody();
  const letGo = await hold((route) => route.abort());
  await status("Inscrit");
  letGo();
  const said = toast("500 contacts · 700 non traités, réessayez · Le serveur ne répond pas");
  await said.getByText("la sélection est gardée").waitFor();
  await verbs().getByText(/1.200 contacts sélectionnés/).waitFor();
  await page.unroute("**/api/contact/bulk");
  await toast("500 contacts").getByRole("button", { name: "Annuler" }).click();
  await toast("Annulé : 500 contacts").waitFor();
});

test("the whole of it, without a stop", async () => {
  await everybody();
  // Without a yes nothing happens, and the selection stays.
  await status("Prospect", async (ask) => {
    await ask.waitFor();
    await axeInBothThemes(page);
    await ask.getByRole("button", { name: "Annuler" }).click();
    await ask.waitFor({ state: "detached" });
    await verbs().getByRole("button", { name: "Statut" }).click();
    await page.getByRole("menuitem", { name: "Prospect", exact: true }).click();
  });
  await toast("1200 déjà ainsi").waitFor();
  await everybody();
  await status("Client");
  await toast("1 200 contacts").waitFor();
  assert.equal(await walking().count(), 0);
});

test("the change log says what they have in common", async () => {
  await go(page, "/journal");
  const line = page.getByRole("region", { name: "Journal" }).getByRole("listitem").first();
  await line.getByText(/a modifié 1.200 contacts/).waitFor();
  await line.getByText("Statut → Client").waitFor();
  await page.getByRole("listitem").filter({ hasText: /500.contacts.\(annulation\)/ }).first().waitFor();
  await line.getByRole("link", { name: "Voir chaque fiche" }).click();
  await page.getByRole("link", { name: "Revenir à tout le journal" }).waitFor();
  await page.getByRole("listitem").filter({ hasText: "Roy" }).first().waitFor();
  await axeInBothThemes(page);
  assert.deepEqual(page.problems, []);
});
