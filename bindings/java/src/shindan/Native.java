package shindan;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** The functions of the engine. Text is UTF-8; each answer stands behind a sign that says whether it is an error. */
final class Native {
    private Native() {}

    static native byte[] open(byte[] path, byte[] pack, byte[] keys, byte[] signature);

    static native byte[] call(long knowledge, byte[] operation, byte[] input);

    static native byte[] join(long knowledge, long other);

    static native byte[] verify(long knowledge);

    static native byte[] close(long knowledge);

    static native byte[] scanner(long knowledge);

    static native byte[] push(long scan, byte[] piece);

    static native byte[] finish(long scan);

    static native byte[] closeScan(long scan);

    /** The answer, or the exception that it is. */
    static String answer(byte[] given) {
        String text = new String(given, 1, given.length - 1, StandardCharsets.UTF_8);
        if (given[0] != '+') {
            throw ShindanException.of(text);
        }
        return text;
    }

    /** UTF-8. Half of a surrogate pair is no text. */
    static byte[] bytes(String text) {
        try {
            ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (CharacterCodingException half) {
            throw new ShindanException("bad_request", "half of a surrogate pair is no text; leave it out or write U+FFFD");
        }
    }
}
