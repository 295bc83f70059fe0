import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import shindan.Knowledge;
import shindan.Protocol.Diagnosis;
import shindan.Start;

/** What a call costs through Java, and whether memory stays flat: Cost PACK LOOKUPS TURNS SESSIONS. */
public final class Cost {
    private static long early;
    private static long late;

    public static void main(String[] arguments) throws IOException {
        int lookups = Integer.parseInt(arguments[1]);
        int turns = Integer.parseInt(arguments[2]);
        int sessions = Integer.parseInt(arguments[3]);
        try (Knowledge knowledge = Knowledge.open(Path.of(arguments[0]))) {
            String asked = "{\"code\": \"FUJ905\", \"detail\": \"0x02000001\"}";
            double json = each(lookups, () -> knowledge.call("lookup", asked).length());
            String ofLookups = early + " to " + late;
            double typed = each(Math.max(lookups / 10, 1), () -> knowledge.lookup("FUJ905", "0x02000001").size());
            Diagnosis begun = knowledge.start(Start.of("FUJ905 0x02000001").role("reception").lang("en"));
            String step = begun.turn().step();
            String reply = begun.turn().replies().get(0).id();
            double turn = each(turns, () -> knowledge.reply(begun.session(), step, reply).turn().steps().size());
            String ofTurns = early + " to " + late;
            String given = "{\"session\": " + begun.session().toJson() + ", \"step\": \"" + step + "\", \"reply\": \"" + reply + "\"}";
            double raw = each(turns, () -> knowledge.call("reply", given).length());
            System.out.printf(Locale.ROOT,
                "Java: lookup %.1f us typed, %.1f us as JSON, turn %.1f us typed, %.1f us as JSON; memory of look-ups %s KB, of turns %s KB%n",
                typed / 1e3, json / 1e3, turn / 1e3, raw / 1e3, ofLookups, ofTurns);
            int[] at = {0, 0};
            double session = each(sessions, () -> at[1] += walk(knowledge, at[0]++));
            System.out.printf(Locale.ROOT, "Java: %d sessions with %d replies, %.1f us each; memory %d to %d KB%n", sessions, at[1], session / 1e3, early, late);
        }
    }

    /** Leads a session from its start to its end, by replies that are the same in each language; how many that took. */
    private static int walk(Knowledge knowledge, int number) {
        Diagnosis shown = knowledge.start(Start.of("FUJ905 0x02000001").role("admin").lang("en"));
        int depth = 0;
        while (!shown.turn().replies().isEmpty()) {
            var replies = shown.turn().replies();
            shown = knowledge.reply(shown.session(), shown.turn().step(), replies.get((number + depth) % replies.size()).id(), true);
            depth++;
        }
        return depth;
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
