// Written from schema/protocol.schema.json by bindings/types/write.
package shindan;

import java.util.List;
import java.util.Map;

/** The values of the protocol. Lists and maps that are absent are empty. */
public final class Protocol {
    private Protocol() {}

    /**
     * What `packs` returns: the version of the engine, and the names that each pack gives a host to offer.
     *
     * @param json the value as the engine wrote it
     */
    public record Packs(String engine, List<PacksPack> packs, String json) {
        static Packs of(Object value, String json) {
            Map<String, Object> fields = Json.object(value);
            return new Packs(
                Json.text(fields.get("engine")),
                Json.list(fields.get("packs"), PacksPack::of),
                json);
        }
    }

    /**
     * PacksPack of the protocol.
     *
     * @param overlay  Null if there is none.
     * @param roles From the least to the most privileged.
     */
    public record PacksPack(String id, String version, String hash, String overlay, LocalText name, List<String> languages, String defaultRole, List<Called> roles, List<Called> contacts, List<PacksPackFact> facts) {
        static PacksPack of(Object value) {
            Map<String, Object> fields = Json.object(value);
            return new PacksPack(
                Json.text(fields.get("id")),
                Json.text(fields.get("version")),
                Json.text(fields.get("hash")),
                Json.maybe(fields.get("overlay"), Json::text),
                LocalText.of(fields.get("name")),
                Json.list(fields.get("languages"), Json::text),
                Json.text(fields.get("default_role")),
                Json.list(fields.get("roles"), Called::of),
                Json.list(fields.get("contacts"), Called::of),
                Json.list(fields.get("facts"), PacksPackFact::of));
        }
    }

    /**
     * LocalText of the protocol.
     *
     * @param lang The language that the text is in; another one than was asked for where there is no translation.
     */
    public record LocalText(String text, String lang, String origin) {
        static LocalText of(Object value) {
            Map<String, Object> fields = Json.object(value);
            return new LocalText(
                Json.text(fields.get("text")),
                Json.text(fields.get("lang")),
                Json.text(fields.get("origin")));
        }
    }

    /**
     * Called of the protocol.
     */
    public record Called(String id, LocalText name) {
        static Called of(Object value) {
            Map<String, Object> fields = Json.object(value);
            return new Called(
                Json.text(fields.get("id")),
                LocalText.of(fields.get("name")));
        }
    }

    /**
     * PacksPackFact of the protocol.
     */
    public record PacksPackFact(String id, LocalText name, List<Called> values) {
        static PacksPackFact of(Object value) {
            Map<String, Object> fields = Json.object(value);
            return new PacksPackFact(
                Json.text(fields.get("id")),
                LocalText.of(fields.get("name")),
                Json.list(fields.get("values"), Called::of));
        }
    }

    /**
     * What `list` returns.
     *
     * @param json the value as the engine wrote it
     */
    public record RuleList(List<PackRef> packs, List<RuleListRule> rules, String json) {
        static RuleList of(Object value, String json) {
            Map<String, Object> fields = Json.object(value);
            return new RuleList(
                Json.list(fields.get("packs"), PackRef::of),
                Json.list(fields.get("rules"), RuleListRule::of),
                json);
        }
    }

    /**
     * PackRef of the protocol.
     *
     * @param hash The root of the hashes (SHA-256) over the pack's content; the same for its YAML and its compiled file.
     * @param overlay SHA-256 of the learned overlay that is applied to the pack, if one is. Null if there is none.
     */
    public record PackRef(String id, String version, String hash, String overlay) {
        static PackRef of(Object value) {
            Map<String, Object> fields = Json.object(value);
            return new PackRef(
                Json.text(fields.get("id")),
                Json.text(fields.get("version")),
                Json.text(fields.get("hash")),
                Json.maybe(fields.get("overlay"), Json::text));
        }
    }

    /**
     * RuleListRule of the protocol.
     *
     * @param heading  Null if there is none.
     * @param rows The rows of the source that it answers.
     */
    public record RuleListRule(String pack, String rule, String status, List<String> codes, List<String> details, String heading, String document, long page, List<RuleListRuleRow> rows) {
        static RuleListRule of(Object value) {
            Map<String, Object> fields = Json.object(value);
            return new RuleListRule(
                Json.text(fields.get("pack")),
                Json.text(fields.get("rule")),
                Json.text(fields.get("status")),
                Json.list(fields.get("codes"), Json::text),
                Json.list(fields.get("details"), Json::text),
                Json.maybe(fields.get("heading"), Json::text),
                Json.text(fields.get("document")),
                Json.whole(fields.get("page")),
                Json.list(fields.get("rows"), RuleListRuleRow::of));
        }
    }

    /**
     * RuleListRuleRow of the protocol.
     *
     * @param row  Null if there is none.
     * @param detail  Null if there is none.
     * @param errorType  Null if there is none.
     */
    public record RuleListRuleRow(String row, String detail, String errorType) {
        static RuleListRuleRow of(Object value) {
            Map<String, Object> fields = Json.object(value);
            return new RuleListRuleRow(
                Json.maybe(fields.get("row"), Json::text),
                Json.maybe(fields.get("detail"), Json::text),
                Json.maybe(fields.get("error_type"), Json::text));
        }
    }

    /**
     * What `lookup` returns: the rows in which the code stands with the detail, both exactly as given.
     *
     * @param json the value as the engine wrote it
     */
    public record Lookup(List<LookupRow> rows, String json) {
        static Lookup of(Object value, String json) {
            Map<String, Object> fields = Json.object(value);
            return new Lookup(
                Json.list(fields.get("rows"), LookupRow::of),
                json);
        }
    }

    /**
     * LookupRow of the protocol.
     *
     * @param detail  Null if there is none.
     * @param row  Null if there is none.
     */
    public record LookupRow(String pack, String rule, String code, String detail, String row) {
        static LookupRow of(Object value) {
            Map<String, Object> fields = Json.object(value);
            return new LookupRow(
                Json.text(fields.get("pack")),
                Json.text(fields.get("rule")),
                Json.text(fields.get("code")),
                Json.maybe(fields.get("detail"), Json::text),
                Json.maybe(fields.get("row"), Json::text));
        }
    }

