// The first view: a code, a description, or a resume code.
import { button, el } from "./dom.js";
import { actions } from "./actions.js";
import { state } from "./state.js";
import { texts } from "./texts.js";

export function startView() {
  const t = texts(state.lang);
  const code = el("input", { id: "code", name: "code", type: "text", autocomplete: "off", autocapitalize: "off", spellcheck: "false", enterkeyhint: "search",
    "aria-describedby": "code-hint", maxlength: "2000", value: state.view === "start" ? state.asked : "" });
  const wrong = el("p", { class: "wrong", id: "code-wrong", role: "alert" });
  const ask = (event) => {
    event.preventDefault();
    if (code.value.trim() === "") {
      wrong.textContent = t.empty;
      code.focus();
    } else actions.lookUp(code.value.trim());
  };
  return [
    el("h1", { tabindex: "-1" }, t.ask),
    state.session && el("div", { class: "card" }, el("h2", {}, t.keptTitle), button(t.keptOpen, () => actions.show("diagnosis"), "primary", { id: "kept" })),
    el("form", { class: "card", onsubmit: ask }, el("label", { for: "code" }, t.codeLabel), code, el("p", { class: "small", id: "code-hint" }, t.codeHint), wrong,
      el("button", { type: "submit", class: "primary big" }, t.look)),
    resumeForm(t),
  ];
}

function resumeForm(t) {
  const code = el("input", { id: "resume", type: "text", autocomplete: "off", autocapitalize: "characters", spellcheck: "false", "aria-describedby": "resume-hint" });
  const wrong = el("p", { class: "wrong", role: "alert" });
  const go = (event) => {
    event.preventDefault();
    wrong.textContent = actions.resume(code.value) ?? "";
    if (wrong.textContent) code.focus();
  };
  return el("details", { class: "card" }, el("summary", {}, t.resumeTitle),
    el("form", { onsubmit: go }, el("label", { for: "resume" }, t.resumeLabel), code, el("p", { class: "small", id: "resume-hint" }, t.resumeHint), wrong,
      el("button", { type: "submit" }, t.resume)));
}
