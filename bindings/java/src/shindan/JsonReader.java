package shindan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** JSON to maps, lists, strings, longs, doubles and booleans. The JDK has no reader of its own. */
final class JsonReader {
    private static final int DEPTH = 256;
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
    private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,18}");

    private final String text;
    private int at;
    private int depth;

    private JsonReader(String text) {
        this.text = text;
    }

    static Object read(String text) {
        JsonReader json = new JsonReader(text);
        Object value = json.value();
        json.space();
        if (json.at != text.length()) {
            throw json.wrong("something stands behind the value");
        }
        return value;
    }

    private Object value() {
        space();
        switch (peek()) {
            case '{':
                return map();
            case '[':
                return array();
            case '"':
                return string();
            case 't':
                return word("true", true);
            case 'f':
                return word("false", false);
            case 'n':
                return word("null", null);
            default:
                return number();
        }
    }

    private Map<String, Object> map() {
        Map<String, Object> fields = new LinkedHashMap<>();
        enter();
        while (more('}', fields.isEmpty())) {
            space();
            String name = string();
            space();
            expect(':');
            fields.put(name, value());
        }
        depth--;
        return Collections.unmodifiableMap(fields);
    }

    private List<Object> array() {
        List<Object> values = new ArrayList<>();
        enter();
        while (more(']', values.isEmpty())) {
            values.add(value());
        }
        depth--;
        return Collections.unmodifiableList(values);
    }

    private void enter() {
        at++;
        if (++depth > DEPTH) {
            throw wrong("it is nested too deeply");
        }
    }

    private boolean more(char end, boolean first) {
        space();
        if (peek() == end) {
            at++;
            return false;
        }
        if (!first) {
            expect(',');
        }
        return true;
    }

    private String string() {
        expect('"');
        StringBuilder made = new StringBuilder();
        while (true) {
            char next = next();
            if (next == '"') {
                return made.toString();
            } else if (next < ' ') {
                throw wrong("a control character stands in a string");
            }
            made.append(next == '\\' ? escaped() : next);
        }
    }

    private char escaped() {
        char next = next();
        int plain = "\"\\/bfnrt".indexOf(next);
        if (plain >= 0) {
            return "\"\\/\b\f\n\r\t".charAt(plain);
        }
        if (next != 'u' || at + 4 > text.length()) {
            throw wrong("there is no such escape");
        }
        int code = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(next(), 16);
            if (digit < 0) {
                throw wrong("an escape needs four hexadecimal digits");
            }
            code = code * 16 + digit;
        }
        return (char) code;
    }

    private Object number() {
        int begin = at;
        while (at < text.length() && "+-.0123456789eE".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        String number = text.substring(begin, at);
        if (!NUMBER.matcher(number).matches()) {
            throw wrong("a value has to stand here");
        }
        if (WHOLE.matcher(number).matches()) {
            return Long.valueOf(number);
        }
        return Double.valueOf(number);
    }

    private Object word(String word, Object value) {
        if (!text.startsWith(word, at)) {
            throw wrong("a value has to stand here");
        }
        at += word.length();
        return value;
    }

    private void space() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : '\0';
    }

    private char next() {
        if (at == text.length()) {
            throw wrong("it ends too early");
        }
        return text.charAt(at++);
    }

    private void expect(char wanted) {
        if (peek() != wanted || at == text.length()) {
            throw wrong("`" + wanted + "` has to stand here");
        }
        at++;
    }

    private ShindanException wrong(String why) {
        return new ShindanException("bad_request", "this is no JSON, at character " + at + ": " + why);
    }
}
