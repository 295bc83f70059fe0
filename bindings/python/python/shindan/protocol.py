"""The values of the protocol. Written from schema/protocol.schema.json by bindings/types/write."""

from __future__ import annotations

from typing import Any, Literal, Mapping, Optional, Tuple

from ._value import Value

__all__ = ["Answer", "AnswerAbsent", "AnswerSource", "Asked", "Called", "Cause", "Change", "CheckItem", "CheckItemAnswer", "Contact", "Contradiction", "Diagnosis", "DiagnosisProgress", "Explanation", "ExplanationRelation", "Graph", "GraphEdge", "GraphNode", "HandOver", "Hit", "HitWhy", "LocalText", "Lookup", "LookupRow", "Match", "Note", "PackRef", "Packs", "PacksPack", "PacksPackFact", "PlanBranch", "PlanStep", "Question", "QuestionOption", "Remedy", "RuleList", "RuleListRule", "RuleListRuleRow", "ScanMatch", "Scanned", "Search", "Session", "SessionEvent", "SessionStart", "SessionStartRule", "Stated", "Step", "Suggestion", "Transcript", "TranscriptLine", "TranscriptNotTaken", "TranscriptSuspected", "Turn", "TurnEnd", "TurnKnown", "TurnReply", "TurnSkipped", "WholePlan", "WholePlanStep", "WhyNot", "WhyNotExpected", "WhyNots", "Withheld"]


class Packs(Value):
    """What `packs` returns: the version of the engine, and the names that each pack gives a host to offer."""

    __slots__ = ()
    engine: str
    packs: Tuple[PacksPack, ...]


class PacksPack(Value):
    __slots__ = ()
    id: str
    version: str
    hash: str
    overlay: Optional[str]
    name: LocalText
    languages: Tuple[str, ...]
    default_role: str
    roles: Tuple[Called, ...]  # From the least to the most privileged.
    contacts: Tuple[Called, ...]
    facts: Tuple[PacksPackFact, ...]


class LocalText(Value):
    __slots__ = ()
    text: str
    lang: str  # The language that the text is in; another one than was asked for where there is no translation.
    origin: Literal["print", "editor"]


class Called(Value):
    __slots__ = ()
    id: str
    name: LocalText


class PacksPackFact(Value):
    __slots__ = ()
    id: str
    name: LocalText
    values: Tuple[Called, ...]


class RuleList(Value):
    """What `list` returns."""

    __slots__ = ()
    packs: Tuple[PackRef, ...]
    rules: Tuple[RuleListRule, ...]


class PackRef(Value):
    __slots__ = ()
    id: str
    version: str
    hash: str  # The root of the hashes (SHA-256) over the pack's content; the same for its YAML and its compiled file.
    overlay: Optional[str]  # SHA-256 of the learned overlay that is applied to the pack, if one is.


class RuleListRule(Value):
    __slots__ = ()
    pack: str
    rule: str
    status: Literal["draft", "active", "deprecated"]
    codes: Tuple[str, ...]
    details: Tuple[str, ...]
    heading: Optional[str]
    document: str
    page: int
    rows: Tuple[RuleListRuleRow, ...]  # The rows of the source that it answers.


class RuleListRuleRow(Value):
    __slots__ = ()
    row: Optional[str]
    detail: Optional[str]
    error_type: Optional[str]


class Lookup(Value):
    """What `lookup` returns: the rows in which the code stands with the detail, both exactly as given."""

    __slots__ = ()
    rows: Tuple[LookupRow, ...]


class LookupRow(Value):
    __slots__ = ()
    pack: str
    rule: str
    code: str
    detail: Optional[str]
    row: Optional[str]


class Explanation(Value):
    """What `explain` returns. There is always one, also for an input that nothing matches."""

    __slots__ = ()
    match: Match  # How the whole input was matched: of several codes, the least sure.
    asked: Tuple[Asked, ...]  # The codes that were given, in their order, each with how it was matched. What was left out stands in the changes of the match.
    answers: Tuple[Answer, ...]  # The answers, a likely cause before its consequences, otherwise as asked. Among them the candidates: show no steps of those before the question is answered.
    relations: Tuple[ExplanationRelation, ...]  # Which of the faults that are surely shown can have brought about which, as the knowledge says.
    plan: Tuple[PlanStep, ...]  # The steps of all answers that are no candidates, none twice: checks, then remedies, a likely cause's first, destructive ones after all others; nothing before what it requires.
    question: Optional[Question]  # What separates the candidates; of several questions the first.
    help_desk: LocalText  # A sentence to read to the help desk.


class Match(Value):
    """How the input was matched."""

    __slots__ = ()
    level: Literal["exact", "normalized", "wildcard", "code_only", "detail_only", "suggestion", "symptom", "unknown"]
    reason: Literal["pair_in_table", "code_stands_alone", "detail_under_one_code", "detail_under_one_rule", "pattern_fits", "detail_missing", "detail_not_in_table", "detail_under_several_codes", "pair_not_in_table", "code_not_in_table", "near_detail", "symptoms_fit", "nothing_known", "nothing_near", "pack_damaged"]
    changes: Tuple[Change, ...]  # What was changed or left out, in the order in which it was noticed.
    suggestions: Tuple[Suggestion, ...]  # Rows that may have been meant, where nothing matched for sure.


class Change(Value):
    __slots__ = ()
    kind: Literal["ignored", "number", "letter_case", "width", "lookalike", "separators", "prefix", "leading_zeros", "decimal", "dictation", "misprint", "pattern", "inferred", "cut_off"]  # ignored: looks like a code, is not known, was left out. number: a code that was read as a number, because of what stands around it, and left out. letter_case: read with another letter case. width: read in normal width. lookalike: a letter was read as the digit that looks like it, or the other way round. separators: hyphens, spaces, brackets or line ends were added or left out. prefix: 0x was added, or left out where it stood twice. leading_zeros: leading zeros were added. decimal: a decimal number was read as the hexadecimal code of the same value. dictation: spoken words were read as the letters and digits that they stand for. misprint: printed in this way, read as the code that is meant. pattern: read as an instance of a pattern. inferred: the pairing with this code is not printed but inferred. cut_off: what lies beyond the limit was not read.
    from_: str  # What stood in the input.
    to: Optional[str]  # What it was read as, if anything.


