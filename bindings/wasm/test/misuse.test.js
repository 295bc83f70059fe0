import assert from "node:assert/strict";
import { test } from "node:test";
import { open, ShindanError } from "../pkg/index.js";
import { fixture, pack } from "./places.js";

const kind = (name) => (error) => {
  assert.ok(error instanceof ShindanError, `${error}`);
  assert.equal(error.kind, name);
  assert.ok(error.message.length > 10);
  return true;
};

test("what is no pack, and what was damaged, is refused in words", async () => {
  await assert.rejects(open(new Uint8Array()), kind("not_pack"));
  await assert.rejects(open(new TextEncoder().encode("<html>404</html>")), kind("not_pack"));
  const cut = pack().subarray(0, 5000);
  await assert.rejects(open(cut), kind("damaged_pack"));
});

test("damage that is met while a text is scanned is no scan without matches", async () => {
  const text = "10:02 FUJ905 0x02000001\n";
  let met = 0;
  for (let at = 100; at < pack().length; at += 4096) {
    const damaged = Uint8Array.from(pack());
    damaged[at] ^= 1;
    const knowledge = await open(damaged).catch(() => undefined);
    if (!knowledge) continue;
    try {
      const scanner = knowledge.scanner();
      assert.equal([...scanner.push(text), ...scanner.finish()].length, 1);
    } catch (error) {
      met += kind("damaged_pack")(error);
    }
  }
  assert.ok(met > 0);
});

test("with a key, only what it signed is opened", async () => {
  const key = fixture("base.pub").toString().trim().split("\n").at(-1);
  const signature = fixture("base.shindan.minisig").toString();
  await assert.rejects(open(pack(), { keys: ["not a key"] }), kind("bad_key"));
  await assert.rejects(open(pack(), { keys: [key] }), kind("untrusted_pack"));
  await assert.rejects(open(pack(), { keys: [key], signature }), kind("untrusted_pack"));
  const signed = await open(fixture("base.shindan"), { keys: [key], signature });
  assert.equal(signed.packs().packs.length, 1);
  // Neither of these may be taken for a question that was answered.
  await assert.rejects(open(pack(), { keys: [] }), kind("bad_key"));
  await assert.rejects(open(pack(), { signature }), kind("bad_key"));
});

test("wrong operations and requests", async () => {
  const knowledge = await open(pack());
  assert.throws(() => knowledge.call("explian", "{}"), kind("unknown_operation"));
  assert.throws(() => knowledge.call("explain", "{"), kind("bad_request"));
  assert.throws(() => knowledge.explain({ txt: "011" }), kind("bad_request"));
  assert.throws(() => knowledge.explain({ text: 11 }), kind("bad_request"));
  assert.throws(() => knowledge.start({ text: "011", role: "king" }), kind("unknown_role"));
  assert.throws(() => knowledge.turn({}), kind("bad_request"));
  assert.throws(() => knowledge.resume("ABC"), kind("not_resume_code"));
});

test("a reply that has to be confirmed is refused until it was", async () => {
  const knowledge = await open(pack());
  let now = knowledge.start({ text: "015 0x04000013", role: "reception", lang: "ja" });
  while (now.turn.kind !== "confirm") {
    const { id } = now.turn.replies.find((one) => ["not_fixed", "no"].includes(one.id)) ?? now.turn.replies[0];
    now = knowledge.reply(now.session, now.turn.step, id);
  }
  const asks = now.turn.replies.find((one) => one.confirm);
  assert.throws(() => knowledge.reply(now.session, now.turn.step, asks.id), kind("not_confirmed"));
  assert.notEqual(knowledge.reply(now.session, now.turn.step, asks.id, { confirmed: true }).turn.step, now.turn.step);
});

test("after close nothing answers, and nothing crashes", async () => {
  const knowledge = await open(pack());
  const scan = knowledge.scanner();
  knowledge.close();
  knowledge.close();
  assert.throws(() => knowledge.explain("011"), kind("closed"));
  assert.throws(() => knowledge.scanner(), kind("closed"));
  assert.equal([...scan.push("エラー011\n"), ...scan.finish()].length, 1);
  await assert.rejects(async () => (await open(pack())).join(knowledge), kind("closed"));
});

test("things that are no text do not crash the engine", async () => {
  const knowledge = await open(pack());
  for (const odd of [undefined, null, 7, {}, [], Symbol.iterator, () => 0]) {
    assert.throws(() => knowledge.call("explain", odd));
    assert.throws(() => knowledge.call(odd, "{}"));
  }
  assert.equal(knowledge.explain("011").match.level, "code_only");
});
