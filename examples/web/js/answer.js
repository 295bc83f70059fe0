// What a code means and what this person may do about it; or what is still open.
import { actions } from "./actions.js";
import { button, el, said, warning } from "./dom.js";
import { contact, effort, handOver, source } from "./parts.js";
import { state } from "./state.js";
import { change, reason, texts } from "./texts.js";

export function answerView() {
  const t = texts(state.lang);
  const found = state.knowledge.explain({ text: state.asked, lang: state.lang, role: state.role });
  const { match, answers } = found;
  const sure = answers.filter(({ candidate }) => !candidate);
  const open = answers.filter(({ candidate }) => candidate);
  return [
    el("h1", { tabindex: "-1" }, titled(match, sure, t)),
    matched(found, t),
    found.asked.map(({ question }) => question && chosen(question, found.asked, t)),
    match.suggestions.length > 0 && !found.asked.some(({ question }) => question) && suggestions(match.suggestions, t),
    sure.length > 1 && el("p", {}, t.severalCodes),
    sure.length === 1 ? [headOf(sure[0], found, t), lead(sure, t), body(sure[0], t)] : [lead(sure, t), sure.map((answer) => [headOf(answer, found, t), body(answer, t)])],
    open.length > 0 && candidates(open, found, t),
    helpDesk(found, t),
    el("p", { class: "actions" }, button(t.again, () => actions.startOver(), "", { id: "again" })),
  ];
}

function titled({ level }, sure, t) {
  if (level === "unknown") return t.unknownTitle;
  return sure.length > 0 ? t.answerTo(state.asked) : t.candidatesFor(state.asked);
}

/** How surely the input is meant, and what was changed in it. */
function matched({ match, asked }, t) {
  const described = asked.length === 0 && match.level === "unknown" && match.reason !== "pack_damaged" && match.changes.length === 0;
  const names = described ? ["nothing_near"] : asked.length > 0 ? asked.map((one) => one.reason) : [match.reason];
  const lines = [...new Set(names)].map((name) => reason(state.lang, name)).filter(Boolean);
  if (described) lines.push(t.sayMore);
  lines.push(...match.changes.map((one) => change(state.lang, one)));
  return lines.length > 0 && el("div", { class: "card match", id: "match" }, lines.map((line) => el("p", {}, line)));
}

/** The question that separates what may be meant; a reply asks again. */
function chosen(question, asked, t) {
  const others = asked.filter((one) => one.question !== question).map(({ text }) => text);
  const mine = asked.find((one) => one.question === question).text;
  const again = (value) => actions.lookUp([...others, question.fact === "code" ? `${value} ${mine}` : `${mine} ${value}`].join("\n"));
  return el("section", { class: "card" }, asked.length > 1 && el("p", { class: "label" }, t.about(mine)), el("h2", {}, said(question.text)),
    el("div", { class: "replies" }, question.options.map(({ value, text }) => button(text, () => again(value), "reply"))));
}

function suggestions(list, t) {
  return el("section", { class: "card" }, el("h2", {}, t.meant), el("div", { class: "replies" }, list.map(({ codes, details, error_type }) => {
    const text = [codes[0], ...details].join(" ");
    return button(error_type ? `${text} (${error_type.text})` : text, () => actions.lookUp(text), "reply");
  })));
}

/** What of several faults may have brought about another one. */
function related({ rule, pack }, { relations, answers }, t) {
  const name = (id) => answers.find((one) => one.rule === id)?.asked.join(" / ") ?? id;
  return relations.filter((one) => one.pack === pack.id).map(({ cause, consequence }) => (cause === rule && t.likelyCause(name(consequence))) || (consequence === rule && t.likelyConsequence(name(cause))))
    .filter(Boolean).map((text) => el("p", {}, text));
}

function headOf(answer, found, t) {
  const { heading, message, error_type, cautions, codes, details } = answer;
  return el("div", { class: "card head" },
    warning(t.caution, cautions, true),
    answer.status === "draft" && el("p", { class: "wrong" }, t.draftRule),
    answer.status === "deprecated" && el("p", { class: "wrong" }, t.oldRule),
    el("p", { class: "codes" }, [...codes.slice(0, 1), ...details].join(" ")),
    el("h2", {}, said(error_type ?? heading ?? { text: codes.join(" "), lang: state.lang })),
    error_type && heading && el("p", {}, said(heading)),
    related(answer, found, t),
    message && el("p", {}, el("span", { class: "label" }, `${t.message}: `), el("q", {}, said(message))),
    answer.translation === "draft" && el("p", { class: "small" }, t.draft));
}

function lead(sure, t) {
  return sure.length > 0 && el("div", { class: "actions lead" }, button(t.lead, () => actions.diagnose(), "primary big lead", { "aria-describedby": "lead-hint" }),
    sure.length === 1 && button(t.tree, () => actions.show("tree"), "", { id: "tree" }), el("p", { class: "small", id: "lead-hint" }, t.leadHint));
}

