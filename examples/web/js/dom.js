// Elements without a framework: text goes in as text, never as markup.

/** An element. `on…` attributes are listeners, `true` sets an attribute, empty values leave it out. */
export function el(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.flat(Infinity).filter((child) => child !== undefined && child !== null && child !== false));
  return made;
}

/** A text of the knowledge, marked where it is in another language than the page. */
export function said(local) {
  return local.lang === document.documentElement.lang ? local.text : el("span", { lang: local.lang }, local.text);
}

/** What is to be noticed before anything else. */
export function warning(title, texts, loud = false) {
  if (texts.length === 0) return undefined;
  return el("div", { class: loud ? "caution loud" : "caution", role: "note", "aria-label": title },
    el("p", { class: "label" }, title), texts.map((local) => el("p", {}, said(local))));
}

export function button(text, onclick, look = "", more = {}) {
  return el("button", { type: "button", class: look, onclick, ...more }, text);
}

/** A title over a list, or nothing where the list is empty. */
export function listed(title, items, kind = "ul") {
  if (items.length === 0) return undefined;
  return el("section", {}, el("h2", {}, title), el(kind, {}, items.map((item) => el("li", {}, item))));
}