    /**
     * What `explain` returns. There is always one, also for an input that nothing matches.
     *
     * @param match How the whole input was matched: of several codes, the least sure.
     * @param asked The codes that were given, in their order, each with how it was matched. What was left out stands in the changes of the match.
     * @param answers The answers, a likely cause before its consequences, otherwise as asked. Among them the candidates: show no steps of those before the question is answered.
     * @param relations Which of the faults that are surely shown can have brought about which, as the knowledge says.
     * @param plan The steps of all answers that are no candidates, none twice: checks, then remedies, a likely cause's first, destructive ones after all others; nothing before what it requires.
     * @param question What separates the candidates; of several questions the first. Null if there is none.
     * @param helpDesk A sentence to read to the help desk.
     * @param json the value as the engine wrote it
     */
    public record Explanation(Match match, List<Asked> asked, List<Answer> answers, List<ExplanationRelation> relations, List<PlanStep> plan, Question question, LocalText helpDesk, String json) {
        static Explanation of(Object value, String json) {
            Map<String, Object> fields = Json.object(value);
            return new Explanation(
                Match.of(fields.get("match")),
                Json.list(fields.get("asked"), Asked::of),
                Json.list(fields.get("answers"), Answer::of),
                Json.list(fields.get("relations"), ExplanationRelation::of),
                Json.list(fields.get("plan"), PlanStep::of),
                Json.maybe(fields.get("question"), Question::of),
                LocalText.of(fields.get("help_desk")),
                json);
        }
    }

    /**
     * How the input was matched.
     *
     * @param changes What was changed or left out, in the order in which it was noticed.
     * @param suggestions Rows that may have been meant, where nothing matched for sure.
     */
    public record Match(String level, String reason, List<Change> changes, List<Suggestion> suggestions) {
        static Match of(Object value) {
            Map<String, Object> fields = Json.object(value);
            return new Match(
                Json.text(fields.get("level")),
                Json.text(fields.get("reason")),
                Json.list(fields.get("changes"), Change::of),
                Json.list(fields.get("suggestions"), Suggestion::of));
        }
    }

    /**
     * Change of the protocol.
     *
     * @param kind ignored: looks like a code, is not known, was left out. number: a code that was read as a number, because of what stands around it, and left out. letter_case: read with another letter case. width: read in normal width. lookalike: a letter was read as the digit that looks like it, or the other way round. separators: hyphens, spaces, brackets or line ends were added or left out. prefix: 0x was added, or left out where it stood twice. leading_zeros: leading zeros were added. decimal: a decimal number was read as the hexadecimal code of the same value. dictation: spoken words were read as the letters and digits that they stand for. misprint: printed in this way, read as the code that is meant. pattern: read as an instance of a pattern. inferred: the pairing with this code is not printed but inferred. cut_off: what lies beyond the limit was not read.
     * @param from What stood in the input.
     * @param to What it was read as, if anything. Null if there is none.
     */
    public record Change(String kind, String from, String to) {
        static Change of(Object value) {
            Map<String, Object> fields = Json.object(value);
            return new Change(
                Json.text(fields.get("kind")),
                Json.text(fields.get("from")),
                Json.maybe(fields.get("to"), Json::text));
        }
    }

    /**
     * Suggestion of the protocol.
     *
     * @param codes The codes of the row, as the pack writes them.
     * @param details The detail code of the row; empty where the code stands alone.
     * @param errorType The error type of the row. Null if there is none.
     */
    public record Suggestion(String pack, String rule, List<String> codes, List<String> details, LocalText errorType) {
        static Suggestion of(Object value) {
            Map<String, Object> fields = Json.object(value);
            return new Suggestion(
                Json.text(fields.get("pack")),
                Json.text(fields.get("rule")),
                Json.list(fields.get("codes"), Json::text),
                Json.list(fields.get("details"), Json::text),
                Json.maybe(fields.get("error_type"), LocalText::of));
        }
    }

    /**
     * One of the codes that were given.
     *
     * @param text The code with its detail, as the pack writes them; a detail that fits a pattern, or nothing, as it was given. Asking for it alone gives its answers.
     * @param question What separates its candidates, or makes its answer finer. Null if there is none.
     */
    public record Asked(String text, String level, String reason, Question question) {
        static Asked of(Object value) {
            Map<String, Object> fields = Json.object(value);
            return new Asked(
                Json.text(fields.get("text")),
                Json.text(fields.get("level")),
                Json.text(fields.get("reason")),
                Json.maybe(fields.get("question"), Question::of));
        }
    }

    /**
     * Question of the protocol.
     *
     * @param fact What is asked for.
     * @param options The known replies. Not knowing is always possible.
     */
    public record Question(String fact, LocalText text, List<QuestionOption> options) {
        static Question of(Object value) {
            Map<String, Object> fields = Json.object(value);
            return new Question(
                Json.text(fields.get("fact")),
                LocalText.of(fields.get("text")),
                Json.list(fields.get("options"), QuestionOption::of));
        }
    }

    /**
     * QuestionOption of the protocol.
     *
     * @param value The code or detail, to ask again with; `no detail code` in the reader's language where a row has none.
     * @param text The same with its error type.
     */
    public record QuestionOption(String value, String text) {
        static QuestionOption of(Object value) {
            Map<String, Object> fields = Json.object(value);
            return new QuestionOption(
                Json.text(fields.get("value")),
                Json.text(fields.get("text")));
        }
    }

