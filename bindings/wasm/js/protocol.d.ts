// Written from schema/protocol.schema.json and schema/request.schema.json by types.mjs.

export type Semver = string
export type Id = string
/**
 * print: printed in the source, with the recorded errata applied. editor: added by the editor, or the engine's own words.
 */
export type Origin = ("print" | "editor")
export type Words = string[]
export type Status = ("draft" | "active" | "deprecated")
/**
 * exact: code and detail stand together in the table, or one of them stands alone and means one thing. normalized: the same after a harmless change, which is named. wildcard: the detail is an instance of a pattern. code_only: the code is known, which of its rows is meant is open. detail_only: the detail is known, which code it belongs to is open. suggestion: nothing matches, something similar exists. symptom: found by what somebody sees or says. unknown: nothing matches.
 */
export type Level = ("exact" | "normalized" | "wildcard" | "code_only" | "detail_only" | "suggestion" | "symptom" | "unknown")
/**
 * Why the match has its level. pack_damaged: the compiled pack does not hold what its hashes say; nothing is answered from it.
 */
export type Reason = ("pair_in_table" | "code_stands_alone" | "detail_under_one_code" | "detail_under_one_rule" | "pattern_fits" | "detail_missing" | "detail_not_in_table" | "detail_under_several_codes" | "pair_not_in_table" | "code_not_in_table" | "near_detail" | "symptoms_fit" | "nothing_known" | "nothing_near" | "pack_damaged")
export type LocalTextOrNull = (LocalText | null)
export type IdOrNull = (Id | null)
/**
 * safe: nothing is interrupted, changed or lost. disruptive: a restart, a service stops. reconfigures: settings, drivers or security. destructive: deletes something or uses up a lock-out counter.
 */
export type Risk = ("safe" | "disruptive" | "reconfigures" | "destructive")
export type Minutes = number
export type ContactOrNull = (Contact | null)
/**
 * above_role: the caller may not do it. not_this_case: it does not concern the matched row. unknown_fact: it depends on a row or fact that is not known. safer_first: something safer comes first. requires: a step that it requires was not carried out, or is not shown. shown_above: an earlier answer shows the same step. In sessions only: offered_once: a destructive step is offered once. not_done: it was not done or was stopped. not_undone: an alternative was not put back. over_budget: it does not fit into the minutes that are left. not_worth_it: handing over is expected to be quicker.
 */
export type WhyWithheld = ("above_role" | "not_this_case" | "unknown_fact" | "safer_first" | "requires" | "offered_once" | "not_done" | "not_undone" | "over_budget" | "not_worth_it" | "shown_above")
/**
 * lost: the print holds something that did not reach the pack. blank: nothing is printed. dash: a dash is printed.
 */
export type Absence = ("lost" | "blank" | "dash")
/**
 * resolved: the fault is gone. worked_around: the desk runs, the cause is open. handed_over: somebody else goes on.
 */
export type Outcome = ("resolved" | "worked_around" | "handed_over")
/**
 * Answers that contradict each other still.
 * 
 * @minItems 1
 */
export type Contradictions = [Contradiction, ...(Contradiction)[]]
/**
 * next: it is the next one. ended: the session is over. done: it was answered, known or carried out. unidentified: which code, detail or rule is meant comes first. undo_first: a change is put back first. contradiction: answers are cleared up first. taken_back: an answer is asked again first. ruled_out: the answers exclude all that it could end. tells_nothing: no answer to it would change anything. pinned_first: another step always comes first. workaround_first: somebody waits. supported_first: the answers point to what another step ends. in_order: another comes before it as authored. no_cheaper: beginning with it is not expected to be quicker.
 */
export type NotNow = ("next" | "ended" | "done" | "unidentified" | "undo_first" | "contradiction" | "taken_back" | "ruled_out" | "tells_nothing" | "pinned_first" | "workaround_first" | "supported_first" | "in_order" | "no_cheaper")
/**
 * A session without anything that somebody typed: for `diagnose --resume`, read aloud, typed or scanned. Letter case, spaces and hyphens do not matter; O is 0, I and L are 1.
 */
export type ResumeCode = string

export interface Values {
packs: Packs
list: List
lookup: Lookup
explanation: Explanation
search: Search
scanned: Scanned
graph: Graph
whole_plan: WholePlan
diagnosis: Diagnosis
why_nots: WhyNots
transcript: Transcript
resume_code_of: ResumeCodeOf
page: Page
error: Error
}
/**
 * What `packs` returns: the version of the engine, and the names that each pack gives a host to offer.
 */
