// What the worker itself shows: a kept page with its date, and the pages it writes where there is none to show. They need
// nothing but files that are kept with the program.
/* global HERE */
/* exported shown */

const shown = (() => {
  const POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'";

  /** The texts and the moment of a kept page in its language. */
  function told(kept) {
    const look = kept?.headers.get("crm-look") || `lang="${navigator.language.startsWith("en") ? "en" : "fr"}"`;
    const lang = look.includes('lang="en"') ? "en" : "fr";
    const at = new Date(Number(kept?.headers.get("crm-kept") ?? 0));
    const show = (options) => new Intl.DateTimeFormat(lang === "en" ? "en-GB" : "fr", options).format(at);
    const when = { day: show({ day: "numeric", month: "short" }), time: show({ hour: "2-digit", minute: "2-digit" }) };
    return { look, t: HERE.texts[lang], fill: (text) => text.replace("{day}", when.day).replace("{time}", when.time) };
  }

  const escape = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");

  /** A page that does by itself what it can once there is network (`again.js`). */
  function page(status, look, title, body) {
    const text = `<!DOCTYPE html><html ${look}><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">`
      + `<title>${title} · CRM Formation</title><link rel="stylesheet" href="${HERE.style}"><link rel="icon" href="${HERE.icon}">`
      + `<script src="${HERE.again}" defer></script></head><body><main class="kept-page"><h1>${title}</h1>${body}</main></body></html>`;
    const headers = { "content-type": "text/html; charset=utf-8", "cache-control": "no-store", "content-security-policy": POLICY };
    return new Response(text, { status, headers });
  }

  const form = (class_, label, more = "") =>
    `<form method="post" action="/deconnexion">${more}<button class="button ${class_}" type="submit">${label}</button></form>`;

  return {
    /** A kept page, which says that it is one. */
    async stale(kept) {
      const { t, fill } = told(kept);
      const text = await kept.text();
      const icon = `<svg class="icon" aria-hidden="true"><use href="${HERE.icons}#logout"></use></svg>`;
      const out = `<form class="stale-out" method="post" action="/deconnexion"><button aria-label="${t.signOut}" title="${t.signOut}">${icon}</button></form>`;
      const line = `<div class="stale-line"><span role="status">${fill(t.stale)}</span> <a href="">${t.refresh}</a>${out}</div>`;
      const end = text.lastIndexOf("</body>");
      const marked = text.slice(0, end).replace("<html ", "<html data-kept ") + line + text.slice(end);
      return new Response(marked, { status: 200, headers: kept.headers });
    },

    /** No network, and the page was never kept, or never is: which ones were, by address, the newest first; and the way out. */
    missing(pages, keeps) {
      const { look, t } = told(pages[0]?.[1]);
      const row = ([address, kept]) => {
        const title = decodeURIComponent(kept.headers.get("crm-title"));
        return `<li><a href="${escape(address)}"><span>${title}</span><time>${told(kept).fill(t.moment)}</time></a></li>`;
      };
      const list = pages.length > 0 ? `<h2>${t.kept}</h2><ul class="kept-list">${pages.map(row).join("")}</ul>` : "";
      const out = pages.length > 0 ? `<div class="kept-out">${form("button-ghost", t.signOut)}</div>` : "";
      return page(503, look, t.title, `<p>${keeps ? t.text : t.never}</p><p><a class="button button-plain" href="">${t.retry}</a></p>${list}${out}`);
    },

    /**
     * Something has not been sent yet: it is given up, or nobody signs out before it was. `look` tells language and theme.
     * The page itself sends once there is network (`again.js`), and says what is left.
     */
    unsent({ look: kept, count, reader }, back) {
      const { look, t } = told(kept);
      const number = (count > 1 ? t.many : t.one).replace("{n}", String(count));
      const words = { reader, outbox: HERE.outbox, one: t.one, many: t.many, refused: t.refused };
      const handed = Object.entries(words).map(([name, text]) => ` data-${name}="${escape(text)}"`).join("");
      const acts = `<a class="button button-primary" href="${escape(back)}">${t.back}</a>`
        + form("button-danger", t.drop, '<input type="hidden" name="sure" value="1">');
      return page(200, look, t.signOut, `<p><strong>${number}.</strong> <span id="unsent" role="status"${handed}>${t.soon}</span></p><p>${t.erases}</p><div class="kept-acts">${acts}</div>`);
    },

    /** Signed out here; the server hears of it when the network is back. */
    gone(kept) {
      const { look, t } = told(kept);
      return page(200, `data-left ${look}`, t.left, `<p>${t.leftText}</p><p><a class="button button-primary" href="/connexion">${t.signIn}</a></p>`);
    },
  };
})();
