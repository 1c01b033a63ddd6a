// The figures as a table, each with its bar.

/** Name, place in the result, unit, bar; whether more is better, and what it hangs on, if not as `kind` says. */
const LINES = [
  ["board of 2,000: ready", "board.ready", "ms", 600],
  ["board of 2,000: interactive", "board.interactive", "ms", 1200],
  ["board of 2,000: DOM elements", "board.dom", "", 4000],
  ["board of 2,000: time to first byte", "board.ttfb", "ms"],
  ["board of 2,000: first contentful paint", "board.fcp", "ms"],
  ["board of 2,000: layout shift, thousandths", "board.shift", ""],
  ["board of 2,000: long tasks", "board.longTasks", ""],
  ["board of 2,000: longest task", "board.longest", "ms"],
  ["drop: painted", "drop.painted", "ms", 33],
  ["drop: acknowledged, durable", "drop.durable", "ms", 60, false, "disk"],
  ["drop: seen in another browser", "other.seen", "ms", 300],
  ["drag over 2,000 cards: long tasks", "drag.longTasks", "", 0],
  ["drag over 2,000 cards: longest frame", "drag.longestFrame", "ms"],
  ["first page: transfer, compressed", "board.transfer.total", "kB", 420],
  ["first page: of it Wasm", "board.transfer.wasm", "kB", 330],
  ["first page: of it script", "board.transfer.js", "kB"],
  ["first page: of it style", "board.transfer.css", "kB"],
  ["first page: of it document", "board.transfer.html", "kB"],
  ["first page: of it calls", "board.transfer.calls", "kB"],
  ["first page: requests", "board.transfer.requests", ""],
  ["contact list: ready, cold", "everyday.desktop.list", "ms", 350],
  ["contact list: ready, cold, phone", "everyday.phone.list", "ms", 1300],
  ["open a contact from the list", "everyday.desktop.open", "ms", 80],
  ["open a contact from the list, phone", "everyday.phone.open", "ms", 350],
  ["search: last key to results", "everyday.desktop.search", "ms", 120],
  ["search: last key to results, phone", "everyday.phone.search", "ms", 400],
  ["palette: key to results", "everyday.desktop.palette", "ms", 60],
  ["palette: key to results, phone", "everyday.phone.palette", "ms"],
  ["start to first answer", "start.median", "ms", 300],
  ["memory: idle", "memory.idle", "MB", 90],
  ["memory: after load", "memory.loaded", "MB", 200],
  ["load: /pipeline a second", "load.board.perSecond", "/s", undefined, true],
  ["load: /pipeline p50", "load.board.p50", "ms"],
  ["load: /pipeline p99", "load.board.p99", "ms"],
  ["load: /contacts a second", "load.contacts.perSecond", "/s", undefined, true],
  ["load: /contacts p50", "load.contacts.p50", "ms"],
  ["load: /contacts p99", "load.contacts.p99", "ms"],
  ["load: requests that failed", "load.failed", "", 0],
  ["import of 10,000 rows, a second", "import.perSecond", "/s", 5000, true, "disk"],
  ["import of 10,000 rows, upload to end", "import.wall", "ms", undefined, false, "disk"],
  ["people: a page, p50", "people.page.p50", "ms"],
  ["people: a page, p95", "people.page.p95", "ms", 150],
  ["people: a page, p99", "people.page.p99", "ms"],
  ["people: a move, p50", "people.move.p50", "ms", undefined, false, "disk"],
  ["people: a move, p95", "people.move.p95", "ms", 120, false, "disk"],
  ["people: a move, p99", "people.move.p99", "ms", undefined, false, "disk"],
  ["people: an edit, p50", "people.edit.p50", "ms", undefined, false, "disk"],
  ["people: an edit, p95", "people.edit.p95", "ms", undefined, false, "disk"],
  ["people: an edit, p99", "people.edit.p99", "ms", undefined, false, "disk"],
  ["people: what failed", "people.failed", "", 0],
  ["people: changes heard, of those made", "people.heard", "×", 0.99, true, "none"],
  ["people: highest memory", "people.memory.highest", "MB", 300],
  ["people: memory grows over the run by", "people.memory.growth", "%", 10, false, "none"],
  ["people: an open stream costs", "people.stream.kB", "kB", 40],
  ["people: a processor is taken for", "people.processor", "%", undefined, false, "processor"],
  ["people: the one who asks is late, p99", "people.late", "ms", undefined, false, "none"],
  ["attack: highest memory", "attack.highest", "MB", 400],
  ["attack: p95 of the person inside", "attack.p95", "ms", 1000, false, "none"],
  ["attack: what failed for the person inside", "attack.failed", "", 0],
  ...["slow", "bodies", "signIns", "signInsFromAllOver", "deep", "heads", "files"].flatMap((name) => [
    [`attack, ${name}: highest memory`, `attack.${name}.highest`, "MB"],
    [`attack, ${name}: p95 of the person inside`, `attack.${name}.person.p95`, "ms", undefined, false, "none"],
  ]),
  ["scale: start to first answer", "scale.large.start", "ms", 2000],
  ["scale: memory after all questions", "scale.large.memory", "MB"],
  ["scale: data on disk", "scale.large.MB", "MB"],
  ["scale: made in", "scale.large.millis", "ms", undefined, false, "disk"],
  ...["list", "more", "search", "rare", "status", "record", "palette", "companies", "company", "deals", "deal", "tasks", "home", "log", "board"].flatMap((name) => [
    [`scale: ${name}, of the server`, `scale.large.answers.${name}`, "ms", 600],
    // What adds up ten times as many deals or tasks takes longer, within that bar.
    [`scale: ${name}, times a tenth of the data`, `scale.ratio.${name}`, "×", ["list", "search", "record"].includes(name) ? 2 : undefined],
  ]),
  ...["list", "search", "open", "palette"].map((name) => [`scale: ${name} in the browser, times a tenth of the data`, `scale.browserRatio.${name}`, "×", 2]),
  ["demo data made in", "demo.millis", "ms", undefined, false, "disk"],
  ["disk: 4 kB kept for good", "disk.median", "ms", undefined, false, "none"],
  ["disk: p95", "disk.p95", "ms", undefined, false, "none"],
];

const at = (result, path) => path.split(".").reduce((value, key) => value?.[key], result);

/** Answers the table as text, its figures by name, and how many of them miss their bar. */
export function table(result) {
  let misses = 0;
  const figures = {};
  const rows = LINES.flatMap(([name, path, unit, bar, more = false, kind = ["ms", "/s"].includes(unit) ? "processor" : "none"]) => {
    const value = at(result, path);
    if (value === undefined || value === null) return [];
    const missed = bar !== undefined && (more ? value < bar : value > bar);
    if (missed) misses += 1;
    figures[path] = { name, value, unit, kind, more, ...(bar === undefined ? {} : { bar, ok: !missed }) };
    const measured = `${value.toLocaleString("en")} ${unit}`.trim();
    const limit = bar === undefined ? "" : `${more ? "≥" : "≤"} ${bar.toLocaleString("en")} ${unit}`.trim();
    return [[name, measured, limit, bar === undefined ? "" : missed ? "MISS" : "ok"]];
  });
  const all = [["figure", "measured", "bar", ""], ...rows];
  const widths = [0, 1, 2].map((column) => Math.max(...all.map((row) => row[column].length)));
  const text = all.map(([name, measured, bar, verdict]) => `${name.padEnd(widths[0])}  ${measured.padStart(widths[1])}  ${bar.padStart(widths[2])}  ${verdict}`.trimEnd());
  return { text: text.join("\n"), figures, misses };
}