function body(answer, t) {
  const { checks, remediation, absent, notes } = answer;
  const missing = (field) => absent[field] && el("p", { class: "small" }, `${t.field[field]}: ${t.absent[absent[field]]}`);
  const doubts = (id) => notes.filter(({ concerns }) => concerns.includes(id)).map(({ text }) => el("p", { class: "doubt" }, said(text)));
  const marked = answer.causes.map(({ id, text, likelihood }) => el("li", {}, said(text), likelihood && ` (${t[likelihood] ?? likelihood})`, doubts(id)));
  return [
    el("section", { class: "card" }, el("h2", {}, t.causes), marked.length > 0 && el("ul", {}, marked), missing("causes")),
    (checks.length > 0 || absent.checks) && el("section", { class: "card" }, el("h2", {}, t.checks), missing("checks"), checks.length > 0 && el("ol", {}, checks.map((one) =>
      el("li", {}, one.caution && warning(t.caution, [one.caution], true), el("p", {}, said(one.ask)), effort(one), one.consult && el("p", {}, t.consult(one.consult.name)), doubts(one.id))))),
    (remediation.length > 0 || absent.remediation) && el("section", { class: "card" }, el("h2", {}, t.remedies), missing("remediation"),
      el("ol", { class: "remedies" }, remediation.map((one) => remedy(one, t, doubts)))),
    withheld(answer.withheld, t),
    el("div", { class: "card" }, handOver(answer.hand_over, t.handOver), source(answer)),
    answer.explanation.length > 0 && el("details", { class: "card" }, el("summary", {}, t.background), answer.explanation.map((text) => el("p", {}, said(text)))),
    general(answer, t),
  ];
}

function remedy(one, t, doubts) {
  const more = [one.kind === "workaround" && t.workaround, one.origin === "editor" && t.editor].filter(Boolean);
  return el("li", {},
    one.caution && warning(t.caution, [one.caution], true),
    one.consult && el("p", {}, t.consult(one.consult.name)),
    one.steps.length === 1 ? el("p", {}, said(one.steps[0].text)) : el("ol", { class: "letters" }, one.steps.map(({ text }) => el("li", {}, said(text)))),
    effort(one, more),
    one.verify && el("p", { class: "small" }, `${t.verify}: `, said(one.verify)),
    one.stop && el("p", { class: "small" }, `${t.stop}: `, said(one.stop)),
    one.undo && el("p", { class: "small" }, `${t.undo}: `, said(one.undo)),
    doubts(one.id));
}

/** What is not for this person: whom to call, never the steps. */
function withheld(list, t) {
  const counts = new Map();
  for (const { who, why } of list) {
    const key = who?.id ?? why;
    counts.set(key, { who, why, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return list.length > 0 && el("section", { class: "card" }, el("h2", {}, t.withheld), el("ul", {}, [...counts.values()].map(({ who, why, count }) =>
    el("li", {}, who ? t.withheldFor(count, who.name) : (t.hidden[why] ?? t.hidden.other)(count)))));
}

/** The notes that stand with no item above. */
function general({ notes, causes, checks, remediation }, t) {
  const shown = new Set([...causes, ...checks, ...remediation].map(({ id }) => id));
  const left = notes.filter(({ concerns }) => !concerns.some((id) => shown.has(id)));
  return left.length > 0 && el("details", { class: "card" }, el("summary", {}, t.notes), el("ul", {}, left.map(({ text }) => el("li", {}, said(text)))));
}

/** What may be meant, without steps. Where a question separates them, it stands above; else each opens from here. */
function candidates(list, { match, asked }, t) {
  const separated = asked.some(({ question }) => question);
  return el("section", { class: "card" }, el("h2", {}, t.candidates), el("p", { class: "small" }, t.candidatesHint),
    el("ul", { class: "plain" }, list.map(({ codes, details, heading, error_type, cautions, source: from }) => {
      const text = [codes[0], details.length === 1 && details[0]].filter(Boolean).join(" ");
      const name = [[codes[0], ...details].join(" "), [error_type?.text, heading?.text].filter(Boolean).join(" — ")].join(": ");
      return el("li", {}, warning(t.caution, cautions), separated ? el("p", {}, name) : button(name, () => actions.lookUp(text), "reply"),
        el("p", { class: "small" }, `${t.source}: `, said(from.title), ` ${t.page(from.page)}`));
    })),
    match.level === "symptom" && el("p", { class: "actions" }, button(t.leadDescribed, () => actions.diagnose("planned"), "primary big")));
}

function helpDesk({ answers, match, help_desk }, t) {
  const several = answers.length > 1 && match.level !== "symptom" ? answers.map(({ hand_over }) => hand_over?.to ?? []) : [];
  const common = (several[0] ?? []).filter(({ id }) => several.every((to) => to.some((one) => one.id === id)));
  return el("section", { class: "card contacts" }, el("h2", {}, t.tell), el("p", {}, said(help_desk)),
    common.length > 0 && el("ul", {}, common.map((one) => el("li", {}, contact(one)))));
}
