/* The entry page: puts the parts together. */
import { cellOf, editable } from "./cells.js";
import * as conflicts from "./conflicts.js";
import * as drawing from "./drawing.js";
import * as pasting from "./pasting.js";
import * as reasons from "./reasons.js";
import { queue, restore, sendNow } from "./saving.js";
import * as summary from "./summary.js";
import { say } from "./texts.js";
import * as typing from "./typing.js";

for (const part of [drawing, summary, typing, reasons, pasting, conflicts]) part.listen();
if (editable) restore();

function finishTyping() {
  const at = document.activeElement;
  if (!editable) return;
  if (cellOf(at)) typing.commit(cellOf(at));
  else if (at?.dataset?.note !== undefined) reasons.keepReason(at);
}

window.addEventListener("beforeunload", (event) => {
  finishTyping();
  if (!queue.size) return;
  event.preventDefault();
  event.returnValue = say("leave"); // older Chromium asks only with a value
});
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState !== "hidden") return;
  finishTyping();
  sendNow();
});
document.querySelector("[data-log-out]")?.addEventListener("submit", (event) => {
  finishTyping();
  if (queue.size && !window.confirm(say("log_out_unsent", { n: queue.size }))) event.preventDefault();
});
const named = decodeURIComponent(location.hash.slice(1));
(document.getElementById(named) ?? document.getElementById(`cell-${named}`))?.focus();
