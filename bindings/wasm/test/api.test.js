import assert from "node:assert/strict";
import { test } from "node:test";
import { open, version } from "../pkg/index.js";
import { pack } from "./places.js";

const knowledge = await open(pack());
const text = "FUJ905 0x02000001";

test("what the package says about itself", () => {
  const { engine, packs: [only] } = knowledge.packs("en");
  assert.equal(engine, version());
  assert.equal(only.id, "caora");
  assert.match(only.hash, /^[0-9a-f]{64}$/);
  assert.ok(only.roles.some(({ id }) => id === only.default_role));
  assert.ok(knowledge.list("en").rules.length > 10);
});

test("a code, as text alone or as a request", () => {
  const found = knowledge.explain({ text, lang: "en", role: "reception" });
  assert.equal(found.match.level, "exact");
  assert.equal(found.answers[0].rule, "fuj905-reader-not-found");
  assert.deepEqual(knowledge.explain(text).answers[0].codes, found.answers[0].codes);
  assert.equal(knowledge.lookup("FUJ905", "0x02000001")[0].rule, "fuj905-reader-not-found");
  assert.deepEqual(knowledge.lookup("FUJ905", "0xFFFFFFFF"), []);
});

test("search, tree, plan, and a picture", () => {
  assert.equal(knowledge.search("リモートデスクトップで見ているときだけエラーになる").hits[0].rule, "fuj905-reader-not-found");
  assert.ok(knowledge.tree({ text, role: "reception" }).nodes.length > 1);
  assert.equal(knowledge.plan({ text, role: "admin" }).rule, "fuj905-reader-not-found");
  assert.match(knowledge.page("tree", { text }, { as: "svg", lang: "en" }), /<svg/);
});

test("a scan in pieces finds what a scan of the whole finds", () => {
  const log = `12:00 患者 ${text}\n12:01 エラー011\n`;
  const whole = knowledge.scan(log);
  assert.equal(whole.length, 2);
  const bytes = new TextEncoder().encode(log);
  for (const cut of [1, 3, 7, 20, bytes.length]) {
    const scan = knowledge.scanner();
    const found = [];
    for (let at = 0; at < bytes.length; at += cut) found.push(...scan.push(bytes.subarray(at, at + cut)));
    found.push(...scan.finish());
    assert.deepEqual(found.map(({ code, detail, rule }) => [code, detail, rule]), whole.map(({ code, detail, rule }) => [code, detail, rule]), `cut at ${cut}`);
    assert.throws(() => scan.push("x"), { kind: "closed" });
  }
});

test("a diagnosis goes to its end; a session kept as JSON goes on elsewhere with the same bytes", async () => {
  let now = knowledge.start({ text: "001", role: "reception", lang: "ja" });
  const elsewhere = await open(pack());
  for (let turns = 0; !now.turn.end; turns++) {
    assert.ok(turns < 50, "a diagnosis has an end");
    const { id } = now.turn.replies.find((one) => ["not_fixed", "no"].includes(one.id)) ?? now.turn.replies[0];
    const kept = JSON.parse(JSON.stringify(now.session));
    now = knowledge.reply(now.session, now.turn.step, id, { confirmed: true });
    const again = elsewhere.reply(kept, elsewhere.turn(kept).turn.step, id, { confirmed: true });
    assert.equal(JSON.stringify(again), JSON.stringify(now));
  }
  assert.equal(now.turn.end.outcome, "handed_over");
  assert.deepEqual(elsewhere.turn(elsewhere.resume(knowledge.resumeCode(now.session), "ja").session).turn.end, now.turn.end);
  assert.equal(elsewhere.transcript(now.session).outcome, "handed_over");
});

test("back, another code, role, language, facts, why not", () => {
  const first = knowledge.start({ text, role: "reception", lang: "ja" });
  const second = knowledge.reply(first.session, first.turn.step, first.turn.replies[0].id);
  assert.equal(knowledge.back(second.session).turn.step, first.turn.step);
  assert.equal(knowledge.changeLanguage(first.session, "en").turn.text.lang, "en");
  assert.equal(knowledge.changeRole(first.session, "admin").session.events.length, 1);
  assert.ok(knowledge.whyNot(first.session).length > 0);
  assert.equal(knowledge.addCode(first.session, "011 0x81000005").turn.rule, "011-network");
  assert.equal(knowledge.supply(first.session, { environment: "test" }).session.events.length, 1);
});
