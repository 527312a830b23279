/* The words that the page brought along, filled in. */
const texts = JSON.parse(document.getElementById("texts").textContent);

export function say(name, values = {}) {
  return texts[name].replace(/\{(\w+)\}/g, (_, key) => values[key]);
}
