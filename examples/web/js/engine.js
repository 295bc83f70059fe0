// The engine, the pack beside the page, and what the vendor says about contacts.

/** Why the page cannot start: `what` names the sentence to show. */
export class Failed extends Error {
  constructor(what, path, cause) {
    super(cause?.message ?? what, { cause });
    Object.assign(this, { what, path });
  }
}

/** The path of the pack: `?pack=` of the page, else `data-pack`. Other servers are refused by the page's policy. */
export function packPath() {
  return new URLSearchParams(location.search).get("pack") ?? document.documentElement.dataset.pack;
}

export async function start() {
  const path = packPath();
  const key = document.documentElement.dataset.key;
  const fetched = fetch(path).then((answer) => {
    if (!answer.ok) throw new Error(`${answer.status}`);
    return answer.arrayBuffer();
  }).catch((error) => { throw new Failed("noPack", path, error); });
  fetched.catch(() => {});
  let engine;
  try {
    engine = await import("../shindan/index.js");
    await engine.load();
  } catch (error) {
    throw new Failed("noEngine", path, error);
  }
  try {
    return await engine.open(await fetched, key ? { keys: [key] } : {});
  } catch (error) {
    if (error instanceof Failed) throw error;
    throw new Failed(["untrusted_pack", "bad_key"].includes(error.kind) ? "untrusted" : "badPack", path, error);
  }
}

/** Telephone numbers and hours by the contact's id, from `contacts.json`; none where there is no such file. */
export async function contacts() {
  try {
    const answer = await fetch("contacts.json");
    return answer.ok ? await answer.json() : {};
  } catch {
    return {};
  }
}
