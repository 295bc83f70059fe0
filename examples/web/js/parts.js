// What several views show: contacts, risk and effort, hand-over, where an answer comes from.
import { el, said, listed } from "./dom.js";
import { roleName, state } from "./state.js";
import { texts } from "./texts.js";

/** A contact's name with what the vendor says about it. */
export function contact({ id, name }) {
  const t = texts(state.lang);
  const { phone, hours } = state.contacts[id] ?? {};
  return [el("strong", {}, name), phone && [` — ${t.tel}: `, el("a", { href: `tel:${phone.replaceAll(/[^+\d]/g, "")}` }, phone)], hours && ` (${t.hours}: ${hours})`];
}

/** Who does it, what it risks, how long it takes. */
export function effort({ role, risk, minutes, actor }, more = []) {
  const t = texts(state.lang);
  const words = [
    risk && el("span", { class: `risk ${risk}` }, t.risk[risk]),
    minutes && el("span", {}, t.minutes(minutes)),
    actor && actor !== state.role ? el("span", {}, t.by(roleName(actor))) : role && role !== state.role && el("span", {}, t.by(roleName(role))),
    ...more.map((word) => el("span", {}, word)),
  ].filter(Boolean);
  return words.length > 0 && el("p", { class: "effort" }, words);
}

export function handOver(given, title) {
  if (!given) return undefined;
  const t = texts(state.lang);
  const from = { remedy: t.fromRemedy, message: t.fromMessage, role: t.fromRole }[given.from];
  return el("section", { class: "contacts" }, el("h2", {}, title), given.text && el("p", {}, said(given.text)),
    el("ul", {}, given.to.map((one) => el("li", {}, contact(one)))), el("p", { class: "small" }, from));
}

/** The document, page and rows that an answer stands on. */
export function source(answer) {
  const t = texts(state.lang);
  const { source: from, rows, pack, rule } = answer;
  return el("p", { class: "small source" }, `${t.source}: `, said(from.title), ` ${t.page(from.page)} · ${t.rows} ${rows.join(", ")} · ${rule} · ${packName(pack)}`);
}

let rules;

/** The same for a rule of a session. */
export function sourceOf(rule) {
  const t = texts(state.lang);
  const { packs } = state.knowledge.packs(state.lang);
  rules ??= new Map(state.knowledge.list().rules.map((one) => [one.rule, one]));
  const found = rules.get(rule);
  const pack = packs.find(({ id }) => id === found?.pack) ?? packs[0];
  const where = found && `${t.source}: ${found.document} ${t.page(found.page)} · ${found.rule} · `;
  return el("p", { class: "small source" }, where, packName(pack));
}

export function packName({ id, version, hash }) {
  return `${id} ${version} (${hash.slice(0, 12)})`;
}

export function causes(title, list) {
  return listed(title, list.map((local) => said(local)));
}
