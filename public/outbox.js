// What was written without network, on its way to the server: kept in the browser under its writer, sent once and in
// order. Pages and the worker run this same file; the key of a write makes sending it twice harmless.
(() => {
  const NAME = "crm-outbox";
  /** How long what somebody wrote waits for its writer to come back, in milliseconds: thirty days. */
  const KEPT = 30 * 86_400_000;
  /** A store that is there as long as somebody has signed out here and the server does not know it yet. */
  const LEFT = "left";
  const channel = new BroadcastChannel(NAME);
  let writer = "";

  /** Whether anything was ever kept: asking must not make an empty database. */
  const exists = async () => !indexedDB.databases || (await indexedDB.databases()).some(({ name }) => name === NAME);

  function open() {
    return new Promise((resolve, reject) => {
      const asked = indexedDB.open(NAME, 1);
      asked.onupgradeneeded = () => asked.result.createObjectStore("writes", { keyPath: "key" });
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error);
    });
  }

  async function run(mode, act) {
    const database = await open();
    try {
      return await new Promise((resolve, reject) => {
        const transaction = database.transaction("writes", mode);
        const asked = act(transaction.objectStore("writes"));
        transaction.oncomplete = () => resolve(asked?.result);
        transaction.onabort = () => reject(transaction.error);
      });
    } finally {
      database.close();
    }
  }

  /** Everything that waits, the oldest first: keys sort by time. */
  const all = async () => ((await exists()) ? run("readonly", (store) => store.getAll()) : []);

  /** Tells this page what of its reader waits. */
  async function show() {
    if (!writer) return;
    const own = (await all()).filter((entry) => entry.writer === writer);
    outbox.count = own.length;
    dispatchEvent(new CustomEvent(NAME, { detail: JSON.stringify(own) }));
  }

  async function changed() {
    channel.postMessage("changed");
    await show();
  }

  /** Sends one. Answers what became of it: `sent`, `refused`, `away` (no network, no server), `ended` (not his session). */
  async function post({ url, body, writer }) {
    const headers = { "content-type": "application/json", accept: "application/json", "crm-writer": writer };
    const options = { method: "POST", headers, body, signal: AbortSignal.timeout(30_000) };
    const answer = await fetch(url, options).catch(() => null);
    if (!answer || answer.status === 429 || answer.status > 501) return { how: "away" };
    if (answer.ok) return { how: "sent" };
    if (answer.status === 401 || answer.status === 412) return { how: answer.status === 401 ? "ended" : "other" };
    const error = await answer.text().catch(() => "");
    // Finished by a colleague meanwhile: it is finished.
    return error.includes('"field":"done_at"') ? { how: "sent" } : { how: "refused", error };
  }

  /** Ends the session of somebody who signed out without network. Says whether there is none left to end. */
  async function end() {
    if (!(await caches.has(LEFT))) return true;
    const once = async () => {
      if (!(await caches.has(LEFT))) return true;
      const answer = await fetch("/deconnexion", { method: "POST", signal: AbortSignal.timeout(5000) }).catch(() => null);
      // Ended now, or over already. What else answers is no server of ours.
      if (!answer || (answer.status !== 401 && new URL(answer.url).pathname !== "/connexion")) return false;
      await caches.delete(LEFT);
      return true;
    };
    // One at a time: a second one must not end the session of who signs in next.
    return self.navigator.locks ? navigator.locks.request(LEFT, once) : once();
  }

  async function sendAll() {
    if (self.caches && !(await end())) return false;
    for (const entry of await all()) {
      if (entry.error !== undefined) continue;
      const { how, error } = await post(entry);
      if (how === "other") continue;
      if (how === "ended" && self.document) dispatchEvent(new Event("crm-ended"));
      if (how === "ended" || how === "away") return how === "ended";
      // It may have been changed or taken away while it was under way.
      await run("readwrite", (store) => {
        store.get(entry.key).onsuccess = ({ target: { result: now } }) => {
          if (now?.body !== entry.body) return;
          if (how === "sent") store.delete(entry.key);
          else store.put({ ...now, error });
        };
      });
      await changed();
    }
    return true;
  }

  /** Asks the browser to wake the worker when the network is back, where it can. */
  async function wake() {
    const { sync } = self.registration ?? (await self.navigator.serviceWorker?.getRegistration()) ?? {};
    await sync?.register(NAME).catch(() => {});
  }

  const outbox = {
    NAME,
    count: 0,
    /** Whose page this is; from here on it is told what waits. */
    async begin(reader) {
      writer = reader;
      channel.onmessage = ({ data }) => (data === LEFT ? dispatchEvent(new Event("crm-left")) : show());
      await show();
    },
    show,
    all,
    end,
    /** What was said of who signed out, if the server still has to end that session. */
    left: async () => (await caches.has(LEFT)) ? (await (await caches.open(LEFT)).match("/")) ?? new Response() : null,
    /** Signs somebody out on this device: from here on the session is not used any more, by no page. */
    async leave(headers) {
      await (await caches.open(LEFT)).put("/", new Response("", { headers }));
      if (await end()) return;
      channel.postMessage(LEFT);
      await wake();
    },
    /** Keeps a write, or what has become of it, and says it. */
    async put(text) {
      await run("readwrite", (store) => store.put(JSON.parse(text)));
      await changed();
      await wake();
    },
    async remove(key) {
      await run("readwrite", (store) => store.delete(key));
      await changed();
    },
    /** Drops what others than one person wrote long ago; without a name what is the reader's own, for good. */
    async wipe(but, whose = writer) {
      const old = Date.now() - KEPT;
      const goes = (entry) => (but ? entry.writer !== but && entry.at < old : entry.writer === whose);
      const gone = (await all()).filter(goes);
      if (gone.length > 0) await run("readwrite", (store) => gone.forEach(({ key }) => store.delete(key)));
      if (but) return;
      outbox.count = 0;
      if (!(await exists()) || (await all()).length > 0) return;
      await new Promise((resolve) => {
        const asked = indexedDB.deleteDatabase(NAME);
        asked.onsuccess = asked.onerror = asked.onblocked = resolve;
      });
    },
    /** Sends what waits, unless another page is at it. `insist`: not done is an error, so that the browser asks again. */
    async send(insist = false) {
      const once = async (lock) => (lock === null ? true : sendAll());
      const done = await (navigator.locks ? navigator.locks.request(NAME, { ifAvailable: true }, once) : once());
      if (insist && !done) throw new Error("not sent yet");
      return done;
    },
  };
  self.crmOutbox = outbox;
})();