    /**
     * One rule, as far as it concerns the rows that were matched.
     *
     * @param asked Which of the given codes it answers: their `text`.
     * @param candidate It is open whether this one is meant: to be listed without its steps.
     * @param codes The codes with their aliases, as the pack writes them.
     * @param details The details of the matched rows, as the pack writes them.
     * @param rows The matched rows of the source.
     * @param heading  Null if there is none.
     * @param message What the screen shows with the code. Null if there is none.
     * @param errorType Null also where the matched rows differ. Null if there is none.
     * @param cautions Shown before the message and everything else.
     * @param explanation Printed prose around the steps.
     * @param remediation In a safe order: as authored, destructive ones last.
     * @param absent Cells of the source that hold nothing, and why.
     * @param translation The state of the rule's translation into the language asked for; null where it is the rule's own language or is not recorded. Null if there is none.
     */
    public record Answer(PackRef pack, String rule, List<String> asked, boolean candidate, String status, List<String> codes, List<String> details, List<String> rows, LocalText heading, LocalText message, LocalText errorType, List<LocalText> cautions, List<LocalText> explanation, List<Cause> causes, List<CheckItem> checks, List<Remedy> remediation, List<Withheld> withheld, HandOver handOver, AnswerAbsent absent, List<Note> notes, String translation, AnswerSource source) {
        static Answer of(Object value) {
            Map<String, Object> fields = Json.object(value);
            return new Answer(
                PackRef.of(fields.get("pack")),
                Json.text(fields.get("rule")),
                Json.list(fields.get("asked"), Json::text),
                Json.truth(fields.get("candidate")),
                Json.text(fields.get("status")),
                Json.list(fields.get("codes"), Json::text),
                Json.list(fields.get("details"), Json::text),
                Json.list(fields.get("rows"), Json::text),
                Json.maybe(fields.get("heading"), LocalText::of),
                Json.maybe(fields.get("message"), LocalText::of),
                Json.maybe(fields.get("error_type"), LocalText::of),
                Json.list(fields.get("cautions"), LocalText::of),
                Json.list(fields.get("explanation"), LocalText::of),
                Json.list(fields.get("causes"), Cause::of),
                Json.list(fields.get("checks"), CheckItem::of),
                Json.list(fields.get("remediation"), Remedy::of),
                Json.list(fields.get("withheld"), Withheld::of),
                HandOver.of(fields.get("hand_over")),
                AnswerAbsent.of(fields.get("absent")),
                Json.list(fields.get("notes"), Note::of),
                Json.maybe(fields.get("translation"), Json::text),
                AnswerSource.of(fields.get("source")));
        }
    }

    /**
     * Cause of the protocol.
     *
     * @param likelihood How often it is the one. Null if there is none.
     */
    public record Cause(String id, LocalText text, String likelihood, Map<String, Object> when) {
        static Cause of(Object value) {
            Map<String, Object> fields = Json.object(value);
            return new Cause(
                Json.text(fields.get("id")),
                LocalText.of(fields.get("text")),
                Json.maybe(fields.get("likelihood"), Json::text),
                Json.map(fields.get("when"), Json::any));
        }
    }

    /**
     * A question. "Don't know" is always one more answer and excludes nothing.
     *
     * @param print The printed sentences behind it.
     * @param role Who may answer.
     * @param actor Who acts, where it is somebody else. Null if there is none.
     * @param caution  Null if there is none.
     * @param requires Steps that come before.
     * @param consult Who must have been consulted. Null if there is none.
     */
    public record CheckItem(String id, LocalText ask, List<LocalText> print, String role, String actor, String risk, long minutes, LocalText caution, List<String> requires, Map<String, Object> when, Contact consult, List<CheckItemAnswer> answers) {
        static CheckItem of(Object value) {
            Map<String, Object> fields = Json.object(value);
            return new CheckItem(
                Json.text(fields.get("id")),
                LocalText.of(fields.get("ask")),
                Json.list(fields.get("print"), LocalText::of),
                Json.text(fields.get("role")),
                Json.maybe(fields.get("actor"), Json::text),
                Json.text(fields.get("risk")),
                Json.whole(fields.get("minutes")),
                Json.maybe(fields.get("caution"), LocalText::of),
                Json.list(fields.get("requires"), Json::text),
                Json.map(fields.get("when"), Json::any),
                Json.maybe(fields.get("consult"), Contact::of),
                Json.list(fields.get("answers"), CheckItemAnswer::of));
        }
    }

    /**
     * Contact of the protocol.
     *
     * @param id By which the host supplies telephone number and hours.
     */
    public record Contact(String id, String name) {
        static Contact of(Object value) {
            Map<String, Object> fields = Json.object(value);
            return new Contact(
                Json.text(fields.get("id")),
                Json.text(fields.get("name")));
        }
    }

    /**
     * CheckItemAnswer of the protocol.
     *
     * @param supports Causes that become likely.
     * @param excludes Causes that can no longer be.
     * @param handOver Whom it hands over to at once.
     * @param see The rule that goes on. Null if there is none.
     * @param resolved It means that the fault is gone.
     */
    public record CheckItemAnswer(String id, LocalText text, List<String> supports, List<String> excludes, List<Contact> handOver, String see, boolean resolved) {
        static CheckItemAnswer of(Object value) {
            Map<String, Object> fields = Json.object(value);
            return new CheckItemAnswer(
                Json.text(fields.get("id")),
                LocalText.of(fields.get("text")),
                Json.list(fields.get("supports"), Json::text),
                Json.list(fields.get("excludes"), Json::text),
                Json.list(fields.get("hand_over"), Contact::of),
                Json.maybe(fields.get("see"), Json::text),
                Json.truth(fields.get("resolved")));
        }
    }

