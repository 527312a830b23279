/* Keeps what was typed until the server has it, sends it, and takes in how it went. */
import { cellNamed, cells, rowNamed, table } from "./cells.js";
import { announce, element, icon } from "./dom.js";
import * as findings from "./findings.js";
import { Queue } from "./queue.js";
import { ask } from "./sending.js";
import { say } from "./texts.js";

const PAUSES = [1000, 2000, 5000, 10000, 20000]; // between attempts, in milliseconds; the last one stays

export const queue = new Queue(`zhijian-entry:${table.dataset.user}:${table.dataset.place}`);
const listeners = [];
let underway = false;
let failures = 0;
let timer = 0;
let trouble = null; // {trouble, status, message} while nothing gets through

export const onChange = (listener) => listeners.push(listener);
export const situation = () => trouble;
const tell = () => { for (const listener of listeners) listener(); };
export const unsent = () => [...queue.sendable("cell"), ...queue.sendable("reason")];
export const conflicts = () => cells.filter((cell) => queue.get(cell.key)?.theirs);

/* Takes a new text of a cell; it is stored in this browser before anything is sent. */
export function save(cell, text) {
  const { indicator, slice, period, version } = cell;
  cell.text = text;
  cell.fault = "";
  queue.put(cell.key, { kind: "cell", indicator, slice, period, version, text });
  schedule(trouble ? undefined : 0);
  tell();
}

/* Takes the written reason of a row. why: outlier | gap, or accepted with the subject of the finding that stands. */
export function saveReason(row, text, why, subject = "") {
  row.note = text;
  const { indicator, slice } = row;
  const body = { indicator, slice, period: table.dataset.period, kind: why, text, subject };
  queue.put(`reason|${indicator}|${slice}|${why}|${subject}`, { kind: "reason", body, text });
  schedule(trouble ? undefined : 0);
  tell();
}

/* One decision about a conflict: the text that shall stand, over the version that was seen. */
export function decide(cell, text) {
  const { theirs } = queue.get(cell.key);
  queue.drop(cell.key);
  cell.version = theirs.version;
  cell.input.value = text;
  if (text !== theirs.text) {
    save(cell, text);
    return;
  }
  cell.text = text;
  tell();
}

function schedule(pause) {
  if (pause === undefined && timer) return;
  clearTimeout(timer);
  timer = setTimeout(send, pause ?? PAUSES[Math.min(failures, PAUSES.length) - 1] ?? 0);
}

export function sendNow() {
  if (unsent().length) schedule(0);
}

async function send() {
  timer = 0;
  if (underway) return;
  underway = true;
  tell();
  const fine = (await sendCells()) && (await sendReasons());
  underway = false;
  if (fine) failures = 0;
  if (unsent().length) schedule(fine ? 0 : undefined);
  tell();
}

async function sendCells() {
  const items = queue.sendable("cell");
  if (!items.length) return true;
  const body = items.map(([, { indicator, slice, period, version, text }]) => ({ indicator, slice, period, version, text }));
  const answer = await ask("PUT", table.dataset.cellsUrl, { cells: body });
  if (answer.trouble) return failed(answer);
  trouble = null;
  const sent = new Map(items);
  for (const result of answer.results) settle(result, sent);
  takeIn(answer);
  return true;
}

async function sendReasons() {
  for (const [key, item] of queue.sendable("reason")) {
    const answer = await ask("PUT", table.dataset.reasonUrl, item.body);
    const refused = answer.trouble === "refused" && answer.status < 500;
    if (answer.trouble && !refused) return failed(answer);
    trouble = null;
    if (queue.get(key)?.text === item.text) queue.drop(key);
    if (refused) announce(answer.message); // the finding it answered is gone
    else takeIn(answer);
  }
  return true;
}

function failed(answer) {
  failures += 1;
  if (trouble?.trouble !== answer.trouble) announce(say(answer.trouble, { n: unsent().length, status: answer.status }));
  trouble = answer;
  return false;
}

function settle(result, sent) {
  const key = `${result.indicator}|${result.slice}|${result.period}`;
  const cell = cellNamed(key);
  const item = sent.get(key);
  if (!cell || !item) return;
  const newest = queue.get(key);
  const same = newest?.text === item.text;
  if (result.state === "conflict") {
    const { text, version, by, at } = result;
    queue.put(key, { ...newest, theirs: { text, version, by, at } });
    announce(say("said_state", { label: cell.row.label, state: say("conflict") }));
    return;
  }
  cell.fault = result.state === "saved" ? "" : result.message;
  if (result.state !== "locked") cell.version = result.version;
  if (same) queue.drop(key);
  else queue.put(key, { ...newest, version: cell.version });
}

/* Computed values, findings and progress of an answer. */
function takeIn({ derived = [], progress = [], ...said }) {
  for (const { indicator, slice, period, shown } of derived) {
    const place = rowNamed(indicator, slice)?.computed(period);
    if (place) place.textContent = shown;
  }
  findings.take(said);
  const here = progress.find((each) => String(each.table) === table.dataset.table);
  if (here) showProgress(here);
}

function showProgress({ filled, expected, errors, warnings }) {
  const write = (name, words) => { for (const place of document.querySelectorAll(name)) place.textContent = words; };
  write("[data-filled]", filled);
  write("[data-total]", expected);
  write("[data-sibling-current]", `${filled}/${expected}`);
  const tag = document.querySelector("[data-sibling-tag]");
  if (errors) tag.replaceChildren(element("span", { class: "tag tag-bad" }, icon("cross"), String(errors), hidden("errors_here")));
  else if (warnings) tag.replaceChildren(element("span", { class: "tag tag-warn" }, icon("warning"), String(warnings), hidden("warnings_here")));
  else if (filled >= expected) tag.replaceChildren(element("span", { class: "tag tag-good" }, icon("check"), hidden("complete_here")));
  else tag.replaceChildren();
}

const hidden = (name) => element("span", { class: "visually-hidden" }, ` ${say(name)}`);

let question = 0;

/* What the figures would come to, before the cell is left. Nothing is stored, and a late answer is passed over. */
export async function preview(cell) {
  if (!table.dataset.previewUrl || trouble) return;
  const mine = (question += 1);
  const { indicator, slice, period, version } = cell;
  const body = { cells: [{ indicator, slice, period, version, text: cell.input.value }] };
  const answer = await ask("POST", table.dataset.previewUrl, body);
  if (answer.trouble || mine !== question) return;
  takeIn({ derived: answer.derived });
}

export function forgetPreview() {
  question += 1;
}

/* What stayed behind from an earlier visit is put back into its cells and sent. */
export function restore() {
  let restored = 0;
  for (const [key, item] of queue.items) {
    const cell = item.kind === "cell" ? cellNamed(key) : null;
    const row = item.kind === "reason" ? rowNamed(item.body.indicator, item.body.slice) : null;
    if (cell && !cell.locked) {
      cell.text = item.text;
      cell.input.value = item.text;
      restored += 1;
    } else if (row?.noteField) {
      row.note = item.text;
      row.noteField.value = item.text;
      restored += 1;
    }
  }
  if (restored) announce(say("restored", { n: restored }));
  sendNow();
}

window.addEventListener("online", sendNow);
window.addEventListener("focus", () => { if (trouble) sendNow(); });