export interface Packs {
engine: Semver
packs: {
id: Id
version: Semver
/**
 * The root of the hashes (SHA-256) over the pack's content; the same for its YAML and its compiled file.
 */
hash: string
/**
 * SHA-256 of the learned overlay that is applied to the pack, if one is.
 */
overlay?: string
name: LocalText
languages: Words
default_role: Id
/**
 * From the least to the most privileged.
 */
roles: Called[]
contacts: Called[]
facts: {
id: Id
name: LocalText
values: Called[]
}[]
}[]
}
export interface LocalText {
text: string
/**
 * The language that the text is in; another one than was asked for where there is no translation.
 */
lang: string
origin: Origin
}
export interface Called {
id: string
name: LocalText
}
/**
 * What `list` returns.
 */
export interface List {
packs: PackRef[]
rules: {
pack: Id
rule: Id
status: Status
codes: Words
details: Words
heading: (string | null)
document: Id
page: number
/**
 * The rows of the source that it answers.
 */
rows: {
row: (string | null)
detail: (string | null)
error_type: (string | null)
}[]
}[]
}
export interface PackRef {
id: Id
version: Semver
/**
 * The root of the hashes (SHA-256) over the pack's content; the same for its YAML and its compiled file.
 */
hash: string
/**
 * SHA-256 of the learned overlay that is applied to the pack, if one is.
 */
overlay?: string
}
/**
 * What `lookup` returns: the rows in which the code stands with the detail, both exactly as given.
 */
export interface Lookup {
rows: {
pack: Id
rule: Id
code: string
detail: (string | null)
row: (string | null)
}[]
}
/**
 * What `explain` returns. There is always one, also for an input that nothing matches.
 */
export interface Explanation {
match: Match
/**
 * The codes that were given, in their order, each with how it was matched. What was left out stands in the changes of the match.
 */
asked: Asked[]
/**
 * The answers, a likely cause before its consequences, otherwise as asked. Among them the candidates: show no steps of those before the question is answered.
 */
answers: Answer[]
/**
 * Which of the faults that are surely shown can have brought about which, as the knowledge says.
 */
relations: {
pack: Id
cause: Id
consequence: Id
}[]
/**
 * The steps of all answers that are no candidates, none twice: checks, then remedies, a likely cause's first, destructive ones after all others; nothing before what it requires.
 */
plan: PlanStep[]
question?: Question
help_desk: LocalText
}
/**
 * How the input was matched.
 */
export interface Match {
level: Level
reason: Reason
/**
 * What was changed or left out, in the order in which it was noticed.
 */
changes: Change[]
/**
 * Rows that may have been meant, where nothing matched for sure.
 */
suggestions: Suggestion[]
}
export interface Change {
/**
 * ignored: looks like a code, is not known, was left out. number: a code that was read as a number, because of what stands around it, and left out. letter_case: read with another letter case. width: read in normal width. lookalike: a letter was read as the digit that looks like it, or the other way round. separators: hyphens, spaces, brackets or line ends were added or left out. prefix: 0x was added, or left out where it stood twice. leading_zeros: leading zeros were added. decimal: a decimal number was read as the hexadecimal code of the same value. dictation: spoken words were read as the letters and digits that they stand for. misprint: printed in this way, read as the code that is meant. pattern: read as an instance of a pattern. inferred: the pairing with this code is not printed but inferred. cut_off: what lies beyond the limit was not read.
 */
kind: ("ignored" | "number" | "letter_case" | "width" | "lookalike" | "separators" | "prefix" | "leading_zeros" | "decimal" | "dictation" | "misprint" | "pattern" | "inferred" | "cut_off")
/**
 * What stood in the input.
 */
from: string
/**
 * What it was read as, if anything.
 */
to: (string | null)
}
export interface Suggestion {
pack: Id
rule: Id
codes: Words
details: Words
error_type: LocalTextOrNull
}
/**
 * One of the codes that were given.
 */