class Suggestion(Value):
    __slots__ = ()
    pack: str
    rule: str
    codes: Tuple[str, ...]  # The codes of the row, as the pack writes them.
    details: Tuple[str, ...]  # The detail code of the row; empty where the code stands alone.
    error_type: Optional[LocalText]  # The error type of the row.


class Asked(Value):
    """One of the codes that were given."""

    __slots__ = ()
    text: str  # The code with its detail, as the pack writes them; a detail that fits a pattern, or nothing, as it was given. Asking for it alone gives its answers.
    level: Literal["exact", "normalized", "wildcard", "code_only", "detail_only", "suggestion", "symptom", "unknown"]
    reason: Literal["pair_in_table", "code_stands_alone", "detail_under_one_code", "detail_under_one_rule", "pattern_fits", "detail_missing", "detail_not_in_table", "detail_under_several_codes", "pair_not_in_table", "code_not_in_table", "near_detail", "symptoms_fit", "nothing_known", "nothing_near", "pack_damaged"]
    question: Optional[Question]  # What separates its candidates, or makes its answer finer.


class Question(Value):
    __slots__ = ()
    fact: Literal["code", "detail"]  # What is asked for.
    text: LocalText
    options: Tuple[QuestionOption, ...]  # The known replies. Not knowing is always possible.


class QuestionOption(Value):
    __slots__ = ()
    value: str  # The code or detail, to ask again with; `no detail code` in the reader's language where a row has none.
    text: str  # The same with its error type.


class Answer(Value):
    """One rule, as far as it concerns the rows that were matched."""

    __slots__ = ()
    pack: PackRef
    rule: str
    asked: Tuple[str, ...]  # Which of the given codes it answers: their `text`.
    candidate: bool  # It is open whether this one is meant: to be listed without its steps.
    status: Literal["draft", "active", "deprecated"]
    codes: Tuple[str, ...]  # The codes with their aliases, as the pack writes them.
    details: Tuple[str, ...]  # The details of the matched rows, as the pack writes them.
    rows: Tuple[str, ...]  # The matched rows of the source.
    heading: Optional[LocalText]
    message: Optional[LocalText]  # What the screen shows with the code.
    error_type: Optional[LocalText]  # Null also where the matched rows differ.
    cautions: Tuple[LocalText, ...]  # Shown before the message and everything else.
    explanation: Tuple[LocalText, ...]  # Printed prose around the steps.
    causes: Tuple[Cause, ...]
    checks: Tuple[CheckItem, ...]
    remediation: Tuple[Remedy, ...]  # In a safe order: as authored, destructive ones last.
    withheld: Tuple[Withheld, ...]
    hand_over: HandOver
    absent: AnswerAbsent  # Cells of the source that hold nothing, and why.
    notes: Tuple[Note, ...]
    translation: Optional[Literal["draft", "reviewed"]]  # The state of the rule's translation into the language asked for; null where it is the rule's own language or is not recorded.
    source: AnswerSource


class Cause(Value):
    __slots__ = ()
    id: str
    text: LocalText
    likelihood: Optional[Literal["often", "sometimes", "rarely"]]  # How often it is the one.
    when: Mapping[str, Any]


class CheckItem(Value):
    """A question. "Don't know" is always one more answer and excludes nothing."""

    __slots__ = ()
    id: str
    ask: LocalText
    print: Tuple[LocalText, ...]  # The printed sentences behind it.
    role: str  # Who may answer.
    actor: Optional[str]  # Who acts, where it is somebody else.
    risk: Literal["safe", "disruptive", "reconfigures", "destructive"]
    minutes: int
    caution: Optional[LocalText]
    requires: Tuple[str, ...]  # Steps that come before.
    when: Mapping[str, Any]
    consult: Optional[Contact]  # Who must have been consulted.
    answers: Tuple[CheckItemAnswer, ...]


class Contact(Value):
    __slots__ = ()
    id: str  # By which the host supplies telephone number and hours.
    name: str


class CheckItemAnswer(Value):
    __slots__ = ()
    id: str
    text: LocalText
    supports: Tuple[str, ...]  # Causes that become likely.
    excludes: Tuple[str, ...]  # Causes that can no longer be.
    hand_over: Tuple[Contact, ...]  # Whom it hands over to at once.
    see: Optional[str]  # The rule that goes on.
    resolved: bool  # It means that the fault is gone.


class Remedy(Value):
    __slots__ = ()
    id: str
    kind: Literal["fix", "workaround"]  # workaround: the desk keeps running, the cause stays.
    origin: Literal["print", "editor"]  # Whose words its steps are.
    fixes: Tuple[str, ...]  # Causes that it usually fixes. A remedy that names no cause may help against any.
    sometimes_fixes: Tuple[str, ...]
    role: str  # Who may carry it out.
    actor: Optional[str]  # Who acts, where it is somebody else.
    risk: Literal["safe", "disruptive", "reconfigures", "destructive"]
    minutes: int
    caution: Optional[LocalText]  # Shown before the first step.
    requires: Tuple[str, ...]  # Steps that come before; never waived.
    when: Mapping[str, Any]
    any_of: Optional[str]  # Its group of alternatives: one at a time, a failed one put back before the next.
    consult: Optional[Contact]  # Who must have been consulted.
    print: Tuple[LocalText, ...]
    steps: Tuple[Step, ...]
    verify: Optional[LocalText]  # How to see whether it helped; null where repeating what failed is a remedy of its own.
    undo: Optional[LocalText]
    stop: Optional[LocalText]  # When to stop at once.


