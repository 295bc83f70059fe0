import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import shindan.Knowledge;
import shindan.Protocol.Diagnosis;
import shindan.Query;
import shindan.Scanner;
import shindan.Session;
import shindan.ShindanException;
import shindan.Start;
import shindan.Trust;

/** What is refused, and how it is said; nothing ends the process: Misuse PACK. */
public final class Misuse {
    private static final String CODE = "FUJ905 0x02000001";

    public static void main(String[] arguments) throws Exception {
        Path file = Path.of(arguments[0]);
        byte[] pack = Files.readAllBytes(file);
        closed(file);
        packs(pack);
        try (Knowledge knowledge = Knowledge.open(pack)) {
            nulls(knowledge);
            requests(knowledge);
            halves(knowledge);
        }
        closedWhileAsked(pack);
        overwritten(pack);
        System.out.println("misuse: " + Check.held() + " checks");
    }

    private static void closed(Path file) {
        Knowledge knowledge = Knowledge.open(file);
        Scanner scanner = knowledge.scanner();
        knowledge.close();
        knowledge.close();
        Check.refused("closed", () -> knowledge.explain(Query.of(CODE)));
        Check.refused("closed", () -> knowledge.call("packs", "{}"));
        Check.refused("closed", knowledge::verify);
        Check.refused("closed", knowledge::scanner);
        Check.refused("closed", () -> knowledge.scan(new ByteArrayInputStream(new byte[0])));
        try (Knowledge open = Knowledge.open(file)) {
            Check.refused("closed", () -> open.join(knowledge));
            Check.refused("closed", () -> knowledge.join(open));
        }
        // A scan that was begun ends as it would have.
        var found = new ArrayList<>(scanner.push(CODE.getBytes(StandardCharsets.UTF_8)));
        found.addAll(scanner.finish());
        Check.equal("FUJ905", found.get(0).code());
        Check.refused("closed", scanner::finish);
        Check.refused("closed", () -> scanner.push(new byte[0]));
        scanner.close();
    }

    private static void packs(byte[] pack) {
        Check.refused("not_pack", () -> Knowledge.open(new byte[0]));
        Check.refused("not_pack", () -> Knowledge.open("id: caora".getBytes(StandardCharsets.UTF_8)));
        Check.refused("unreadable", () -> Knowledge.open(Path.of("no", "such.shindan")));
        Check.refused("unreadable", () -> Knowledge.open(Path.of(".")));
        Check.refused("unreadable", () -> Knowledge.open(Path.of("no", "such.shindan"), Trust.of("key").withSignature("x")));
        Check.refused("bad_key", () -> Knowledge.open(pack, Trust.of()));
        Check.refused("bad_key", () -> Knowledge.open(pack, Trust.of("no key")));
        int opened = 0;
        for (int at = 100; at < pack.length; at += 4096) {
            byte[] damaged = pack.clone();
            damaged[at] ^= 1;
            try (Knowledge knowledge = Knowledge.open(damaged)) {
                opened++;
                Check.refused("damaged_pack", knowledge::verify);
                Check.refused("damaged_pack", () -> knowledge.list(null));
            } catch (ShindanException refused) {
                Check.equal("damaged_pack", refused.kind());
            }
        }
        Check.that(opened > 0, "damage that is met later");
    }

    private static void nulls(Knowledge knowledge) {
        Session session = knowledge.start(Start.of(CODE)).session();
        List<Runnable> works = List.of(
            () -> Knowledge.open((byte[]) null), () -> Knowledge.open((Path) null), () -> Knowledge.open(new byte[0], null),
            () -> knowledge.call(null, "{}"), () -> knowledge.call("packs", null), () -> knowledge.lookup(null, null),
            () -> knowledge.explain(null), () -> knowledge.search(null), () -> knowledge.tree(null), () -> knowledge.plan(null),
            () -> knowledge.start(null), () -> knowledge.turn(null), () -> knowledge.reply(session, null, "no"),
            () -> knowledge.reply(session, "step", null), () -> knowledge.addCode(session, null), () -> knowledge.supply(session, null),
            () -> knowledge.supply(null, Map.of()), () -> knowledge.changeRole(session, null), () -> knowledge.changeLanguage(session, null),
            () -> knowledge.transcript(null), () -> knowledge.resume(null, null), () -> knowledge.scan((String) null),
            () -> knowledge.scan((java.io.InputStream) null), () -> knowledge.scanner().push(null), () -> knowledge.join(null),
            () -> knowledge.page(null, session, "text", null), () -> Query.of(null), () -> Query.of("x").role(null),
            () -> Query.of("x").fact(null, "x"), () -> Start.of(null), () -> Start.of("x").suspect(null, 1), () -> Session.fromJson(null),
            () -> new Trust(null, null));
        works.forEach(work -> Check.thrown(NullPointerException.class, work));
    }

