// For Node and bundlers, and for pages that use modules.
import init, * as glue from "./glue.js";
import { Knowledge, Scanner, ShindanError } from "./knowledge.js";

let ready;

/** Loads the engine, once. Without `engine` it is read from beside this file. */
export function load(engine) {
  ready ??= start(engine).catch((error) => {
    ready = undefined;
    throw error;
  });
  return ready;
}

async function start(engine) {
  let source = await engine;
  if (source === undefined && typeof process === "object" && process.versions?.node) {
    const { readFile } = await import(/* @vite-ignore */ "node:fs/promises");
    source = await readFile(new URL("./shindan_bg.wasm", import.meta.url));
  }
  await init(source === undefined ? undefined : { module_or_path: source });
}

/** Opens a compiled pack; with `keys`, only one that one of them has signed. */
export async function open(pack, options) {
  await load();
  return Knowledge.open(glue, await pack, options);
}

/** The version of the engine, once it is loaded. */
export function version() {
  return glue.version();
}

export { Knowledge, Scanner, ShindanError };
