import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import shindan.Knowledge;
import shindan.Protocol.Diagnosis;
import shindan.Protocol.LookupRow;
import shindan.Protocol.ScanMatch;
import shindan.Protocol.Turn;
import shindan.Protocol.TurnReply;
import shindan.Query;
import shindan.Session;
import shindan.ShindanException;
import shindan.Start;

/**
 * What a product does with the library: look up a code, print the steps for a role, walk a diagnosis, save and resume, scan a log.
 *
 * <pre>java -cp shindan.jar:. Helpdesk PACK LOG</pre>
 */
public final class Helpdesk {
    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 2) {
            System.err.println("usage: Helpdesk PACK LOG");
            System.exit(2);
        }
        try (Knowledge knowledge = Knowledge.open(Path.of(arguments[0]))) {
            LookupRow row = knowledge.lookup("E1", "0x01").get(0);
            OUT.println("E1 0x01: rule " + row.rule() + ", row " + row.row());

            var found = knowledge.explain(Query.of("E1 0x01").role("reception"));
            OUT.println("match: " + found.match().level());
            for (var remedy : found.answers().get(0).remediation()) {
                remedy.steps().forEach(step -> OUT.println("  step: " + step.text().text()));
            }

            OUT.println("diagnosis:");
            Diagnosis diagnosis = answer(knowledge, knowledge.start(Start.of("E1 0x01").role("reception")));
            // Saved: the session is all that has to be kept. Resumed here, or on another device, on another day.
            String saved = diagnosis.session().toJson();
            OUT.println("  saved and resumed");
            diagnosis = knowledge.turn(Session.fromJson(saved));
            while (diagnosis.turn().end() == null) {
                diagnosis = answer(knowledge, diagnosis);
            }
            OUT.println("  outcome: " + diagnosis.turn().end().outcome());

            OUT.println("log:");
            try (Stream<ScanMatch> matches = knowledge.scan(Files.newInputStream(Path.of(arguments[1])))) {
                matches.forEach(match ->
                    OUT.println("  line " + match.line() + ": " + match.code() + " " + match.detail() + " " + match.level()));
            }
        } catch (ShindanException refused) {
            System.err.println(refused.kind() + ": " + refused.getMessage());
            System.exit(1);
        }
    }

    /**
     * Stands in for a person: says no where that is asked, else takes the first reply that nobody has to confirm. A product shows the
     * text of confirm and replies with confirmed once a person has accepted it.
     */
    private static Diagnosis answer(Knowledge knowledge, Diagnosis diagnosis) {
        Turn turn = diagnosis.turn();
        show(turn);
        List<TurnReply> replies = turn.replies().stream().filter(one -> one.confirm() == null).toList();
        TurnReply reply = replies.stream().filter(one -> one.id().equals("no")).findFirst().orElse(replies.get(0));
        OUT.println("  > " + reply.id());
        return knowledge.reply(diagnosis.session(), turn.step(), reply.id(), false);
    }

    /** What to know first, the question or what is to be done, each step of it, and when to stop. */
    private static void show(Turn turn) {
        turn.cautions().forEach(caution -> OUT.println("  ! " + caution.text()));
        if (turn.caution() != null) {
            OUT.println("  ! " + turn.caution().text());
        }
        OUT.println("  " + turn.text().text());
        turn.steps().forEach(step -> OUT.println("  - " + step.text().text()));
        if (turn.stop() != null) {
            OUT.println("  ! " + turn.stop().text());
        }
    }
}
