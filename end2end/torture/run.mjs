// Kills the server at random while many write to it, over and over, and looks whether anything acknowledged is lost.
import { parseArgs } from "node:util";
import { ADMINISTRATOR, start } from "../lib.mjs";
import { ACTS } from "./acts.mjs";
import { Lost, Refused, Writer } from "./writer.mjs";

const { values } = parseArgs({ options: {
  rounds: { type: "string", default: "200" }, writers: { type: "string", default: "6" },
  seed: { type: "string", default: "1" }, every: { type: "string", default: "20" },
} });
const [rounds, writers, every] = [values.rounds, values.writers, values.every].map(Number);

/** The same seed makes the same choices; what runs beside what the machine decides. */
function dice(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const random = dice(Number(values.seed));
const bag = ACTS.flatMap(([act, weight]) => Array(weight).fill(act));
const server = await start();
const wrong = [];
const refused = new Map();
const counts = {};

async function settle() {
  const add = (email, name, role) => server.run(["user", "add", "--email", email, "--name", name, "--role", role, "--password-stdin"], ADMINISTRATOR.password);
  await add(ADMINISTRATOR.email, ADMINISTRATOR.name, "administrator");
  await server.run(["demo", "--contacts", "40", "--companies", "8", "--deals", "20", "--events", "300"]);
  const board = [];
  const team = [];
  for (let number = 0; number < writers; number += 1) {
    await add(`w${number}@exemple.fr`, `Writer ${number}`, "advisor");
    const writer = Object.assign(new Writer(server, `w${number}`, random), { board });
    await writer.signIn(`w${number}@exemple.fr`, ADMINISTRATOR.password);
    const pipelines = await writer.call("deal/pipelines", {});
    writer.stages = pipelines[0].details.stages.filter((stage) => !stage.hidden).map((stage) => stage.id);
    team.push(writer);
  }
  return team;
}

/** Writes until the server is gone. */
async function work(writer, going) {
  while (going.on) {
    const act = writer.pick(bag);
    going.acts -= 1;
    if (going.acts === 0) going.due();
    try {
      await act(writer);
      counts[act.name] = (counts[act.name] ?? 0) + 1;
    } catch (cause) {
      if (cause instanceof Lost) {
        if (going.on) await going.gone;
        return;
      }
      // A race with another writer is refused with a reason; anything else is a fault.
      if (!(cause instanceof Refused) || cause.status >= 500 || cause.status === 401) wrong.push(`${writer.name} ${act.name}: ${cause.stack}\nthe server: ${server.said().slice(-2000)}`);
      else refused.set(cause.message.slice(0, 120), (refused.get(cause.message.slice(0, 120)) ?? 0) + 1);
    }
  }
}

const team = await settle();
const begun = performance.now();
let kills = 0;
for (let round = 1; round <= rounds && !wrong.length; round += 1) {
  // The kill comes while some act is on its way, which one the dice say.
  const going = { on: true, acts: 5 + Math.floor(random() ** 2 * 400) };
  let tell;
  going.gone = new Promise((resolve) => (tell = resolve));
  const due = new Promise((resolve) => (going.due = resolve));
  const acts = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const work_ = Promise.all(team.map((writer) => work(writer, going)));
  await due;
  going.on = false;
  await server.kill();
  tell();
  await work_;
  kills += 1;
  await server.restart("SIGKILL");
  for (const writer of team) wrong.push(...(await writer.judge()));
  const done = Object.values(counts).reduce((sum, count) => sum + count, 0) - acts;
  if (round % every === 0 || round === rounds || wrong.length) {
    await server.run(["check"]).catch((cause) => wrong.push(String(cause.message)));
    console.log(`round ${round}: ${done} acts, ${Math.round((performance.now() - begun) / 1000)} s, everything looked through`);
  }
}
console.log(JSON.stringify({ kills, seconds: Math.round((performance.now() - begun) / 1000), acts: counts, refused: Object.fromEntries(refused) }, null, 1));
await server.stop();
if (wrong.length) {
  console.error(wrong.slice(0, 40).join("\n"));
  process.exit(1);
}
console.log(`${kills} kills: nothing that was acknowledged is lost, nothing is doubled, everything holds together`);