export interface Asked {
/**
 * The code with its detail, as the pack writes them; a detail that fits a pattern, or nothing, as it was given. Asking for it alone gives its answers.
 */
text: string
level: Level
reason: Reason
question?: Question
}
export interface Question {
/**
 * What is asked for.
 */
fact: ("code" | "detail")
text: LocalText
/**
 * The known replies. Not knowing is always possible.
 * 
 * @minItems 1
 */
options: [{
/**
 * The code or detail, to ask again with; `no detail code` in the reader's language where a row has none.
 */
value: string
/**
 * The same with its error type.
 */
text: string
}, ...({
/**
 * The code or detail, to ask again with; `no detail code` in the reader's language where a row has none.
 */
value: string
/**
 * The same with its error type.
 */
text: string
})[]]
}
/**
 * One rule, as far as it concerns the rows that were matched.
 */
export interface Answer {
pack: PackRef
rule: Id
asked: Words
/**
 * It is open whether this one is meant: to be listed without its steps.
 */
candidate: boolean
status: Status
codes: Words
details: Words
rows: Words
heading: LocalTextOrNull
message: LocalTextOrNull
error_type: LocalTextOrNull
/**
 * Shown before the message and everything else.
 */
cautions: LocalText[]
/**
 * Printed prose around the steps.
 */
explanation: LocalText[]
causes: Cause[]
checks: CheckItem[]
/**
 * In a safe order: as authored, destructive ones last.
 */
remediation: Remedy[]
withheld: Withheld[]
hand_over: HandOver
/**
 * Cells of the source that hold nothing, and why.
 */
absent: {
detail?: Absence
heading?: Absence
message?: Absence
error_type?: Absence
causes?: Absence
checks?: Absence
remediation?: Absence
}
notes: Note[]
/**
 * The state of the rule's translation into the language asked for; null where it is the rule's own language or is not recorded.
 */
translation: ("draft" | "reviewed" | null)
source: {
document: Id
title: LocalText
page: number
}
}
export interface Cause {
id: Id
text: LocalText
/**
 * How often it is the one.
 */
likelihood: ("often" | "sometimes" | "rarely" | null)
when?: When
}
/**
 * Conditions that are not yet known to hold: each fact must have one of the values. Missing where there are none.
 */
export interface When {
/**
 * @minItems 1
 */
[k: string]: [string, ...(string)[]]
}
/**
 * A question. "Don't know" is always one more answer and excludes nothing.
 */
export interface CheckItem {
id: Id
ask: LocalText
/**
 * The printed sentences behind it.
 */
print: LocalText[]
role: Id
actor: IdOrNull
risk: Risk
minutes: Minutes
caution: LocalTextOrNull
requires: Words
when?: When
consult: ContactOrNull
/**
 * @minItems 2
 */
answers: [{
id: Id
text: LocalText
supports: Words
excludes: Words
/**
 * Whom it hands over to at once.
 */
hand_over: Contact[]
see: IdOrNull
/**
 * It means that the fault is gone.
 */
resolved: boolean
}, {
id: Id
text: LocalText
supports: Words
excludes: Words
/**
 * Whom it hands over to at once.
 */
hand_over: Contact[]
see: IdOrNull
/**
 * It means that the fault is gone.
 */
resolved: boolean
}, ...({
id: Id
text: LocalText
supports: Words
excludes: Words
/**
 * Whom it hands over to at once.
 */
hand_over: Contact[]
see: IdOrNull
/**
 * It means that the fault is gone.
 */
resolved: boolean
})[]]
}
export interface Contact {
id: Id
name: string
}
export interface Remedy {
id: Id
/**
 * workaround: the desk keeps running, the cause stays.
 */
kind: ("fix" | "workaround")
origin: Origin
fixes: Words
sometimes_fixes: Words
role: Id
actor: IdOrNull
risk: Risk
minutes: Minutes
caution: LocalTextOrNull
requires: Words
when?: When
any_of: IdOrNull
consult: ContactOrNull
print: LocalText[]
/**
 * @minItems 1
 */
steps: [Step, ...(Step)[]]
verify: LocalTextOrNull
undo: LocalTextOrNull
stop: LocalTextOrNull
}
export interface Step {
text: LocalText
caution?: LocalText
/**
 * Its parts, in order.
 * 
 * @minItems 1
 */
steps?: [Step, ...(Step)[]]
}
/**
 * A check or remedy that is not shown as one to take.
 */
export interface Withheld {
step: Id
role: Id
risk: Risk
why: WhyWithheld
who: ContactOrNull
same_as?: PlanStep
/**
 * What is printed for the row; never for a step above the role.
 * 
 * @minItems 1
 */
print?: [LocalText, ...(LocalText)[]]
}
export interface PlanStep {
/**
 * The answer that shows it, by its place in `answers`, counted from 0.
 */
answer: number
rule: Id
step: Id
}
/**
 * Whom to call when nothing helped.
 */