    /**
     * Remedy of the protocol.
     *
     * @param kind workaround: the desk keeps running, the cause stays.
     * @param origin Whose words its steps are.
     * @param fixes Causes that it usually fixes. A remedy that names no cause may help against any.
     * @param role Who may carry it out.
     * @param actor Who acts, where it is somebody else. Null if there is none.
     * @param caution Shown before the first step. Null if there is none.
     * @param requires Steps that come before; never waived.
     * @param anyOf Its group of alternatives: one at a time, a failed one put back before the next. Null if there is none.
     * @param consult Who must have been consulted. Null if there is none.
     * @param verify How to see whether it helped; null where repeating what failed is a remedy of its own. Null if there is none.
     * @param undo  Null if there is none.
     * @param stop When to stop at once. Null if there is none.
     */
    public record Remedy(String id, String kind, String origin, List<String> fixes, List<String> sometimesFixes, String role, String actor, String risk, long minutes, LocalText caution, List<String> requires, Map<String, Object> when, String anyOf, Contact consult, List<LocalText> print, List<Step> steps, LocalText verify, LocalText undo, LocalText stop) {
        static Remedy of(Object value) {
            Map<String, Object> fields = Json.object(value);
            return new Remedy(
                Json.text(fields.get("id")),
                Json.text(fields.get("kind")),
                Json.text(fields.get("origin")),
                Json.list(fields.get("fixes"), Json::text),
                Json.list(fields.get("sometimes_fixes"), Json::text),
                Json.text(fields.get("role")),
                Json.maybe(fields.get("actor"), Json::text),
                Json.text(fields.get("risk")),
                Json.whole(fields.get("minutes")),
                Json.maybe(fields.get("caution"), LocalText::of),
                Json.list(fields.get("requires"), Json::text),
                Json.map(fields.get("when"), Json::any),
                Json.maybe(fields.get("any_of"), Json::text),
                Json.maybe(fields.get("consult"), Contact::of),
                Json.list(fields.get("print"), LocalText::of),
                Json.list(fields.get("steps"), Step::of),
                Json.maybe(fields.get("verify"), LocalText::of),
                Json.maybe(fields.get("undo"), LocalText::of),
                Json.maybe(fields.get("stop"), LocalText::of));
        }
    }

    /**
     * Step of the protocol.
     *
     * @param caution Shown before this step. Null if there is none.
     * @param steps Its parts, in order.
     */
    public record Step(LocalText text, LocalText caution, List<Step> steps) {
        static Step of(Object value) {
            Map<String, Object> fields = Json.object(value);
            return new Step(
                LocalText.of(fields.get("text")),
                Json.maybe(fields.get("caution"), LocalText::of),
                Json.list(fields.get("steps"), Step::of));
        }
    }

    /**
     * A check or remedy that is not shown as one to take.
     *
     * @param who Whom to call for it, where it is above the role. Null if there is none.
     * @param sameAs Where it is shown instead. Null if there is none.
     * @param print What is printed for the row; never for a step above the role.
     */
    public record Withheld(String step, String role, String risk, String why, Contact who, PlanStep sameAs, List<LocalText> print) {
        static Withheld of(Object value) {
            Map<String, Object> fields = Json.object(value);
            return new Withheld(
                Json.text(fields.get("step")),
                Json.text(fields.get("role")),
                Json.text(fields.get("risk")),
                Json.text(fields.get("why")),
                Json.maybe(fields.get("who"), Contact::of),
                Json.maybe(fields.get("same_as"), PlanStep::of),
                Json.list(fields.get("print"), LocalText::of));
        }
    }

    /**
     * PlanStep of the protocol.
     *
     * @param answer The answer that shows it, by its place in `answers`, counted from 0.
     * @param rule The rule of that answer.
     * @param step The id of the check or remedy.
     */
    public record PlanStep(long answer, String rule, String step) {
        static PlanStep of(Object value) {
            Map<String, Object> fields = Json.object(value);
            return new PlanStep(
                Json.whole(fields.get("answer")),
                Json.text(fields.get("rule")),
                Json.text(fields.get("step")));
        }
    }

    /**
     * Whom to call when nothing helped.
     *
     * @param from Where the contacts are printed: with the remedies, in the message only, or nowhere, so that it is the one that the caller's role calls.
     * @param text The printed sentence. Null if there is none.
     */
    public record HandOver(List<Contact> to, String from, LocalText text) {
        static HandOver of(Object value) {
            Map<String, Object> fields = Json.object(value);
            return new HandOver(
                Json.list(fields.get("to"), Contact::of),
                Json.text(fields.get("from")),
                Json.maybe(fields.get("text"), LocalText::of));
        }
    }

    /**
     * Cells of the source that hold nothing, and why.
     *
     * @param detail  Null if there is none.
     * @param heading  Null if there is none.
     * @param message  Null if there is none.
     * @param errorType  Null if there is none.
     * @param causes  Null if there is none.
     * @param checks  Null if there is none.
     * @param remediation  Null if there is none.
     */
    public record AnswerAbsent(String detail, String heading, String message, String errorType, String causes, String checks, String remediation) {
        static AnswerAbsent of(Object value) {
            Map<String, Object> fields = Json.object(value);
            return new AnswerAbsent(
                Json.maybe(fields.get("detail"), Json::text),
                Json.maybe(fields.get("heading"), Json::text),
                Json.maybe(fields.get("message"), Json::text),
                Json.maybe(fields.get("error_type"), Json::text),
                Json.maybe(fields.get("causes"), Json::text),
                Json.maybe(fields.get("checks"), Json::text),
                Json.maybe(fields.get("remediation"), Json::text));
        }
    }

    /**
     * A recorded misprint, or an open doubt: its kind, printed form and confidence are null.
     *
     * @param kind  Null if there is none.
     * @param concerns Ids of items, or names of fields.
     * @param printed What was printed; empty where nothing was. Never a step, a link or something to copy. Null if there is none.
     * @param corrected What stands in the text instead. Null if there is none.
     * @param confidence In hundredths. Null if there is none.
     * @param text Why, or the doubt.
     */
    public record Note(String id, String kind, List<String> concerns, String printed, String corrected, Long confidence, LocalText text) {
        static Note of(Object value) {
            Map<String, Object> fields = Json.object(value);
            return new Note(
                Json.text(fields.get("id")),
                Json.maybe(fields.get("kind"), Json::text),
                Json.list(fields.get("concerns"), Json::text),
                Json.maybe(fields.get("printed"), Json::text),
                Json.maybe(fields.get("corrected"), Json::text),
                Json.maybe(fields.get("confidence"), Json::whole),
                LocalText.of(fields.get("text")));
        }
    }

    /**
     * AnswerSource of the protocol.
     */
    public record AnswerSource(String document, LocalText title, long page) {
        static AnswerSource of(Object value) {
            Map<String, Object> fields = Json.object(value);
            return new AnswerSource(
                Json.text(fields.get("document")),
                LocalText.of(fields.get("title")),
                Json.whole(fields.get("page")));
        }
    }

