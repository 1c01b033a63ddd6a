// What a writer does: each kind of write with what must be so afterwards.
import { Lost, Refused, ulid } from "./writer.mjs";

const found = (writer, token) => async () => (await writer.call("contact/list", { filter: { text: token }, after: null })).rows.length;
const contact = (writer, id) => () => writer.call("contact/show", { id });
const change = (field, before, after) => ({ [field]: { before, after } });

/** A new contact; its name stands once in the list. */
async function create(writer) {
  const name = writer.token();
  const details = { given_name: "Ana", family_name: name, emails: [`${name}@exemple.fr`.toLowerCase()] };
  const made = await writer.claim(`contact ${name}`, found(writer, name), 0, 1, () => writer.call("contact/create", { details }));
  writer.contacts.push({ id: made.id, job: "" });
}

/** An edit; the field holds what was written last. */
async function edit(writer) {
  const mine = writer.pick(writer.contacts);
  if (!mine) return create(writer);
  const now = await contact(writer, mine.id)();
  const [before, after] = [now.details.job_title, writer.token()];
  const read = async () => (await contact(writer, mine.id)()).details.job_title;
  const patch = { version: now.version, changes: change("job_title", before, after) };
  await writer.claim(`job ${mine.id}`, read, before, after, () => writer.call("contact/edit", { id: mine.id, patch }));
  if (writer.random() < 0.3) {
    const which = { own: { subject: `contact:${mine.id}`, after: { job_title: after } } };
    await writer.claim(`job ${mine.id}`, read, after, before, () => writer.call("record/undo", { which }));
  }
}

/** Written under an id of its own: sent once more after an answer that never came, it is still there once. */
async function once(writer, path, body, read) {
  const id = ulid();
  const send = () => writer.call(path, { ...body, id });
  await writer.claim(`${path} ${id}`, () => read(id), 0, 1, async () => {
    const first = await send();
    if (writer.random() < 0.2) await send();
    return first;
  });
  return id;
}

async function note(writer) {
  const mine = writer.pick(writer.contacts);
  if (!mine) return create(writer);
  const subject = `contact:${mine.id}`;
  const body = { subject, details: { text: writer.token(), pinned: false } };
  const read = async (id) => (await writer.call("note/list", { subject, after: null })).rows.filter((row) => row.note.id === id).length;
  await once(writer, "note/add", body, read);
}

const there = (writer, path) => async (id) => {
  try {
    return (await writer.call(path, { id })).id === id ? 1 : 0;
  } catch (cause) {
    if (cause instanceof Refused && cause.status === 404) return 0;
    throw cause;
  }
};

async function exchange(writer) {
  const mine = writer.pick(writer.contacts);
  if (!mine) return create(writer);
  await once(writer, "exchange/log", { details: { contact: mine.id, text: writer.token() } }, there(writer, "exchange/show"));
}

async function task(writer) {
  const mine = writer.pick(writer.contacts);
  if (!mine) return create(writer);
  const listed = async (id) => {
    const filter = { contact: mine.id };
    return (await writer.call("task/list", { filter, after: null })).rows.filter((row) => row.id === id).length;
  };
  const repeat = writer.random() < 0.3 ? { every: "week", on: "2027-01-04", day: 4 } : null;
  const details = { title: writer.token(), contact: mine.id, due_on: "2027-01-04", repeat };
  const id = await once(writer, "task/create", { details }, listed);
  if (writer.random() < 0.6) await writer.claim(`task/create ${id}`, () => listed(id), 1, 0, () => writer.call("task/finish", { id, done: true }));
}

async function deal(writer) {
  const mine = writer.pick(writer.contacts);
  if (!mine) return create(writer);
  const title = writer.token();
  const read = async () => {
    const opened = await writer.call("contact/open", { id: mine.id, history: {} });
    return opened.deals.filter((card) => card.deal.details.title === title).length;
  };
  const details = { title, contact: mine.id, amount: 125050 };
  const made = await writer.claim(`deal ${title}`, read, 0, 1, () => writer.call("deal/create", { new: { details, stage: null } }));
  writer.deals.push(made.deal.id);
  writer.board.push(made.deal.id);
}

/** A card goes to another column, often behind somebody else's, which may move meanwhile. */
async function move(writer) {
  const id = writer.pick(writer.deals);
  if (!id) return deal(writer);
  const read = async () => (await writer.call("deal/show", { id })).deal.stage;
  const [before, stage] = [await read(), writer.pick(writer.stages)];
  const after = writer.random() < 0.5 ? writer.pick(writer.board.slice(-12)) : null;
  await writer.claim(`stage ${id}`, read, before, stage, () => writer.call("deal/move", { to: { deal: id, stage, after: after === id ? null : after } }));
}

/** A deal ends; often it is opened again. */
async function close(writer) {
  const id = writer.pick(writer.deals);
  if (!id) return deal(writer);
  const won = async () => JSON.stringify((await writer.call("deal/show", { id })).deal.outcome).includes("won");
  if (await won()) return;
  await writer.claim(`end ${id}`, won, false, true, () => writer.call("deal/close", { id, closing: "won", reason: "" }));
  if (writer.random() < 0.7) await writer.claim(`end ${id}`, won, true, false, () => writer.call("deal/reopen", { id }));
  else writer.deals.splice(writer.deals.indexOf(id), 1);
}

async function company(writer) {
  const name = writer.token();
  const read = async () => (await writer.call("company/choose", { text: name })).length;
  await writer.claim(`company ${name}`, read, 0, 1, () => writer.call("company/create", { details: { name, town: "Lyon" } }));
}

/** A tag for several at once: all of them have it, or none. */
async function bulk(writer) {
  const ids = writer.contacts.slice(-6).map(({ id }) => id);
  if (ids.length < 2) return create(writer);
  const tag = writer.token();
  const read = async () => {
    const all = await Promise.all(ids.map((id) => contact(writer, id)()));
    return all.filter(({ details }) => details.tags.includes(tag)).length;
  };
  const body = { selection: { these: ids }, verb: { add_tag: tag }, whole: null };
  await writer.claim(`bulk ${tag}`, read, 0, ids.length, () => writer.call("contact/bulk", body));
}

/** Into the bin, and out of it again: somebody of whom nothing else is claimed. */
async function bin(writer) {
  const { id } = await writer.call("contact/create", { details: { given_name: "Luc", family_name: writer.token() } });
  const read = () => there(writer, "contact/show")(id);
  const binned = await writer.claim(`bin ${id}`, read, 1, 0, () => writer.call("bin/delete", { subject: `contact:${id}` }));
  if (writer.random() < 0.7) await writer.claim(`bin ${id}`, read, 0, 1, () => writer.call("bin/restore", { id: binned.id }));
}

/** Somebody who only looks. */
async function read(writer) {
  const path = writer.pick(["/", "/contacts", "/pipeline", "/actions", "/entreprises"]);
  try {
    const answer = await fetch(writer.server.url + path, { headers: { accept: "text/html", cookie: writer.cookie }, redirect: "manual" });
    await answer.text();
    if (answer.status >= 500) throw new Refused(path, answer.status, "");
  } catch (cause) {
    throw cause instanceof Refused ? cause : new Lost(path, { cause });
  }
}

/** How often each is done. */
export const ACTS = [
  [create, 6], [edit, 8], [note, 5], [exchange, 4], [task, 5], [deal, 5], [move, 10], [close, 3], [company, 2], [bulk, 2], [bin, 1], [read, 4],
];
