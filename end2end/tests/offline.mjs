// Installable, and readable without network: what is kept, from when it is, whose it is, and that nothing stays.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import {
  ADMINISTRATOR, addUser, axe, axeInBothThemes, call, carried, finish, fresh, go, kept, launchBrowser, open, ready, setUp, signIn, start, until,
} from "../lib.mjs";

let server;
let page;
let contact;
const STALE = /^Sans réseau — page du \d+ \S+ à \d\d:\d\d/;

before(async () => {
  ({ server, page } = await fresh({ serviceWorkers: "allow" }));
  const details = { given_name: "Inès", family_name: "Fabre", emails: ["ines@exemple.fr"] };
  contact = await (await call(page, "contact/create", { details })).json();
});

after(() => finish(server));

const stale = (on = page) => on.getByRole("status").filter({ hasText: STALE });
const traces = (on = page) => on.evaluate(async () => ({
  pages: (await caches.keys()).filter((name) => name.startsWith("pages-")),
  databases: (await indexedDB.databases()).map(({ name }) => name),
}));

test("the manifest names icons that are there, and the worker has its policy", async () => {
  const manifest = await (await page.request.get("/manifest.webmanifest")).json();
  assert.deepEqual([manifest.name, manifest.display, manifest.start_url, manifest.lang], ["CRM Formation", "standalone", "/", "fr"]);
  assert.deepEqual(manifest.shortcuts.map(({ name }) => name), ["Mes actions", "Pipeline", "Nouveau contact"]);
  assert.ok(manifest.icons.some(({ purpose }) => purpose === "maskable"));
  for (const { src, sizes } of manifest.icons) {
    const size = await page.evaluate(async (src) => {
      const image = new Image();
      image.src = src;
      await image.decode();
      return `${image.naturalWidth}x${image.naturalHeight}`;
    }, src);
    assert.equal(size, sizes);
  }
  const worker = await page.request.get("/sw.js");
  assert.equal(worker.headers()["cache-control"], "no-cache");
  assert.match(worker.headers()["content-security-policy"], /connect-src 'self'/);
  const session = await page.context().newCDPSession(page);
  const { errors } = await session.send("Page.getAppManifest");
  assert.deepEqual(errors, []);
});

test("a page that was read shows without network, says from when it is, and is up to date again with it", async () => {
  await carried(page);
  await go(page, `/contacts/${contact.id}`);
  await kept(page, `/contacts/${contact.id}`);
  await page.context().setOffline(true);
  await page.reload();
  await ready(page);
  await stale().waitFor();
  assert.match(await page.getByRole("heading", { level: 1 }).textContent(), /Fabre/);
  await axeInBothThemes(page);
  // A link leads to a kept page as well, and to a list of what there is where it was never read.
  await page.getByRole("navigation").getByRole("link", { name: "Pipeline" }).first().click();
  await page.waitForURL("**/pipeline");
  await stale().waitFor();
  await page.getByRole("navigation").getByRole("link", { name: "Entreprises" }).first().click();
  await page.getByRole("heading", { name: "Sans réseau" }).waitFor();
  await axe(page);
  await page.getByRole("link", { name: /Fabre/ }).click();
  await stale().waitFor();
  await page.context().setOffline(false);
  await stale().waitFor({ state: "detached" });
});

test("a killed server is no different", async () => {
  await server.kill();
  await page.goto(`/contacts/${contact.id}`);
  await stale().waitFor();
  await server.restart();
  await stale().waitFor({ state: "detached" });
});

test("a server that does not answer in time is no different", async () => {
  server.signal("SIGSTOP");
  await page.goto(`/contacts/${contact.id}`);
  await stale().waitFor();
  await ready(page);
  server.signal("SIGCONT");
  await stale().waitFor({ state: "detached" });
});

