/* What every page does beyond links and forms: menus that close, the side panel, questions before grave deeds. */

const all = (selector, root = document) => [...root.querySelectorAll(selector)];

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = event.target.closest?.("details.menu[open]");
  if (menu) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

document.addEventListener("click", (event) => {
  for (const menu of all("details.menu[open]")) if (!menu.contains(event.target)) menu.open = false;
  if (event.target.closest("[data-print]")) window.print();
  if (event.target.closest("[data-close-dialog]")) event.target.closest("dialog")?.close();
  const copy = event.target.closest("[data-copy]");
  if (copy) copyText(copy);
  const everything = event.target.closest("[data-check-all]");
  if (everything) {
    for (const box of all(`input[type=checkbox][name="${everything.dataset.checkAll}"]`)) box.checked = everything.checked;
  }
});

async function copyText(button) {
  const source = document.getElementById(button.dataset.copy);
  source.select?.();
  try {
    await navigator.clipboard.writeText(source.value ?? source.textContent);
  } catch {
    document.execCommand("copy"); // pages without TLS have no clipboard object
  }
  const said = button.querySelector("[data-copied]");
  if (said) said.hidden = false;
}

document.addEventListener("submit", (event) => {
  const question = event.submitter?.dataset.confirm ?? event.target.dataset.confirm;
  if (question && !window.confirm(question)) event.preventDefault();
});

/* The panel is a modal dialog: the browser keeps the focus inside, and gives it back when it closes. */
const panel = document.getElementById("panel");
document.addEventListener("htmx:after:swap", () => {
  const content = document.getElementById("panel-content");
  if (panel && !panel.open && content.querySelector("[data-panel-body]")) {
    panel.showModal();
    content.querySelector("h2")?.focus();
  }
});
panel?.addEventListener("close", () => document.getElementById("panel-content").replaceChildren());
panel?.addEventListener("click", (event) => { if (event.target === panel) panel.close(); });

/* On a narrow screen the list of tables starts folded: the table itself comes first. */
if (window.matchMedia("(max-width: 991.98px)").matches) for (const list of all("details.siblings")) list.open = false;

/* Comments and files of a cell: sent without leaving the page; then the panel is read again. */
document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("[data-comment], [data-attach]")) return;
  event.preventDefault();
  const data = new FormData(form);
  const headers = { "X-CSRFToken": data.get("csrfmiddlewaretoken"), Accept: "application/json" };
  let body = data;
  if (form.matches("[data-comment]")) {
    headers["Content-Type"] = "application/json";
    body = JSON.stringify({ indicator: form.dataset.indicator, slice: form.dataset.slice, text: data.get("text") });
  }
  const error = form.querySelector("[data-error]");
  try {
    const answer = await fetch(form.dataset.url, { method: "POST", credentials: "same-origin", headers, body });
    if (!answer.ok) {
      const read = await answer.json().catch(() => ({}));
      error.textContent = read.message ?? String(answer.status);
      return;
    }
  } catch {
    error.textContent = form.closest("[data-panel-body]")?.dataset.offline ?? "";
    return;
  }
  const reload = form.closest("[data-panel-body]")?.dataset.reload;
  if (reload) window.htmx.ajax("GET", reload, "#panel-content");
  else location.reload();
});
