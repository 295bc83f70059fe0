package shindan;

import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.util.function.LongFunction;

/** A number that stands for something in the engine, which is let go of when this is closed or forgotten. */
final class Handle {
    private static final Cleaner CLEANER = Cleaner.create();

    private final long number;
    private final Cleaner.Cleanable cleanable;

    /** Takes the number that the engine answered. */
    Handle(byte[] answer, LongFunction<byte[]> close) {
        long number = Long.parseLong(Native.answer(answer));
        this.number = number;
        this.cleanable = CLEANER.register(this, () -> close.apply(number));
    }

    /** What the engine answers. Once closed, it refuses with the kind {@code closed}. */
    String ask(LongFunction<byte[]> work) {
        return Native.answer(raw(work));
    }

    /** Something that the engine makes of this. */
    Handle make(LongFunction<byte[]> work, LongFunction<byte[]> close) {
        return new Handle(raw(work), close);
    }

    /** What the engine answers, unread. */
    byte[] raw(LongFunction<byte[]> work) {
        try {
            return work.apply(number);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    void close() {
        cleanable.clean();
    }
}
