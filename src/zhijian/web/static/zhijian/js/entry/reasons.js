/* Written reasons: why a figure is unusual, missing, or right although a rule doubts it. */
import { editable, rowOf, table } from "./cells.js";
import { drawRow } from "./drawing.js";
import { findingsOf } from "./findings.js";
import { saveReason } from "./saving.js";

function open(row) {
  row.opened = true;
  drawRow(row);
  row.noteField.focus();
}

/* Keeps what was written. One text may answer several findings of its row. */
export function keepReason(field) {
  const row = rowOf(field);
  const text = field.value.trim();
  if (!editable || text === row.note) return;
  if (row.current && row.current.text.trim() === "") {
    saveReason(row, text, "gap");
    return;
  }
  const standing = findingsOf(row).filter((finding) => !finding.asks_reason && !finding.accepted && finding.severity !== "notice" && !finding.subject.startsWith("text/"));
  for (const finding of standing) saveReason(row, text, "accepted", finding.subject);
  if (!standing.length || findingsOf(row).some((finding) => finding.asks_reason)) saveReason(row, text, "outlier");
}

export function listen() {
  table.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-explain-gap], [data-explain-finding]");
    if (button) open(rowOf(button));
  });
  table.addEventListener("focusout", ({ target }) => {
    if (target.dataset?.note !== undefined) keepReason(target);
  });
}
