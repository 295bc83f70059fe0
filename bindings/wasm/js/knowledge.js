// The engine as JavaScript objects. `glue` is what wasm-bindgen made: `Engine`, `version`.

/** Why there is no answer: `kind` is one word for programs, the message is for people. */
export class ShindanError extends Error {
  constructor(kind, message) {
    super(message);
    this.name = "ShindanError";
    this.kind = kind;
  }
}

function thrown(error) {
  if (typeof error !== "string") return error;
  const { kind, message } = JSON.parse(error).error;
  return new ShindanError(kind, message);
}

function guarded(work) {
  try {
    return work();
  } catch (error) {
    throw thrown(error);
  }
}

function bytes(pack) {
  return pack instanceof Uint8Array ? pack : new Uint8Array(pack);
}

/** Loaded knowledge. Everything is worked out here, on this machine; nothing is sent anywhere. */
export class Knowledge {
  #engine;

  constructor(engine) {
    this.#engine = engine;
  }

  static open(glue, pack, { keys, signature } = {}) {
    if (signature !== undefined && !keys) {
      throw new ShindanError("bad_key", "a signature says nothing without `keys`; give the public keys that you trust");
    }
    return guarded(() =>
      new Knowledge(keys ? glue.Engine.trusted(bytes(pack), keys, signature) : new glue.Engine(bytes(pack))));
  }

  /** An operation of the protocol as it is: JSON in, JSON out. */
  call(operation, input) {
    if (!this.#engine) throw new ShindanError("closed", "this knowledge was closed");
    return guarded(() => this.#engine.call(operation, input));
  }

  #ask(operation, input) {
    return JSON.parse(this.call(operation, JSON.stringify(input)));
  }

  packs(lang) { return this.#ask("packs", { lang }); }
  list(lang) { return this.#ask("list", { lang }); }
  lookup(code, detail) { return this.#ask("lookup", { code, detail }).rows; }
  explain(query) { return this.#ask("explain", asked(query)); }
  search(query) { return this.#ask("search", asked(query)); }
  scan(text) { return this.#ask("scan", { text }).matches; }
  tree(query) { return this.#ask("tree", asked(query)); }
  plan(query) { return this.#ask("plan", asked(query)); }

  start(start) { return this.#ask("start", asked(start)); }
  turn(session) { return this.#ask("turn", { session }); }
  reply(session, step, reply, { confirmed = false } = {}) {
    return this.#ask("reply", { session, step, reply, confirmed });
  }
  back(session) { return this.#ask("back", { session }); }
  addCode(session, text) { return this.#ask("add_code", { session, text }); }
  supply(session, facts) { return this.#ask("supply", { session, facts }); }
  changeRole(session, role) { return this.#ask("change_role", { session, role }); }
  changeLanguage(session, lang) { return this.#ask("change_language", { session, lang }); }
  whyNot(session, step) { return this.#ask("why_not", { session, step }).why_not; }
  transcript(session) { return this.#ask("transcript", { session }); }
  resumeCode(session) { return this.#ask("resume_code", { session }).resume_code; }
  resume(code, lang) { return this.#ask("resume", { code, lang }); }
  page(of, input, options = {}) { return this.#ask("page", { of, input, ...options }).page; }

  /** The same with the packs of another one, too. */
  join(other) {
    if (!this.#engine || !other.#engine) throw new ShindanError("closed", "this knowledge was closed");
    return guarded(() => new Knowledge(this.#engine.join(other.#engine)));
  }

  /** A scan of a text that comes in pieces of UTF-8. */
  scanner() {
    if (!this.#engine) throw new ShindanError("closed", "this knowledge was closed");
    return new Scanner(this.#engine.scanner());
  }

  /** Gives the memory back. */
  close() {
    this.#engine?.free();
    this.#engine = undefined;
  }

  [Symbol.dispose ?? Symbol.for("Symbol.dispose")]() { this.close(); }
}

/** A scan that goes on. */
export class Scanner {
  #scanner;

  constructor(scanner) {
    this.#scanner = scanner;
  }

  /** The matches that are complete with this piece. */
  push(piece) {
    if (!this.#scanner) throw new ShindanError("closed", "this scan was finished");
    const bytes = typeof piece === "string" ? new TextEncoder().encode(piece) : piece;
    return JSON.parse(guarded(() => this.#scanner.push(bytes)));
  }

  /** The matches that are left at the end. */
  finish() {
    if (!this.#scanner) throw new ShindanError("closed", "this scan was finished");
    const scanner = this.#scanner;
    this.#scanner = undefined;
    try {
      return JSON.parse(guarded(() => scanner.finish()));
    } finally {
      scanner.free();
    }
  }
}

function asked(query) {
  return typeof query === "string" ? { text: query } : query;
}
