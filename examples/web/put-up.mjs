// Puts the page up: copies it with the npm package and a pack into a folder that a web server serves, and writes down its version.
//
//   node put-up.mjs FOLDER PACK [PACKAGE]      PACKAGE: node_modules/shindan, if not given
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const [folder, pack, engine = "node_modules/shindan"] = process.argv.slice(2);
const stop = (message) => {
  console.error(message);
  process.exit(2);
};
if (!folder || !pack) stop("usage: node put-up.mjs FOLDER PACK [PACKAGE]");
if (!existsSync(pack)) stop(`there is no pack ${pack}; build one with: shindan build KNOWLEDGE -o ${pack}`);
if (!existsSync(join(engine, "shindan_bg.wasm"))) stop(`${engine} is not the npm package shindan; give its folder as the third word, such as bindings/wasm/pkg`);

const PAGE = ["index.html", "style.css", "manifest.webmanifest", "icon.svg"];
mkdirSync(join(folder, "js"), { recursive: true });
mkdirSync(join(folder, "shindan"), { recursive: true });
const files = [
  ...PAGE.map((name) => [name, join(here, name)]),
  ...readdirSync(join(here, "js")).filter((name) => name.endsWith(".js")).sort().map((name) => [`js/${name}`, join(here, "js", name)]),
  ...["index.js", "knowledge.js", "glue.js", "shindan_bg.wasm"].map((name) => [`shindan/${name}`, join(engine, name)]),
  ["pack.shindan", pack],
];
for (const [name, from] of files) cpSync(from, join(folder, name));
// Telephone numbers are the vendor's: a file that is there already stays.
if (!existsSync(join(folder, "contacts.json"))) cpSync(join(here, "contacts.json"), join(folder, "contacts.json"));

const names = ["./", ...files.map(([name]) => name), "contacts.json"];
const hash = createHash("sha256");
for (const name of names.slice(1)) hash.update(name).update(readFileSync(join(folder, name)));
const version = hash.digest("hex").slice(0, 16);
const worker = readFileSync(join(here, "sw.js"), "utf8")
  .replace('const VERSION = "";', `const VERSION = ${JSON.stringify(version)};`)
  .replace("const FILES = [];", `const FILES = ${JSON.stringify(names)};`);
writeFileSync(join(folder, "sw.js"), worker);
console.log(`version ${version} of the page is in ${folder}`);
