/* Draws the state of each row from what is known: its icon and word, the findings under it, its reason. */
import { CURRENT, editable, rows } from "./cells.js";
import { element, icon } from "./dom.js";
import { elsewhere, findingsOf, isOpen } from "./findings.js";
import { onChange, queue, situation } from "./saving.js";
import { say } from "./texts.js";

const ICONS = {
  empty: "empty", saved: "check", saving: "saving", waiting: "clock", conflict: "conflict", invalid: "cross",
  doubted: "warning", explained: "check", no_data: "dash", recorded: "sum",
};
const DONE = ["saved", "explained", "no_data", "recorded", "saving"];
const GRAVITY = ["conflict", "waiting", "saving", "invalid", "doubted", "empty", "no_data", "recorded", "explained", "saved"];

export function stateOf(cell) {
  const item = queue.get(cell.key);
  if (item?.theirs) return "conflict";
  if (item) return situation() ? "waiting" : "saving";
  if (cell.fault) return "invalid";
  const open = findingsOf(cell.row).filter((finding) => finding.period === cell.period && !finding.accepted).map((finding) => finding.severity);
  if (cell.text.trim() === "") {
    if (cell.period !== CURRENT) return "empty";
    return cell.row.note ? "no_data" : cell.row.recorded ? "recorded" : "empty";
  }
  if (open.includes("error")) return "invalid";
  if (open.includes("warning")) return "doubted";
  return cell.row.note && cell.period === CURRENT ? "explained" : "saved";
}

function drawState(row) {
  const states = row.cells.map((cell) => {
    const state = stateOf(cell);
    cell.input.dataset.state = state;
    if (state === "invalid") cell.input.setAttribute("aria-invalid", "true");
    else cell.input.removeAttribute("aria-invalid");
    return [state, cell];
  });
  if (!row.current) return; // a computed row says so from the start
  const [state, cell] = GRAVITY.map((each) => states.find(([is, where]) => is === each && (each !== "empty" || where === row.current))).find(Boolean);
  const holder = row.element.querySelector("[data-state-holder]");
  if (holder.dataset.drawn === `${state} ${cell.key}`) return;
  holder.dataset.drawn = `${state} ${cell.key}`;
  holder.className = `cell-state state-${state}${state === "saving" ? " icon-turning" : ""}`;
  holder.replaceChildren(icon(ICONS[state]), element("span", {}, say(state)));
  if (state === "conflict") holder.append(element("button", { type: "button", tabindex: "-1", "data-decide": cell.key }, say("decide")));
  if (state === "empty" && editable && !cell.locked) {
    holder.append(element("button", { type: "button", tabindex: "-1", "data-explain-gap": true }, say("no_data_button")));
  }
}

function paragraph(severity, word, message, ...more) {
  const drawing = { error: "cross", warning: "warning", notice: "info", accepted: "check" }[severity];
  return element("p", { class: `finding finding-${severity}` }, icon(drawing), element("span", {}, element("b", {}, word), ` ${message}`, ...more));
}

/* Whether a finding says that a text cannot be read: no reason makes it a figure. */
const ofText = (finding) => finding.subject.startsWith("text/");

function drawFinding(finding, row) {
  const message = row.indicator === finding.indicator ? finding.beside : finding.message;
  if (finding.accepted) return paragraph("accepted", say("explained"), message);
  const more = finding.remedy ? [` ${finding.remedy}`] : [];
  if (editable && finding.severity !== "notice" && !finding.asks_reason && !ofText(finding)) {
    more.push(" ", element("button", { type: "button", class: "inline-button", "data-explain-finding": finding.subject }, say("true_anyway")));
  }
  return paragraph(finding.severity, say(finding.severity), message, ...more);
}

function drawNotes(row) {
  const findings = findingsOf(row);
  const unread = findings.some(ofText); // then the finding says it already, with its remedy
  const said = row.cells.filter((cell) => cell.fault && !unread).map((cell) => paragraph("error", say("error"), cell.fault));
  said.push(...findings.map((finding) => drawFinding(finding, row)));
  const holder = row.notes.querySelector("[data-findings]");
  const words = said.map((each) => each.outerHTML).join();
  if (holder.dataset.drawn !== words) {
    holder.dataset.drawn = words;
    holder.replaceChildren(...said);
  }
  const reason = row.notes.querySelector("[data-reason]");
  if (reason) {
    const asked = findings.some((finding) => finding.asks_reason);
    reason.hidden = !(asked || row.note || row.opened || document.activeElement === row.noteField);
    const empty = row.current && row.current.input.value.trim() === "";
    reason.querySelector("[data-reason-label]").textContent = say(empty ? "reason_for_gap" : "reason_for_value");
  }
  row.notes.hidden = !(row.notes.querySelector(".finding") || (reason && !reason.hidden));
}

export function drawRow(row) {
  drawState(row);
  drawNotes(row);
}

function drawElsewhere() {
  const found = elsewhere();
  const list = document.getElementById("entry-problems");
  const lines = found.map((finding) => paragraph(finding.severity, say(finding.severity), finding.message, finding.remedy ? ` ${finding.remedy}` : ""));
  list.replaceChildren(...(lines.length ? [element("section", { class: "sheet" }, element("h2", {}, say("other_findings")), ...lines)] : []));
}

function drawAll() {
  for (const row of rows) drawRow(row);
  drawElsewhere();
}

export function listen() {
  onChange(drawAll);
  drawAll();
}

const isProblem = (cell) => !DONE.includes(stateOf(cell)) && (cell.period === CURRENT || cell.text);

/* Where something is to be done, in the order of the page: what is said above the table, cells, and rows that hold none of this year. */
export function problems() {
  const places = elsewhere().length ? [document.getElementById("entry-problems")] : [];
  for (const row of rows) {
    if (!row.current && findingsOf(row).some(isOpen)) places.push(row.element.querySelector(".explain, .cell-history"));
    places.push(...row.cells.filter(isProblem).map((cell) => cell.input));
  }
  return places;
}