test("the way back and the palette lead to kept pages, or to the list of them, where each is once", async () => {
  for (const path of ["/contacts?q=fabre", "/contacts", "/contacts?q=in%C3%A8s&etat=archives"]) {
    await go(page, path);
    await kept(page, path.replace(/\?q=(.*)&(etat=.*)/, "?$2&q=$1"));
  }
  await go(page, "/pipeline");
  await page.getByRole("navigation").getByRole("link", { name: "Contacts" }).first().click();
  await page.getByRole("link", { name: /Fabre/ }).first().waitFor();
  await page.context().setOffline(true);
  await page.goBack();
  await stale().waitFor();
  assert.equal(new URL(page.url()).pathname, "/pipeline");
  await ready(page);
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Recherche et commandes" }).fill("corbeille");
  await page.getByRole("option", { name: /^Corbeille/ }).click();
  await page.getByRole("heading", { name: "Sans réseau" }).waitFor();
  assert.equal(await page.getByRole("link", { name: /^Contacts/ }).count(), 1);
  const listed = await page.getByRole("list").getByRole("link").evaluateAll((links) => links.map(({ pathname }) => pathname));
  assert.deepEqual(listed, [...new Set(listed)]);
  // It comes by itself once there is network.
  await page.context().setOffline(false);
  await page.getByRole("heading", { level: 1, name: "Corbeille" }).waitFor();
});

test("a record that was deleted meanwhile goes from an open page, and from what is kept", async () => {
  const details = { given_name: "Rémi", family_name: "Sorel", emails: [], phones: [] };
  const { id } = await (await call(page, "contact/create", { details })).json();
  const address = `/contacts/${id}`;
  await go(page, address);
  await kept(page, address);
  await page.context().setOffline(true);
  await page.reload();
  await ready(page);
  await stale().waitFor();
  const other = await open(server);
  await signIn(other);
  assert.ok((await call(other, "bin/delete", { subject: `contact:${id}` })).ok());
  await other.context().close();
  await page.context().setOffline(false);
  await page.getByText("« Rémi Sorel » est dans la corbeille").first().waitFor();
  await until(page, async (address) => !(await caches.match(address, { ignoreVary: true })), address);
  assert.ok(!(await page.evaluate(() => JSON.stringify(localStorage))).includes("Sorel"));
  await page.getByRole("link", { name: "Voir la corbeille" }).click();
  await page.getByRole("listitem").filter({ hasText: "Rémi Sorel" }).waitFor();
});

test("settings are not kept", async () => {
  await go(page, "/reglages");
  await page.context().setOffline(true);
  await page.reload();
  await page.getByRole("heading", { name: "Sans réseau" }).waitFor();
  await page.context().setOffline(false);
  await page.getByRole("link", { name: "Réessayer" }).click();
  await page.getByRole("heading", { name: "Réglages" }).first().waitFor();
});

