import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import shindan.Knowledge;
import shindan.ShindanException;

/** Every line of the conformance suite, byte for byte, once and by several threads at once: Conformance CASES.tsv PACKS. */
public final class Conformance {
    private static final int THREADS = 4;

    public static void main(String[] arguments) throws Exception {
        List<String[]> cases = Files.readString(Path.of(arguments[0])).lines().map(line -> line.split("\t", -1)).toList();
        if (cases.size() < 300 || cases.stream().anyMatch(fields -> fields.length != 5)) {
            throw new AssertionError(arguments[0] + ": there are not enough lines of five fields");
        }
        Map<String, Knowledge> packs = new HashMap<>();
        for (String[] one : cases) {
            if (!packs.containsKey(one[1])) {
                packs.put(one[1], Knowledge.open(Path.of(arguments[1], one[1])));
            }
        }
        int different = different(packs, cases);
        int byThreads = 0;
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        List<Callable<Integer>> work = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            work.add(() -> different(packs, cases));
        }
        for (Future<Integer> done : pool.invokeAll(work)) {
            byThreads += done.get();
        }
        pool.shutdown();
        packs.values().forEach(Knowledge::close);
        System.out.println("conformance: " + cases.size() + " cases; different: " + different + ", in " + THREADS + " threads " + byThreads);
        System.exit(different + byThreads > 0 ? 1 : 0);
    }

    private static int different(Map<String, Knowledge> packs, List<String[]> cases) {
        int different = 0;
        for (String[] one : cases) {
            String output;
            try {
                output = packs.get(one[1]).call(one[2], one[3]);
            } catch (ShindanException refused) {
                output = refused.json();
            }
            if (!Arrays.equals(output.getBytes(StandardCharsets.UTF_8), one[4].getBytes(StandardCharsets.UTF_8))) {
                different++;
                System.out.println(one[0] + "\n  wanted " + one[4] + "\n  got    " + output);
            }
        }
        return different;
    }
}