    /**
     * ExplanationRelation of the protocol.
     *
     * @param cause The rule that is treated first.
     */
    public record ExplanationRelation(String pack, String cause, String consequence) {
        static ExplanationRelation of(Object value) {
            Map<String, Object> fields = Json.object(value);
            return new ExplanationRelation(
                Json.text(fields.get("pack")),
                Json.text(fields.get("cause")),
                Json.text(fields.get("consequence")));
        }
    }

    /**
     * What `search` returns. Where nothing comes near enough, the match is unknown and there are no hits.
     *
     * @param hits The rules, best first; those of a code that stands in the text before all others.
     * @param helpDesk A sentence to read to the help desk.
     * @param json the value as the engine wrote it
     */
    public record Search(Match match, List<Hit> hits, LocalText helpDesk, String json) {
        static Search of(Object value, String json) {
            Map<String, Object> fields = Json.object(value);
            return new Search(
                Match.of(fields.get("match")),
                Json.list(fields.get("hits"), Hit::of),
                LocalText.of(fields.get("help_desk")),
                json);
        }
    }

    /**
     * A rule that a search found.
     *
     * @param codes The codes of the rule.
     * @param details The details of the rule.
     * @param heading  Null if there is none.
     * @param score How well it fits, in hundredths.
     * @param why Which words were found, and where; the text that fits best first.
     */
    public record Hit(PackRef pack, String rule, List<String> codes, List<String> details, LocalText heading, long score, List<HitWhy> why) {
        static Hit of(Object value) {
            Map<String, Object> fields = Json.object(value);
            return new Hit(
                PackRef.of(fields.get("pack")),
                Json.text(fields.get("rule")),
                Json.list(fields.get("codes"), Json::text),
                Json.list(fields.get("details"), Json::text),
                Json.maybe(fields.get("heading"), LocalText::of),
                Json.whole(fields.get("score")),
                Json.list(fields.get("why"), HitWhy::of));
        }
    }

    /**
     * HitWhy of the protocol.
     *
     * @param field The field of the rule.
     * @param words The words of the question that the text has, too, or another word for the same.
     * @param text The text of the rule.
     */
    public record HitWhy(String field, List<String> words, LocalText text) {
        static HitWhy of(Object value) {
            Map<String, Object> fields = Json.object(value);
            return new HitWhy(
                Json.text(fields.get("field")),
                Json.list(fields.get("words"), Json::text),
                LocalText.of(fields.get("text")));
        }
    }

    /**
     * What the operation `scan` returns for one text.
     *
     * @param json the value as the engine wrote it
     */
    public record Scanned(List<ScanMatch> matches, String json) {
        static Scanned of(Object value, String json) {
            Map<String, Object> fields = Json.object(value);
            return new Scanned(
                Json.list(fields.get("matches"), ScanMatch::of),
                json);
        }
    }

    /**
     * A code in a text, with the detail that belongs to it. On one line a detail belongs to the code before it or, if none stands before it, to the first one after it. A code that several packs know gives a match for each.
     *
     * @param file The file, as it was named; none for standard input. Null if there is none.
     * @param start The first byte, from the start of the text: of the code or the detail, whichever is first. Of a text that is not UTF-8, bytes are those of the same text in UTF-8 without its byte order mark.
     * @param end The byte behind it. A further detail of a code that had one already is a match of its own, at its own place.
     * @param code The code, as the pack writes it. Null if there is none.
     * @param detail The detail, as the pack writes it; an instance of a pattern as it stands in the text. Null if there is none.
     * @param rule The rule; none where several may be meant, or where the table does not have the pair. Null if there is none.
     * @param level As in a match of `explain`.
     * @param text The line, at most some thousand bytes of it; only if it was asked for, as it may hold names and numbers of people. Null if there is none.
     */
    public record ScanMatch(String file, long start, long end, long line, String code, String detail, String rule, String level, String pack, String text) {
        static ScanMatch of(Object value) {
            Map<String, Object> fields = Json.object(value);
            return new ScanMatch(
                Json.maybe(fields.get("file"), Json::text),
                Json.whole(fields.get("start")),
                Json.whole(fields.get("end")),
                Json.whole(fields.get("line")),
                Json.maybe(fields.get("code"), Json::text),
                Json.maybe(fields.get("detail"), Json::text),
                Json.maybe(fields.get("rule"), Json::text),
                Json.text(fields.get("level")),
                Json.text(fields.get("pack")),
                Json.maybe(fields.get("text"), Json::text));
        }
    }

    /**
     * What `tree` returns: the decision graph of a rule, one node for each step, continuations shared. Exclusions live in the session: a node that cannot be offered is passed over along `otherwise`.
     *
     * @param details The details of the rows it is drawn for.
     * @param role The role it is drawn for; null shows every step. Null if there is none.
     * @param start The node to start from.
     * @param json the value as the engine wrote it
     */
    public record Graph(PackRef pack, String rule, List<String> codes, List<String> details, String role, List<LocalText> cautions, String start, List<GraphNode> nodes, List<GraphEdge> edges, String json) {
        static Graph of(Object value, String json) {
            Map<String, Object> fields = Json.object(value);
            return new Graph(
                PackRef.of(fields.get("pack")),
                Json.text(fields.get("rule")),
                Json.list(fields.get("codes"), Json::text),
                Json.list(fields.get("details"), Json::text),
                Json.maybe(fields.get("role"), Json::text),
                Json.list(fields.get("cautions"), LocalText::of),
                Json.text(fields.get("start")),
                Json.list(fields.get("nodes"), GraphNode::of),
                Json.list(fields.get("edges"), GraphEdge::of),
                json);
        }
    }

    /**
     * GraphNode of the protocol.
     *
     * @param id The step's name, as in a session; see:RULE, end:resolved, end:worked_around or end:handed_over besides.
     * @param text The question, or the steps in brief.
     * @param role  Null if there is none.
     * @param risk  Null if there is none.
     * @param minutes  Null if there is none.
     * @param caution  Null if there is none.
     * @param contacts Whom to call, at the ends that leave the cause open.
     * @param otherwise Where to go on when the step cannot be offered.
     */
    public record GraphNode(String id, String kind, LocalText text, String role, String risk, Long minutes, LocalText caution, Map<String, Object> when, List<Contact> contacts, List<String> otherwise) {
        static GraphNode of(Object value) {
            Map<String, Object> fields = Json.object(value);
            return new GraphNode(
                Json.text(fields.get("id")),
                Json.text(fields.get("kind")),
                LocalText.of(fields.get("text")),
                Json.maybe(fields.get("role"), Json::text),
                Json.maybe(fields.get("risk"), Json::text),
                Json.maybe(fields.get("minutes"), Json::whole),
                Json.maybe(fields.get("caution"), LocalText::of),
                Json.map(fields.get("when"), Json::any),
                Json.list(fields.get("contacts"), Contact::of),
                Json.list(fields.get("otherwise"), Json::text));
        }
    }

