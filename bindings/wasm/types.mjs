// Writes js/protocol.d.ts from the schemas: what each operation takes and gives. `node types.mjs --check` fails where it is not up to date.
import { readFileSync, writeFileSync } from "node:fs";
import { compile } from "json-schema-to-typescript";

const read = (name) => JSON.parse(readFileSync(new URL(`../../schema/${name}.schema.json`, import.meta.url), "utf8"));

/** References to the renamed definitions, alone: a description beside one would make a type of its own of it. */
function plain(value, rename) {
  if (Array.isArray(value)) return value.map((part) => plain(part, rename));
  if (value === null || typeof value !== "object") return value;
  if (typeof value.$ref === "string") return { $ref: `#/$defs/${rename(value.$ref.slice("#/$defs/".length))}` };
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, plain(part, rename)]));
}

async function types(schema, title, names, rename) {
  const $defs = Object.fromEntries(Object.entries(schema.$defs).map(([name, part]) => [rename(name), plain(part, rename)]));
  const properties = Object.fromEntries(names.map((name) => [name, { $ref: `#/$defs/${rename(name)}` }]));
  const whole = { title, type: "object", additionalProperties: false, $defs, required: names, properties };
  return compile(whole, title, { bannerComment: "", unreachableDefinitions: false, format: false });
}

const given = {
  packs: "packs", list: "list", lookup: "lookup", explain: "explanation", search: "search", scan: "scanned", tree: "graph",
  plan: "whole_plan", start: "diagnosis", turn: "diagnosis", reply: "diagnosis", back: "diagnosis", add_code: "diagnosis",
  supply: "diagnosis", change_role: "diagnosis", change_language: "diagnosis", why_not: "why_nots", transcript: "transcript",
  resume_code: "resume_code_of", resume: "diagnosis", page: "page",
};
const same = (name) => name;
const asking = (name) => `${name}_request`;
const answers = await types(read("protocol"), "Values", [...new Set(Object.values(given)), "error"], same);
const requests = await types(read("request"), "Requests", Object.keys(given), asking);
const operations = Object.entries(given)
  .map(([name, value]) => `  ${name}: { takes: Requests["${name}"]; gives: Values["${value}"] };`).join("\n");
const text = `// Written from schema/protocol.schema.json and schema/request.schema.json by types.mjs.

${answers}
${requests}
/** What each operation takes and gives. */
export interface Operations {
${operations}
}
`.replaceAll("\r\n", "\n");
const file = new URL("./js/protocol.d.ts", import.meta.url);
if (process.argv.includes("--check")) {
  if (readFileSync(file, "utf8") !== text) {
    console.error("js/protocol.d.ts is not what the schemas say; run: node bindings/wasm/types.mjs");
    process.exit(1);
  }
} else {
  writeFileSync(file, text);
}
