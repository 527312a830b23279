/* Somebody else wrote into the same cell: both values, who, when; the choice is the person's who came second. */
import { cellNamed, table } from "./cells.js";
import { clock } from "./dom.js";
import { decide, queue } from "./saving.js";
import { say } from "./texts.js";

const dialog = document.getElementById("conflict-dialog");
let cell = null;

function open(key) {
  cell = cellNamed(key);
  const { text, theirs } = queue.get(key);
  const write = (selector, words) => { dialog.querySelector(selector).textContent = words; };
  write("[data-what]", say("what_cell", { label: cell.row.label }));
  write("[data-by]", say("changed_by", { by: theirs.by, at: clock(theirs.at) }));
  write("[data-theirs]", theirs.text || say("nothing"));
  write("[data-mine]", text || say("nothing"));
  write("[data-keep-theirs]", say("keep_theirs", { text: theirs.text || say("nothing") }));
  write("[data-keep-mine]", say("keep_mine", { text: text || say("nothing") }));
  dialog.showModal();
}

function choose(side) {
  const item = queue.get(cell.key);
  decide(cell, side === "mine" ? item.text : item.theirs.text);
  dialog.close();
  cell.input.focus();
}

export function listen() {
  table.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-decide]");
    if (button) open(button.dataset.decide);
  });
  dialog.querySelector("[data-keep-theirs]").addEventListener("click", () => choose("theirs"));
  dialog.querySelector("[data-keep-mine]").addEventListener("click", () => choose("mine"));
  dialog.querySelector("[data-later]").addEventListener("click", () => dialog.close());
}
