// What the page knows at the moment. Only the session and the two switches are kept, in this tab, so that a reload does not lose them.
import { LANGUAGES } from "./texts.js";

const KEY = "shindan";

export const state = { knowledge: undefined, contacts: {}, lang: "ja", role: undefined, asked: "", session: undefined, view: "start" };

export function restore() {
  try {
    const { lang, role, asked, session } = JSON.parse(sessionStorage.getItem(KEY) ?? "{}");
    state.lang = lang in LANGUAGES ? lang : navigator.language?.startsWith("ja") === false ? "en" : "ja";
    Object.assign(state, { role, asked: asked ?? "", session });
  } catch {
    forget();
  }
}

export function keep() {
  const { lang, role, asked, session } = state;
  try {
    sessionStorage.setItem(KEY, JSON.stringify({ lang, role, asked, session }));
  } catch {
    // A tab that may keep nothing still works; only a reload begins anew.
  }
}

export function forget() {
  state.session = undefined;
  state.asked = "";
  try {
    sessionStorage.removeItem(KEY);
  } catch {
    // As above.
  }
}

/** The pack's name for a role, in the language of the page. */
export function roleName(id) {
  const roles = state.knowledge.packs(state.lang).packs.flatMap(({ roles }) => roles);
  return roles.find((role) => role.id === id)?.name.text ?? id;
}
