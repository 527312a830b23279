/* What the checks have to say about this table, kept up to date with each answer of the server. */
import { rowNamed } from "./cells.js";

const found = new Map();
const nameOf = ({ subject, code }) => `${subject}|${code}`;

for (const finding of JSON.parse(document.getElementById("entry-findings").textContent)) found.set(nameOf(finding), finding);

export function take({ findings = [], cleared = [] }) {
  for (const subject of cleared) {
    for (const [name, finding] of found) if (finding.subject === subject) found.delete(name);
  }
  for (const finding of findings) found.set(nameOf(finding), finding);
}

/* The row under which a finding speaks: the first of its figures that stands in this table. */
function placeOf(finding) {
  for (const indicator of [finding.indicator, ...(finding.indicators ?? [])]) {
    const row = rowNamed(indicator, finding.slice) ?? rowNamed(indicator);
    if (row) return row;
  }
  return null;
}

export const findingsOf = (row) => [...found.values()].filter((finding) => placeOf(finding) === row);
export const isOpen = (finding) => finding.severity !== "notice" && !finding.accepted;
export const elsewhere = () => [...found.values()].filter((finding) => !placeOf(finding) && isOpen(finding));
