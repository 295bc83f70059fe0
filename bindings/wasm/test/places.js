// Where the tests find things.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const at = (path) => fileURLToPath(new URL(path, import.meta.url));

export const root = at("../../../");
export const packs = at("../../../tests/conformance/packs/");
export const pkg = at("../pkg/");
export const here = at("./");

export function pack(name = "caora.shindan") {
  return readFileSync(packs + name);
}

export function fixture(name) {
  return readFileSync(join(root, "tests/fixtures/pack", name));
}

/** The text of `cases.tsv`: the file that SHINDAN_CASES names, else made anew. */
export function suite() {
  if (process.env.SHINDAN_CASES) return readFileSync(process.env.SHINDAN_CASES, "utf8");
  return execFileSync("cargo", ["run", "--quiet", "--example", "conformance"], { cwd: root, encoding: "utf8", maxBuffer: 1 << 26 });
}