class Step(Value):
    __slots__ = ()
    text: LocalText
    caution: Optional[LocalText]  # Shown before this step.
    steps: Tuple[Step, ...]  # Its parts, in order.


class Withheld(Value):
    """A check or remedy that is not shown as one to take."""

    __slots__ = ()
    step: str
    role: str
    risk: Literal["safe", "disruptive", "reconfigures", "destructive"]
    why: Literal["above_role", "not_this_case", "unknown_fact", "safer_first", "requires", "offered_once", "not_done", "not_undone", "over_budget", "not_worth_it", "shown_above"]
    who: Optional[Contact]  # Whom to call for it, where it is above the role.
    same_as: Optional[PlanStep]  # Where it is shown instead.
    print: Tuple[LocalText, ...]  # What is printed for the row; never for a step above the role.


class PlanStep(Value):
    __slots__ = ()
    answer: int  # The answer that shows it, by its place in `answers`, counted from 0.
    rule: str  # The rule of that answer.
    step: str  # The id of the check or remedy.


class HandOver(Value):
    """Whom to call when nothing helped."""

    __slots__ = ()
    to: Tuple[Contact, ...]
    from_: Literal["remedy", "message", "role"]  # Where the contacts are printed: with the remedies, in the message only, or nowhere, so that it is the one that the caller's role calls.
    text: Optional[LocalText]  # The printed sentence.


class AnswerAbsent(Value):
    """Cells of the source that hold nothing, and why."""

    __slots__ = ()
    detail: Optional[Literal["lost", "blank", "dash"]]
    heading: Optional[Literal["lost", "blank", "dash"]]
    message: Optional[Literal["lost", "blank", "dash"]]
    error_type: Optional[Literal["lost", "blank", "dash"]]
    causes: Optional[Literal["lost", "blank", "dash"]]
    checks: Optional[Literal["lost", "blank", "dash"]]
    remediation: Optional[Literal["lost", "blank", "dash"]]


class Note(Value):
    """A recorded misprint, or an open doubt: its kind, printed form and confidence are null."""

    __slots__ = ()
    id: str
    kind: Optional[Literal["misprint", "variant", "illegible", "layout"]]
    concerns: Tuple[str, ...]  # Ids of items, or names of fields.
    printed: Optional[str]  # What was printed; empty where nothing was. Never a step, a link or something to copy.
    corrected: Optional[str]  # What stands in the text instead.
    confidence: Optional[int]  # In hundredths.
    text: LocalText  # Why, or the doubt.


class AnswerSource(Value):
    __slots__ = ()
    document: str
    title: LocalText
    page: int


class ExplanationRelation(Value):
    __slots__ = ()
    pack: str
    cause: str  # The rule that is treated first.
    consequence: str


class Search(Value):
    """What `search` returns. Where nothing comes near enough, the match is unknown and there are no hits."""

    __slots__ = ()
    match: Match
    hits: Tuple[Hit, ...]  # The rules, best first; those of a code that stands in the text before all others.
    help_desk: LocalText  # A sentence to read to the help desk.


class Hit(Value):
    """A rule that a search found."""

    __slots__ = ()
    pack: PackRef
    rule: str
    codes: Tuple[str, ...]  # The codes of the rule.
    details: Tuple[str, ...]  # The details of the rule.
    heading: Optional[LocalText]
    score: int  # How well it fits, in hundredths.
    why: Tuple[HitWhy, ...]  # Which words were found, and where; the text that fits best first.


class HitWhy(Value):
    __slots__ = ()
    field: Literal["symptoms", "error_type", "heading", "message", "causes", "checks"]  # The field of the rule.
    words: Tuple[str, ...]  # The words of the question that the text has, too, or another word for the same.
    text: LocalText  # The text of the rule.


class Scanned(Value):
    """What the operation `scan` returns for one text."""

    __slots__ = ()
    matches: Tuple[ScanMatch, ...]


class ScanMatch(Value):
    """A code in a text, with the detail that belongs to it. On one line a detail belongs to the code before it or, if none stands before it, to the first one after it. A code that several packs know gives a match for each."""

    __slots__ = ()
    file: Optional[str]  # The file, as it was named; none for standard input.
    start: int  # The first byte, from the start of the text: of the code or the detail, whichever is first. Of a text that is not UTF-8, bytes are those of the same text in UTF-8 without its byte order mark.
    end: int  # The byte behind it. A further detail of a code that had one already is a match of its own, at its own place.
    line: int
    code: Optional[str]  # The code, as the pack writes it.
    detail: Optional[str]  # The detail, as the pack writes it; an instance of a pattern as it stands in the text.
    rule: Optional[str]  # The rule; none where several may be meant, or where the table does not have the pair.
    level: Literal["exact", "normalized", "wildcard", "code_only", "detail_only"]  # As in a match of `explain`.
    pack: str
    text: Optional[str]  # The line, at most some thousand bytes of it; only if it was asked for, as it may hold names and numbers of people.


class Graph(Value):
    """What `tree` returns: the decision graph of a rule, one node for each step, continuations shared. Exclusions live in the session: a node that cannot be offered is passed over along `otherwise`."""

    __slots__ = ()
    pack: PackRef
    rule: str
    codes: Tuple[str, ...]
    details: Tuple[str, ...]  # The details of the rows it is drawn for.
    role: Optional[str]  # The role it is drawn for; null shows every step.
    cautions: Tuple[LocalText, ...]
    start: str  # The node to start from.
    nodes: Tuple[GraphNode, ...]
    edges: Tuple[GraphEdge, ...]


