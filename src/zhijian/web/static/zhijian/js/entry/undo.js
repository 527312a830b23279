/* Steps that can be taken back: one cell typed, or one table pasted. */
import { cellNamed } from "./cells.js";
import { announce } from "./dom.js";
import { save } from "./saving.js";
import { say } from "./texts.js";

const done = [];
const undone = [];
const buttons = { undo: document.querySelector("[data-undo]"), redo: document.querySelector("[data-redo]") };

/* changes: [{key, before, after}], in the order in which they were made. */
export function remember(changes) {
  done.push(changes);
  undone.length = 0;
  show();
}

function show() {
  buttons.undo.disabled = !done.length;
  buttons.redo.disabled = !undone.length;
}

function step(from, to, side, word) {
  const changes = from.pop();
  if (!changes) return;
  to.push(changes);
  for (const change of changes) {
    const cell = cellNamed(change.key);
    if (cell.locked) continue;
    cell.input.value = change[side];
    save(cell, change[side]);
  }
  const first = cellNamed(changes[0].key);
  first.input.focus();
  first.input.select();
  announce(say(word, { label: first.row.label }));
  show();
}

export const undo = () => step(done, undone, "before", "undone");
export const redo = () => step(undone, done, "after", "redone");

buttons.undo.addEventListener("click", undo);
buttons.redo.addEventListener("click", redo);
