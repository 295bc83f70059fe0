// One turn of a guided diagnosis: cautions, the question or the steps, why, and all that may be replied.
import { actions } from "./actions.js";
import { button, el, listed, said, warning } from "./dom.js";
import { effort, sourceOf } from "./parts.js";
import { state } from "./state.js";
import { texts } from "./texts.js";

/** The second half of a double click must not answer the question that has just appeared under it. */
const SETTLE_MS = 400;

export function turnView({ turn, progress }) {
  const t = texts(state.lang);
  const shown = performance.now();
  const number = progress.done + 1;
  return [
    el("div", { class: "progress" }, el("span", {}, t.step(number)), el("span", { class: "small" }, t.left(progress.left, progress.minutes_left)),
      el("progress", { max: progress.done + progress.left, value: progress.done, "aria-label": t.progress })),
    warning(t.caution, turn.cautions),
    turn.contradiction && warning(t.contradiction, [turn.contradiction.text], true),
    el("section", { class: "card turn", "aria-labelledby": "question" },
      turn.caution && turn.kind !== "confirm" && warning(t.caution, [turn.caution], true),
      turn.kind === "confirm" && warning(t.caution, [turn.caution].filter(Boolean), true),
      el("h1", { id: "question", tabindex: "-1" }, said(turn.text)),
      turn.steps.length === 1 && el("p", { class: "act" }, said(turn.steps[0].text)),
      turn.steps.length > 1 && el("ol", { class: "act" }, turn.steps.map(({ text }) => el("li", {}, said(text)))),
      effort(turn),
      turn.verify && el("p", {}, el("strong", {}, `${t.verify}: `), said(turn.verify)),
      turn.stop && el("p", {}, el("strong", {}, `${t.stop}: `), said(turn.stop)),
      turn.undo && el("p", {}, el("strong", {}, `${t.undo}: `), said(turn.undo)),
      el("div", { class: "replies", role: "group", "aria-label": t.replies }, turn.replies.map((reply) =>
        button(reply.text, ({ detail }) => (detail === 0 || performance.now() - shown > SETTLE_MS) && answered(turn, reply, t), `reply ${reply.confirm ? "danger" : reply.id}`, { "data-reply": reply.id }))),
      el("p", { class: "why" }, el("strong", {}, `${t.why}: `), said(turn.why))),
    el("p", { class: "actions" }, button(t.back, () => actions.back(), "", { id: "back", disabled: state.session.events.length === 0 }),
      button(t.stopHere, () => actions.show("record"), "", { id: "stop-here" })),
    anotherCode(t),
    turn.known && listed(t.known, turn.known.map(({ text, reply }) => [said(text), ` → ${reply}`])),
    turn.notes.length > 0 && el("div", { class: "card" }, turn.notes.map((note) => el("p", { class: "small" }, said(note)))),
    skipped(turn.skipped, t),
    sourceOf(turn.rule),
  ];
}

/** Gives the reply; one that asks for it is shown in full and has to be accepted first. */
function answered(turn, reply, t) {
  if (!reply.confirm) return actions.reply(turn.step, reply.id, false);
  const close = (accepted) => {
    dialog.close();
    dialog.remove();
    if (accepted) actions.reply(turn.step, reply.id, true);
  };
  const no = button(t.confirmNo, () => close(false), "big", { autofocus: true, id: "confirm-no" });
  const dialog = el("dialog", { "aria-labelledby": "confirm-title", "aria-describedby": "confirm-text", oncancel: () => dialog.remove() },
    el("h2", { id: "confirm-title" }, t.confirmTitle), el("p", { id: "confirm-text" }, said(reply.confirm)),
    el("div", { class: "replies" }, no, button(reply.text, () => close(true), "danger big", { id: "confirm-yes" })));
  document.body.append(dialog);
  dialog.showModal();
  no.focus();
  return undefined;
}

export function skipped(list, t) {
  const counts = new Map();
  for (const { who, text } of list) {
    const key = who?.name ?? text.text;
    counts.set(key, { who, text, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return counts.size > 0 && el("details", { class: "card" }, el("summary", {}, t.withheld), el("ul", {}, [...counts.values()].map(({ who, text, count }) =>
    el("li", {}, who ? t.withheldFor(count, who.name) : said(text)))));
}

function anotherCode(t) {
  const code = el("input", { id: "another", type: "text", autocomplete: "off", autocapitalize: "off", spellcheck: "false" });
  const wrong = el("p", { class: "wrong", role: "alert" });
  const go = (event) => {
    event.preventDefault();
    wrong.textContent = code.value.trim() === "" ? t.empty : actions.anotherCode(code.value.trim()) ?? "";
    if (wrong.textContent) code.focus();
  };
  return el("details", { class: "card", id: "another-code" }, el("summary", {}, t.another),
    el("form", { onsubmit: go }, el("label", { for: "another" }, t.anotherLabel), code, wrong, el("button", { type: "submit" }, t.anotherGo)));
}