    /**
     * GraphEdge of the protocol.
     *
     * @param replies The ids of the replies that take it.
     * @param texts The same as people say them.
     * @param aside One of several continuations that depend on what was answered before; a drawing leaves it out.
     */
    public record GraphEdge(String from, String to, List<String> replies, List<String> texts, boolean aside) {
        static GraphEdge of(Object value) {
            Map<String, Object> fields = Json.object(value);
            return new GraphEdge(
                Json.text(fields.get("from")),
                Json.text(fields.get("to")),
                Json.list(fields.get("replies"), Json::text),
                Json.list(fields.get("texts"), Json::text),
                Json.truth(fields.get("aside")));
        }
    }

    /**
     * What `plan` returns: the cheapest legal order of a model's steps that was found, and its certificate. Costs are in the unit of the model.
     *
     * @param pack  Null if there is none.
     * @param rule The rule that was planned; a model file has none. Null if there is none.
     * @param role The role that asks. Null if there is none.
     * @param steps The steps of the rule as people read them, by their id.
     * @param model The model's name.
     * @param expectedCost What a session costs on average; where the plan is truncated, at most.
     * @param lowerBound No legal order costs less on average.
     * @param exact Whether no legal order is cheaper.
     * @param gap By how much the plan may be above the best order, as a share of that.
     * @param expansions States that the search looked at.
     * @param authoredCost What the author's order costs in this mode, without steps that can no longer help.
     * @param priceOfSafety What the risk rule costs; null in a mode without one, and where it was not proven within the budget. Null if there is none.
     * @param truncated Whether parts of the plan are too large to be written out.
     * @param json the value as the engine wrote it
     */
    public record WholePlan(PackRef pack, String rule, String role, Map<String, WholePlanStep> steps, String model, String mode, double expectedCost, double lowerBound, boolean exact, double gap, long expansions, double authoredCost, Double priceOfSafety, String firstStep, boolean truncated, PlanBranch plan, String json) {
        static WholePlan of(Object value, String json) {
            Map<String, Object> fields = Json.object(value);
            return new WholePlan(
                Json.maybe(fields.get("pack"), PackRef::of),
                Json.maybe(fields.get("rule"), Json::text),
                Json.maybe(fields.get("role"), Json::text),
                Json.map(fields.get("steps"), WholePlanStep::of),
                Json.text(fields.get("model")),
                Json.text(fields.get("mode")),
                Json.number(fields.get("expected_cost")),
                Json.number(fields.get("lower_bound")),
                Json.truth(fields.get("exact")),
                Json.number(fields.get("gap")),
                Json.whole(fields.get("expansions")),
                Json.number(fields.get("authored_cost")),
                Json.maybe(fields.get("price_of_safety"), Json::number),
                Json.text(fields.get("first_step")),
                Json.truth(fields.get("truncated")),
                PlanBranch.of(fields.get("plan")),
                json);
        }
    }

    /**
     * WholePlanStep of the protocol.
     */
    public record WholePlanStep(LocalText text, String role, String risk, Map<String, LocalText> answers) {
        static WholePlanStep of(Object value) {
            Map<String, Object> fields = Json.object(value);
            return new WholePlanStep(
                LocalText.of(fields.get("text")),
                Json.text(fields.get("role")),
                Json.text(fields.get("risk")),
                Json.map(fields.get("answers"), LocalText::of));
        }
    }

    /**
     * PlanBranch of the protocol.
     *
     * @param step The step to carry out.
     * @param outcomes Where to go on, by what is seen: the answers of a question that are possible, `not_fixed` after an action. Nothing follows an escalation, or an action that is sure to end the fault.
     * @param truncated The plan goes on from here.
     */
    public record PlanBranch(String step, Map<String, PlanBranch> outcomes, boolean truncated) {
        static PlanBranch of(Object value) {
            Map<String, Object> fields = Json.object(value);
            return new PlanBranch(
                Json.text(fields.get("step")),
                Json.map(fields.get("outcomes"), PlanBranch::of),
                Json.truth(fields.get("truncated")));
        }
    }

    /**
     * What starting, replying, going back, adding a code and taking over return.
     *
     * @param json the value as the engine wrote it
     */
    public record Diagnosis(Session session, Turn turn, DiagnosisProgress progress, String json) {
        static Diagnosis of(Object value, String json) {
            Map<String, Object> fields = Json.object(value);
            return new Diagnosis(
                Session.of(fields.get("session")),
                Turn.of(fields.get("turn")),
                DiagnosisProgress.of(fields.get("progress")),
                json);
        }
    }

