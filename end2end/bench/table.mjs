// The figures as a table, each with its bar.

/** Name, place in the result, unit, bar, and whether more is better. */
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
  ["drop: acknowledged, durable", "drop.durable", "ms", 60],
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
  ["load: /pipeline a second", "load.board.perSecond", ""],
  ["load: /pipeline p50", "load.board.p50", "ms"],
  ["load: /pipeline p99", "load.board.p99", "ms"],
  ["load: /contacts a second", "load.contacts.perSecond", ""],
  ["load: /contacts p50", "load.contacts.p50", "ms"],
  ["load: /contacts p99", "load.contacts.p99", "ms"],
  ["load: requests that failed", "load.failed", "", 0],
  ["import of 10,000 rows, a second", "import.perSecond", "", 5000, true],
  ["import of 10,000 rows, upload to end", "import.wall", "ms"],
  ["demo data made in", "demo.millis", "ms"],
  ["disk: 4 kB kept for good", "disk.median", "ms"],
  ["disk: p95", "disk.p95", "ms"],
];

const at = (result, path) => path.split(".").reduce((value, key) => value?.[key], result);

/** Answers the table as text, its figures by name, and how many of them miss their bar. */
export function table(result) {
  let misses = 0;
  const figures = {};
  const rows = LINES.flatMap(([name, path, unit, bar, more]) => {
    const value = at(result, path);
    if (value === undefined || value === null) return [];
    const missed = bar !== undefined && (more ? value < bar : value > bar);
    if (missed) misses += 1;
    figures[path] = bar === undefined ? { value, unit } : { value, unit, bar, ok: !missed };
    const measured = `${value.toLocaleString("en")} ${unit}`.trim();
    const limit = bar === undefined ? "" : `${more ? "≥" : "≤"} ${bar.toLocaleString("en")} ${unit}`.trim();
    return [[name, measured, limit, bar === undefined ? "" : missed ? "MISS" : "ok"]];
  });
  const all = [["figure", "measured", "bar", ""], ...rows];
  const widths = [0, 1, 2].map((column) => Math.max(...all.map((row) => row[column].length)));
  const text = all.map(([name, measured, bar, verdict]) => `${name.padEnd(widths[0])}  ${measured.padStart(widths[1])}  ${bar.padStart(widths[2])}  ${verdict}`.trimEnd());
  return { text: text.join("\n"), figures, misses };
}