    private static void requests(Knowledge knowledge) {
        Diagnosis begun = knowledge.start(Start.of(CODE));
        Check.refused("unknown_operation", () -> knowledge.call("explian", "{}"));
        Check.refused("bad_request", () -> knowledge.call("explain", "[".repeat(100_000)));
        Check.refused("bad_request", () -> knowledge.turn(Session.fromJson("{}")));
        Check.refused("bad_request", () -> knowledge.explain(Query.of(CODE).limit(3)));
        Check.refused("illegal_reply", () -> knowledge.reply(begun.session(), begun.turn().step(), "perhaps"));
        Check.refused("nothing_to_take_back", () -> knowledge.back(begun.session()));
        Check.refused("unknown_role", () -> knowledge.start(Start.of(CODE).role("king")));
        Check.refused("not_resume_code", () -> knowledge.resume("hello", null));
        for (String text : List.of("", "[]", "{", "{\"a\" 1}", "{\"a\":01}", "{\"a\":\"\\x\"}", "{\"a\":\"\n\"}", "{} {}", "{\"a\":tru}",
            "{\"a\":[1 2]}", "{,}", "{\"a\":-}", "{\"a\":\"\\u12\"}", "{\"a\":" + "[".repeat(100_000))) {
            Check.refused("bad_request", () -> Session.fromJson(text));
        }
        String odd = "{\"a\":[1,-2.5,true,false,null,{},[]],\"b\\\"\\n\\u0001\":\"診断😀\\\\\"}";
        Check.equal(odd, Session.fromJson(odd).toJson());
        Check.equal("{\"a\":\"/é\"}", Session.fromJson(" { \"a\" : \"\\/\\u00e9\" } ").toJson());
    }

    private static void halves(Knowledge knowledge) {
        for (String half : List.of("FUJ905 \ud83d", "\ude00 FUJ905", "\ud83d\ud83d\ude00", "\ude00\ud83d")) {
            Check.refused("bad_request", () -> knowledge.explain(Query.of(half)));
            Check.refused("bad_request", () -> knowledge.scan(half));
            String said = Check.refused("bad_request", () -> knowledge.call("explain", "{\"text\": \"" + half + "\"}"));
            Check.that(said.contains("surrogate"), said);
        }
        Check.equal("FUJ905", knowledge.scan("😀 FUJ905 😀").get(0).code());
        Check.equal("exact", knowledge.explain(Query.of(CODE + "\0")).match().level());
        Scanner scanner = knowledge.scanner();
        var found = new ArrayList<>(scanner.push(new byte[] {(byte) 0xff, ' ', 'F', 'U', 'J', '9', '0', '5', ' ', (byte) 0x80, 0}));
        found.addAll(scanner.finish());
        Check.equal("FUJ905", found.get(0).code());
    }

    private static void closedWhileAsked(byte[] pack) throws InterruptedException {
        for (int round = 0; round < 50; round++) {
            Knowledge knowledge = Knowledge.open(pack);
            List<String> kinds = Collections.synchronizedList(new ArrayList<>());
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                Thread thread = new Thread(() -> {
                    try {
                        while (!knowledge.explain(Query.of(CODE)).answers().isEmpty()) {
                            Thread.onSpinWait();
                        }
                    } catch (ShindanException refused) {
                        kinds.add(refused.kind());
                    }
                });
                thread.start();
                threads.add(thread);
            }
            knowledge.close();
            for (Thread thread : threads) {
                thread.join();
            }
            Check.equal(List.of("closed", "closed", "closed", "closed"), kinds);
        }
    }

    private static void overwritten(byte[] pack) throws IOException {
        Path file = Files.createTempFile("caora", ".shindan");
        Files.write(file, pack);
        try (Knowledge knowledge = Knowledge.open(file)) {
            Files.write(file, new byte[pack.length]);
            Check.refused("damaged_pack", () -> knowledge.list(null));
        } finally {
            Files.delete(file);
        }
    }
}
