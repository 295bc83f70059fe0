import java.util.Objects;
import shindan.ShindanException;

/** Holds what is against what is wanted. */
final class Check {
    private static int held;

    private Check() {}

    static void that(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
        held++;
    }

    static void equal(Object wanted, Object got) {
        that(Objects.equals(wanted, got), "wanted " + wanted + "\ngot    " + got);
    }

    /** Refused with this kind; gives the message. */
    static String refused(String kind, Runnable work) {
        ShindanException refused = thrown(ShindanException.class, work);
        equal(kind, refused.kind());
        return refused.getMessage();
    }

    static <T extends Throwable> T thrown(Class<T> wanted, Runnable work) {
        try {
            work.run();
        } catch (Throwable thrown) {
            that(wanted.isInstance(thrown), "wanted " + wanted + ", got " + thrown);
            return wanted.cast(thrown);
        }
        throw new AssertionError("not refused; wanted " + wanted);
    }

    static int held() {
        return held;
    }
}
