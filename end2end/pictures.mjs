// The pictures of the documentation, taken from the program itself: CRM_BINARY=… node end2end/pictures.mjs [name…]
// People and figures come from the demonstration's seed, so two runs show the same organisation; only the days move on.
import { mkdir, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

import { ADMINISTRATOR, addUser, calm, call, carried, finish, frames, fresh, go, open, ready, signIn } from "./lib.mjs";

const FOLDER = fileURLToPath(new URL("../docs/images/", import.meta.url));
/** Larger ones make pages slow to read. */
const MOST_BYTES = 80_000;
const DESK = { width: 1280, height: 800 };
const PHONE = { viewport: { width: 390, height: 780 }, isMobile: true, hasTouch: true };
const DEMO = ["demo", "--contacts", "160", "--companies", "40", "--deals", "36", "--events", "900", "--seed", "7"];

const asked = process.argv.slice(2);

/** Takes the page, or a part of it, once nothing moves any more. */
async function take(page, name, clip) {
  await page.evaluate(() => document.fonts.ready.then(() => {}));
  await calm(page);
  await frames(page, 2);
  const session = await page.context().newCDPSession(page);
  for (const quality of [82, 70, 55, 40]) {
    const more = clip ? { clip: { x: 0, y: 0, ...clip, scale: 1 } } : {};
    const { data } = await session.send("Page.captureScreenshot", { format: "webp", quality, ...more });
    const bytes = Buffer.from(data, "base64");
    if (bytes.length > MOST_BYTES) continue;
    await writeFile(`${FOLDER}${name}.webp`, bytes);
    process.stdout.write(`${name}.webp ${Math.round(bytes.length / 1000)} kB\n`);
    return;
  }
  throw new Error(`${name} is larger than ${MOST_BYTES} bytes at any quality`);
}

const region = (page, name) => page.getByRole("region", { name, exact: true });
const asks = async (page, endpoint, data) => {
  const answer = await call(page, endpoint, data);
  if (!answer.ok()) throw new Error(`${endpoint}: ${answer.status()} ${await answer.text()}`);
  return answer.json();
};

/** A person with a company, a deal, a note and an exchange: what the pages of records show. */
async function person(page) {
  const [own] = await asks(page, "record/colleagues", {});
  const company = await asks(page, "company/create", { details: { name: "Boulangerie Colas", town: "Lyon" } });
  const details = {
    given_name: "Inès", family_name: "Fabre", emails: ["ines.fabre@exemple.fr"], phones: ["+33612345678"], job_title: "Gérante",
    company: company.id, source: "Salon", tags: ["CPF"], owner: own.id,
  };
  const contact = await asks(page, "contact/create", { details });
  const deal = { title: "Hygiène alimentaire", amount: 145_000, contact: contact.id, company: company.id, other_contacts: [], training: "", tags: [], owner: own.id };
  await asks(page, "deal/create", { new: { details: deal, stage: null } });
  const note = { text: "Préfère être appelée **le matin**, avant dix heures.\n\n- trois personnes à former\n- OPCO : EP", pinned: true };
  await asks(page, "note/add", { subject: `contact:${contact.id}`, details: note, id: null });
  await asks(page, "exchange/log", { details: { contact: contact.id, channel: "call", direction: "out", outcome: "reached", text: "Demande un devis pour mars.", at: Date.now() - 3_600_000 }, id: null });
  await asks(page, "task/create", { details: { title: "Envoyer le devis", kind: "email", contact: contact.id, due_on: day(1), assignee: own.id }, id: null });
  return contact;
}

/** A day, so many days from today. */
const day = (ahead) => new Intl.DateTimeFormat("fr-CA", { timeZone: "Europe/Paris", dateStyle: "short" }).format(new Date(Date.now() + ahead * 86_400_000));
/** How many days ahead the next Monday is. */
const monday = 7 - ((new Date(`${day(0)}T12:00:00Z`).getUTCDay() + 6) % 7);
const WEEK = [
  [0, "meeting", "Réunion d’équipe", "09:00"], [0, "call", "Rappeler Mme Fabre", "14:30"], [0, "email", "Envoyer le programme à M. Roux"],
  [1, "call", "Appeler l’OPCO EP", "10:00"], [1, "other", "Relire la convention Horizon SAS"], [2, "meeting", "Visio Studio Blanc", "11:00"],
  [2, "funding", "Relancer les devis en attente"], [3, "call", "Appeler le CFA", "16:30"], [3, "other", "Préparer les émargements"],
  [4, "email", "Envoyer les convocations", "09:30"], [4, "meeting", "Point avec Louis", "15:00"],
];

const scenes = {
  async tableau({ page }) {
    await page.setViewportSize({ width: 1440, height: 810 });
    await go(page, "/pipeline");
    await take(page, "tableau");
    await page.setViewportSize(DESK);
  },

  async deplacer({ page }) {
    await go(page, "/pipeline");
    const card = page.locator(".card").first();
    const from = await card.boundingBox();
    const to = await page.locator(".cards").nth(2).boundingBox();
    await page.mouse.move(from.x + from.width / 2, from.y + 20);
    await page.mouse.down();
    await page.mouse.move(from.x + from.width / 2 + 12, from.y + 28, { steps: 3 });
    await page.mouse.move(to.x + to.width / 2, to.y + 150, { steps: 8 });
    await page.locator(".card-lifted").waitFor();
    await take(page, "deplacer");
    await page.keyboard.press("Escape");
    await page.mouse.up();
  },

  async accueil({ page }) {
    await go(page, "/");
    await take(page, "accueil");
  },

  async fiche({ page, contact }) {
    await go(page, `/contacts/${contact.id}`);
    await take(page, "fiche");
  },

  async echange({ page, contact }) {
    await go(page, `/contacts/${contact.id}`);
    await page.getByRole("button", { name: "Consigner un échange" }).click();
    await page.getByRole("dialog").getByRole("textbox").first().fill("Intéressée par une session en mars.");
    await take(page, "echange");
    await page.keyboard.press("Escape");
  },

  async import({ page }) {
    const lines = ["Prénom;Nom;Courriel;Portable;Raison sociale;Affaire;Montant", "Zoé;Lefèvre;zoe@exemple.fr;06 12 34 56 78;Horizon SAS;Bilan de compétences;1 200,50 €",
      "Ana;Petit;ana@exemple.fr;06 98 76 54 32;Horizon SAS;;", "Max;Blanc;max@exemple.fr;;Studio Blanc;Anglais professionnel;900 €"];
    await go(page, "/import");
    const buffer = Buffer.from(lines.join("\r\n"), "utf8");
    await page.getByLabel("Fichier de contacts").setInputFiles({ name: "salon-2026.csv", mimeType: "text/csv", buffer });
    await page.getByRole("button", { name: "Continuer" }).click();
    await page.getByRole("heading", { name: "Associer les colonnes" }).waitFor();
    await ready(page);
    await page.getByRole("button", { name: "Vérifier sans écrire" }).click();
    await page.getByRole("heading", { name: "Ce que fera l’import" }).waitFor();
    await take(page, "import");
  },

  async liste({ page }) {
    await go(page, "/contacts?statut=prospect");
    await page.locator(".bar-more > summary", { hasText: "Filtres" }).click();
    await take(page, "liste");
  },

  async selection({ page }) {
    await go(page, "/contacts");
    for (const at of [1, 2, 4]) await page.locator(".table tbody tr").nth(at).getByRole("checkbox").check();
    await region(page, "Sélection").getByRole("button", { name: "Statut" }).click();
    await take(page, "selection");
    await page.keyboard.press("Escape");
  },

  async semaine({ page }) {
    for (const [ahead, kind, title, due_at] of WEEK) await asks(page, "task/create", { details: { title, kind, due_on: day(monday + ahead), due_at }, id: null });
    await go(page, `/actions?vue=semaine&du=${day(monday)}`);
    await take(page, "semaine");
  },

  async saisie({ page }) {
    await go(page, "/actions");
    await page.getByRole("textbox", { name: /action/i }).first().fill("Rappeler Mme Fabre mardi 14h30");
    await take(page, "saisie", { width: 1280, height: 420 });
  },

  async telephone({ server, contact }) {
    const phone = await open(server, { ...PHONE, deviceScaleFactor: 1, serviceWorkers: "allow" });
    await signIn(phone, ADMINISTRATOR, "/");
    await carried(phone);
    await go(phone, `/contacts/${contact.id}`);
    await phone.waitForFunction(() => self.crmOutbox);
    await phone.context().setOffline(true);
    await phone.getByRole("button", { name: "Ajouter une note" }).click();
    await phone.getByRole("textbox", { name: "Texte de la note" }).fill("Vue sur le salon : veut trois places en mars.");
    await phone.getByRole("button", { name: "Enregistrer" }).click();
    await region(phone, "Notes").getByRole("list", { name: "En attente d’envoi" }).waitFor();
    await phone.reload();
    await ready(phone);
    await region(phone, "Notes").getByRole("list", { name: "En attente d’envoi" }).waitFor();
    await region(phone, "Notes").evaluate((notes) => notes.scrollIntoView({ block: "center" }));
    await take(phone, "telephone");
    await phone.context().setOffline(false);
    await phone.context().close();
  },

  async reglages({ page }) {
    await go(page, "/reglages/pipelines");
    await take(page, "reglages");
  },
};

const unknown = asked.filter((name) => !scenes[name]);
if (unknown.length > 0) throw new Error(`no picture is called ${unknown}; there are ${Object.keys(scenes)}`);
await mkdir(FOLDER, { recursive: true });
let server;
try {
  const made = await fresh({ viewport: DESK, colorScheme: "light" });
  ({ server } = made);
  const { page } = made;
  await addUser(server, "advisor", "louis@exemple.fr");
  await addUser(server, "trainer", "lea@exemple.fr", undefined, "Léa Morel");
  await server.run(DEMO);
  const contact = await person(page);
  for (const name of asked.length > 0 ? asked : Object.keys(scenes)) await scenes[name]({ server, page, contact });
  if (page.problems.length > 0) throw new Error(page.problems.join("\n"));
} finally {
  await finish(server);
}
