// A messy file comes in: columns matched by hand, rows set aside, nobody doubled.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { axe, axeInBothThemes, finish, fresh, go, ready, reload, start } from "../lib.mjs";

let server;
let page;

before(async () => {
  ({ server, page } = await fresh());
});

after(() => finish(server));

/** As a French spreadsheet saves: Windows-1252, semicolons, CRLF. */
const windows = (lines) => Buffer.from(lines.join("\r\n").replaceAll("’", "'").replaceAll("€", "\u0080"), "latin1");
const HEADINGS = "Prénom;NOM;Courrier;Portable;Raison sociale;Humeur;Affaire;Montant (€);Étape";
const ROWS = [
  "Zoé;Lefèvre;ZOE@exemple.fr ;06 12 34 56 78;Horizon SAS;bonne;Bilan de compétences;1 200,50 €;Intéressé",
  'Ana;"Petit; dit ""Tina""";ana@exemple.fr;;Horizon SAS;;;;',
  "Léo;Roche;pas une adresse;;;;;;",
  ";;;;;rien;;;",
  "Max;Blanc;max@exemple.fr;12;;;;;",
  "Eva;Noir;eva@exemple.fr;;;;Anglais;douze;Découverte",
  "Jean;Gris;jean@exemple.fr;;;;VAE;900;Étape imaginaire",
];

async function upload(name, buffer) {
  await go(page, "/import");
  await page.getByLabel("Fichier de contacts").setInputFiles({ name, mimeType: "text/csv", buffer });
  await page.getByRole("button", { name: "Continuer" }).click();
}

async function figures() {
  const pairs = await page.locator(".import-figure").evaluateAll((all) => all.map((one) => [one.querySelector("dt").textContent, Number(one.querySelector("dd").textContent.replace(/\D/g, ""))]));
  return Object.fromEntries(pairs);
}

const select = (heading) => page.getByLabel(`Champ pour la colonne ${heading}`);

