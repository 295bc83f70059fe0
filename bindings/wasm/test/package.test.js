// The package as people get it: packed, installed into an empty project, typed, run.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { here, packs, pkg, root } from "./places.js";

const project = mkdtempSync(join(tmpdir(), "shindan-npm-"));
after(() => rmSync(project, { recursive: true }));
const run = (program, ...given) => execFileSync(program, given, { cwd: project, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });

const tarball = run("npm", "pack", "--silent", "--pack-destination", project, pkg).trim();
writeFileSync(join(project, "package.json"), JSON.stringify({ name: "empty", private: true, type: "module" }));
run("npm", "install", "--silent", "--no-audit", "--no-fund", "--offline", `./${tarball}`);

test("the tarball holds what package.json names, and nothing else", () => {
  const held = run("tar", "-tzf", tarball).trim().split("\n").sort();
  assert.deepEqual(held, ["LICENSE-APACHE", "LICENSE-MIT", "README.md", "glue.js", "index.d.ts", "index.js", "knowledge.js", "package.json",
    "protocol.d.ts", "shindan.cdx.json", "shindan.script.js", "shindan_bg.wasm"].map((name) => `package/${name}`));
});

test("the types hold under --strict", () => {
  writeFileSync(join(project, "typed.ts"), readFileSync(join(here, "typed.ts")));
  run(join(here, "../node_modules/.bin/tsc"), "--strict", "--noEmit", "--target", "es2022", "--module", "nodenext", "--moduleResolution", "nodenext",
    "--lib", "es2022,dom", "--types", "", "typed.ts");
});

test("the vendor's program runs in the empty project", () => {
  cpSync(join(here, "../example/vendor.js"), join(project, "vendor.js"));
  const said = run("node", "vendor.js", join(packs, "caora.shindan"));
  for (const wanted of ["FUJ905 0x02000001: exact", "1. ", "resumed", "handed_over", "line 2: 011"]) assert.ok(said.includes(wanted), `${wanted} in:\n${said}`);
});

test("the README's program runs", () => {
  const [, code] = readFileSync(join(pkg, "README.md"), "utf8").match(/```js\n([\s\S]*?)```/);
  writeFileSync(join(project, "readme.js"), code);
  cpSync(join(packs, "caora.shindan"), join(project, "caora.shindan"));
  assert.match(run("node", "readme.js"), /^fuj905-reader-not-found exact\n/);
});

test("the embedding guide's way to the first answer: its commands and lines are as many as it says", () => {
  const guide = readFileSync(join(root, "docs/embedding-guide.md"), "utf8");
  const [, said] = guide.match(/first answer in Node, (\w+ commands and \w+ lines):\n/);
  const [, commands, lines] = guide.match(/first answer in Node,[\s\S]*?```sh\n([\s\S]*?)```\n\n```js\n([\s\S]*?)```/);
  assert.equal(said, "three commands and four lines");
  assert.equal(commands.trim().split("\n").length, 3);
  assert.equal(lines.trim().split("\n").length, 4);
  writeFileSync(join(project, "guide.js"), lines);
  assert.match(run("node", "guide.js"), /replug-reader/);
});
