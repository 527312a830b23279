/* The line at the foot: is everything saved, and if not, what is to be done. */
import { cells, table } from "./cells.js";
import { announce, element, icon } from "./dom.js";
import { problems, stateOf } from "./drawing.js";
import { conflicts, onChange, situation, unsent } from "./saving.js";
import { say } from "./texts.js";

const line = document.getElementById("entry-summary");

function told() {
  const { trouble, status, message } = situation() ?? {};
  const n = unsent().length;
  if (n && trouble === "session_over") {
    const address = `${table.dataset.login}?next=${encodeURIComponent(table.dataset.place)}`;
    const link = element("a", { href: address, target: "_blank", rel: "noopener" }, say("log_in_again"));
    return ["waiting", "offline", say("session_over", { n }), link];
  }
  if (n && trouble === "offline") return ["waiting", "offline", say("offline", { n })];
  if (n && trouble) return ["bad", "warning", message || say("refused", { n, status })];
  if (conflicts().length) return ["bad", "conflict", say("conflicts", { n: conflicts().length })];
  if (n) return ["waiting", "saving", say("saving_some", { n })];
  const wrong = cells.filter((cell) => stateOf(cell) === "invalid").length;
  if (wrong) return ["bad", "cross", say("invalid_some", { n: wrong })];
  return ["saved", "check", say("all_saved")];
}

let before = "";

function show() {
  const [state, drawing, words, more] = told();
  const key = `${state} ${words}`;
  if (key === before) return;
  before = key;
  line.replaceChildren(element("span", { "data-state": state }, icon(drawing), words, ...(more ? [more] : [])));
}

let place = document.body; // where the user was last: a press on the button takes the focus away from there

function nextProblem() {
  const found = problems();
  const next = found.find((each) => place.compareDocumentPosition(each) & Node.DOCUMENT_POSITION_FOLLOWING) ?? found[0];
  if (!next) {
    announce(say("no_problem"));
    return;
  }
  place = next;
  next.focus();
  next.scrollIntoView({ block: "center" });
}

export function listen() {
  onChange(show);
  table.addEventListener("focusin", ({ target }) => { place = target; });
  document.querySelector("[data-next-problem]").addEventListener("click", nextProblem);
  show();
}