export interface HandOver {
to: Contact[]
/**
 * Where the contacts are printed: with the remedies, in the message only, or nowhere, so that it is the one that the caller's role calls.
 */
from: ("remedy" | "message" | "role")
text: LocalTextOrNull
}
/**
 * A recorded misprint, or an open doubt: its kind, printed form and confidence are null.
 */
export interface Note {
id: string
kind: ("misprint" | "variant" | "illegible" | "layout" | null)
concerns: Words
/**
 * What was printed; empty where nothing was. Never a step, a link or something to copy.
 */
printed: (string | null)
/**
 * What stands in the text instead.
 */
corrected: (string | null)
/**
 * In hundredths.
 */
confidence: (number | null)
text: LocalText
}
/**
 * What `search` returns. Where nothing comes near enough, the match is unknown and there are no hits.
 */
export interface Search {
match: Match
/**
 * The rules, best first; those of a code that stands in the text before all others.
 */
hits: Hit[]
help_desk: LocalText
}
/**
 * A rule that a search found.
 */
export interface Hit {
pack: PackRef
rule: Id
/**
 * The codes of the rule.
 */
codes: string[]
/**
 * The details of the rule.
 */
details: string[]
heading: (LocalText | null)
/**
 * How well it fits, in hundredths.
 */
score: number
/**
 * Which words were found, and where; the text that fits best first.
 */
why: {
/**
 * The field of the rule.
 */
field: ("symptoms" | "error_type" | "heading" | "message" | "causes" | "checks")
/**
 * The words of the question that the text has, too, or another word for the same.
 * 
 * @minItems 1
 */
words: [string, ...(string)[]]
text: LocalText
}[]
}
/**
 * What the operation `scan` returns for one text.
 */
export interface Scanned {
matches: ScanMatch[]
}
/**
 * A code in a text, with the detail that belongs to it. On one line a detail belongs to the code before it or, if none stands before it, to the first one after it. A code that several packs know gives a match for each.
 */
export interface ScanMatch {
/**
 * The file, as it was named; none for standard input.
 */
file?: string
/**
 * The first byte, from the start of the text: of the code or the detail, whichever is first. Of a text that is not UTF-8, bytes are those of the same text in UTF-8 without its byte order mark.
 */
start: number
/**
 * The byte behind it. A further detail of a code that had one already is a match of its own, at its own place.
 */
end: number
line: number
/**
 * The code, as the pack writes it.
 */
code: (string | null)
/**
 * The detail, as the pack writes it; an instance of a pattern as it stands in the text.
 */
detail: (string | null)
/**
 * The rule; none where several may be meant, or where the table does not have the pair.
 */
rule: (Id | null)
/**
 * As in a match of `explain`.
 */
level: ("exact" | "normalized" | "wildcard" | "code_only" | "detail_only")
pack: Id
/**
 * The line, at most some thousand bytes of it; only if it was asked for, as it may hold names and numbers of people.
 */
text?: string
}
/**
 * What `tree` returns: the decision graph of a rule, one node for each step, continuations shared. Exclusions live in the session: a node that cannot be offered is passed over along `otherwise`.
 */
export interface Graph {
pack: PackRef
rule: Id
codes: Words
details: Words
role: IdOrNull
cautions: LocalText[]
/**
 * The node to start from.
 */
start: string
/**
 * @minItems 1
 */
nodes: [{
/**
 * The step's name, as in a session; see:RULE, end:resolved, end:worked_around or end:handed_over besides.
 */
id: string
kind: ("question" | "check" | "consult" | "confirm" | "remedy" | "undo" | "see" | "resolved" | "worked_around" | "handed_over")
text: LocalText
role: IdOrNull
risk: (Risk | null)
minutes: (Minutes | null)
caution: LocalTextOrNull
when?: When
/**
 * Whom to call, at the ends that leave the cause open.
 * 
 * @minItems 1
 */
contacts?: [Contact, ...(Contact)[]]
otherwise: Words
}, ...({
/**
 * The step's name, as in a session; see:RULE, end:resolved, end:worked_around or end:handed_over besides.
 */
id: string
kind: ("question" | "check" | "consult" | "confirm" | "remedy" | "undo" | "see" | "resolved" | "worked_around" | "handed_over")
text: LocalText
role: IdOrNull
risk: (Risk | null)
minutes: (Minutes | null)
caution: LocalTextOrNull
when?: When
/**
 * Whom to call, at the ends that leave the cause open.
 * 
 * @minItems 1
 */
contacts?: [Contact, ...(Contact)[]]
otherwise: Words
})[]]
edges: {
from: string
to: string
/**
 * The ids of the replies that take it.
 * 
 * @minItems 1
 */
replies: [string, ...(string)[]]
/**
 * The same as people say them.
 * 
 * @minItems 1
 */
texts: [string, ...(string)[]]
/**
 * One of several continuations that depend on what was answered before; a drawing leaves it out.
 */
aside: boolean
}[]
}
/**
 * What `plan` returns: the cheapest legal order of a model's steps that was found, and its certificate. Costs are in the unit of the model.
 */
