package shindan;

import java.util.List;
import java.util.Objects;
import shindan.Protocol.ScanMatch;

/** A scan of a text that comes in pieces, from {@link Knowledge#scanner}. Threads wait for each other. */
public final class Scanner implements AutoCloseable {
    private final Handle handle;

    Scanner(Handle handle) {
        this.handle = handle;
    }

    /** The matches that are complete with this piece of UTF-8, which may be cut anywhere. */
    public List<ScanMatch> push(byte[] piece) {
        Objects.requireNonNull(piece, "piece");
        return matches(handle.ask(number -> Native.push(number, piece)));
    }

    /** The matches that are left at the end. The scan is closed. */
    public List<ScanMatch> finish() {
        return matches(handle.ask(Native::finish));
    }

    /** Gives the memory back without looking at what is left. */
    @Override
    public void close() {
        handle.close();
    }

    private static List<ScanMatch> matches(String json) {
        return Json.list(Json.read(json), ScanMatch::of);
    }
}
