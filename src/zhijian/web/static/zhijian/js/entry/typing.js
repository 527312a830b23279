/* One cell at a time: chosen (its whole text selected) or being written in, as in a spreadsheet. */
import { cellOf, cells, editable, rowOf, rows, table } from "./cells.js";
import { drawRow } from "./drawing.js";
import { forgetPreview, preview, save } from "./saving.js";
import { redo, remember, undo } from "./undo.js";

const PAUSE = 400; // milliseconds after the last key, before the computed values are asked for
let timer = 0;

const isCell = (target) => target instanceof HTMLInputElement && target.classList.contains("entry-cell");

export function commit(cell) {
  clearTimeout(timer);
  delete cell.input.dataset.editing;
  const text = cell.input.value.trim();
  cell.input.value = text === cell.text.trim() ? cell.text : text;
  if (cell.input.value === cell.text) return;
  forgetPreview();
  remember([{ key: cell.key, before: cell.text, after: text }]);
  save(cell, text);
}

function giveUp(cell) {
  clearTimeout(timer);
  const typed = cell.input.value !== cell.text;
  delete cell.input.dataset.editing;
  cell.input.value = cell.text;
  cell.input.select();
  if (typed) preview(cell);
}

function choose(input) {
  input.focus();
  input.select();
  input.scrollIntoView({ block: "nearest" });
}

/* The next cell below (or above) in the same column. */
function below(cell, step) {
  const column = cells.filter((other) => other.period === cell.period);
  const next = column[column.indexOf(cell) + step];
  if (next) choose(next.input);
}

function beside(target, step) {
  const stops = [...rowOf(target).element.querySelectorAll("input.entry-cell, .explain, .cell-state button, .cell-history")];
  const next = stops[stops.indexOf(target) + step];
  if (!next) return;
  if (isCell(next)) choose(next);
  else next.focus();
}

function otherRow(target, step) {
  const kind = target.classList.contains("explain") ? ".explain" : ".cell-history";
  const next = rows[rows.indexOf(rowOf(target)) + step]?.element;
  (next?.querySelector(kind) ?? next?.querySelector(".cell-history, .explain"))?.focus();
}

function backToCell(target) {
  if (target.matches(".explain[aria-expanded=true]")) unfold(target, false);
  const cell = rowOf(target).current;
  if (cell) choose(cell.input);
}

export function unfold(button, open) {
  button.setAttribute("aria-expanded", String(open));
  document.getElementById(button.getAttribute("aria-controls")).hidden = !open;
}

function keyInCell(event, cell) {
  const { key, target } = event;
  const chosen = target.dataset.editing === undefined && !event.shiftKey;
  if (key === "Enter") { commit(cell); below(cell, event.shiftKey ? -1 : 1); }
  else if (key === "ArrowDown") { commit(cell); below(cell, 1); }
  else if (key === "ArrowUp") { commit(cell); below(cell, -1); }
  else if (key === "ArrowLeft" && chosen) beside(target, -1);
  else if (key === "ArrowRight" && chosen) beside(target, 1);
  else if (key === "F2") { target.dataset.editing = ""; target.setSelectionRange(target.value.length, target.value.length); }
  else if (key === "Escape") giveUp(cell);
  else return;
  event.preventDefault();
}

function keyBesideCell(event) {
  const { key, target } = event;
  if (key === "ArrowLeft") beside(target, -1);
  else if (key === "ArrowRight") beside(target, 1);
  else if (key === "ArrowDown") otherRow(target, 1);
  else if (key === "ArrowUp") otherRow(target, -1);
  else if (key === "Escape") backToCell(target);
  else return;
  event.preventDefault();
}

function onKey(event) {
  const { key, target } = event;
  // In a reason that is being written, keys are the text's; before that, undoing is the table's.
  const writing = target.tagName === "TEXTAREA" && target.value.trim() !== rowOf(target)?.note;
  if (writing || event.isComposing || event.altKey) return;
  if (event.ctrlKey || event.metaKey) {
    const letter = key.toLowerCase();
    if (letter !== "z" && letter !== "y") return;
    event.preventDefault();
    const cell = cellOf(target);
    if (cell && cell.input.value !== cell.text) giveUp(cell);
    else if (letter === "y" || event.shiftKey) redo();
    else undo();
  } else if (isCell(target)) keyInCell(event, cellOf(target));
  else if (target.closest(".entry-row")) keyBesideCell(event);
}

/* The first press on a cell chooses its whole text; the next one sets the caret in it. */
function onPress(event) {
  const { target } = event;
  if (!isCell(target)) return;
  if (target.dataset.pressed === undefined) {
    event.preventDefault();
    target.focus();
    target.select();
    target.dataset.pressed = "";
  } else target.dataset.editing = "";
}

function onClick({ target }) {
  const button = target.closest(".explain");
  if (button) unfold(button, button.getAttribute("aria-expanded") !== "true");
  const offer = target.closest("[data-take]");
  if (offer && editable) take(offer);
}

/* The figure from the records, as if somebody had typed it. What said how far the two are apart has no more to say. */
function take(offer) {
  const cell = rowOf(offer).current;
  if (!cell || cell.locked) return;
  cell.input.value = offer.dataset.take;
  commit(cell);
  offer.closest(".finding").remove();
  drawRow(cell.row);
  choose(cell.input);
}

export function listen() {
  table.addEventListener("keydown", onKey);
  table.addEventListener("mousedown", onPress);
  table.addEventListener("click", onClick);
  table.addEventListener("focusin", ({ target }) => { if (isCell(target)) target.select(); });
  table.addEventListener("focusout", ({ target }) => {
    if (!isCell(target)) return;
    delete target.dataset.pressed;
    if (editable) commit(cellOf(target));
  });
  table.addEventListener("input", ({ target }) => {
    if (!isCell(target)) return;
    const cell = cellOf(target);
    target.dataset.editing = "";
    drawRow(cell.row);
    clearTimeout(timer);
    timer = setTimeout(() => preview(cell), PAUSE);
  });
}
