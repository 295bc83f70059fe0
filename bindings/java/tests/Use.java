import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import shindan.Knowledge;
import shindan.Protocol.Diagnosis;
import shindan.Protocol.ScanMatch;
import shindan.Query;
import shindan.Session;
import shindan.Start;
import shindan.Trust;

/** What the package promises: Use FOLDER, the folder of the packs of the conformance suite, and SIGNED, a signed pack with its key beside it. */
public final class Use {
    private static final String CODE = "FUJ905 0x02000001";

    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[0], "caora.shindan");
        byte[] pack = Files.readAllBytes(file);
        try (Knowledge knowledge = Knowledge.open(file); Knowledge small = Knowledge.open(Path.of(arguments[0], "small.shindan"))) {
            answers(knowledge);
            leads(knowledge);
            confirms(knowledge);
            scans(knowledge);
            try (Knowledge both = knowledge.join(small); Knowledge again = Knowledge.open(pack)) {
                Check.equal(2, both.packs(null).packs().size());
                Check.equal(knowledge.call("packs", "{}"), again.call("packs", "{}"));
            }
            knowledge.verify();
        }
        trusts(Path.of(arguments[1]));
        forgets(pack);
        System.out.println("use: " + Check.held() + " checks");
    }

    private static void answers(Knowledge knowledge) {
        var found = knowledge.explain(Query.of(CODE).lang("en").role("reception"));
        Check.equal("exact", found.match().level());
        Check.equal("fuj905-reader-not-found", found.answers().get(0).rule());
        Check.equal(null, found.question());
        Check.equal(knowledge.call("explain", "{\"text\": \"" + CODE + "\", \"lang\": \"en\", \"role\": \"reception\"}"), found.json());
        Check.thrown(UnsupportedOperationException.class, () -> found.answers().clear());
        Check.equal("ＦＵＪ９０５", knowledge.explain(Query.of("ＦＵＪ９０５ 0x02000001")).match().changes().get(0).from());
        Check.equal("fuj905-reader-not-found", knowledge.lookup("FUJ905", "0x02000001").get(0).rule());
        Check.equal(List.of(), knowledge.lookup("FUJ904", null));
        Check.equal(1, knowledge.search(Query.of("在宅からリモートで見ているときだけエラーになる").limit(1)).hits().size());
        Check.equal("caora", knowledge.packs("en").packs().get(0).id());
        Check.that(!knowledge.list(null).rules().isEmpty(), "rules");
        Check.that(knowledge.plan(Query.of(CODE).mode("safe_all")).exact(), "an exact plan");
        Check.that(!knowledge.tree(Query.of(CODE)).nodes().isEmpty(), "nodes");
        Check.that(knowledge.page("tree", Query.of(CODE), "svg", null).contains("<svg"), "a picture");
        var fact = Query.of(CODE).fact("environment", "test");
        Check.equal("exact", knowledge.explain(fact.fact("model", "x")).match().level());
    }

    private static void leads(Knowledge knowledge) {
        Diagnosis begun = knowledge.start(Start.of(CODE).lang("en").role("reception"));
        Diagnosis answered = knowledge.reply(begun.session(), begun.turn().step(), "no");
        Session kept = Session.fromJson(answered.session().toJson());
        Check.equal(answered.session(), kept);
        Check.that(answered.json().startsWith("{\"session\":" + kept.toJson()), "a session is written as it came");
        Check.equal(answered, knowledge.turn(kept));
        Check.equal(begun.turn().step(), knowledge.back(kept).turn().step());
        Check.equal("ja", knowledge.changeLanguage(kept, "ja").turn().text().lang());
        Check.that(knowledge.changeRole(kept, "admin").session().toJson().contains("\"role\":\"admin\""), "a role");
        Check.that(knowledge.addCode(kept, "011 0x81000005").session().toJson().contains("\"event\":\"code\""), "a code");
        Check.that(knowledge.supply(kept, Map.of("environment", "test")).session().toJson().contains("environment"), "a fact");
        String code = knowledge.resumeCode(kept);
        Check.equal(answered.turn(), knowledge.resume(code, "en").turn());
        Check.equal("No", knowledge.transcript(kept).lines().get(0).reply());
        Check.that(!knowledge.whyNot(kept, null).isEmpty(), "other steps");
        Check.that(knowledge.page("transcript", kept, "markdown", "en").contains("FUJ905"), "a page");
        var planned = Start.of("the reader is not found").strategy("planned").budget(30).waiting().suspect("fuj905-reader-not-found", 70);
        Check.that(knowledge.start(planned.fact("environment", "test")).turn().end() == null, "a planned session");
    }

    private static void confirms(Knowledge knowledge) {
        for (var rule : knowledge.list(null).rules()) {
            String detail = rule.details().isEmpty() ? "" : " " + rule.details().get(0);
            Diagnosis at = knowledge.start(Start.of((rule.codes().isEmpty() ? "" : rule.codes().get(0)) + detail).role("vendor"));
            for (int i = 0; i < 40 && at.turn().end() == null; i++) {
                Diagnosis now = at;
                var asks = now.turn().replies().stream().filter(reply -> reply.confirm() != null).findFirst();
                if (asks.isPresent()) {
                    String reply = asks.get().id();
                    Check.refused("not_confirmed", () -> knowledge.reply(now.session(), now.turn().step(), reply));
                    knowledge.reply(now.session(), now.turn().step(), reply, true);
                    return;
                }
                var replies = now.turn().replies();
                var dull = replies.stream().filter(reply -> reply.id().equals("not_fixed")).findFirst().orElse(replies.get(0));
                at = knowledge.reply(now.session(), now.turn().step(), dull.id());
            }
        }
        throw new AssertionError("no reply had to be confirmed");
    }

    private static void scans(Knowledge knowledge) {
        String log = ("08:59 started\n09:00 error " + CODE + "\n09:01 カード 【011】 0x81000005\n").repeat(3000);
        byte[] bytes = log.getBytes(StandardCharsets.UTF_8);
        List<ScanMatch> whole = knowledge.scan(log);
        Check.that(whole.size() >= 6000, "matches");
        AtomicBoolean closed = new AtomicBoolean();
        InputStream slow = new ByteArrayInputStream(bytes) {
            @Override
            public int read(byte[] piece, int from, int length) {
                return super.read(piece, from, Math.min(length, 7));
            }

            @Override
            public void close() {
                closed.set(true);
            }
        };
        try (Stream<ScanMatch> matches = knowledge.scan(slow)) {
            Check.equal(whole, matches.toList());
        }
        Check.that(closed.get(), "the log is closed");
        try (Stream<ScanMatch> matches = knowledge.scan(new ByteArrayInputStream(bytes))) {
            Check.equal(whole.subList(0, 2), matches.limit(2).toList());
        }
        Check.thrown(UncheckedIOException.class, () -> {
            InputStream broken = new InputStream() {
                @Override
                public int read() throws IOException {
                    throw new IOException("broken");
                }
            };
            knowledge.scan(broken).toList();
        });
    }

    private static void trusts(Path signed) throws IOException {
        List<String> lines = Files.readAllLines(Path.of(signed.toString().replace(".shindan", ".pub")));
        Trust trust = Trust.of(lines.get(lines.size() - 1));
        String signature = Files.readString(Path.of(signed + ".minisig"));
        Knowledge.open(signed, trust).close();
        Knowledge.open(signed, trust.withSignature(signature)).close();
        Knowledge.open(Files.readAllBytes(signed), trust.withSignature(signature)).close();
        Check.refused("untrusted_pack", () -> {
            try {
                Knowledge.open(Files.readAllBytes(signed), trust);
            } catch (IOException error) {
                throw new UncheckedIOException(error);
            }
        });
    }

    /** What nobody closes is let go of with the objects: memory does not grow with what was opened. */
    private static void forgets(byte[] pack) throws IOException {
        int opened = 2000;
        long before = memory();
        for (int i = 0; i < opened; i++) {
            Check.equal("caora", Knowledge.open(pack).packs(null).packs().get(0).id());
            if (i % 100 == 0) {
                System.gc();
            }
        }
        long kept = (memory() - before) * 1024;
        Check.that(kept < (long) opened * pack.length / 2, kept + " bytes were kept of packs that nobody has any more");
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