export interface WholePlan {
pack?: PackRef
/**
 * The rule that was planned; a model file has none.
 */
rule?: string
/**
 * The role that asks.
 */
role?: string
/**
 * The steps of the rule as people read them, by their id.
 */
steps?: {
[k: string]: {
text: LocalText
role: string
risk: Risk
answers: {
[k: string]: LocalText
}
}
}
/**
 * The model's name.
 */
model: string
mode: ("free" | "requires" | "safe_repairs" | "safe_all")
/**
 * What a session costs on average; where the plan is truncated, at most.
 */
expected_cost: number
/**
 * No legal order costs less on average.
 */
lower_bound: number
/**
 * Whether no legal order is cheaper.
 */
exact: boolean
/**
 * By how much the plan may be above the best order, as a share of that.
 */
gap: number
/**
 * States that the search looked at.
 */
expansions: number
/**
 * What the author's order costs in this mode, without steps that can no longer help.
 */
authored_cost: number
/**
 * What the risk rule costs; null in a mode without one, and where it was not proven within the budget.
 */
price_of_safety: (number | null)
first_step: string
/**
 * Whether parts of the plan are too large to be written out.
 */
truncated: boolean
plan: PlanBranch
}
export interface PlanBranch {
/**
 * The step to carry out.
 */
step: string
/**
 * Where to go on, by what is seen: the answers of a question that are possible, `not_fixed` after an action. Nothing follows an escalation, or an action that is sure to end the fault.
 */
outcomes: {
[k: string]: PlanBranch
}
/**
 * The plan goes on from here.
 */
truncated?: true
}
/**
 * What starting, replying, going back, adding a code and taking over return.
 */
export interface Diagnosis {
session: Session
turn: Turn
progress: {
/**
 * Steps replied to.
 */
done: number
/**
 * Steps that may still come, this one among them.
 */
left: number
/**
 * Their minutes.
 */
minutes_left: number
/**
 * The minutes that the planned order is expected to take from here, handing over included; missing where the order is the authored one.
 */
expected_minutes?: number
}
}
/**
 * One guided diagnosis: kept by the host, given back with the next event, and an input like any other. Everything else is worked out anew, so nothing in it is trusted.
 */
export interface Session {
pack: PackRef
start: {
/**
 * Codes or text, as for a query.
 */
text: string
role?: Id
/**
 * The language of the turns; the pack's first if it is missing.
 */
lang?: string
/**
 * What the host knows: facts of the pack, `model`, `version.NAME`, or answers by the id of their check.
 */
facts?: {
[k: string]: string
}
/**
 * The order of steps: as written, or as costs least on average. The pack's if it is missing.
 */
strategy?: ("authored" | "planned")
/**
 * The minutes there are: steps that do not fit into what is left of them are left to whom to call. Unlimited if it is missing.
 */
budget?: number
/**
 * Somebody is waiting: a workaround comes before what cures.
 */
waiting?: true
/**
 * The rules that may be meant where the text holds no code and steps are planned, the best first; of more than five the first five. If it is missing, they are searched for by the text.
 * 
 * @minItems 1
 */
rules?: [{
rule: Id
/**
 * How well it fits, in hundredths, as `search` gives it; 0 counts as 1, more than 100 as 100.
 */
score: number
}, ...({
rule: Id
/**
 * How well it fits, in hundredths, as `search` gives it; 0 counts as 1, more than 100 as 100.
 */
score: number
})[]]
}
/**
 * What happened since, in order; only ever added to.
 */
events: ({
event: "reply"
step: string
reply: string
} | {
event: "back"
} | {
event: "code"
text: string
} | {
event: "role"
role: string
} | {
event: "facts"
/**
 * As in the start: several answers at once by the ids of their checks, too.
 */
facts: {
[k: string]: string
}
})[]
}
/**
 * The next step, why it comes now, and everything that may be replied. Shown in this order: cautions, caution, text, steps.
 */
