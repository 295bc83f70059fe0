import assert from "node:assert/strict";
import { test } from "node:test";
import { open } from "../pkg/index.js";
import { cases, failing } from "./cases.js";
import { pack, suite } from "./places.js";

test("every case of the conformance suite gives the wanted bytes", async (t) => {
  const all = cases(suite());
  assert.ok(all.length >= 300, `the suite has ${all.length} cases`);
  const opened = {};
  for (const name of new Set(all.map((one) => one.pack))) opened[name] = await open(pack(name));
  assert.deepEqual(failing(all, opened), []);
  t.diagnostic(`${all.length} cases in Node`);
});

test("a case with another output would be noticed", async () => {
  const knowledge = await open(pack());
  const one = { name: "other", pack: "p", operation: "packs", input: "{}", wanted: "{}" };
  assert.deepEqual(failing([one], { p: knowledge }), ["other"]);
});
