package shindan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** How a session begins. Does not change: each method gives a new one. */
public final class Start {
    private final Map<String, Object> fields;

    private Start(Map<String, Object> fields) {
        this.fields = fields;
    }

    /** Codes, details, or any text. */
    public static Start of(String text) {
        return new Start(Map.of("text", Objects.requireNonNull(text, "text")));
    }

    /** The id of who is led; the pack's default role if none is given. */
    public Start role(String role) {
        return new Start(with(fields, "role", role));
    }

    /** A BCP 47 tag; the pack's first language if none is given. */
    public Start lang(String lang) {
        return new Start(with(fields, "lang", lang));
    }

    /** Something that the host knows. */
    public Start fact(String fact, String value) {
        Map<String, Object> facts = new LinkedHashMap<>(Json.map(fields.get("facts"), Json::any));
        facts.put(Objects.requireNonNull(fact, "fact"), Objects.requireNonNull(value, "value"));
        return new Start(with(fields, "facts", facts));
    }

    /** The order of steps: {@code authored} or {@code planned}. */
    public Start strategy(String strategy) {
        return new Start(with(fields, "strategy", strategy));
    }

    /** The minutes that there are. */
    public Start budget(long minutes) {
        return new Start(with(fields, "budget", minutes));
    }

    /** Somebody is waiting: a workaround comes before what cures. */
    public Start waiting() {
        return new Start(with(fields, "waiting", true));
    }

    /** A rule that may be meant, where the text holds no code and steps are planned; the score is out of a hundred. */
    public Start suspect(String rule, int score) {
        List<Object> rules = new ArrayList<>(Json.list(fields.get("rules"), Json::any));
        rules.add(Json.fields("rule", Objects.requireNonNull(rule, "rule"), "score", score));
        return new Start(with(fields, "rules", rules));
    }

    static Map<String, Object> with(Map<String, Object> fields, String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(fields);
        more.put(name, Objects.requireNonNull(value, name));
        return Collections.unmodifiableMap(more);
    }

    Map<String, Object> fields() {
        return fields;
    }
}
