package shindan;

import java.util.Objects;

/** One guided diagnosis as a plain value: keep its JSON, and take it up again here, or in any other binding. */
public final class Session {
    private final String json;

    private Session(String json) {
        this.json = json;
    }

    static Session of(Object value) {
        return new Session(Json.write(Json.object(value)));
    }

    /**
     * The session of this JSON. Nothing in it is trusted: it is replayed on the knowledge that it is used with.
     *
     * @throws ShindanException {@code bad_request}, if it is no JSON object
     */
    public static Session fromJson(String json) {
        return of(Json.read(Objects.requireNonNull(json, "json")));
    }

    /** What to keep. */
    public String toJson() {
        return json;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Session session && session.json.equals(json);
    }

    @Override
    public int hashCode() {
        return json.hashCode();
    }

    @Override
    public String toString() {
        return json;
    }
}
