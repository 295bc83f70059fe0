// The end of a diagnosis, and the record that goes to somebody else: to read, copy, print, or go on from at another device.
import { actions } from "./actions.js";
import { button, el, said, warning } from "./dom.js";
import { skipped } from "./diagnosis.js";
import { causes, handOver, sourceOf } from "./parts.js";
import { announce } from "./live.js";
import { state } from "./state.js";
import { texts } from "./texts.js";

export function endView({ turn }) {
  const t = texts(state.lang);
  const { outcome, hand_over, open_causes, contradictions } = turn.end;
  return [
    el("h1", { tabindex: "-1", class: `outcome ${outcome}` }, t.outcome[outcome]),
    warning(t.caution, [...turn.cautions, turn.caution].filter(Boolean)),
    el("div", { class: "card" }, el("p", {}, said(turn.text)), handOver(hand_over, t.contact), el("p", { class: "small" }, said(turn.why))),
    contradictions && warning(t.contradiction, contradictions.map(({ text }) => text)),
    outcome !== "resolved" && open_causes.length > 0 && el("div", { class: "card screen" }, causes(t.openCauses, open_causes)),
    skipped(turn.skipped, t),
    record(t, false),
    el("p", { class: "actions" }, button(t.again, () => actions.startOver(), "primary", { id: "again" }), button(t.back, () => actions.back(), "", { id: "back" })),
    sourceOf(turn.rule),
  ];
}

/** The record while the diagnosis still goes on. */
export function recordView() {
  const t = texts(state.lang);
  const { hand_over } = state.knowledge.transcript(state.session);
  return [
    el("h1", { tabindex: "-1" }, t.record),
    hand_over && el("div", { class: "card" }, handOver(hand_over, t.contact)),
    record(t, true),
    el("p", { class: "actions" }, button(t.continue, () => actions.show("diagnosis"), "primary", { id: "continue" })),
  ];
}

function record(t, titled) {
  const { knowledge, session, lang } = state;
  const text = knowledge.page("transcript", { session }, { lang });
  const shown = el("textarea", { id: "record", class: "screen", readonly: true, rows: Math.min(16, text.split("\n").length), "aria-label": t.record }, text);
  const copy = async () => announce(await copied(text, shown) ? t.copied : t.notCopied, true);
  const code = knowledge.transcript(session).resume_code;
  return [
    el("section", { class: "card record" }, !titled && el("h2", {}, t.record), shown, el("pre", { class: "paper", "aria-hidden": "true" }, text),
      el("p", { class: "actions" }, button(t.copy, copy, "primary", { id: "copy" }), button(t.print, () => window.print(), "", { id: "print" })),
      el("p", { class: "done", id: "done" })),
    code && el("section", { class: "card elsewhere" }, el("h2", {}, t.elsewhere), el("p", { class: "resume", id: "resume-code" }, code),
      el("img", { class: "qr", alt: t.qr, src: picture(knowledge.page("resume_code", { session }, { as: "svg" })), width: 200, height: 200 }),
      el("p", { class: "small" }, t.elsewhereHint)),
  ];
}

/** An SVG as an image: its own styles stay in it. */
export function picture(svg) {
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

async function copied(text, shown) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Pages that did not come over https have no clipboard of their own.
    shown.focus();
    shown.select();
    return document.execCommand("copy");
  }
}