test("on a phone pages reached without a navigation are kept as well", async () => {
  const phone = await open(server, { serviceWorkers: "allow", viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  await signIn(phone);
  await carried(phone);
  await phone.getByRole("link", { name: "Contacts", exact: true }).filter({ visible: true }).click();
  await phone.getByRole("link", { name: /Fabre/ }).click();
  await phone.getByRole("heading", { level: 1, name: /Fabre/ }).waitFor();
  await kept(phone, `/contacts/${contact.id}`);
  await phone.context().setOffline(true);
  await phone.reload();
  await stale(phone).waitFor();
  assert.match(await phone.getByRole("heading", { level: 1 }).textContent(), /Fabre/);
  await axeInBothThemes(phone);
  await phone.context().close();
});

test("signing out without network takes everything away at once, and ends the session as soon as there is one", async () => {
  const phone = await open(server, { serviceWorkers: "allow", viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  await signIn(phone);
  await carried(phone);
  await go(phone, `/contacts/${contact.id}`);
  await kept(phone, `/contacts/${contact.id}`);
  const other = await phone.context().newPage();
  await go(other, "/pipeline");
  await other.waitForFunction(() => self.crmOutbox);
  const cookie = (await phone.context().cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
  const session = async () => (await fetch(`${server.url}/contacts`, { headers: { cookie }, redirect: "manual" })).status;
  // Another site cannot do it.
  const foreign = await phone.context().newPage();
  await foreign.goto(`data:text/html,<form method="post" action="${server.url}/deconnexion"><button name="sure" value="1">x</button></form>`);
  const [refused] = await Promise.all([foreign.waitForResponse("**/deconnexion"), foreign.getByRole("button").click()]);
  assert.equal(refused.status(), 403);
  await foreign.close();
  await phone.context().setOffline(true);
  await phone.reload();
  await stale(phone).waitFor();
  await phone.getByRole("button", { name: "Se déconnecter" }).click();
  const out = (on) => on.getByRole("heading", { name: "Vous êtes déconnecté" });
  for (const on of [phone, other]) await out(on).waitFor();
  await axeInBothThemes(phone);
  assert.deepEqual(await traces(phone), { pages: [], databases: [] });
  assert.deepEqual(await phone.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("recent:"))), []);
  assert.equal(await session(), 200);
  // The cookie is still there, and of no use.
  await phone.goto(`/contacts/${contact.id}`);
  await out(phone).waitFor();
  await phone.context().setOffline(false);
  await phone.getByRole("button", { name: "Se connecter" }).waitFor();
  assert.equal(await session(), 303);
  assert.deepEqual(await phone.evaluate(async () => (await caches.keys()).filter((name) => name !== "files")), []);
  await phone.context().close();
});

test("over https with a certificate of one's own", async () => {
  const folder = await mkdtemp(join(tmpdir(), "crm-tls-"));
  const [cert, key] = ["cert.pem", "key.pem"].map((name) => join(folder, name));
  execFileSync("openssl", ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
    "-subj", "/CN=crm", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", cert], { stdio: "ignore" });
  const secure = await start({ more: ["--tls-cert", cert, "--tls-key", key] });
  // Workers are only taken from whom the browser trusts; a context that overlooks errors is not enough for them.
  const trusting = await launchBrowser("--ignore-certificate-errors");
  try {
    const on = await open(secure, { within: trusting, ignoreHTTPSErrors: true, serviceWorkers: "allow" });
    await setUp(on, secure);
    await carried(on);
    await on.context().setOffline(true);
    await on.reload();
    await stale(on).waitFor();
    assert.match((await on.context().cookies()).map(({ name }) => name).join(), /__Host-crm/);
  } finally {
    await trusting.close();
    await secure.stop();
    await rm(folder, { recursive: true });
  }
});

test("files of a former release go with it", async () => {
  const old = "/assets/app.0123456789abcdef.js";
  await page.evaluate(async (old) => (await caches.open("files")).put(old, new Response("")), old);
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).unregister());
  await go(page, "/pipeline");
  await until(page, async (old) => !(await (await caches.open("files")).match(old)), old);
});

test("signing out leaves nothing, and the next person on the phone sees nothing", async () => {
  const louis = await addUser(server, "advisor", "louis@exemple.fr");
  await go(page, `/contacts/${contact.id}`);
  assert.equal((await traces()).pages.length, 1);
  await page.getByRole("button", { name: "Se déconnecter" }).click();
  await page.waitForURL("**/connexion");
  assert.deepEqual(await traces(), { pages: [], databases: [] });
  await signIn(page, louis);
  await carried(page);
  const { pages } = await traces();
  assert.equal(pages.length, 1);
  await page.context().setOffline(true);
  await page.goto(`/contacts/${contact.id}`);
  await page.getByRole("heading", { name: "Sans réseau" }).waitFor();
  assert.equal(await page.getByRole("link", { name: /Fabre/ }).count(), 0);
  await page.context().setOffline(false);
});

test("a session that ends with the browser leaves no page behind it, one that stays does", async () => {
  for (const stay of [false, true]) {
    const claire = await open(server, { serviceWorkers: "allow" });
    await claire.goto("/connexion?suite=/pipeline");
    if (stay) await claire.getByLabel(/Rester connecté/).check();
    await claire.getByLabel("Adresse e-mail").fill(ADMINISTRATOR.email);
    await claire.getByLabel("Mot de passe").fill(ADMINISTRATOR.password);
    await claire.getByRole("button", { name: "Se connecter" }).click();
    await claire.waitForURL("**/pipeline");
    await carried(claire);
    await kept(claire, "/pipeline");
    // The browser is closed, and opened again where there is no network.
    await claire.context().clearCookies({ name: "ici" });
    await claire.context().setOffline(true);
    await claire.reload();
    if (stay) await stale(claire).waitFor();
    else await claire.getByRole("heading", { name: "Sans réseau" }).waitFor();
    assert.equal((await traces(claire)).pages.length, stay ? 1 : 0);
    await claire.context().close();
  }
});

test("a session ended elsewhere takes the pages away with the next call", async () => {
  const claire = await open(server, { serviceWorkers: "allow" });
  await signIn(claire);
  await carried(claire);
  await claire.context().clearCookies();
  await claire.getByRole("navigation").getByRole("link", { name: "Contacts" }).first().click();
  await until(claire, async () => (await caches.keys()).every((name) => !name.startsWith("pages-")));
  await claire.context().close();
});
