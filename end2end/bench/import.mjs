// An import through the interface: the form's upload, the guessed mapping, the page's own calls.
import { setInterval } from "node:timers/promises";
import { ask, call } from "./program.mjs";
import { round } from "./number.mjs";

const GIVEN = ["Camille", "Zoé", "Léo", "Inès", "Hugo", "Anaïs", "Noël", "Chloé"];
const FAMILY = ["Lefèvre", "Roche", "N’Diaye", "Petit", "Müller", "Garçon", "Blanc"];

/** A file as a spreadsheet saves it: people of which five share a company. */
function file(rows) {
  const line = (n) =>
    [
      GIVEN[n % GIVEN.length],
      `${FAMILY[n % FAMILY.length]} ${n}`,
      `personne${n}@exemple.org`,
      `06${String(n).padStart(8, "0")}`,
      `Société ${Math.floor(n / 5)}`,
      n % 3 ? "Responsable formation" : "Gérante",
    ].join(";");
  const lines = Array.from({ length: rows }, (_, n) => line(n));
  return ["Prénom;Nom;E-mail;Téléphone;Entreprise;Fonction", ...lines, ""].join("\r\n");
}

/** Imports the rows; `perSecond` goes by the server's clock from start to end, `wall` by ours from the upload on. */
export async function importRows(url, cookie, rows) {
  const text = file(rows);
  const from = performance.now();
  const boundary = "----bench7d1f0c";
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="contacts.csv"\r\nContent-Type: text/csv\r\n\r\n`;
  const body = Buffer.from(`${head}${text}\r\n--${boundary}--\r\n`);
  const headers = { cookie, "content-type": `multipart/form-data; boundary=${boundary}`, "content-length": body.length };
  const { headers: answer } = await ask(`${url}/import/fichier`, { method: "POST", headers, body });
  const job = /^\/import\/([^?/]+)$/.exec(answer.location ?? "")?.[1];
  if (!job) throw new Error(`the file was not taken: ${answer.location}`);
  const { preview } = await call(url, cookie, "import/show", { job });
  const started = performance.now();
  let progress = await call(url, cookie, "import/start", { job, mapping: preview.mapping });
  // As often as the page asks.
  for await (const _ of setInterval(300)) {
    progress = await call(url, cookie, "import/progress", { job });
    if (progress.state !== "running") break;
  }
  const end = performance.now();
  if (progress.state !== "done" || progress.tally.created !== rows) {
    throw new Error(`the import ended otherwise: ${JSON.stringify({ ...progress, rejected: progress.rejected.slice(0, 3) })}`);
  }
  return {
    rows,
    mapping: preview.mapping,
    millis: progress.millis,
    perSecond: round(rows / (progress.millis / 1000)),
    upload: round(started - from),
    wall: round(end - from),
  };
}
