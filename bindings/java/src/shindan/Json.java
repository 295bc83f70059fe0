package shindan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What the records are made with: JSON as maps, lists, strings, longs, doubles and booleans. */
final class Json {
    private Json() {}

    static Object read(String text) {
        return JsonReader.read(text);
    }

    static String write(Object value) {
        return JsonWriter.write(value);
    }

    /** Names and values in turn; those that are null are left out. */
    static Map<String, Object> fields(Object... pairs) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            if (pairs[i + 1] != null) {
                fields.put((String) pairs[i], pairs[i + 1]);
            }
        }
        return fields;
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> object(Object value) {
        if (value instanceof Map) {
            return (Map<String, Object>) value;
        }
        throw new ShindanException("bad_request", "this JSON is no object; give what toJson() wrote");
    }

    static <T> List<T> list(Object value, Function<Object, T> of) {
        List<T> made = new ArrayList<>();
        if (value != null) {
            ((List<?>) value).forEach(part -> made.add(of.apply(part)));
        }
        return Collections.unmodifiableList(made);
    }

    static <T> Map<String, T> map(Object value, Function<Object, T> of) {
        Map<String, T> made = new LinkedHashMap<>();
        if (value != null) {
            object(value).forEach((name, part) -> made.put(name, of.apply(part)));
        }
        return Collections.unmodifiableMap(made);
    }

    static <T> T maybe(Object value, Function<Object, T> of) {
        return value == null ? null : of.apply(value);
    }

    static String text(Object value) {
        return (String) value;
    }

    static long whole(Object value) {
        return ((Number) value).longValue();
    }

    static double number(Object value) {
        return ((Number) value).doubleValue();
    }

    static boolean truth(Object value) {
        return Boolean.TRUE.equals(value);
    }

    static Object any(Object value) {
        return value;
    }
}
