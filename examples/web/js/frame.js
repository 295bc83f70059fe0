// What stands around every view: language, role, where the knowledge comes from.
import { actions } from "./actions.js";
import { button, el } from "./dom.js";
import { state } from "./state.js";
import { LANGUAGES, texts } from "./texts.js";

export function frame() {
  const t = texts(state.lang);
  document.documentElement.lang = state.lang;
  document.title = t.title;
  document.querySelector("#home").textContent = t.title;
  document.querySelector("#skip").textContent = t.skip;
  if (state.knowledge) {
    document.querySelector("#settings").replaceChildren(roles(t), languages(t));
    document.querySelector("#about").replaceChildren(...about(t));
  } else {
    document.querySelector("#settings").replaceChildren(languages(t));
  }
}

function roles(t) {
  const [pack] = state.knowledge.packs(state.lang).packs;
  const chosen = state.role ?? pack.default_role;
  return el("label", {}, el("span", {}, t.role), el("select", { id: "role", onchange: (event) => actions.changeRole(event.target.value) },
    pack.roles.map(({ id, name }) => el("option", { value: id, selected: id === chosen, lang: name.lang }, name.text))));
}

function languages(t) {
  return el("div", { class: "languages", role: "group", "aria-label": t.language }, Object.entries(LANGUAGES).map(([id, name]) =>
    button(name, () => actions.changeLanguage(id), "", { lang: id, "data-lang": id, "aria-pressed": String(id === state.lang) })));
}

function about(t) {
  const { engine, packs } = state.knowledge.packs(state.lang);
  return [
    el("p", {}, `${t.knowledge}: `, packs.map(({ id, name, version, hash }) => [el("span", { lang: name.lang }, name.text), ` · ${id} ${version} (${hash.slice(0, 12)})`]), ` · ${t.engine} ${engine}`),
    el("p", {}, t.local, " ", state.session && button(t.forget, () => actions.forget(), "link", { id: "forget" })),
  ];
}