    /**
     * The next step, why it comes now, and everything that may be replied. Shown in this order: cautions, caution, text, steps.
     *
     * @param step The step's name, to reply with: RULE/ITEM, which-rule, which-code, which-detail, consult:CONTACT, confirm:RULE/ITEM, undo:RULE/ITEM or end.
     * @param kind question: which code or detail is on the screen, or which of the rules that were described is meant. check: a question of the rule. consult: whether somebody was consulted. confirm: whether a destructive step is really wanted. remedy: something to do. undo: a failed alternative is put back. end: no step is left.
     * @param rule  Null if there is none.
     * @param caution  Null if there is none.
     * @param text The question, or what the step is for.
     * @param actor Who acts, where it is somebody else than the person being led. Null if there is none.
     * @param role  Null if there is none.
     * @param risk  Null if there is none.
     * @param minutes  Null if there is none.
     * @param steps What to do, in order; empty where there is only something to answer.
     * @param verify  Null if there is none.
     * @param undo  Null if there is none.
     * @param stop  Null if there is none.
     * @param contradiction The answers that cannot both hold, where one of them is asked again. Null if there is none.
     * @param known Checks that were not asked, as their answer was known.
     * @param skipped Steps that might help and were passed over.
     * @param notes What else to know, such as earlier replies that no longer apply.
     * @param replies All that is legal.
     * @param end  Null if there is none.
     */
    public record Turn(String step, String kind, String rule, List<LocalText> cautions, LocalText caution, LocalText text, String actor, String role, String risk, Long minutes, List<Step> steps, LocalText verify, LocalText undo, LocalText stop, LocalText why, Contradiction contradiction, List<TurnKnown> known, List<TurnSkipped> skipped, List<LocalText> notes, List<TurnReply> replies, TurnEnd end) {
        static Turn of(Object value) {
            Map<String, Object> fields = Json.object(value);
            return new Turn(
                Json.text(fields.get("step")),
                Json.text(fields.get("kind")),
                Json.maybe(fields.get("rule"), Json::text),
                Json.list(fields.get("cautions"), LocalText::of),
                Json.maybe(fields.get("caution"), LocalText::of),
                LocalText.of(fields.get("text")),
                Json.maybe(fields.get("actor"), Json::text),
                Json.maybe(fields.get("role"), Json::text),
                Json.maybe(fields.get("risk"), Json::text),
                Json.maybe(fields.get("minutes"), Json::whole),
                Json.list(fields.get("steps"), Step::of),
                Json.maybe(fields.get("verify"), LocalText::of),
                Json.maybe(fields.get("undo"), LocalText::of),
                Json.maybe(fields.get("stop"), LocalText::of),
                LocalText.of(fields.get("why")),
                Json.maybe(fields.get("contradiction"), Contradiction::of),
                Json.list(fields.get("known"), TurnKnown::of),
                Json.list(fields.get("skipped"), TurnSkipped::of),
                Json.list(fields.get("notes"), LocalText::of),
                Json.list(fields.get("replies"), TurnReply::of),
                Json.maybe(fields.get("end"), TurnEnd::of));
        }
    }

    /**
     * Two answers that cannot both hold: one supports only causes that the other excludes, or they are the last of those that leave no cause of a rule.
     *
     * @param first The earlier one.
     * @param second The later one.
     * @param asks The check that is asked again. Missing where the contradiction stands: it was asked about and stayed, or neither can be asked again. Null if there is none.
     * @param text Both in words.
     */
    public record Contradiction(Stated first, Stated second, String asks, LocalText text) {
        static Contradiction of(Object value) {
            Map<String, Object> fields = Json.object(value);
            return new Contradiction(
                Stated.of(fields.get("first")),
                Stated.of(fields.get("second")),
                Json.maybe(fields.get("asks"), Json::text),
                LocalText.of(fields.get("text")));
        }
    }

    /**
     * What was answered, or is known.
     *
     * @param step The check, as RULE/CHECK, or the name of a fact.
     * @param text Its question, or what the fact is called.
     * @param reply The answer as people say it.
     * @param known Whether it was known without asking.
     */
    public record Stated(String step, LocalText text, String reply, boolean known) {
        static Stated of(Object value) {
            Map<String, Object> fields = Json.object(value);
            return new Stated(
                Json.text(fields.get("step")),
                LocalText.of(fields.get("text")),
                Json.text(fields.get("reply")),
                Json.truth(fields.get("known")));
        }
    }

    /**
     * TurnKnown of the protocol.
     *
     * @param reply The answer as people say it.
     */
    public record TurnKnown(String step, LocalText text, String reply) {
        static TurnKnown of(Object value) {
            Map<String, Object> fields = Json.object(value);
            return new TurnKnown(
                Json.text(fields.get("step")),
                LocalText.of(fields.get("text")),
                Json.text(fields.get("reply")));
        }
    }

    /**
     * TurnSkipped of the protocol.
     *
     * @param text The same in words.
     * @param who Whom to call for it, where it is above the role. Null if there is none.
     */
    public record TurnSkipped(String step, String why, LocalText text, Contact who) {
        static TurnSkipped of(Object value) {
            Map<String, Object> fields = Json.object(value);
            return new TurnSkipped(
                Json.text(fields.get("step")),
                Json.text(fields.get("why")),
                LocalText.of(fields.get("text")),
                Json.maybe(fields.get("who"), Contact::of));
        }
    }

    /**
     * TurnReply of the protocol.
     *
     * @param text The reply as people say it.
     * @param confirm To be shown and accepted before this reply is sent. Null if there is none.
     */
    public record TurnReply(String id, String text, LocalText confirm) {
        static TurnReply of(Object value) {
            Map<String, Object> fields = Json.object(value);
            return new TurnReply(
                Json.text(fields.get("id")),
                Json.text(fields.get("text")),
                Json.maybe(fields.get("confirm"), LocalText::of));
        }
    }

    /**
     * TurnEnd of the protocol.
     *
     * @param handOver Null where the fault is gone. Null if there is none.
     * @param openCauses Causes that are still possible.
     */
    public record TurnEnd(String outcome, HandOver handOver, List<LocalText> openCauses, List<Contradiction> contradictions) {
        static TurnEnd of(Object value) {
            Map<String, Object> fields = Json.object(value);
            return new TurnEnd(
                Json.text(fields.get("outcome")),
                Json.maybe(fields.get("hand_over"), HandOver::of),
                Json.list(fields.get("open_causes"), LocalText::of),
                Json.list(fields.get("contradictions"), Contradiction::of));
        }
    }

    /**
     * DiagnosisProgress of the protocol.
     *
     * @param done Steps replied to.
     * @param left Steps that may still come, this one among them.
     * @param minutesLeft Their minutes.
     * @param expectedMinutes The minutes that the planned order is expected to take from here, handing over included; missing where the order is the authored one. Null if there is none.
     */
    public record DiagnosisProgress(long done, long left, long minutesLeft, Long expectedMinutes) {
        static DiagnosisProgress of(Object value) {
            Map<String, Object> fields = Json.object(value);
            return new DiagnosisProgress(
                Json.whole(fields.get("done")),
                Json.whole(fields.get("left")),
                Json.whole(fields.get("minutes_left")),
                Json.maybe(fields.get("expected_minutes"), Json::whole));
        }
    }