export interface Turn {
/**
 * The step's name, to reply with: RULE/ITEM, which-rule, which-code, which-detail, consult:CONTACT, confirm:RULE/ITEM, undo:RULE/ITEM or end.
 */
step: string
/**
 * question: which code or detail is on the screen, or which of the rules that were described is meant. check: a question of the rule. consult: whether somebody was consulted. confirm: whether a destructive step is really wanted. remedy: something to do. undo: a failed alternative is put back. end: no step is left.
 */
kind: ("question" | "check" | "consult" | "confirm" | "remedy" | "undo" | "end")
rule: IdOrNull
cautions: LocalText[]
caution: LocalTextOrNull
text: LocalText
actor: IdOrNull
role: IdOrNull
risk: (Risk | null)
minutes: (Minutes | null)
/**
 * What to do, in order; empty where there is only something to answer.
 */
steps: Step[]
verify: LocalTextOrNull
undo: LocalTextOrNull
stop: LocalTextOrNull
why: LocalText
contradiction?: Contradiction
/**
 * Checks that were not asked, as their answer was known.
 * 
 * @minItems 1
 */
known?: [{
step: string
text: LocalText
/**
 * The answer as people say it.
 */
reply: string
}, ...({
step: string
text: LocalText
/**
 * The answer as people say it.
 */
reply: string
})[]]
/**
 * Steps that might help and were passed over.
 */
skipped: {
step: string
why: WhyWithheld
text: LocalText
who: ContactOrNull
}[]
/**
 * What else to know, such as earlier replies that no longer apply.
 */
notes: LocalText[]
/**
 * All that is legal.
 */
replies: {
id: string
/**
 * The reply as people say it.
 */
text: string
confirm?: LocalText
}[]
end?: {
outcome: Outcome
/**
 * Null where the fault is gone.
 */
hand_over: (HandOver | null)
/**
 * Causes that are still possible.
 */
open_causes: LocalText[]
contradictions?: Contradictions
}
}
/**
 * Two answers that cannot both hold: one supports only causes that the other excludes, or they are the last of those that leave no cause of a rule.
 */
export interface Contradiction {
first: Stated
second: Stated
/**
 * The check that is asked again. Missing where the contradiction stands: it was asked about and stayed, or neither can be asked again.
 */
asks?: string
text: LocalText
}
/**
 * What was answered, or is known.
 */
export interface Stated {
/**
 * The check, as RULE/CHECK, or the name of a fact.
 */
step: string
text: LocalText
/**
 * The answer as people say it.
 */
reply: string
/**
 * Whether it was known without asking.
 */
known: boolean
}
/**
 * What `diagnose --why-not` returns.
 */
export interface WhyNots {
why_not: WhyNot[]
}
/**
 * Why a step of a session is not the next one.
 */
export interface WhyNot {
/**
 * The step, as RULE/ITEM.
 */
step: string
text: LocalText
why: (NotNow | WhyWithheld)
reason: LocalText
/**
 * The steps that the reason speaks of: what comes before it, what it waits for, or the answers that rule it out.
 */
steps: string[]
who: ContactOrNull
/**
 * The minutes that the rest is expected to take, handing over included, where the planner chose another step.
 */
expected?: {
/**
 * As planned.
 */
planned: number
/**
 * If it began with this step.
 */
instead: number
}
}
/**
 * What happened in a session so far, to be read to the help desk.
 */
