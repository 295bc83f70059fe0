import type { Answer, Diagnosis, Explanation, Graph, Hit, List, Lookup, Operations, Packs, ScanMatch, Search, Session, Transcript, WhyNot } from "./protocol.js";

export type { Answer, Diagnosis, Explanation, Graph, Hit, List, Lookup, Operations, Packs, ScanMatch, Search, Session, Transcript, WhyNot };
export type * as protocol from "./protocol.js";

type Takes<Name extends keyof Operations> = Operations[Name]["takes"];
type Gives<Name extends keyof Operations> = Operations[Name]["gives"];
/** A request, or its text alone. */
type Asked<Name extends keyof Operations> = string | Takes<Name>;
type Source = ArrayBuffer | Uint8Array;

/** Whom to trust. */
export interface Trust {
  /** The line of each public key that is accepted; one of them has to have signed. */
  keys?: string[];
  /** The text of the signature, if it does not stand behind the pack. */
  signature?: string;
}

/** Why there is no answer. */
export class ShindanError extends Error {
  constructor(kind: string, message: string);
  /** One word for programs, such as `illegal_reply`. */
  readonly kind: string;
}

/**
 * Loads the engine, once. Without `engine` it is read from beside this package.
 * @param engine the URL or the bytes of `shindan_bg.wasm`, an answer of `fetch`, or a compiled module
 */
export function load(engine?: unknown): Promise<void>;
/** Opens a compiled pack; loads the engine first, if nobody did. @throws ShindanError */
export function open(pack: Source | Promise<Source>, trust?: Trust): Promise<Knowledge>;
/** The version of the engine, once it is loaded. */
export function version(): string;

/** Loaded knowledge. Everything is worked out on this machine; nothing is sent anywhere. Each method throws a {@link ShindanError}. */
export class Knowledge {
  private constructor();
  /** An operation of the protocol as it is: JSON in, JSON out. */
  call(operation: string, input: string): string;
  packs(lang?: string): Packs;
  list(lang?: string): List;
  /** The rows of a code and a detail, both exactly as the pack writes them. */
  lookup(code: string, detail?: string): Lookup["rows"];
  explain(query: Asked<"explain">): Explanation;
  search(query: Asked<"search">): Search;
  /** The codes in a text. */
  scan(text: string): ScanMatch[];
  tree(query: Asked<"tree">): Graph;
  plan(query: Takes<"plan">): Gives<"plan">;
  start(start: Asked<"start">): Diagnosis;
  turn(session: Session): Diagnosis;
  /** A reply to the current step. One that has `confirm` is refused until its text was shown and accepted: then say `confirmed`. */
  reply(session: Session, step: string, reply: string, options?: { confirmed?: boolean }): Diagnosis;
  back(session: Session): Diagnosis;
  addCode(session: Session, text: string): Diagnosis;
  supply(session: Session, facts: Record<string, string>): Diagnosis;
  changeRole(session: Session, role: string): Diagnosis;
  changeLanguage(session: Session, lang: string): Diagnosis;
  whyNot(session: Session, step?: string): WhyNot[];
  transcript(session: Session): Transcript;
  resumeCode(session: Session): string;
  resume(code: string, lang?: string): Diagnosis;
  /** A value as text, Markdown or a picture. */
  page(of: Takes<"page">["of"], input: object, options?: Pick<Takes<"page">, "as" | "width" | "lang">): string;
  /** The same with the packs of another one, too. */
  join(other: Knowledge): Knowledge;
  scanner(): Scanner;
  /** Gives the memory back. */
  close(): void;
}

/** A scan of a text that comes in pieces. */
export class Scanner {
  private constructor();
  /** The matches that are complete with this piece: text, or bytes of UTF-8. */
  push(piece: string | Uint8Array): ScanMatch[];
  /** The matches that are left at the end. */
  finish(): ScanMatch[];
}
