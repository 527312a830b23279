/* A block copied from a spreadsheet: where each piece would go is shown before anything is filled in. */
import { CURRENT, cellOf, editable, rows, table } from "./cells.js";
import { element } from "./dom.js";
import { save } from "./saving.js";
import { say } from "./texts.js";
import { remember } from "./undo.js";

const heads = ["head-previous", "head-current"].map((id) => document.getElementById(id).textContent.trim());
const periods = heads.map((head) => (document.getElementById("head-current").textContent.trim() === head ? CURRENT : head.replace(/\D/g, "")));

/* Rows of texts. Cells in quotation marks may hold line breaks, tabs, and doubled quotation marks. */
export function readBlock(text) {
  const block = [[""]];
  let quoted = false;
  let fresh = true;
  for (let at = 0; at < text.length; at += 1) {
    const row = block[block.length - 1];
    const sign = text[at];
    if (quoted) {
      if (sign !== '"') row[row.length - 1] += sign;
      else if (text[at + 1] === '"') { row[row.length - 1] += '"'; at += 1; }
      else quoted = false;
    } else if (sign === '"' && fresh) quoted = true;
    else if (sign === "\t") { row.push(""); fresh = true; continue; }
    else if (sign === "\n") { block.push([""]); fresh = true; continue; }
    else if (sign !== "\r") row[row.length - 1] += sign;
    fresh = false;
  }
  if (block.length > 1 && block[block.length - 1].join("") === "") block.pop();
  return block.map((row) => row.map((piece) => piece.trim()));
}

export const isBlock = (text) => /[\t\n]/.test(text.replace(/[\r\n]+$/, ""));

const plain = (text) => text.normalize("NFKC").replace(/^\s*其中:?/, "").replace(/[\s*"'“”]/g, "");
const looksLikeFigure = (text) => /\d/.test(text) && !/[\u4e00-\u9fff]{3}/.test(text);

/* The column whose texts are this table's labels, with the table row of each; labels repeat, so order counts. */
function byLabels(block) {
  const labels = rows.map((row) => plain(row.label));
  let best = null;
  for (let column = 0; column < Math.max(...block.map((row) => row.length)); column += 1) {
    const found = [];
    let from = 0;
    for (const [line, row] of block.entries()) {
      const wanted = plain(row[column] ?? "");
      const at = wanted ? labels.indexOf(wanted, from) : -1;
      if (at >= 0) { found.push([line, at]); from = at + 1; }
    }
    if (found.length > (best?.found.length ?? 0)) best = { column, found };
  }
  return best && best.found.length >= Math.max(1, block.filter((row) => row.some(looksLikeFigure)).length / 2) ? best : null;
}

/* The columns of the block that hold values: [[column, period]]. Where no heading names a year, the last one of figures is this
   year's. */
function valueColumns(block, labelColumn) {
  const width = Math.max(...block.map((row) => row.length));
  const named = [];
  for (let column = 0; column < width; column += 1) {
    const at = heads.findIndex((head) => block.some((row) => plain(row[column] ?? "") === plain(head)));
    if (at >= 0) named.push([column, periods[at]]);
  }
  if (named.some(([, period]) => period === CURRENT)) return named;
  for (let column = width - 1; column > labelColumn; column -= 1) {
    if (block.some((row) => looksLikeFigure(row[column] ?? ""))) return [[column, CURRENT]];
  }
  return [];
}

const isHead = (row) => row.some((piece) => heads.some((head) => plain(head) === plain(piece)));

/* [{row, period, text}]: where each text of the block belongs; and how many lines find no place. */
export function place(block, start) {
  const labelled = Math.max(...block.map((row) => row.length)) > 1 ? byLabels(block) : null;
  if (labelled) {
    const columns = valueColumns(block, labelled.column);
    const pieces = labelled.found.flatMap(([line, at]) =>
      columns.map(([column, period]) => ({ row: rows[at], period, text: block[line][column] ?? "" })));
    const placed = new Set(labelled.found.map(([line]) => line));
    const lost = block.filter((row, line) => row.some(looksLikeFigure) && !placed.has(line) && !isHead(row)).length;
    return { pieces, lost };
  }
  const first = rows.indexOf(start.row);
  const left = periods.indexOf(start.period);
  const pieces = block.flatMap((line, down) =>
    line.map((text, right) => ({ row: rows[first + down], period: periods[left + right], text })));
  return { pieces: pieces.filter(({ row, period }) => row && period), lost: Math.max(0, first + block.length - rows.length) };
}

const dialog = document.getElementById("paste-dialog");
let planned = [];

function whyNot(row, cell, period, text) {
  if (!cell) return say(row.computed(period) ? "paste_computed" : "paste_locked");
  if (cell.locked) return say("paste_locked");
  return cell.text.trim() === text ? say("paste_same") : "";
}

function plan({ pieces, lost }) {
  planned = [];
  let skipped = 0;
  const lines = pieces.map(({ row, period, text }) => {
    const cell = row.in(period);
    const why = whyNot(row, cell, period, text);
    if (why) skipped += 1;
    else planned.push({ cell, text });
    const label = period === CURRENT ? row.label : `${row.label}（${heads[0]}）`;
    const after = why
      ? element("td", { class: "skipped" }, text, " ", element("small", {}, why))
      : element("td", { class: "num" }, element("b", {}, text || say("nothing")));
    const now = cell ? cell.text : row.computed(period)?.textContent ?? "";
    return element("tr", {}, element("th", { scope: "row" }, label), element("td", { class: "num" }, now), after);
  });
  dialog.querySelector("tbody").replaceChildren(...lines);
  const words = [planned.length ? say("paste_summary", { n: planned.length, skipped }) : say("paste_nothing")];
  if (lost) words.push(say("paste_unmatched", { n: lost }));
  dialog.querySelector("[data-summary]").textContent = words.join("");
  dialog.querySelector("[data-accept]").disabled = !planned.length;
  dialog.showModal();
  dialog.querySelector(planned.length ? "[data-accept]" : "[data-cancel]").focus();
}

function accept() {
  remember(planned.map(({ cell, text }) => ({ key: cell.key, before: cell.text, after: text })));
  for (const { cell, text } of planned) {
    cell.input.value = text;
    save(cell, text);
  }
  dialog.close();
}

export function listen() {
  table.addEventListener("paste", (event) => {
    const cell = cellOf(event.target);
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (!cell || !editable || !isBlock(text)) return;
    event.preventDefault();
    plan(place(readBlock(text), cell));
  });
  dialog.querySelector("[data-accept]").addEventListener("click", accept);
  dialog.querySelector("[data-cancel]").addEventListener("click", () => dialog.close());
}