export interface Transcript {
pack: PackRef
/**
 * What the screen showed, each once, as the pack writes it; what it does not know, as it was given.
 */
codes: string[]
role: Id
/**
 * The rules it went through, the current one first.
 */
rules: Id[]
/**
 * The rules that what was described may have meant, the best first.
 * 
 * @minItems 1
 */
suspected?: [{
rule: Id
/**
 * What the screen shows, or people say, where it is meant.
 */
text: string
/**
 * Whether it may still be the one.
 */
possible: boolean
}, ...({
rule: Id
/**
 * What the screen shows, or people say, where it is meant.
 */
text: string
/**
 * Whether it may still be the one.
 */
possible: boolean
})[]]
/**
 * What was replied, in order; answers that were taken back are left out.
 */
lines: {
step: string
text: LocalText
/**
 * What else was to be done, in order.
 */
then: LocalText[]
/**
 * The reply as people say it.
 */
reply: string
contradiction?: Contradiction
}[]
/**
 * Null while it goes on.
 */
outcome: (Outcome | null)
/**
 * Whom it was handed over to, or is to be if it ends here. Null where the fault is gone.
 */
hand_over: (HandOver | null)
/**
 * Causes that are still possible.
 */
open_causes: LocalText[]
contradictions?: Contradictions
/**
 * Steps that were not taken.
 */
not_taken: {
step: string
text: LocalText
why: WhyWithheld
reason: LocalText
who: ContactOrNull
}[]
/**
 * What another device resumes the session by. Null where the fault is gone.
 */
resume_code: (ResumeCode | null)
}
/**
 * What the operation `resume_code` returns.
 */
export interface ResumeCodeOf {
resume_code: ResumeCode
}
/**
 * What the operation `page` returns: text, Markdown or a picture.
 */
export interface Page {
page: string
}
/**
 * Why there is no other value. The exit code says so, too.
 */
export interface Error {
error: Error1
}
export interface Error1 {
/**
 * Those before `usage` are kinds of the library, those after `other` the bindings'; the others are the command's.
 */
kind: ("invalid_knowledge" | "unreadable" | "unknown_rule" | "unknown_role" | "unknown_fact" | "cannot_start" | "illegal_reply" | "nothing_to_take_back" | "bad_session" | "not_resume_code" | "mistyped_resume_code" | "newer_resume_code" | "bad_model" | "bad_records" | "bad_overlay" | "no_outcome" | "not_pack" | "unknown_pack_format" | "damaged_pack" | "untrusted_pack" | "older_pack" | "bad_key" | "unknown_step" | "unknown_operation" | "bad_request" | "not_confirmed" | "other_pack" | "failed_trial" | "store_in_use" | "unwritable" | "usage" | "unknown_pack" | "exists" | "password" | "unknown_language" | "unknown_diagnostic" | "unknown_set" | "several_rules" | "other_session" | "interrupted" | "other" | "bad_argument" | "no_such_handle" | "not_built" | "internal")
/**
 * What is wrong, and what to give instead.
 */
message: string
}

/**
 * BCP 47; the pack's first language if none.
 */
export type LanguageRequest = (string | null)
/**
 * Codes, details, or any text.
 */
export type TextRequest = string
/**
 * The id of a role.
 */
export type WhoRequest = (string | null)
/**
 * The cheapest safe order of the steps of a rule or of a model.
 */
export type PlanRequest = ({
text?: TextRequest
/**
 * A model file.
 */
model?: {
[k: string]: unknown
}
lang?: LanguageRequest
role?: WhoRequest
facts?: KnownRequest
mode?: ("free" | "requires" | "safe_repairs" | "safe_all")
/**
 * Most states that the search expands.
 */
budget?: (number | null)
} & PlanRequest1)
export type PlanRequest1 = {
[k: string]: unknown
}

export interface Requests {
packs: PacksRequest
list: ListRequest
lookup: LookupRequest
explain: TreeRequest
search: SearchRequest
scan: ScanRequest
tree: TreeRequest
plan: PlanRequest
start: StartRequest
turn: ResumeCodeRequest
reply: ReplyRequest
back: ResumeCodeRequest
add_code: AddCodeRequest
supply: SupplyRequest
change_role: ChangeRoleRequest
change_language: ChangeLanguageRequest
why_not: WhyNotRequest
transcript: ResumeCodeRequest
resume_code: ResumeCodeRequest
resume: ResumeRequest
page: PageRequest
}
/**
 * The loaded packs and the names that they give.
 */
export interface PacksRequest {
lang?: LanguageRequest
}
/**
 * Every rule in a line.
 */
export interface ListRequest {
lang?: LanguageRequest
}
/**
 * A code and a detail, both exactly as the pack writes them.
 */
export interface LookupRequest {
code: string
detail?: (string | null)
}
/**
 * What codes mean and what to do.
 */
