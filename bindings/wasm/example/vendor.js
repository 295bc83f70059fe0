// Look up a code, print the steps for a role, walk a diagnosis, save and resume it, scan a log.
//
//   npm install bindings/wasm/pkg && node vendor.js caora.shindan
import { readFile } from "node:fs/promises";
import { open } from "shindan";

const knowledge = await open(await readFile(process.argv[2] ?? "caora.shindan"));

// A code, and what this person may do about it.
const found = knowledge.explain({ text: "FUJ905 0x02000001", lang: "en", role: "reception" });
console.log(`FUJ905 0x02000001: ${found.match.level}`);
for (const { cautions, remediation, hand_over, source } of found.answers) {
  for (const caution of cautions) console.log(`! ${caution.text}`);
  for (const remedy of remediation) {
    if (remedy.caution) console.log(`! ${remedy.caution.text}`);
    remedy.steps.forEach(({ text }, index) => console.log(`${index + 1}. ${text.text}`));
  }
  console.log(`else call: ${hand_over?.to.map(({ name }) => name).join(", ")} (${source.title.text}, page ${source.page})`);
}

// A diagnosis. The program answers "no" and "not fixed"; yours asks a person.
let { session, turn } = knowledge.start({ text: "FUJ905 0x02000001", lang: "en", role: "reception" });
while (!turn.end) {
  for (const caution of [...turn.cautions, turn.caution].filter(Boolean)) console.log(`! ${caution.text}`);
  console.log(`? ${turn.text.text}`);
  for (const { text } of turn.steps) console.log(`  - ${text.text}`);
  const reply = turn.replies.find(({ id }) => ["no", "not_fixed"].includes(id)) ?? turn.replies[0];
  // Show `confirm` and have it accepted before you say `confirmed`; here nobody is asked, so nothing is confirmed.
  const legal = reply.confirm ? turn.replies.find(({ confirm }) => !confirm) : reply;
  ({ session, turn } = knowledge.reply(session, turn.step, legal.id));

  // The session is a plain value: keep it, and go on later or elsewhere.
  const saved = JSON.stringify(session);
  ({ session, turn } = knowledge.turn(JSON.parse(saved)));
}
console.log(`${turn.end.outcome}: ${turn.end.hand_over?.to.map(({ name }) => name).join(", ")}`);
const code = knowledge.resumeCode(session);
console.log(`resumed from ${code}: ${knowledge.resume(code, "en").turn.end.outcome}`);

// The codes in a log; the line itself, which may name people, stays where it is.
for (const { line, code, detail } of knowledge.scan("10:02 started\n10:03 エラー011 0x81000008\n")) console.log(`line ${line}: ${code} ${detail ?? ""}`);
knowledge.close();
