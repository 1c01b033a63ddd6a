// Somebody who writes all the time and remembers what was acknowledged.
import { randomBytes } from "node:crypto";

/** The request's answer never came: whether it was carried out nobody knows. */
export class Lost extends Error {}

/** The server answered that it does not do it. */
export class Refused extends Error {
  constructor(path, status, text) {
    super(`${path}: ${status} ${text.slice(0, 300)}`);
    this.status = status;
  }
}

const LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/** An id as browsers make them for what must not be written twice. */
export function ulid() {
  const time = Array.from({ length: 10 }, (_, at) => LETTERS[Math.floor(Date.now() / 32 ** (9 - at)) % 32]);
  return time.join("") + Array.from(randomBytes(16), (byte) => LETTERS[byte % 32]).join("");
}

export class Writer {
  constructor(server, name, random) {
    Object.assign(this, { server, name, random, cookie: "", claims: new Map(), contacts: [], deals: [], tasks: [], counter: 0, done: {} });
  }

  /** A word that stands nowhere else. */
  token() {
    this.counter += 1;
    return `${this.name}x${this.counter.toString(36)}x${Math.floor(this.random() * 1e9).toString(36)}`;
  }

  pick(list) {
    return list[Math.floor(this.random() * list.length)];
  }

  async call(path, body) {
    let answer, text;
    try {
      answer = await fetch(`${this.server.url}/api/${path}`, {
        method: "POST",
        headers: { "content-type": "application/json", accept: "application/json", cookie: this.cookie },
        body: JSON.stringify(body),
      });
      text = await answer.text();
    } catch (cause) {
      throw new Lost(path, { cause });
    }
    if (!answer.ok) throw new Refused(path, answer.status, text);
    return JSON.parse(text);
  }

  async signIn(email, password) {
    const body = new URLSearchParams({ email, password, suite: "/" });
    const answer = await fetch(`${this.server.url}/connexion`, { method: "POST", body, redirect: "manual" });
    this.cookie = answer.headers.getSetCookie()[0]?.split(";")[0] ?? "";
    if (!this.cookie) throw new Error(`cannot sign in: ${answer.status} ${answer.headers.get("location")}`);
  }

  /**
   * Writes, and remembers: `read` answers the value afterwards, `before` was so until now, `after` shall be. An answer
   * that never comes leaves both possible.
   */
  async claim(key, read, before, after, write) {
    const kept = this.claims.get(key);
    const may = new Set([...(kept?.may ?? [before]), after]);
    this.claims.set(key, { read, may });
    const answer = await write();
    this.claims.set(key, { read, may: new Set([after]) });
    return answer;
  }

  /** Compares what is claimed with what is there; answers what is wrong. */
  async judge() {
    const wrong = [];
    for (const [key, claim] of this.claims) {
      const there = await claim.read();
      if (!claim.may.has(there)) wrong.push(`${this.name} ${key}: ${JSON.stringify(there)}, acknowledged ${JSON.stringify([...claim.may])}`);
      claim.may = new Set([there]);
    }
    // The oldest go: what they speak of is looked through with everything else.
    for (const key of [...this.claims.keys()].slice(0, Math.max(0, this.claims.size - 60))) this.claims.delete(key);
    for (const name of ["contacts", "deals", "tasks"]) this[name].splice(0, Math.max(0, this[name].length - 25));
    return wrong;
  }
}