export interface TreeRequest {
text: TextRequest
lang?: LanguageRequest
role?: WhoRequest
facts?: KnownRequest
}
/**
 * What the host knows.
 */
export interface KnownRequest {
[k: string]: string
}
/**
 * Rules by what somebody sees or says.
 */
export interface SearchRequest {
text: TextRequest
lang?: LanguageRequest
facts?: KnownRequest
/**
 * Most rules.
 */
limit?: number
}
/**
 * The codes in a text.
 */
export interface ScanRequest {
text: string
}
/**
 * A new session.
 */
export interface StartRequest {
text: TextRequest
role?: WhoRequest
lang?: LanguageRequest
facts?: KnownRequest
strategy?: ("authored" | "planned" | null)
/**
 * The minutes that there are.
 */
budget?: (number | null)
/**
 * Somebody is waiting: a workaround comes before what cures.
 */
waiting?: boolean
/**
 * The rules that may be meant, best first, where the text holds no code and steps are planned.
 */
rules?: {
rule: string
score: number
}[]
}
/**
 * The current turn of a session.
 */
export interface ResumeCodeRequest {
session: SessionRequest
}
/**
 * As an operation returned it.
 */
export interface SessionRequest {
[k: string]: unknown
}
/**
 * A reply to the current step.
 */
export interface ReplyRequest {
session: SessionRequest
step: string
reply: string
/**
 * What the reply has to be confirmed with was shown and accepted.
 */
confirmed?: boolean
}
/**
 * Another code is on the screen now.
 */
export interface AddCodeRequest {
session: SessionRequest
text: TextRequest
}
/**
 * Something has become known.
 */
export interface SupplyRequest {
session: SessionRequest
facts: {
[k: string]: string
}
}
/**
 * Somebody of this role takes over.
 */
export interface ChangeRoleRequest {
session: SessionRequest
role: string
}
/**
 * The session goes on in this language.
 */
export interface ChangeLanguageRequest {
session: SessionRequest
lang: string
}
/**
 * Why a step is not the next one, or every other step if none is named.
 */
export interface WhyNotRequest {
session: SessionRequest
step?: (string | null)
}
/**
 * The session of a resume code.
 */
export interface ResumeRequest {
code: string
lang?: LanguageRequest
}
/**
 * The value of an operation as text, Markdown or a picture. Only in builds that can draw (feature `render`).
 */
export interface PageRequest {
of: ("explain" | "search" | "tree" | "turn" | "transcript" | "resume_code")
/**
 * What that operation takes.
 */
input: {
[k: string]: unknown
}
as?: ("text" | "markdown" | "mermaid" | "svg" | "dot")
/**
 * Columns to wrap at; 0 does not wrap.
 */
width?: number
lang?: LanguageRequest
}

/** What each operation takes and gives. */
export interface Operations {
  packs: { takes: Requests["packs"]; gives: Values["packs"] };
  list: { takes: Requests["list"]; gives: Values["list"] };
  lookup: { takes: Requests["lookup"]; gives: Values["lookup"] };
  explain: { takes: Requests["explain"]; gives: Values["explanation"] };
  search: { takes: Requests["search"]; gives: Values["search"] };
  scan: { takes: Requests["scan"]; gives: Values["scanned"] };
  tree: { takes: Requests["tree"]; gives: Values["graph"] };
  plan: { takes: Requests["plan"]; gives: Values["whole_plan"] };
  start: { takes: Requests["start"]; gives: Values["diagnosis"] };
  turn: { takes: Requests["turn"]; gives: Values["diagnosis"] };
  reply: { takes: Requests["reply"]; gives: Values["diagnosis"] };
  back: { takes: Requests["back"]; gives: Values["diagnosis"] };
  add_code: { takes: Requests["add_code"]; gives: Values["diagnosis"] };
  supply: { takes: Requests["supply"]; gives: Values["diagnosis"] };
  change_role: { takes: Requests["change_role"]; gives: Values["diagnosis"] };
  change_language: { takes: Requests["change_language"]; gives: Values["diagnosis"] };
  why_not: { takes: Requests["why_not"]; gives: Values["why_nots"] };
  transcript: { takes: Requests["transcript"]; gives: Values["transcript"] };
  resume_code: { takes: Requests["resume_code"]; gives: Values["resume_code_of"] };
  resume: { takes: Requests["resume"]; gives: Values["diagnosis"] };
  page: { takes: Requests["page"]; gives: Values["page"] };
}