class GraphNode(Value):
    __slots__ = ()
    id: str  # The step's name, as in a session; see:RULE, end:resolved, end:worked_around or end:handed_over besides.
    kind: Literal["question", "check", "consult", "confirm", "remedy", "undo", "see", "resolved", "worked_around", "handed_over"]
    text: LocalText  # The question, or the steps in brief.
    role: Optional[str]
    risk: Optional[Literal["safe", "disruptive", "reconfigures", "destructive"]]
    minutes: Optional[int]
    caution: Optional[LocalText]
    when: Mapping[str, Any]
    contacts: Tuple[Contact, ...]  # Whom to call, at the ends that leave the cause open.
    otherwise: Tuple[str, ...]  # Where to go on when the step cannot be offered.


class GraphEdge(Value):
    __slots__ = ()
    from_: str
    to: str
    replies: Tuple[str, ...]  # The ids of the replies that take it.
    texts: Tuple[str, ...]  # The same as people say them.
    aside: bool  # One of several continuations that depend on what was answered before; a drawing leaves it out.


class WholePlan(Value):
    """What `plan` returns: the cheapest legal order of a model's steps that was found, and its certificate. Costs are in the unit of the model."""

    __slots__ = ()
    pack: Optional[PackRef]
    rule: Optional[str]  # The rule that was planned; a model file has none.
    role: Optional[str]  # The role that asks.
    steps: Mapping[str, WholePlanStep]  # The steps of the rule as people read them, by their id.
    model: str  # The model's name.
    mode: Literal["free", "requires", "safe_repairs", "safe_all"]
    expected_cost: float  # What a session costs on average; where the plan is truncated, at most.
    lower_bound: float  # No legal order costs less on average.
    exact: bool  # Whether no legal order is cheaper.
    gap: float  # By how much the plan may be above the best order, as a share of that.
    expansions: int  # States that the search looked at.
    authored_cost: float  # What the author's order costs in this mode, without steps that can no longer help.
    price_of_safety: Optional[float]  # What the risk rule costs; null in a mode without one, and where it was not proven within the budget.
    first_step: str
    truncated: bool  # Whether parts of the plan are too large to be written out.
    plan: PlanBranch


class WholePlanStep(Value):
    __slots__ = ()
    text: LocalText
    role: str
    risk: Literal["safe", "disruptive", "reconfigures", "destructive"]
    answers: Mapping[str, LocalText]


class PlanBranch(Value):
    __slots__ = ()
    step: str  # The step to carry out.
    outcomes: Mapping[str, PlanBranch]  # Where to go on, by what is seen: the answers of a question that are possible, `not_fixed` after an action. Nothing follows an escalation, or an action that is sure to end the fault.
    truncated: bool  # The plan goes on from here.


class Diagnosis(Value):
    """What starting, replying, going back, adding a code and taking over return."""

    __slots__ = ()
    session: Session
    turn: Turn
    progress: DiagnosisProgress


class Session(Value):
    """One guided diagnosis: kept by the host, given back with the next event, and an input like any other. Everything else is worked out anew, so nothing in it is trusted."""

    __slots__ = ()
    pack: PackRef  # The pack that it was started on. A newer version of the same pack takes it up by ids.
    start: SessionStart
    events: Tuple[SessionEvent, ...]  # What happened since, in order; only ever added to.


class SessionStart(Value):
    __slots__ = ()
    text: str  # Codes or text, as for a query.
    role: Optional[str]  # Who is led; the pack's default role if it is missing.
    lang: Optional[str]  # The language of the turns; the pack's first if it is missing.
    facts: Mapping[str, str]  # What the host knows: facts of the pack, `model`, `version.NAME`, or answers by the id of their check.
    strategy: Optional[Literal["authored", "planned"]]  # The order of steps: as written, or as costs least on average. The pack's if it is missing.
    budget: Optional[int]  # The minutes there are: steps that do not fit into what is left of them are left to whom to call. Unlimited if it is missing.
    waiting: bool  # Somebody is waiting: a workaround comes before what cures.
    rules: Tuple[SessionStartRule, ...]  # The rules that may be meant where the text holds no code and steps are planned, the best first; of more than five the first five. If it is missing, they are searched for by the text.


class SessionStartRule(Value):
    __slots__ = ()
    rule: str
    score: int  # How well it fits, in hundredths, as `search` gives it; 0 counts as 1, more than 100 as 100.


class SessionEvent(Value):
    __slots__ = ()
    event: Literal["reply", "back", "code", "role", "facts"]
    step: Optional[str]
    reply: Optional[str]
    text: Optional[str]
    role: Optional[str]
    facts: Mapping[str, str]  # As in the start: several answers at once by the ids of their checks, too.


class Turn(Value):
    """The next step, why it comes now, and everything that may be replied. Shown in this order: cautions, caution, text, steps."""

    __slots__ = ()
    step: str  # The step's name, to reply with: RULE/ITEM, which-rule, which-code, which-detail, consult:CONTACT, confirm:RULE/ITEM, undo:RULE/ITEM or end.
    kind: Literal["question", "check", "consult", "confirm", "remedy", "undo", "end"]  # question: which code or detail is on the screen, or which of the rules that were described is meant. check: a question of the rule. consult: whether somebody was consulted. confirm: whether a destructive step is really wanted. remedy: something to do. undo: a failed alternative is put back. end: no step is left.
    rule: Optional[str]
    cautions: Tuple[LocalText, ...]
    caution: Optional[LocalText]
    text: LocalText  # The question, or what the step is for.
    actor: Optional[str]  # Who acts, where it is somebody else than the person being led.
    role: Optional[str]
    risk: Optional[Literal["safe", "disruptive", "reconfigures", "destructive"]]
    minutes: Optional[int]
    steps: Tuple[Step, ...]  # What to do, in order; empty where there is only something to answer.
    verify: Optional[LocalText]
    undo: Optional[LocalText]
    stop: Optional[LocalText]
    why: LocalText
    contradiction: Optional[Contradiction]  # The answers that cannot both hold, where one of them is asked again.
    known: Tuple[TurnKnown, ...]  # Checks that were not asked, as their answer was known.
    skipped: Tuple[TurnSkipped, ...]  # Steps that might help and were passed over.
    notes: Tuple[LocalText, ...]  # What else to know, such as earlier replies that no longer apply.
    replies: Tuple[TurnReply, ...]  # All that is legal.
    end: Optional[TurnEnd]


