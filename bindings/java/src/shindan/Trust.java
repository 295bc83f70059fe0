package shindan;

import java.util.List;

/**
 * Whom to trust.
 *
 * @param keys the line of each public key that is accepted; one of them has to have signed
 * @param signature the text of the signature; null if it stands behind the pack or beside its file
 */
public record Trust(List<String> keys, String signature) {
    /** An empty list is refused when a pack is opened. */
    public Trust {
        keys = List.copyOf(keys);
    }

    /** Whoever has one of these keys. */
    public static Trust of(String... keys) {
        return new Trust(List.of(keys), null);
    }

    /** The same with the signature itself. */
    public Trust withSignature(String text) {
        return new Trust(keys, text);
    }
}
