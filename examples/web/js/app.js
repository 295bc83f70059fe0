// Starts the page, and carries out what people do.
import { actions } from "./actions.js";
import { answerView } from "./answer.js";
import { turnView } from "./diagnosis.js";
import { el } from "./dom.js";
import { contacts, start } from "./engine.js";
import { frame } from "./frame.js";
import { announce, notice } from "./live.js";
import { endView, recordView } from "./record.js";
import { startView } from "./start.js";
import { forget, keep, restore, roleName, state } from "./state.js";
import { texts } from "./texts.js";
import { treeView } from "./tree.js";
import { workOffline } from "./offline.js";

const view = document.querySelector("#view");

/** Draws the current view, and leads keyboard and screen reader to it. */
function draw({ focus = true } = {}) {
  frame();
  const { parts, spoken } = drawn();
  view.replaceChildren(...parts.flat(Infinity).filter(Boolean));
  view.dataset.view = state.view;
  keep();
  if (!focus) return;
  if (state.view === "start") document.querySelector("#code").focus();
  else document.querySelector("#view h1")?.focus({ preventScroll: true });
  scrollTo(0, 0);
  announce(spoken ?? "");
}

function drawn() {
  const t = texts(state.lang);
  if (state.view === "answer" && state.asked) return { parts: answerView() };
  if (state.view === "tree" && state.asked) return { parts: treeView() };
  if (state.view === "record" && state.session) return { parts: recordView() };
  if (state.view === "diagnosis" && state.session) {
    const now = state.knowledge.turn(state.session);
    state.session = now.session;
    if (now.turn.end) return { parts: endView(now) };
    const { turn, progress } = now;
    const cautions = [...turn.cautions, turn.caution].filter(Boolean).map(({ text }) => `${t.caution}: ${text}`);
    return { parts: turnView(now), spoken: [t.step(progress.done + 1), ...cautions, turn.text.text, ...turn.steps.map(({ text }) => text.text)].join("\n") };
  }
  state.view = "start";
  return { parts: startView() };
}

/** Goes on to a view, so that the browser's own way back leads here. */
function show(name) {
  if (name !== state.view) history.pushState({ view: name }, "");
  state.view = name;
  draw();
}

/** Takes over the session that `step` gives; says so where the engine refuses. */
function go(step) {
  try {
    state.session = step().session;
    show("diagnosis");
  } catch (error) {
    announce(texts(state.lang).wrong);
    return `${texts(state.lang).wrong} (${error.message})`;
  }
  return undefined;
}

const knowledge = () => state.knowledge;

Object.assign(actions, {
  show,
  lookUp(text) {
    state.asked = text;
    if (knowledge().explain({ text, lang: state.lang, role: state.role }).match.level === "unknown" && actions.resume(text) === undefined) return;
    state.view = "";
    show("answer");
  },
  diagnose(strategy) {
    return go(() => knowledge().start({ text: state.asked, lang: state.lang, role: state.role, strategy }));
  },
  reply: (step, reply, confirmed) => go(() => knowledge().reply(state.session, step, reply, { confirmed })),
  back: () => go(() => knowledge().back(state.session)),
  anotherCode(text) {
    const wrong = go(() => knowledge().addCode(state.session, text));
    if (wrong === undefined) notice(texts(state.lang).added(text));
    return wrong;
  },
  /** What is wrong with a resume code; nothing once the session goes on. */
  resume(code) {
    const t = texts(state.lang);
    try {
      const { session } = knowledge().resume(code.trim(), state.lang);
      const { codes, role } = knowledge().transcript(session);
      Object.assign(state, { session, role, asked: codes.join("\n") });
    } catch (error) {
      return ["not_resume_code", "mistyped_resume_code"].includes(error.kind) ? t.resumeWrong : `${t.resumeOther} (${error.message})`;
    }
    show("diagnosis");
    return undefined;
  },
  changeRole(role) {
    state.role = role;
    if (state.session) state.session = knowledge().changeRole(state.session, role).session;
    draw({ focus: false });
    document.querySelector("#role").focus();
    announce(texts(state.lang).roleChanged(roleName(role)));
  },
  changeLanguage(lang) {
    state.lang = lang;
    if (state.session) state.session = knowledge().changeLanguage(state.session, lang).session;
    if (state.knowledge) draw({ focus: false });
    else failed(state.failed);
    document.querySelector(`[data-lang=${lang}]`).focus();
  },
  startOver() {
    forget();
    show("start");
  },
  forget() {
    forget();
    state.view = "start";
    draw();
    announce(texts(state.lang).forgotten);
  },
});

/** Why the page cannot start, and what to do about it. */
function failed(error) {
  state.failed = error;
  frame();
  const t = texts(state.lang);
  const sentence = typeof t[error.what] === "function" ? t[error.what](error.path) : t[error.what] ?? t.wrong;
  view.replaceChildren(el("div", { class: "card failed", role: "alert" }, el("h1", {}, t.failed), el("p", {}, sentence), el("p", { class: "small" }, `${t.cause}: ${error.message}`)));
}

addEventListener("popstate", ({ state: kept }) => {
  state.view = kept?.view ?? "start";
  draw();
});
document.querySelector("#home").addEventListener("click", (event) => {
  event.preventDefault();
  show("start");
});

restore();
frame();
try {
  [state.knowledge, state.contacts] = await Promise.all([start(), contacts()]);
  state.role ??= state.knowledge.packs(state.lang).packs[0].default_role;
  const asked = new URLSearchParams(location.search).get("code");
  if (asked && history.state === null && !state.session) actions.lookUp(asked);
  else {
    state.view = history.state?.view ?? (state.session ? "diagnosis" : "start");
    draw();
  }
  workOffline();
} catch (error) {
  failed(error);
}
