// Bytes on a wire, well-formed or not: connections that say little, requests that say too much.
import { connect } from "node:net";
import { setInterval } from "node:timers/promises";

/** Nobody who attacks waits longer for an answer. */
const PATIENCE = 60_000;

/** How often something was. */
export class Tally {
  counts = {};
  add(what) {
    this.counts[what] = (this.counts[what] ?? 0) + 1;
  }
}

/** What the server answered, in a word: its status, and the reason where it leads back to a form with one. */
function verdict(text) {
  const status = /^HTTP\/1\.1 (\d{3})/.exec(text)?.[1];
  const reason = /\r\nlocation: [^\r]*erreur=([a-z]+)/i.exec(text)?.[1];
  return status && (reason ? `${status} ${reason}` : status);
}

/** Sends the pieces one after another over a connection of its own, until all is said or the server hangs up. */
export function send(port, pieces) {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    let text = "";
    const late = setTimeout(() => end("no answer"), PATIENCE);
    const end = (otherwise) => {
      clearTimeout(late);
      socket.destroy();
      resolve(verdict(text) ?? otherwise);
    };
    socket.setEncoding("latin1");
    socket.on("data", (part) => {
      if (text.length < 4_000) text += part;
      if (said && verdict(text)) end();
    });
    socket.once("end", () => end("hung up")).once("close", () => end("hung up")).once("error", (cause) => end(cause.code));
    let said = false;
    const left = pieces[Symbol.iterator]();
    const more = () => {
      for (;;) {
        const { done, value } = left.next();
        if (done) {
          said = true;
          if (verdict(text)) end();
          return;
        }
        if (!socket.write(value)) return socket.once("drain", more);
      }
    };
    socket.once("connect", more);
  });
}

/** The head of a request. */
export function head(method, path, headers) {
  const lines = Object.entries({ host: "localhost", ...headers }).map(([name, value]) => `${name}: ${value}`);
  return `${method} ${path} HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n`;
}

/** A request with a body that is repeated so many times, its length said before or never. */
export function* long(path, headers, piece, times, chunked) {
  const length = chunked ? { "transfer-encoding": "chunked" } : { "content-length": piece.length * times };
  yield head("POST", path, { ...headers, ...length });
  for (let n = 0; n < times; n += 1) {
    if (chunked) yield `${piece.length.toString(16)}\r\n`;
    yield piece;
    if (chunked) yield "\r\n";
  }
  if (chunked) yield "0\r\n\r\n";
}

/** Holds so many connections for some seconds, a byte every four seconds on each; who is put out comes back. */
export async function hold(port, count, seconds, starts) {
  const [tally, sockets] = [new Tally(), new Array(count).fill(null)];
  const open = (at) => {
    const socket = connect(port, "127.0.0.1");
    sockets[at] = socket;
    tally.add("tried");
    const { first, mute } = starts(at);
    socket.once("connect", () => {
      tally.add("connected");
      socket.write(first);
    });
    // Who never reads leaves what is sent to him in the server's hands.
    if (mute) socket.pause();
    else socket.on("data", (part) => tally.add(verdict(part.toString("latin1")) ?? "more"));
    socket.once("error", (cause) => tally.add(cause.code)).once("close", () => {
      tally.add("put out");
      sockets[at] = null;
    });
  };
  const ticks = seconds * 10;
  let [tick, most] = [0, 0];
  for await (const _ of setInterval(100)) {
    for (let at = tick % 40; at < count; at += 40) {
      const socket = sockets[at];
      if (!socket) open(at);
      else if (socket.readyState === "open") socket.write("x");
    }
    most = Math.max(most, sockets.filter((socket) => socket?.readyState === "open").length);
    tick += 1;
    if (tick >= ticks) break;
  }
  for (const socket of sockets) socket?.destroy();
  return { ...tally.counts, "open at once": most };
}
