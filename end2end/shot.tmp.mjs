import { addUser, call, carried, finish, start, go, open, setUp, calm, frames } from "./lib.mjs";
const server = await start();
try {
  let first = true; let contact, other;
  for (const [name, viewport, colorScheme, touch] of [["d", { width: 1366, height: 800 }, "light", false], ["p", { width: 390, height: 844 }, "dark", true]]) {
    const page = await open(server, { serviceWorkers: "allow", viewport, colorScheme, hasTouch: touch, isMobile: touch });
    if (first) { await setUp(page, server);
      contact = await (await call(page, "contact/create", { details: { given_name: "Inès", family_name: "Fabre", emails: ["ines@exemple.fr"], phones: [] } })).json();
      other = await (await call(page, "contact/create", { details: { given_name: "Paul", family_name: "Roy", emails: [] } })).json();
    } else { const { signIn } = await import("./lib.mjs"); await signIn(page); }
    first = false;
    await carried(page);
    await go(page, `/contacts/${other.id}`); await page.waitForFunction(() => self.crmOutbox);
    await page.context().setOffline(true);
    const write = async (text) => { await page.getByRole("button", { name: "Ajouter une note" }).click(); await page.getByRole("textbox", { name: "Texte de la note" }).fill(text); await page.keyboard.press("Control+Enter"); };
    if (name === "d") { await write("Une note pour quelqu’un qui n’est plus là"); await page.getByRole("button", { name: /1 en attente/ }).waitFor(); await call(page, "bin/delete", { subject: `contact:${other.id}` }); await page.context().setOffline(false); await page.getByRole("button", { name: "1 envoi refusé" }).waitFor(); }
    else await page.context().setOffline(false);
    await go(page, `/contacts`); await go(page, `/actions`); await go(page, "/");
    await go(page, `/contacts/${contact.id}`); await page.waitForFunction(() => self.crmOutbox);
    await page.context().setOffline(true);
    await write("Préfère le matin. Envoyer le devis avant vendredi.");
    await page.getByRole("button", { name: "Consigner un échange" }).click();
    const log = page.getByRole("dialog", { name: "Consigner un échange" });
    await log.getByLabel("En bref").fill("Rappeler vendredi"); await log.getByRole("button", { name: "Enregistrer" }).click();
    await page.getByText("Rappeler vendredi").first().waitFor();
    await page.reload(); await page.locator(".waiting").first().waitFor(); await calm(page);
    await page.screenshot({ path: `/tmp/shot-${name}-record.png` });
    if (touch) { await page.locator("#notes-title").scrollIntoViewIfNeeded(); await page.evaluate(() => document.querySelector("#notes-title").scrollIntoView({block:"start"})); await page.evaluate(() => scrollBy(0,-80)); await page.screenshot({ path: `/tmp/shot-${name}-notes.png` }); }
    await page.getByRole("button", { name: /en attente d’envoi|refusé/ }).first().click(); await page.getByRole("dialog", { name: "Boîte d’envoi" }).waitFor(); await calm(page); await frames(page, 5);
    await page.screenshot({ path: `/tmp/shot-${name}-outbox.png` });
    await page.keyboard.press("Escape");
    if (!touch) { await page.getByRole("button", { name: "Se déconnecter" }).click(); await page.getByText(/ne sont pas encore/).waitFor(); await calm(page); await frames(page,5); await page.screenshot({ path: `/tmp/shot-${name}-leave.png` }); await page.keyboard.press("Escape"); }
    await page.goto("/entreprises"); await page.screenshot({ path: `/tmp/shot-${name}-missing.png` });
    await page.goto("/actions"); await page.locator(".stale-line").waitFor(); await page.screenshot({ path: `/tmp/shot-${name}-actions.png` });
    await page.context().close();
  }
} finally { await finish(server); }