class Contradiction(Value):
    """Two answers that cannot both hold: one supports only causes that the other excludes, or they are the last of those that leave no cause of a rule."""

    __slots__ = ()
    first: Stated  # The earlier one.
    second: Stated  # The later one.
    asks: Optional[str]  # The check that is asked again. Missing where the contradiction stands: it was asked about and stayed, or neither can be asked again.
    text: LocalText  # Both in words.


class Stated(Value):
    """What was answered, or is known."""

    __slots__ = ()
    step: str  # The check, as RULE/CHECK, or the name of a fact.
    text: LocalText  # Its question, or what the fact is called.
    reply: str  # The answer as people say it.
    known: bool  # Whether it was known without asking.


class TurnKnown(Value):
    __slots__ = ()
    step: str
    text: LocalText
    reply: str  # The answer as people say it.


class TurnSkipped(Value):
    __slots__ = ()
    step: str
    why: Literal["above_role", "not_this_case", "unknown_fact", "safer_first", "requires", "offered_once", "not_done", "not_undone", "over_budget", "not_worth_it", "shown_above"]
    text: LocalText  # The same in words.
    who: Optional[Contact]  # Whom to call for it, where it is above the role.


class TurnReply(Value):
    __slots__ = ()
    id: str
    text: str  # The reply as people say it.
    confirm: Optional[LocalText]  # To be shown and accepted before this reply is sent.


class TurnEnd(Value):
    __slots__ = ()
    outcome: Literal["resolved", "worked_around", "handed_over"]
    hand_over: Optional[HandOver]  # Null where the fault is gone.
    open_causes: Tuple[LocalText, ...]  # Causes that are still possible.
    contradictions: Tuple[Contradiction, ...]


class DiagnosisProgress(Value):
    __slots__ = ()
    done: int  # Steps replied to.
    left: int  # Steps that may still come, this one among them.
    minutes_left: int  # Their minutes.
    expected_minutes: Optional[int]  # The minutes that the planned order is expected to take from here, handing over included; missing where the order is the authored one.


class WhyNots(Value):
    """What `diagnose --why-not` returns."""

    __slots__ = ()
    why_not: Tuple[WhyNot, ...]


class WhyNot(Value):
    """Why a step of a session is not the next one."""

    __slots__ = ()
    step: str  # The step, as RULE/ITEM.
    text: LocalText  # The question, or the first thing that is to be done.
    why: Literal["next", "ended", "done", "unidentified", "undo_first", "contradiction", "taken_back", "ruled_out", "tells_nothing", "pinned_first", "workaround_first", "supported_first", "in_order", "no_cheaper", "above_role", "not_this_case", "unknown_fact", "safer_first", "requires", "offered_once", "not_done", "not_undone", "over_budget", "not_worth_it", "shown_above"]
    reason: LocalText  # The same in words.
    steps: Tuple[str, ...]  # The steps that the reason speaks of: what comes before it, what it waits for, or the answers that rule it out.
    who: Optional[Contact]  # Whom to call for it, where it is above the role.
    expected: Optional[WhyNotExpected]  # The minutes that the rest is expected to take, handing over included, where the planner chose another step.


class WhyNotExpected(Value):
    """The minutes that the rest is expected to take, handing over included, where the planner chose another step."""

    __slots__ = ()
    planned: int  # As planned.
    instead: int  # If it began with this step.


class Transcript(Value):
    """What happened in a session so far, to be read to the help desk."""

    __slots__ = ()
    pack: PackRef  # The pack that gave the answers.
    codes: Tuple[str, ...]  # What the screen showed, each once, as the pack writes it; what it does not know, as it was given.
    role: str  # Who was led, at the end.
    rules: Tuple[str, ...]  # The rules it went through, the current one first.
    suspected: Tuple[TranscriptSuspected, ...]  # The rules that what was described may have meant, the best first.
    lines: Tuple[TranscriptLine, ...]  # What was replied, in order; answers that were taken back are left out.
    outcome: Optional[Literal["resolved", "worked_around", "handed_over"]]  # Null while it goes on.
    hand_over: Optional[HandOver]  # Whom it was handed over to, or is to be if it ends here. Null where the fault is gone.
    open_causes: Tuple[LocalText, ...]  # Causes that are still possible.
    contradictions: Tuple[Contradiction, ...]
    not_taken: Tuple[TranscriptNotTaken, ...]  # Steps that were not taken.
    resume_code: Optional[str]  # What another device resumes the session by. Null where the fault is gone.


class TranscriptSuspected(Value):
    __slots__ = ()
    rule: str
    text: str  # What the screen shows, or people say, where it is meant.
    possible: bool  # Whether it may still be the one.


class TranscriptLine(Value):
    __slots__ = ()
    step: str
    text: LocalText  # The question, or the first thing that was to be done.
    then: Tuple[LocalText, ...]  # What else was to be done, in order.
    reply: str  # The reply as people say it.
    contradiction: Optional[Contradiction]  # The answers that it was asked again for, as they could not both hold.


class TranscriptNotTaken(Value):
    __slots__ = ()
    step: str
    text: LocalText  # The question, or the first thing that is to be done.
    why: Literal["above_role", "not_this_case", "unknown_fact", "safer_first", "requires", "offered_once", "not_done", "not_undone", "over_budget", "not_worth_it", "shown_above"]
    reason: LocalText  # The same in words.
    who: Optional[Contact]  # Whom to call for it, where it is above the role.


