package shindan;

import java.util.Map;

/** Why there is no answer: {@link #kind} is one word for programs, the message is for people. */
public final class ShindanException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String kind;

    ShindanException(String kind, String message) {
        super(message);
        this.kind = kind;
    }

    static ShindanException of(String json) {
        Map<String, Object> error = Json.object(Json.object(Json.read(json)).get("error"));
        return new ShindanException(Json.text(error.get("kind")), Json.text(error.get("message")));
    }

    /** One word for programs, such as {@code illegal_reply}. */
    public String kind() {
        return kind;
    }

    /** The error as a value of the protocol. */
    public String json() {
        return Json.write(Map.of("error", Json.fields("kind", kind, "message", getMessage())));
    }
}
