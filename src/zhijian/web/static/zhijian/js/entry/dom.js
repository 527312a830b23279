/* Small pieces of page, built without markup in strings. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === true) made.setAttribute(key, "");
    else if (value !== false && value != null) made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

const SVG = "http://www.w3.org/2000/svg";
const sprite = document.getElementById("entry").dataset.icons;

export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `${sprite}#${name}`);
  svg.append(use);
  return svg;
}

/* Says something to those who do not see the screen. */
export function announce(text) {
  document.getElementById("entry-said").textContent = text;
}

/* A moment as the server's pages tell it: in the server's time zone, without the date where it is today. */
const zone = document.getElementById("entry").dataset.zone;
const day = new Intl.DateTimeFormat("sv-SE", { timeZone: zone });
const minute = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, hour: "2-digit", minute: "2-digit" });

export function clock(iso) {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return "";
  return day.format(at) === day.format(new Date()) ? minute.format(at) : `${day.format(at)} ${minute.format(at)}`;
}
