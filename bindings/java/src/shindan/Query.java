package shindan;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Codes, details or any text, and who asks. Does not change: each method gives a new one. */
public final class Query {
    private final Map<String, Object> fields;

    private Query(Map<String, Object> fields) {
        this.fields = fields;
    }

    /** Codes, details, or any text. */
    public static Query of(String text) {
        return new Query(Map.of("text", Objects.requireNonNull(text, "text")));
    }

    /** A BCP 47 tag; the pack's first language if none is given. */
    public Query lang(String lang) {
        return with("lang", lang);
    }

    /** The id of a role; what is above it is withheld. Not for {@link Knowledge#search}. */
    public Query role(String role) {
        return with("role", role);
    }

    /** Something that the host knows. */
    public Query fact(String fact, String value) {
        Map<String, Object> facts = new LinkedHashMap<>(Json.map(fields.get("facts"), Json::any));
        facts.put(Objects.requireNonNull(fact, "fact"), Objects.requireNonNull(value, "value"));
        return with("facts", facts);
    }

    /** Most rules; five if none is given. Only for {@link Knowledge#search}. */
    public Query limit(int limit) {
        return with("limit", limit);
    }

    /** How strictly risks are ordered: {@code free}, {@code requires}, {@code safe_repairs}, {@code safe_all}. Only for {@link Knowledge#plan}. */
    public Query mode(String mode) {
        return with("mode", mode);
    }

    /** Most states that are expanded. Only for {@link Knowledge#plan}. */
    public Query budget(long states) {
        return with("budget", states);
    }

    private Query with(String name, Object value) {
        return new Query(Start.with(fields, name, value));
    }

    Map<String, Object> fields() {
        return fields;
    }
}
