// Set-up once, sign-in, sign-out; with and without scripts.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { ADMINISTRATOR, ORGANISATION, addUser, axeInBothThemes, call, finish, go, open, ready, setUp, signIn, start } from "../lib.mjs";

let server;

before(async () => {
  server = await start();
});

after(() => finish(server));

test("the set-up creates the organisation and its administrator, once", async () => {
  const link = server.setUpLink;
  assert.ok(link, "the server prints the link");
  const page = await open(server);
  await page.goto(link);
  await axeInBothThemes(page);
  await setUp(page, server);
  await ready(page);
  await page.getByRole("navigation", { name: "Navigation principale" }).first().getByText(ORGANISATION).waitFor();
  assert.deepEqual(page.problems, []);

  const late = await open(server);
  const answer = await late.goto(link);
  assert.equal(answer.status(), 404);
  await late.getByRole("heading", { name: "Ce lien n’est plus valable" }).waitFor();
  await server.restart();
  assert.equal(server.setUpLink, null, "a server that is set up prints no link");
});

test("a wrong password and an unknown address get the same answer", async () => {
  const page = await open(server);
  const texts = [];
  for (const email of [ADMINISTRATOR.email, "inconnue@exemple.fr"]) {
    await page.goto("/connexion");
    await page.getByLabel("Adresse e-mail").fill(email);
    await page.getByLabel("Mot de passe").fill("pas le bon mot de passe");
    await page.getByRole("button", { name: "Se connecter" }).click();
    texts.push(await page.getByRole("alert").filter({ hasText: /./ }).first().innerText());
    assert.ok(page.url().includes("/connexion"));
  }
  assert.equal(texts[0], texts[1]);
  assert.match(texts[0], /incorrect/);
  await axeInBothThemes(page);
});

test("a visitor is led to the sign-in and back to what was asked for", async () => {
  const page = await open(server);
  await page.goto("/contacts?q=petit");
  assert.match(page.url(), /\/connexion\?suite=/);
  await page.getByLabel("Adresse e-mail").fill(ADMINISTRATOR.email);
  await page.getByLabel("Mot de passe").fill(ADMINISTRATOR.password);
  await page.getByRole("button", { name: "Se connecter" }).click();
  await page.waitForURL("**/contacts?q=petit");

  const answer = await (await open(server)).request.post("/api/setting/own", { data: {}, headers: { origin: server.url } });
  assert.equal(answer.status(), 401, "a call without a session");
});

test("a foreign address is never led to", async () => {
  const page = await open(server);
  await page.goto("/connexion?suite=https%3A%2F%2Fexemple.org%2F");
  await page.getByLabel("Adresse e-mail").fill(ADMINISTRATOR.email);
  await page.getByLabel("Mot de passe").fill(ADMINISTRATOR.password);
  await page.getByRole("button", { name: "Se connecter" }).click();
  await page.waitForURL("**/pipeline");
  assert.ok(page.url().startsWith(server.url));
});

test("the session's name changes at sign-in, is kept from scripts, and ends at sign-out", async () => {
  const page = await open(server);
  await signIn(page);
  const cookie = (await page.context().cookies()).find(({ name }) => name.endsWith("crm"));
  assert.ok(cookie.httpOnly);
  assert.equal(cookie.sameSite, "Lax");
  assert.equal(cookie.expires, -1, "forgotten with the browser unless asked to stay");
  await ready(page);
  await page.getByRole("button", { name: /Se déconnecter/ }).click();
  await page.waitForURL("**/connexion");
  await page.context().addCookies([cookie]);
  await page.goto("/contacts");
  assert.match(page.url(), /\/connexion/, "the old cookie opens nothing");
});

test("« rester connecté » is kept by the browser", async () => {
  const page = await open(server);
  await page.goto("/connexion");
  await page.getByLabel("Adresse e-mail").fill(ADMINISTRATOR.email);
  await page.getByLabel("Mot de passe").fill(ADMINISTRATOR.password);
  await page.getByLabel("Rester connecté sur cet appareil").check();
  await page.getByRole("button", { name: "Se connecter" }).click();
  await page.waitForURL("**/pipeline");
  const cookie = (await page.context().cookies()).find(({ name }) => name.endsWith("crm"));
  assert.ok(cookie.expires > Date.now() / 1000 + 20 * 86_400);
});

test("sign-in, reading and sign-out work without scripts", async () => {
  const page = await open(server, { javaScriptEnabled: false });
  await signIn(page, ADMINISTRATOR, "/reglages");
  await page.getByRole("heading", { name: "Mes sessions" }).waitFor();
  await page.getByText("Cette session").waitFor();
  await page.getByRole("link", { name: "Équipe" }).click();
  await page.getByRole("cell", { name: ADMINISTRATOR.email }).waitFor();
  await page.getByRole("button", { name: /Se déconnecter/ }).click();
  await page.waitForURL("**/connexion");
});

test("a reader is shown no act that would be refused", async () => {
  const reader = await addUser(server, "reader", "lecture@exemple.fr", undefined, "Léa Lecture");
  const page = await open(server);
  await signIn(page, reader);
  await ready(page);
  for (const name of [/^Nouve(lle|au)/, "Créer une opportunité", "Importer"]) {
    assert.equal(await page.getByRole("button", { name }).count(), 0, String(name));
  }
  for (const path of ["/reglages/equipe", "/reglages/pipelines", "/reglages/organisme", "/reglages/atelier", "/import"]) {
    assert.equal((await page.goto(path)).status(), 403, path);
  }
  assert.equal((await page.goto("/reglages/nulle-part")).status(), 404);
  await go(page, "/reglages");
  assert.equal(await page.getByRole("link", { name: "Équipe" }).count(), 0);
  const answer = await call(page, "setting/team", {});
  assert.equal(answer.status(), 403);
});
