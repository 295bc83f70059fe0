"""What the package promises."""

import copy
import io
import json
import pickle
import sys
import tempfile
import threading
import time
import unittest
from pathlib import Path
from typing import List

import shindan
from packs import CAORA, KEY, SIGNATURE, SIGNED, SMALL

CODE = "FUJ905 0x02000001"


class Api(unittest.TestCase):
    knowledge: shindan.Knowledge

    @classmethod
    def setUpClass(cls) -> None:
        cls.knowledge = shindan.open(CAORA)

    def test_opens_bytes_and_paths(self) -> None:
        wanted = self.knowledge.call("packs", "{}")
        data = CAORA.read_bytes()
        for pack in (data, bytearray(data), memoryview(data), str(CAORA)):
            with shindan.open(pack) as knowledge:
                self.assertEqual(knowledge.call("packs", "{}"), wanted)

    def test_opens_what_a_key_has_signed(self) -> None:
        signature = SIGNATURE.read_text("utf-8")
        shindan.open(SIGNED, keys=[KEY]).close()
        shindan.open(SIGNED, keys=[KEY], signature=signature).close()
        shindan.open(SIGNED.read_bytes(), keys=(KEY,), signature=signature).close()

    def test_answers(self) -> None:
        found = self.knowledge.explain(CODE, lang="en", role="reception")
        self.assertEqual(found.match.level, "exact")
        self.assertEqual(found.answers[0].rule, "fuj905-reader-not-found")
        self.assertEqual(found.answers[0].pack.id, "caora")
        self.assertIsNone(found.question)
        self.assertIn("FUJ905", found.help_desk.text)

    def test_a_key_word_of_python_has_an_underscore(self) -> None:
        change = self.knowledge.explain("ＦＵＪ９０５ 0x02000001").match.changes[0]
        self.assertEqual(change.from_, "ＦＵＪ９０５")
        edge = self.knowledge.tree(CODE).edges[0]
        self.assertIn(edge.from_, {node.id for node in self.knowledge.tree(CODE).nodes})

    def test_looks_up_and_searches(self) -> None:
        self.assertEqual([row.rule for row in self.knowledge.lookup("FUJ905", "0x02000001")], ["fuj905-reader-not-found"])
        self.assertEqual(self.knowledge.lookup("FUJ904"), ())
        hits = self.knowledge.search("在宅からリモートで見ているときだけエラーになる", limit=1).hits
        self.assertEqual(len(hits), 1)

    def test_lists_packs_plans_and_pages(self) -> None:
        self.assertEqual(self.knowledge.packs("en").packs[0].id, "caora")
        self.assertTrue(self.knowledge.list("en").rules)
        plan = self.knowledge.plan(CODE, mode="safe_all")
        self.assertTrue(plan.exact)
        self.assertIn("<svg", self.knowledge.page("tree", {"text": CODE}, form="svg"))
        self.assertIn("FUJ905", self.knowledge.page("explain", {"text": CODE}, width=60, lang="en"))

    def test_leads_saves_resumes_and_hands_on(self) -> None:
        begun = self.knowledge.start(CODE, lang="en", role="reception")
        answered = self.knowledge.reply(begun.session, begun.turn.step, "no")
        self.assertEqual(answered.session.events[0].reply, "no")
        kept = shindan.Session.from_json(answered.session.to_json())
        self.assertEqual(kept, answered.session)
        self.assertEqual(self.knowledge.turn(kept), answered)
        self.assertEqual(self.knowledge.turn(kept.to_dict()), answered)
        self.assertEqual(self.knowledge.back(kept).turn.step, begun.turn.step)
        self.assertEqual(self.knowledge.change_language(kept, "ja").turn.text.lang, "ja")
        self.assertEqual(self.knowledge.change_role(kept, "admin").session.events[-1].role, "admin")
        self.assertEqual(self.knowledge.add_code(kept, "011 0x81000005").session.events[-1].event, "code")
        self.assertEqual(self.knowledge.supply(kept, {"environment": "test"}).session.events[-1].facts, {"environment": "test"})
        code = self.knowledge.resume_code(kept)
        self.assertEqual(self.knowledge.resume(code, lang="en").turn, answered.turn)
        self.assertEqual(self.knowledge.transcript(kept).lines[0].reply, "No")
        self.assertTrue(self.knowledge.why_not(kept))

    def test_a_reply_is_confirmed(self) -> None:
        found = [row.codes[0] + " " + (row.details or ("",))[0] for row in self.knowledge.list().rules if row.codes]
        for text in found:
            diagnosis = self.knowledge.start(text, role="vendor", lang="en")
            for _ in range(40):
                turn = diagnosis.turn
                if turn.end is not None:
                    break
                reply = next((one for one in turn.replies if one.confirm), turn.replies[-1])
                if reply.confirm:
                    with self.assertRaises(shindan.Error) as refused:
                        self.knowledge.reply(diagnosis.session, turn.step, reply.id)
                    self.assertEqual(refused.exception.kind, "not_confirmed")
                    self.knowledge.reply(diagnosis.session, turn.step, reply.id, confirmed=True)
                    return
                dull = next((one for one in turn.replies if one.id == "not_fixed"), turn.replies[0])
                diagnosis = self.knowledge.reply(diagnosis.session, turn.step, dull.id)
        self.fail("no reply had to be confirmed")

    def test_scans_files_and_pieces_alike(self) -> None:
        log = f"08:59 started\n09:00 error {CODE}\n09:01 カード 【011】 0x81000005\n" * 500
        whole = self.knowledge.scan(log)
        self.assertGreaterEqual(len(whole), 1000)
        data = log.encode()
        pieces = [data[at : at + 7] for at in range(0, len(data), 7)]
        self.assertEqual(tuple(self.knowledge.scan_pieces(pieces)), whole)
        self.assertEqual(tuple(self.knowledge.scan_pieces(io.StringIO(log))), whole)
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder, "app.log")
            file.write_bytes(data)
            matches = self.knowledge.scan_file(file)
            self.assertEqual(next(matches), whole[0])
            self.assertEqual((whole[0], *matches), whole)

    def test_joins(self) -> None:
        with shindan.open(SMALL) as small, self.knowledge.join(small) as both:
            self.assertEqual(len(both.packs().packs), 2)

    def test_verifies(self) -> None:
        self.knowledge.verify()

    def test_values_are_read_only_and_plain(self) -> None:
        found = self.knowledge.explain(CODE, lang="en")
        with self.assertRaisesRegex(AttributeError, "cannot be changed"):
            found.help_desk = None  # type: ignore[assignment]
        with self.assertRaisesRegex(AttributeError, "it has level, reason"):
            found.match.lvel  # type: ignore[attr-defined]
        self.assertEqual(json.loads(found.to_json()), found.to_dict())
        changed = found.to_dict()
        changed["answers"].clear()
        self.assertTrue(found.answers)
        self.assertEqual(copy.deepcopy(found), found)
        self.assertEqual(pickle.loads(pickle.dumps(found)), found)
        self.assertTrue(repr(found.match).startswith("Match(level='exact', reason="))

    def test_other_threads_run_while_the_engine_works(self) -> None:
        data = b"error FUJ905 0x02000001 and nothing else on this line\n" * 100_000
        turns = [0]
        meanwhile: List[int] = []

        def scan() -> None:
            with self.knowledge.scanner() as scanner:
                before = turns[0]
                scanner.push(data)
                meanwhile.append(turns[0] - before)

        usual = sys.getswitchinterval()
        sys.setswitchinterval(10)  # so that another thread has its turn only where one gives the lock away
        try:
            thread = threading.Thread(target=scan)
            thread.start()
            while thread.is_alive():
                turns[0] += 1
                time.sleep(0.0001)
        finally:
            sys.setswitchinterval(usual)
        self.assertGreater(meanwhile[0], 10)


if __name__ == "__main__":
    unittest.main()
