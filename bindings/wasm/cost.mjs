// What a call costs through JavaScript, and whether memory stays flat: node cost.mjs PACK LOOKUPS TURNS SESSIONS. A recorded run, not part of CI.
import { readFile } from "node:fs/promises";
import { open } from "./pkg/index.js";

const [path, lookups, turns, sessions] = process.argv.slice(2);
const knowledge = await open(await readFile(path));

/** Microseconds each, and megabytes in use after a tenth and at the end. */
function each(rounds, work) {
  let early = 0;
  const begun = process.hrtime.bigint();
  for (let at = 0; at < rounds; at += 1) {
    work();
    if (at === Math.floor(rounds / 10)) early = memory();
  }
  return [Number(process.hrtime.bigint() - begun) / rounds / 1000, early, memory()];
}
function memory() {
  return (process.memoryUsage.rss() / 1e6).toFixed(1);
}

const input = '{"code": "FUJ905", "detail": "0x02000001"}';
const [typed] = each(lookups / 10, () => knowledge.lookup("FUJ905", "0x02000001")[0].rule);
const [raw, early, late] = each(lookups, () => knowledge.call("lookup", input));
const { session, turn } = knowledge.start({ text: "FUJ905 0x02000001", role: "reception", lang: "en" });
const reply = turn.replies[0].id;
const [turnTyped, earlyTurns, lateTurns] = each(turns, () => knowledge.reply(session, turn.step, reply).turn.kind);
const given = JSON.stringify({ session, step: turn.step, reply });
const [turnRaw] = each(turns, () => knowledge.call("reply", given));
const us = (time) => `${time.toFixed(1)} us`;
console.log(`Node: lookup ${us(typed)} typed, ${us(raw)} as JSON, turn ${us(turnTyped)} typed, ${us(turnRaw)} as JSON; `
  + `memory of look-ups ${early} to ${late} MB, of turns ${earlyTurns} to ${lateTurns} MB`);

/** Leads a session from its start to its end, by replies that are the same in each language; how many that took. */
function walk(number) {
  let shown = knowledge.start({ text: "FUJ905 0x02000001", role: "admin", lang: "en" });
  for (let depth = 0; ; depth += 1) {
    const choices = shown.turn.replies ?? [];
    if (choices.length === 0) return depth;
    shown = knowledge.reply(shown.session, shown.turn.step, choices[(number + depth) % choices.length].id, { confirmed: true });
  }
}
let [number, replies] = [0, 0];
const [whole, earlySessions, lateSessions] = each(sessions, () => { replies += walk(number); number += 1; });
console.log(`Node: ${sessions} sessions with ${replies} replies, ${us(whole)} each; memory ${earlySessions} to ${lateSessions} MB`);
