// The decision graph of the answer, as a picture and as text.
import { actions } from "./actions.js";
import { button, el } from "./dom.js";
import { picture } from "./record.js";
import { state } from "./state.js";
import { texts } from "./texts.js";

export function treeView() {
  const t = texts(state.lang);
  const { knowledge, asked, role, lang } = state;
  const page = (as) => knowledge.page("tree", { text: asked, role, lang }, { as, lang });
  return [
    el("h1", { tabindex: "-1" }, t.tree),
    el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": t.tree },
      el("img", { class: "tree", alt: `${t.tree}: ${asked}`, "aria-describedby": "tree-text", src: picture(page("svg")) })),
    el("details", { class: "card" }, el("summary", {}, t.treeText), el("pre", { id: "tree-text" }, page("text"))),
    el("p", { class: "actions" }, button(t.toAnswer, () => actions.show("answer"), "primary", { id: "to-answer" }), button(t.print, () => window.print())),
  ];
}
