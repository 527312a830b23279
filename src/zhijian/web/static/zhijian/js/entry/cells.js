/* The rows and cells of the table: what stands in each, and since which version. */
export const table = document.getElementById("entry");
export const editable = table.hasAttribute("data-editable");
export const CURRENT = table.dataset.period;

class Cell {
  constructor(input, row) {
    this.input = input;
    this.row = row;
    this.indicator = input.dataset.indicator;
    this.slice = input.dataset.slice;
    this.period = input.dataset.period;
    this.key = keyOf(this);
    this.version = Number(input.dataset.version);
    this.text = input.value; // what this page holds to be the cell's text: saved, or on its way
    this.fault = row.notes.querySelector("[data-fault]")?.textContent.trim() ?? "";
  }

  get locked() {
    return this.input.readOnly;
  }
}

class Row {
  constructor(element) {
    this.element = element;
    this.notes = element.nextElementSibling;
    [this.indicator, this.slice] = element.dataset.row.split("|");
    this.cells = [...element.querySelectorAll("input.entry-cell")].map((input) => new Cell(input, this));
    this.noteField = this.notes.querySelector("[data-note]");
    this.note = this.noteField?.value.trim() ?? "";
    this.recorded = element.hasAttribute("data-recorded"); // left empty, the figure from the records counts
    this.opened = false; // its reason was asked for by hand
  }

  get label() {
    return this.element.querySelector(".label-line > span").textContent.trim();
  }

  get current() {
    return this.cells.find((cell) => cell.period === CURRENT);
  }

  in(period) {
    return this.cells.find((cell) => cell.period === period);
  }

  /* What stands in a column that nobody types into. */
  computed(period) {
    return this.element.querySelector(`[data-computed="${CSS.escape(keyOf({ ...this, period }))}"]`);
  }
}

export const keyOf = ({ indicator, slice = "", period }) => `${indicator}|${slice}|${period}`;

export const rows = [...table.querySelectorAll("tbody tr.entry-row")].map((element) => new Row(element));
export const cells = rows.flatMap((row) => row.cells);
const byKey = new Map(cells.map((cell) => [cell.key, cell]));
const byInput = new Map(cells.map((cell) => [cell.input, cell]));
const byElement = new Map(rows.map((row) => [row.element, row]));
const byNotes = new Map(rows.map((row) => [row.notes, row]));

export const cellOf = (input) => byInput.get(input);
export const cellNamed = (key) => byKey.get(key);
export const rowOf = (element) => byElement.get(element.closest("tr")) ?? byNotes.get(element.closest("tr"));
export const rowNamed = (indicator, slice = "") => rows.find((row) => row.indicator === indicator && row.slice === slice);
