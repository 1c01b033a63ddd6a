// Installable, and readable without network: what is kept, from when it is, whose it is, and that nothing stays.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { addUser, axe, axeInBothThemes, call, carried, finish, fresh, go, kept, open, ready, signIn, until } from "../lib.mjs";

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

test("a session ended elsewhere takes the pages away with the next call", async () => {
  const claire = await open(server, { serviceWorkers: "allow" });
  await signIn(claire);
  await carried(claire);
  await claire.context().clearCookies();
  await claire.getByRole("navigation").getByRole("link", { name: "Contacts" }).first().click();
  await until(claire, async () => (await caches.keys()).every((name) => !name.startsWith("pages-")));
  await claire.context().close();
});
