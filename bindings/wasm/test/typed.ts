// What a product developer writes; checked by `tsc --strict`.
import { open, ShindanError, type Diagnosis, type Explanation, type Session } from "shindan";

export async function answer(pack: ArrayBuffer, text: string): Promise<string[]> {
  const knowledge = await open(pack);
  try {
    const found: Explanation = knowledge.explain({ text, lang: "en", role: "reception" });
    // @ts-expect-error there is no such field
    found.answer;
    // @ts-expect-error a request takes no other fields
    knowledge.explain({ txt: text });
    return found.answers.map((one) => one.rule);
  } catch (error) {
    return [error instanceof ShindanError ? error.kind : "other"];
  } finally {
    knowledge.close();
  }
}

export async function walk(pack: Uint8Array, text: string): Promise<Session> {
  const knowledge = await open(pack);
  let now: Diagnosis = knowledge.start({ text });
  while (!now.turn.end) {
    const [first] = now.turn.replies;
    if (!first) break;
    if (first.confirm) console.log(first.confirm.text);
    now = knowledge.reply(now.session, now.turn.step, first.id, { confirmed: true });
  }
  // @ts-expect-error the step is missing
  knowledge.reply(now.session);
  return now.session;
}