    /**
     * What `diagnose --why-not` returns.
     *
     * @param json the value as the engine wrote it
     */
    public record WhyNots(List<WhyNot> whyNot, String json) {
        static WhyNots of(Object value, String json) {
            Map<String, Object> fields = Json.object(value);
            return new WhyNots(
                Json.list(fields.get("why_not"), WhyNot::of),
                json);
        }
    }

    /**
     * Why a step of a session is not the next one.
     *
     * @param step The step, as RULE/ITEM.
     * @param text The question, or the first thing that is to be done.
     * @param reason The same in words.
     * @param steps The steps that the reason speaks of: what comes before it, what it waits for, or the answers that rule it out.
     * @param who Whom to call for it, where it is above the role. Null if there is none.
     * @param expected The minutes that the rest is expected to take, handing over included, where the planner chose another step. Null if there is none.
     */
    public record WhyNot(String step, LocalText text, String why, LocalText reason, List<String> steps, Contact who, WhyNotExpected expected) {
        static WhyNot of(Object value) {
            Map<String, Object> fields = Json.object(value);
            return new WhyNot(
                Json.text(fields.get("step")),
                LocalText.of(fields.get("text")),
                Json.text(fields.get("why")),
                LocalText.of(fields.get("reason")),
                Json.list(fields.get("steps"), Json::text),
                Json.maybe(fields.get("who"), Contact::of),
                Json.maybe(fields.get("expected"), WhyNotExpected::of));
        }
    }

    /**
     * The minutes that the rest is expected to take, handing over included, where the planner chose another step.
     *
     * @param planned As planned.
     * @param instead If it began with this step.
     */
    public record WhyNotExpected(long planned, long instead) {
        static WhyNotExpected of(Object value) {
            Map<String, Object> fields = Json.object(value);
            return new WhyNotExpected(
                Json.whole(fields.get("planned")),
                Json.whole(fields.get("instead")));
        }
    }

    /**
     * What happened in a session so far, to be read to the help desk.
     *
     * @param pack The pack that gave the answers.
     * @param codes What the screen showed, each once, as the pack writes it; what it does not know, as it was given.
     * @param role Who was led, at the end.
     * @param rules The rules it went through, the current one first.
     * @param suspected The rules that what was described may have meant, the best first.
     * @param lines What was replied, in order; answers that were taken back are left out.
     * @param outcome Null while it goes on. Null if there is none.
     * @param handOver Whom it was handed over to, or is to be if it ends here. Null where the fault is gone. Null if there is none.
     * @param openCauses Causes that are still possible.
     * @param notTaken Steps that were not taken.
     * @param resumeCode What another device resumes the session by. Null where the fault is gone. Null if there is none.
     * @param json the value as the engine wrote it
     */
    public record Transcript(PackRef pack, List<String> codes, String role, List<String> rules, List<TranscriptSuspected> suspected, List<TranscriptLine> lines, String outcome, HandOver handOver, List<LocalText> openCauses, List<Contradiction> contradictions, List<TranscriptNotTaken> notTaken, String resumeCode, String json) {
        static Transcript of(Object value, String json) {
            Map<String, Object> fields = Json.object(value);
            return new Transcript(
                PackRef.of(fields.get("pack")),
                Json.list(fields.get("codes"), Json::text),
                Json.text(fields.get("role")),
                Json.list(fields.get("rules"), Json::text),
                Json.list(fields.get("suspected"), TranscriptSuspected::of),
                Json.list(fields.get("lines"), TranscriptLine::of),
                Json.maybe(fields.get("outcome"), Json::text),
                Json.maybe(fields.get("hand_over"), HandOver::of),
                Json.list(fields.get("open_causes"), LocalText::of),
                Json.list(fields.get("contradictions"), Contradiction::of),
                Json.list(fields.get("not_taken"), TranscriptNotTaken::of),
                Json.maybe(fields.get("resume_code"), Json::text),
                json);
        }
    }

    /**
     * TranscriptSuspected of the protocol.
     *
     * @param text What the screen shows, or people say, where it is meant.
     * @param possible Whether it may still be the one.
     */
    public record TranscriptSuspected(String rule, String text, boolean possible) {
        static TranscriptSuspected of(Object value) {
            Map<String, Object> fields = Json.object(value);
            return new TranscriptSuspected(
                Json.text(fields.get("rule")),
                Json.text(fields.get("text")),
                Json.truth(fields.get("possible")));
        }
    }

    /**
     * TranscriptLine of the protocol.
     *
     * @param text The question, or the first thing that was to be done.
     * @param then What else was to be done, in order.
     * @param reply The reply as people say it.
     * @param contradiction The answers that it was asked again for, as they could not both hold. Null if there is none.
     */
    public record TranscriptLine(String step, LocalText text, List<LocalText> then, String reply, Contradiction contradiction) {
        static TranscriptLine of(Object value) {
            Map<String, Object> fields = Json.object(value);
            return new TranscriptLine(
                Json.text(fields.get("step")),
                LocalText.of(fields.get("text")),
                Json.list(fields.get("then"), LocalText::of),
                Json.text(fields.get("reply")),
                Json.maybe(fields.get("contradiction"), Contradiction::of));
        }
    }

    /**
     * TranscriptNotTaken of the protocol.
     *
     * @param text The question, or the first thing that is to be done.
     * @param reason The same in words.
     * @param who Whom to call for it, where it is above the role. Null if there is none.
     */
    public record TranscriptNotTaken(String step, LocalText text, String why, LocalText reason, Contact who) {
        static TranscriptNotTaken of(Object value) {
            Map<String, Object> fields = Json.object(value);
            return new TranscriptNotTaken(
                Json.text(fields.get("step")),
                LocalText.of(fields.get("text")),
                Json.text(fields.get("why")),
                LocalText.of(fields.get("reason")),
                Json.maybe(fields.get("who"), Contact::of));
        }
    }
}