Packs._fields = {
    "engine": ("engine", None, False, None),
    "packs": ("packs", PacksPack, False, ()),
}
PacksPack._fields = {
    "id": ("id", None, False, None),
    "version": ("version", None, False, None),
    "hash": ("hash", None, False, None),
    "overlay": ("overlay", None, False, None),
    "name": ("name", LocalText, False, None),
    "languages": ("languages", None, False, ()),
    "default_role": ("default_role", None, False, None),
    "roles": ("roles", Called, False, ()),
    "contacts": ("contacts", Called, False, ()),
    "facts": ("facts", PacksPackFact, False, ()),
}
LocalText._fields = {
    "text": ("text", None, False, None),
    "lang": ("lang", None, False, None),
    "origin": ("origin", None, False, None),
}
Called._fields = {
    "id": ("id", None, False, None),
    "name": ("name", LocalText, False, None),
}
PacksPackFact._fields = {
    "id": ("id", None, False, None),
    "name": ("name", LocalText, False, None),
    "values": ("values", Called, False, ()),
}
RuleList._fields = {
    "packs": ("packs", PackRef, False, ()),
    "rules": ("rules", RuleListRule, False, ()),
}
PackRef._fields = {
    "id": ("id", None, False, None),
    "version": ("version", None, False, None),
    "hash": ("hash", None, False, None),
    "overlay": ("overlay", None, False, None),
}
RuleListRule._fields = {
    "pack": ("pack", None, False, None),
    "rule": ("rule", None, False, None),
    "status": ("status", None, False, None),
    "codes": ("codes", None, False, ()),
    "details": ("details", None, False, ()),
    "heading": ("heading", None, False, None),
    "document": ("document", None, False, None),
    "page": ("page", None, False, None),
    "rows": ("rows", RuleListRuleRow, False, ()),
}
RuleListRuleRow._fields = {
    "row": ("row", None, False, None),
    "detail": ("detail", None, False, None),
    "error_type": ("error_type", None, False, None),
}
Lookup._fields = {
    "rows": ("rows", LookupRow, False, ()),
}
LookupRow._fields = {
    "pack": ("pack", None, False, None),
    "rule": ("rule", None, False, None),
    "code": ("code", None, False, None),
    "detail": ("detail", None, False, None),
    "row": ("row", None, False, None),
}
Explanation._fields = {
    "match": ("match", Match, False, None),
    "asked": ("asked", Asked, False, ()),
    "answers": ("answers", Answer, False, ()),
    "relations": ("relations", ExplanationRelation, False, ()),
    "plan": ("plan", PlanStep, False, ()),
    "question": ("question", Question, False, None),
    "help_desk": ("help_desk", LocalText, False, None),
}
Match._fields = {
    "level": ("level", None, False, None),
    "reason": ("reason", None, False, None),
    "changes": ("changes", Change, False, ()),
    "suggestions": ("suggestions", Suggestion, False, ()),
}
Change._fields = {
    "kind": ("kind", None, False, None),
    "from_": ("from", None, False, None),
    "to": ("to", None, False, None),
}
Suggestion._fields = {
    "pack": ("pack", None, False, None),
    "rule": ("rule", None, False, None),
    "codes": ("codes", None, False, ()),
    "details": ("details", None, False, ()),
    "error_type": ("error_type", LocalText, False, None),
}
Asked._fields = {
    "text": ("text", None, False, None),
    "level": ("level", None, False, None),
    "reason": ("reason", None, False, None),
    "question": ("question", Question, False, None),
}
Question._fields = {
    "fact": ("fact", None, False, None),
    "text": ("text", LocalText, False, None),
    "options": ("options", QuestionOption, False, ()),
}
QuestionOption._fields = {
    "value": ("value", None, False, None),
    "text": ("text", None, False, None),
}
Answer._fields = {
    "pack": ("pack", PackRef, False, None),
    "rule": ("rule", None, False, None),
    "asked": ("asked", None, False, ()),
    "candidate": ("candidate", None, False, False),
    "status": ("status", None, False, None),
    "codes": ("codes", None, False, ()),
    "details": ("details", None, False, ()),
    "rows": ("rows", None, False, ()),
    "heading": ("heading", LocalText, False, None),
    "message": ("message", LocalText, False, None),
    "error_type": ("error_type", LocalText, False, None),
    "cautions": ("cautions", LocalText, False, ()),
    "explanation": ("explanation", LocalText, False, ()),
    "causes": ("causes", Cause, False, ()),
    "checks": ("checks", CheckItem, False, ()),
    "remediation": ("remediation", Remedy, False, ()),
    "withheld": ("withheld", Withheld, False, ()),
    "hand_over": ("hand_over", HandOver, False, None),
    "absent": ("absent", AnswerAbsent, False, None),
    "notes": ("notes", Note, False, ()),
    "translation": ("translation", None, False, None),
    "source": ("source", AnswerSource, False, None),
}
Cause._fields = {
    "id": ("id", None, False, None),
    "text": ("text", LocalText, False, None),
    "likelihood": ("likelihood", None, False, None),
    "when": ("when", None, True, {}),
}
CheckItem._fields = {
    "id": ("id", None, False, None),
    "ask": ("ask", LocalText, False, None),
    "print": ("print", LocalText, False, ()),
    "role": ("role", None, False, None),
    "actor": ("actor", None, False, None),
    "risk": ("risk", None, False, None),
    "minutes": ("minutes", None, False, None),
    "caution": ("caution", LocalText, False, None),
    "requires": ("requires", None, False, ()),
    "when": ("when", None, True, {}),
    "consult": ("consult", Contact, False, None),
    "answers": ("answers", CheckItemAnswer, False, ()),
}
Contact._fields = {
    "id": ("id", None, False, None),
    "name": ("name", None, False, None),
}
CheckItemAnswer._fields = {
    "id": ("id", None, False, None),
    "text": ("text", LocalText, False, None),
    "supports": ("supports", None, False, ()),
    "excludes": ("excludes", None, False, ()),
    "hand_over": ("hand_over", Contact, False, ()),
    "see": ("see", None, False, None),
    "resolved": ("resolved", None, False, False),
}
Remedy._fields = {
    "id": ("id", None, False, None),
    "kind": ("kind", None, False, None),
    "origin": ("origin", None, False, None),
    "fixes": ("fixes", None, False, ()),
    "sometimes_fixes": ("sometimes_fixes", None, False, ()),
    "role": ("role", None, False, None),
    "actor": ("actor", None, False, None),
    "risk": ("risk", None, False, None),
    "minutes": ("minutes", None, False, None),
    "caution": ("caution", LocalText, False, None),
    "requires": ("requires", None, False, ()),
    "when": ("when", None, True, {}),
    "any_of": ("any_of", None, False, None),
    "consult": ("consult", Contact, False, None),
    "print": ("print", LocalText, False, ()),
    "steps": ("steps", Step, False, ()),
    "verify": ("verify", LocalText, False, None),
    "undo": ("undo", LocalText, False, None),
    "stop": ("stop", LocalText, False, None),
}
Step._fields = {
    "text": ("text", LocalText, False, None),
    "caution": ("caution", LocalText, False, None),
    "steps": ("steps", Step, False, ()),
}
Withheld._fields = {
    "step": ("step", None, False, None),
    "role": ("role", None, False, None),
    "risk": ("risk", None, False, None),
    "why": ("why", None, False, None),
    "who": ("who", Contact, False, None),
    "same_as": ("same_as", PlanStep, False, None),
    "print": ("print", LocalText, False, ()),
}
PlanStep._fields = {
    "answer": ("answer", None, False, None),
    "rule": ("rule", None, False, None),
    "step": ("step", None, False, None),
}
HandOver._fields = {
    "to": ("to", Contact, False, ()),
    "from_": ("from", None, False, None),
    "text": ("text", LocalText, False, None),
}
AnswerAbsent._fields = {
    "detail": ("detail", None, False, None),
    "heading": ("heading", None, False, None),
    "message": ("message", None, False, None),
    "error_type": ("error_type", None, False, None),
    "causes": ("causes", None, False, None),
    "checks": ("checks", None, False, None),
    "remediation": ("remediation", None, False, None),
}
Note._fields = {
    "id": ("id", None, False, None),
    "kind": ("kind", None, False, None),
    "concerns": ("concerns", None, False, ()),
    "printed": ("printed", None, False, None),
    "corrected": ("corrected", None, False, None),
    "confidence": ("confidence", None, False, None),
    "text": ("text", LocalText, False, None),
}
AnswerSource._fields = {
    "document": ("document", None, False, None),
    "title": ("title", LocalText, False, None),
    "page": ("page", None, False, None),
}
ExplanationRelation._fields = {
    "pack": ("pack", None, False, None),
    "cause": ("cause", None, False, None),
    "consequence": ("consequence", None, False, None),
}
Search._fields = {
    "match": ("match", Match, False, None),
    "hits": ("hits", Hit, False, ()),
    "help_desk": ("help_desk", LocalText, False, None),
}
Hit._fields = {
    "pack": ("pack", PackRef, False, None),
    "rule": ("rule", None, False, None),
    "codes": ("codes", None, False, ()),
    "details": ("details", None, False, ()),
    "heading": ("heading", LocalText, False, None),
    "score": ("score", None, False, None),
    "why": ("why", HitWhy, False, ()),
}
HitWhy._fields = {
    "field": ("field", None, False, None),
    "words": ("words", None, False, ()),
    "text": ("text", LocalText, False, None),
}
Scanned._fields = {
    "matches": ("matches", ScanMatch, False, ()),
}
ScanMatch._fields = {
    "file": ("file", None, False, None),
    "start": ("start", None, False, None),
    "end": ("end", None, False, None),
    "line": ("line", None, False, None),
    "code": ("code", None, False, None),
    "detail": ("detail", None, False, None),
    "rule": ("rule", None, False, None),
    "level": ("level", None, False, None),
    "pack": ("pack", None, False, None),
    "text": ("text", None, False, None),
}
Graph._fields = {
    "pack": ("pack", PackRef, False, None),
    "rule": ("rule", None, False, None),
    "codes": ("codes", None, False, ()),
    "details": ("details", None, False, ()),
    "role": ("role", None, False, None),
    "cautions": ("cautions", LocalText, False, ()),
    "start": ("start", None, False, None),
    "nodes": ("nodes", GraphNode, False, ()),
    "edges": ("edges", GraphEdge, False, ()),
}
GraphNode._fields = {
    "id": ("id", None, False, None),
    "kind": ("kind", None, False, None),
    "text": ("text", LocalText, False, None),
    "role": ("role", None, False, None),
    "risk": ("risk", None, False, None),
    "minutes": ("minutes", None, False, None),
    "caution": ("caution", LocalText, False, None),
    "when": ("when", None, True, {}),
    "contacts": ("contacts", Contact, False, ()),
    "otherwise": ("otherwise", None, False, ()),
}
GraphEdge._fields = {
    "from_": ("from", None, False, None),
    "to": ("to", None, False, None),
    "replies": ("replies", None, False, ()),
    "texts": ("texts", None, False, ()),
    "aside": ("aside", None, False, False),
}
WholePlan._fields = {
    "pack": ("pack", PackRef, False, None),
    "rule": ("rule", None, False, None),
    "role": ("role", None, False, None),
    "steps": ("steps", WholePlanStep, True, {}),
    "model": ("model", None, False, None),
    "mode": ("mode", None, False, None),
    "expected_cost": ("expected_cost", None, False, None),
    "lower_bound": ("lower_bound", None, False, None),
    "exact": ("exact", None, False, False),
    "gap": ("gap", None, False, None),
    "expansions": ("expansions", None, False, None),
    "authored_cost": ("authored_cost", None, False, None),
    "price_of_safety": ("price_of_safety", None, False, None),
    "first_step": ("first_step", None, False, None),
    "truncated": ("truncated", None, False, False),
    "plan": ("plan", PlanBranch, False, None),
}
WholePlanStep._fields = {
    "text": ("text", LocalText, False, None),
    "role": ("role", None, False, None),
    "risk": ("risk", None, False, None),
    "answers": ("answers", LocalText, True, {}),
}
PlanBranch._fields = {
    "step": ("step", None, False, None),
    "outcomes": ("outcomes", PlanBranch, True, {}),
    "truncated": ("truncated", None, False, False),
}
Diagnosis._fields = {
    "session": ("session", Session, False, None),
    "turn": ("turn", Turn, False, None),
    "progress": ("progress", DiagnosisProgress, False, None),
}
Session._fields = {
    "pack": ("pack", PackRef, False, None),
    "start": ("start", SessionStart, False, None),
    "events": ("events", SessionEvent, False, ()),
}
SessionStart._fields = {
    "text": ("text", None, False, None),
    "role": ("role", None, False, None),
    "lang": ("lang", None, False, None),
    "facts": ("facts", None, True, {}),
    "strategy": ("strategy", None, False, None),
    "budget": ("budget", None, False, None),
    "waiting": ("waiting", None, False, False),
    "rules": ("rules", SessionStartRule, False, ()),
}
SessionStartRule._fields = {
    "rule": ("rule", None, False, None),
    "score": ("score", None, False, None),
}
SessionEvent._fields = {
    "event": ("event", None, False, None),
    "step": ("step", None, False, None),
    "reply": ("reply", None, False, None),
    "text": ("text", None, False, None),
    "role": ("role", None, False, None),
    "facts": ("facts", None, True, {}),
}
Turn._fields = {
    "step": ("step", None, False, None),
    "kind": ("kind", None, False, None),
    "rule": ("rule", None, False, None),
    "cautions": ("cautions", LocalText, False, ()),
    "caution": ("caution", LocalText, False, None),
    "text": ("text", LocalText, False, None),
    "actor": ("actor", None, False, None),
    "role": ("role", None, False, None),
    "risk": ("risk", None, False, None),
    "minutes": ("minutes", None, False, None),
    "steps": ("steps", Step, False, ()),
    "verify": ("verify", LocalText, False, None),
    "undo": ("undo", LocalText, False, None),
    "stop": ("stop", LocalText, False, None),
    "why": ("why", LocalText, False, None),
    "contradiction": ("contradiction", Contradiction, False, None),
    "known": ("known", TurnKnown, False, ()),
    "skipped": ("skipped", TurnSkipped, False, ()),
    "notes": ("notes", LocalText, False, ()),
    "replies": ("replies", TurnReply, False, ()),
    "end": ("end", TurnEnd, False, None),
}
Contradiction._fields = {
    "first": ("first", Stated, False, None),
    "second": ("second", Stated, False, None),
    "asks": ("asks", None, False, None),
    "text": ("text", LocalText, False, None),
}
Stated._fields = {
    "step": ("step", None, False, None),
    "text": ("text", LocalText, False, None),
    "reply": ("reply", None, False, None),
    "known": ("known", None, False, False),
}
TurnKnown._fields = {
    "step": ("step", None, False, None),
    "text": ("text", LocalText, False, None),
    "reply": ("reply", None, False, None),
}
TurnSkipped._fields = {
    "step": ("step", None, False, None),
    "why": ("why", None, False, None),
    "text": ("text", LocalText, False, None),
    "who": ("who", Contact, False, None),
}
TurnReply._fields = {
    "id": ("id", None, False, None),
    "text": ("text", None, False, None),
    "confirm": ("confirm", LocalText, False, None),
}
TurnEnd._fields = {
    "outcome": ("outcome", None, False, None),
    "hand_over": ("hand_over", HandOver, False, None),
    "open_causes": ("open_causes", LocalText, False, ()),
    "contradictions": ("contradictions", Contradiction, False, ()),
}
DiagnosisProgress._fields = {
    "done": ("done", None, False, None),
    "left": ("left", None, False, None),
    "minutes_left": ("minutes_left", None, False, None),
    "expected_minutes": ("expected_minutes", None, False, None),
}
WhyNots._fields = {
    "why_not": ("why_not", WhyNot, False, ()),
}
WhyNot._fields = {
    "step": ("step", None, False, None),
    "text": ("text", LocalText, False, None),
    "why": ("why", None, False, None),
    "reason": ("reason", LocalText, False, None),
    "steps": ("steps", None, False, ()),
    "who": ("who", Contact, False, None),
    "expected": ("expected", WhyNotExpected, False, None),
}
WhyNotExpected._fields = {
    "planned": ("planned", None, False, None),
    "instead": ("instead", None, False, None),
}
Transcript._fields = {
    "pack": ("pack", PackRef, False, None),
    "codes": ("codes", None, False, ()),
    "role": ("role", None, False, None),
    "rules": ("rules", None, False, ()),
    "suspected": ("suspected", TranscriptSuspected, False, ()),
    "lines": ("lines", TranscriptLine, False, ()),
    "outcome": ("outcome", None, False, None),
    "hand_over": ("hand_over", HandOver, False, None),
    "open_causes": ("open_causes", LocalText, False, ()),
    "contradictions": ("contradictions", Contradiction, False, ()),
    "not_taken": ("not_taken", TranscriptNotTaken, False, ()),
    "resume_code": ("resume_code", None, False, None),
}
TranscriptSuspected._fields = {
    "rule": ("rule", None, False, None),
    "text": ("text", None, False, None),
    "possible": ("possible", None, False, False),
}
TranscriptLine._fields = {
    "step": ("step", None, False, None),
    "text": ("text", LocalText, False, None),
    "then": ("then", LocalText, False, ()),
    "reply": ("reply", None, False, None),
    "contradiction": ("contradiction", Contradiction, False, None),
}
TranscriptNotTaken._fields = {
    "step": ("step", None, False, None),
    "text": ("text", LocalText, False, None),
    "why": ("why", None, False, None),
    "reason": ("reason", LocalText, False, None),
    "who": ("who", Contact, False, None),
}
