import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import shindan.Knowledge;
import shindan.Protocol.Diagnosis;
import shindan.Start;

/** What a call costs through Java, and whether memory stays flat: Cost PACK LOOKUPS SESSIONS. */
public final class Cost {
    private static long early;
    private static long late;

    public static void main(String[] arguments) throws IOException {
        int lookups = Integer.parseInt(arguments[1]);
        int sessions = Integer.parseInt(arguments[2]);
        try (Knowledge knowledge = Knowledge.open(Path.of(arguments[0]))) {
            String asked = "{\"code\": \"FUJ905\", \"detail\": \"0x02000001\"}";
            double json = each(lookups, () -> knowledge.call("lookup", asked).length());
            String ofLookups = early + " to " + late;
            double typed = each(Math.max(lookups / 10, 1), () -> knowledge.lookup("FUJ905", "0x02000001").size());
            Diagnosis begun = knowledge.start(Start.of("FUJ905 0x02000001").role("reception").lang("en"));
            String step = begun.turn().step();
            String reply = begun.turn().replies().get(0).id();
            double turn = each(sessions, () -> knowledge.reply(begun.session(), step, reply).turn().steps().size());
            String ofTurns = early + " to " + late;
            String given = "{\"session\": " + begun.session().toJson() + ", \"step\": \"" + step + "\", \"reply\": \"" + reply + "\"}";
            double raw = each(sessions, () -> knowledge.call("reply", given).length());
            System.out.printf(Locale.ROOT,
                "Java: lookup %.1f us typed, %.1f us as JSON, turn %.1f us typed, %.1f us as JSON; memory of look-ups %s KB, of turns %s KB%n",
                typed / 1e3, json / 1e3, turn / 1e3, raw / 1e3, ofLookups, ofTurns);
        }
    }

    private interface Work {
        int run();
    }

    /** Nanoseconds each. */
    private static double each(int rounds, Work work) throws IOException {
        long begun = System.nanoTime();
        long sum = 0;
        for (int i = 0; i < rounds; i++) {
            sum += work.run();
            if (i == rounds / 10) {
                early = memory();
            }
        }
        double each = (System.nanoTime() - begun) / (double) rounds;
        late = memory();
        if (sum == 0) {
            throw new IllegalStateException("nothing was found");
        }
        return each;
    }

    /** Kilobytes of memory that are in use, as Linux says; 0 elsewhere. */
    private static long memory() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return 0;
        }
        String line = Files.readAllLines(status).stream().filter(one -> one.startsWith("VmRSS:")).findFirst().orElse("0");
        return Long.parseLong(line.replaceAll("[^0-9]", ""));
    }
}
