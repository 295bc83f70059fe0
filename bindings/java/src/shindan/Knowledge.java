package shindan;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import shindan.Protocol.Diagnosis;
import shindan.Protocol.Explanation;
import shindan.Protocol.Graph;
import shindan.Protocol.LookupRow;
import shindan.Protocol.Packs;
import shindan.Protocol.RuleList;
import shindan.Protocol.ScanMatch;
import shindan.Protocol.Scanned;
import shindan.Protocol.Search;
import shindan.Protocol.Transcript;
import shindan.Protocol.WhyNot;
import shindan.Protocol.WhyNots;
import shindan.Protocol.WholePlan;

/**
 * Loaded knowledge. It does not change, and any number of threads may ask it at once. Everything is worked out on this machine; nothing
 * is sent anywhere.
 *
 * <p>Each method throws a {@link ShindanException}, with the kind {@code closed} after {@link #close}, and a {@link NullPointerException}
 * that names the parameter where null is given and not said to be possible.
 */
public final class Knowledge implements AutoCloseable {
    private final Handle handle;

    private Knowledge(Handle handle) {
        this.handle = handle;
    }

    /** Opens the file of a compiled pack, of which only what is asked for is read. */
    public static Knowledge open(Path pack) {
        return opened(Native.bytes(pack.toAbsolutePath().toString()), null, null, null);
    }

    /** Opens a compiled pack. */
    public static Knowledge open(byte[] pack) {
        return opened(null, Objects.requireNonNull(pack, "pack"), null, null);
    }

    /** Opens a compiled pack that is trusted. */
    public static Knowledge open(byte[] pack, Trust trust) {
        byte[] signature = trust.signature() == null ? null : Native.bytes(trust.signature());
        return opened(null, Objects.requireNonNull(pack, "pack"), keys(trust), signature);
    }

    /** Opens the file of a compiled pack that is trusted. The whole file is read only if the signature is given. */
    public static Knowledge open(Path pack, Trust trust) {
        if (trust.signature() != null) {
            try {
                return open(Files.readAllBytes(pack), trust);
            } catch (IOException error) {
                throw new ShindanException("unreadable", pack + " cannot be read: " + error.getMessage());
            }
        }
        return opened(Native.bytes(pack.toAbsolutePath().toString()), null, keys(trust), null);
    }

    private static byte[] keys(Trust trust) {
        return Native.bytes(String.join("\n", trust.keys()));
    }

    private static Knowledge opened(byte[] path, byte[] pack, byte[] keys, byte[] signature) {
        Library.load();
        return new Knowledge(new Handle(Native.open(path, pack, keys, signature), Native::close));
    }

    /** An operation of the protocol as it is: JSON in, JSON out, the same bytes as in every other binding. */
    public String call(String operation, String input) {
        byte[] name = Native.bytes(Objects.requireNonNull(operation, "operation"));
        byte[] given = Native.bytes(Objects.requireNonNull(input, "input"));
        return handle.ask(number -> Native.call(number, name, given));
    }

    private String ask(String operation, Map<String, Object> input) {
        return call(operation, Json.write(input));
    }

    private Diagnosis turned(String operation, Map<String, Object> input) {
        String json = ask(operation, input);
        return Diagnosis.of(Json.read(json), json);
    }

    /** The loaded packs, with the names of their languages, roles, contacts and facts; {@code lang} may be null. */
    public Packs packs(String lang) {
        String json = ask("packs", Json.fields("lang", lang));
        return Packs.of(Json.read(json), json);
    }

    /** Every rule in a line; {@code lang} may be null. */
    public RuleList list(String lang) {
        String json = ask("list", Json.fields("lang", lang));
        return RuleList.of(Json.read(json), json);
    }

    /** The rows of a code and a detail, which may be null, exactly as the pack writes them. Several rows are several meanings. */
    public List<LookupRow> lookup(String code, String detail) {
        Objects.requireNonNull(code, "code");
        String json = ask("lookup", Json.fields("code", code, "detail", detail));
        return Json.list(Json.object(Json.read(json)).get("rows"), LookupRow::of);
    }

    /** What codes mean and what to do. Without a role every step is shown, labelled with its role. */
    public Explanation explain(Query query) {
        String json = ask("explain", query.fields());
        return Explanation.of(Json.read(json), json);
    }

    /** Rules by what somebody sees or says. */
    public Search search(Query query) {
        String json = ask("search", query.fields());
        return Search.of(Json.read(json), json);
    }

    /** The decision tree of a rule, named by its id or by a code. */
    public Graph tree(Query query) {
        String json = ask("tree", query.fields());
        return Graph.of(Json.read(json), json);
    }

    /** The cheapest safe order of the steps of a rule. */
    public WholePlan plan(Query query) {
        String json = ask("plan", query.fields());
        return WholePlan.of(Json.read(json), json);
    }