test("a messy file is understood, matched by hand and written", async () => {
  await go(page, "/import");
  await axeInBothThemes(page);
  await upload("clients 2026.csv", windows([HEADINGS, ...ROWS]));
  await page.getByRole("heading", { name: "Associer les colonnes" }).waitFor();
  await ready(page);
  await page.getByText("clients 2026.csv").waitFor();
  await page.getByText("Windows-1252").waitFor();
  await page.getByText("point-virgule").waitFor();
  assert.equal(await select("Prénom").inputValue(), "given_name");
  assert.equal(await select("Raison sociale").inputValue(), "company");
  assert.equal(await select("Courrier").inputValue(), "ignored");
  await page.getByText("Lefèvre").first().waitFor();
  await axeInBothThemes(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await axe(page);
  await page.setViewportSize({ width: 1366, height: 768 });

  // Without anybody named nothing can start.
  await select("Prénom").selectOption("Ignorer");
  await select("NOM").selectOption("Ignorer");
  await page.getByText("personne ne serait nommé").waitFor();
  assert.ok(await page.getByRole("button", { name: /^Importer/ }).isDisabled());
  await select("Prénom").selectOption("Prénom");
  await select("NOM").selectOption("Nom");
  await select("Courrier").selectOption("Adresse e-mail");
  await page.getByRole("button", { name: "Vérifier sans écrire" }).click();
  await page.getByRole("heading", { name: "Ce que fera l’import" }).waitFor();
  const expected = { Créés: 5, "Mis à jour": 0, Inchangés: 0, Écartés: 2, "À vérifier": 3, Opportunités: 3 };
  assert.deepEqual(await figures(), expected);
  await page.getByRole("region", { name: "Lignes qui seront écartées ou à vérifier" }).getByText("pas une adresse").first().waitFor();
  await axeInBothThemes(page);
  await select("Montant (€)").selectOption("Ignorer");
  await page.getByText("vérifiez à nouveau").waitFor();
  await select("Montant (€)").selectOption("Montant de l’opportunité");
  await page.getByRole("button", { name: "Importer 7 lignes" }).dblclick();
  await page.getByRole("heading", { name: "Import terminé" }).waitFor();
  assert.deepEqual(await figures(), expected);
  await axeInBothThemes(page);
  assert.deepEqual(page.problems, []);
});

test("the rows set aside are shown with their reason, and as a file", async () => {
  const rejected = page.getByRole("region", { name: "Lignes écartées" }).getByRole("row");
  for (const [line, reason] of [["4", "Adresse e-mail incorrecte (pas une adresse)"], ["5", "Ni nom, ni adresse"], ["6", "Numéro de téléphone"], ["7", "montant incorrect (douze)"], ["8", "étape inconnue (Étape imaginaire)"]]) {
    await rejected.filter({ has: page.getByRole("cell", { name: line, exact: true }) }).filter({ hasText: reason }).first().waitFor();
  }
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Télécharger ces lignes" }).click()]);
  const text = await readFile(await download.path(), "utf8");
  assert.equal(text.trim().split("\r\n").length, 6);
  assert.match(text, /Humeur/);
  assert.match(text, /Montant|montant/);
});

test("a file is found again on the page where one brings files", async () => {
  const here = page.url();
  await go(page, "/import");
  const own = page.getByRole("region", { name: "Vos fichiers" });
  await own.getByText("Terminé").waitFor();
  await own.getByRole("link", { name: "clients 2026.csv" }).click();
  await page.waitForURL(here);
  await page.getByRole("heading", { name: "Import terminé" }).waitFor();
});

test("a reload shows the same result", async () => {
  const before = await figures();
  await reload(page);
  await page.getByRole("heading", { name: "Import terminé" }).waitFor();
  assert.deepEqual(await figures(), before);
});

test("the same file again changes nothing", async () => {
  await upload("clients 2026.csv", windows([HEADINGS, ...ROWS.slice(0, 2)]));
  await ready(page);
  await select("Courrier").selectOption("Adresse e-mail");
  await page.getByRole("button", { name: "Importer 2 lignes" }).click();
  await page.getByRole("heading", { name: "Import terminé" }).waitFor();
  const { Créés: created, "Mis à jour": updated, Inchangés: unchanged } = await figures();
  assert.deepEqual({ created, updated, unchanged }, { created: 0, updated: 0, unchanged: 2 });
});

test("a known person gains what was missing", async () => {
  await upload("suite.csv", Buffer.from("\ufeffemail,phone\nana@exemple.fr,+33 6 98 76 54 32\n"));
  await ready(page);
  await page.getByText("virgule", { exact: false }).first().waitFor();
  await page.getByRole("button", { name: "Importer 1 ligne" }).click();
  await page.getByRole("heading", { name: "Import terminé" }).waitFor();
  assert.equal((await figures())["Mis à jour"], 1);
  await page.getByRole("link", { name: "Voir les contacts" }).click();
  await page.waitForURL("**/contacts");
});

test("files that are none are refused in words", async () => {
  await upload("vide.csv", Buffer.from("Nom;Email\n"));
  await page.getByText("ne contient aucune ligne").waitFor();
  await upload("photo.png", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1, 0, 0xff]));
  await page.getByText("n’est pas un CSV").waitFor();
  assert.equal((await page.goto("/import/inconnu")).status(), 404);
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.getByText("Cet import n’est plus là").waitFor();
});

test("an import goes on through a reload, and stops when asked to", async () => {
  const rows = Array.from({ length: 8_000 }, (_, n) => `Prénom${n};Nom${n};p${n}@exemple.org`);
  await upload("beaucoup.csv", Buffer.from(["Prénom;Nom;E-mail", ...rows].join("\n")));
  await ready(page);
  await page.getByRole("button", { name: /^Importer 8.000 lignes$/ }).click();
  await page.getByRole("heading", { name: "Import en cours" }).waitFor();
  const bar = page.getByRole("progressbar", { name: "Lignes traitées" });
  await page.waitForFunction(() => Number(document.querySelector("progress")?.value) > 0);
  await reload(page);
  await bar.waitFor();
  await page.getByRole("button", { name: "Arrêter" }).click();
  await page.getByRole("heading", { name: "Import arrêté" }).waitFor();
  const { Créés: created } = await figures();
  assert.ok(created >= 500 && created < 8_000, `${created} rows were kept`);
  assert.equal(created % 500, 0, "whole chunks are kept");
});
