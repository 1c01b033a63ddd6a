// What was written without network, on its way to the server: kept in the browser under its writer, sent once and in
// order. Pages and the worker run this same file; the key of a write makes sending it twice harmless.
(() => {
  const NAME = "crm-outbox";
  /** How long what somebody wrote waits for its writer to come back, in milliseconds: thirty days. */
  const KEPT = 30 * 86_400_000;
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
    return { how: "refused", error: await answer.text().catch(() => "") };
  }

  async function sendAll() {
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

  const outbox = {
    NAME,
    count: 0,
    /** Whose page this is; from here on it is told what waits. */
    async begin(reader) {
      writer = reader;
      channel.onmessage = show;
      await show();
    },
    show,
    /** Keeps a write, or what has become of it, and says it. */
    async put(text) {
      await run("readwrite", (store) => store.put(JSON.parse(text)));
      await changed();
      const { sync } = (await self.navigator.serviceWorker?.getRegistration()) ?? {};
      await sync?.register(NAME).catch(() => {});
    },
    async remove(key) {
      await run("readwrite", (store) => store.delete(key));
      await changed();
    },
    /** Drops what others than one person wrote long ago; without a name what is the reader's own, for good. */
    async wipe(but) {
      const old = Date.now() - KEPT;
      const goes = (entry) => (but ? entry.writer !== but && entry.at < old : entry.writer === writer);
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