    /** A new session and its first turn. */
    public Diagnosis start(Start start) {
        return turned("start", start.fields());
    }

    /** The current turn of a session. */
    public Diagnosis turn(Session session) {
        return turned("turn", given(session));
    }

    /** A reply to the current step. One that has to be confirmed is refused with {@code not_confirmed}. */
    public Diagnosis reply(Session session, String step, String reply) {
        return reply(session, step, reply, false);
    }

    /** A reply to the current step; {@code confirmed} once its {@code confirm} text was shown and accepted. */
    public Diagnosis reply(Session session, String step, String reply, boolean confirmed) {
        Objects.requireNonNull(step, "step");
        Objects.requireNonNull(reply, "reply");
        return turned("reply", given(session, "step", step, "reply", reply, "confirmed", confirmed));
    }

    /** The last answer is taken back and asked again. */
    public Diagnosis back(Session session) {
        return turned("back", given(session));
    }

    /** Another code is on the screen now. */
    public Diagnosis addCode(Session session, String text) {
        return turned("add_code", given(session, "text", Objects.requireNonNull(text, "text")));
    }

    /** Something has become known. */
    public Diagnosis supply(Session session, Map<String, String> facts) {
        return turned("supply", given(session, "facts", Objects.requireNonNull(facts, "facts")));
    }

    /** Somebody of this role takes over. */
    public Diagnosis changeRole(Session session, String role) {
        return turned("change_role", given(session, "role", Objects.requireNonNull(role, "role")));
    }

    /** The session goes on in this language. */
    public Diagnosis changeLanguage(Session session, String lang) {
        return turned("change_language", given(session, "lang", Objects.requireNonNull(lang, "lang")));
    }

    /** Why a step is not the next one; of every other step, if {@code step} is null. */
    public List<WhyNot> whyNot(Session session, String step) {
        String json = ask("why_not", given(session, "step", step));
        return WhyNots.of(Json.read(json), json).whyNot();
    }

    /** What happened in a session. */
    public Transcript transcript(Session session) {
        String json = ask("transcript", given(session));
        return Transcript.of(Json.read(json), json);
    }

    /** The session as a short code for the telephone, a note or a camera. */
    public String resumeCode(Session session) {
        return Json.text(Json.object(Json.read(ask("resume_code", given(session)))).get("resume_code"));
    }

    /** The session of a resume code, and its turn; {@code lang} may be null. */
    public Diagnosis resume(String code, String lang) {
        return turned("resume", Json.fields("code", Objects.requireNonNull(code, "code"), "lang", lang));
    }

    /** What {@code explain}, {@code search} or {@code tree} gives, as {@code text}, {@code mermaid}, {@code svg} or {@code dot}; {@code lang} may be null. */
    public String page(String of, Query query, String form, String lang) {
        return page(of, query.fields(), form, lang);
    }

    /** What {@code turn}, {@code transcript} or {@code resume_code} gives, as {@code text}, {@code markdown} or {@code svg}; {@code lang} may be null. */
    public String page(String of, Session session, String form, String lang) {
        return page(of, given(session), form, lang);
    }

    private String page(String of, Map<String, Object> input, String form, String lang) {
        Objects.requireNonNull(of, "of");
        Objects.requireNonNull(form, "form");
        String json = ask("page", Json.fields("of", of, "input", input, "as", form, "lang", lang));
        return Json.text(Json.object(Json.read(json)).get("page"));
    }

    /** The codes in a text, in order. */
    public List<ScanMatch> scan(String text) {
        String json = ask("scan", Json.fields("text", Objects.requireNonNull(text, "text")));
        return Scanned.of(Json.read(json), json).matches();
    }

    /** The codes in UTF-8 of any length, as it is read, in constant memory. Closing the stream closes {@code log}. */
    public Stream<ScanMatch> scan(InputStream log) {
        return Matches.stream(Objects.requireNonNull(log, "log"), scanner());
    }

    /** A scan of a text that comes in pieces. */
    public Scanner scanner() {
        return new Scanner(handle.make(Native::scanner, Native::closeScan));
    }

    /** The same with the packs of another one, too. */
    public Knowledge join(Knowledge other) {
        return new Knowledge(handle.make(one -> other.handle.raw(two -> Native.join(one, two)), Native::close));
    }

    /** Holds the whole pack against its hashes and its own rules. Once, when it is installed. */
    public void verify() {
        handle.ask(Native::verify);
    }

    /** Gives the memory back. Calls that are under way in other threads end as if it were open. */
    @Override
    public void close() {
        handle.close();
    }

    private static Map<String, Object> given(Session session, Object... more) {
        Map<String, Object> fields = Json.fields(more);
        fields.put("session", Objects.requireNonNull(session, "session"));
        return fields;
    }
}
