/* What was typed and is not yet acknowledged. It outlives the page: in this browser, for this person and this table.
   Whoever logs in next on the same machine has a queue of their own. */
export class Queue {
  constructor(name, storage = window.localStorage) {
    this.name = name;
    this.storage = storage;
    this.items = new Map(this.#stored());
  }

  #stored() {
    try {
      return Object.entries(JSON.parse(this.storage.getItem(this.name) ?? "{}"));
    } catch {
      return []; // no storage, or not ours: what is typed from now on is kept in memory
    }
  }

  #store() {
    try {
      if (this.items.size) this.storage.setItem(this.name, JSON.stringify(Object.fromEntries(this.items)));
      else this.storage.removeItem(this.name);
    } catch {
      // full or forbidden: the memory still has it, and the page asks before it closes
    }
  }

  put(key, item) {
    this.items.set(key, item);
    this.#store();
  }

  drop(key) {
    this.items.delete(key);
    this.#store();
  }

  get(key) {
    return this.items.get(key);
  }

  get size() {
    return this.items.size;
  }

  /* Items that can be sent: a conflict waits for its decision. */
  sendable(kind) {
    return [...this.items].filter(([, item]) => item.kind === kind && !item.theirs);
  }
}
