package shindan;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import shindan.Protocol.ScanMatch;

/** The matches of a stream of bytes, as it is read. */
final class Matches implements Iterator<ScanMatch> {
    private static final int PIECE = 64 * 1024;

    private final InputStream log;
    private final Scanner scanner;
    private final byte[] piece = new byte[PIECE];
    private Iterator<ScanMatch> ready = List.<ScanMatch>of().iterator();
    private boolean ended;

    private Matches(InputStream log, Scanner scanner) {
        this.log = log;
        this.scanner = scanner;
    }

    static Stream<ScanMatch> stream(InputStream log, Scanner scanner) {
        int how = Spliterator.ORDERED | Spliterator.NONNULL;
        Matches matches = new Matches(log, scanner);
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(matches, how), false).onClose(matches::close);
    }

    @Override
    public boolean hasNext() {
        while (!ready.hasNext() && !ended) {
            try {
                int read = log.read(piece);
                ended = read < 0;
                ready = (ended ? scanner.finish() : scanner.push(Arrays.copyOf(piece, read))).iterator();
            } catch (IOException error) {
                throw new UncheckedIOException(error);
            }
        }
        return ready.hasNext();
    }

    @Override
    public ScanMatch next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return ready.next();
    }

    private void close() {
        scanner.close();
        try {
            log.close();
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }
}
