"""What is refused, and how it is said. Nothing ends the process."""

import tempfile
import threading
import unittest
from pathlib import Path
from typing import Any, Callable

import shindan
from packs import CAORA, KEY, SIGNED

CODE = "FUJ905 0x02000001"


class Misuse(unittest.TestCase):
    def refused(self, kind: str, work: Callable[[], Any]) -> str:
        with self.assertRaises(shindan.Error) as caught:
            work()
        self.assertEqual(caught.exception.kind, kind)
        self.assertEqual(str(caught.exception), caught.exception.message)
        return caught.exception.message

    def test_closed(self) -> None:
        knowledge = shindan.open(CAORA)
        scanner = knowledge.scanner()
        matches = knowledge.scan_pieces([CODE])
        with knowledge:
            pass
        self.assertTrue(knowledge.closed)
        knowledge.close()
        self.refused("closed", lambda: knowledge.explain(CODE))
        self.refused("closed", lambda: knowledge.call("packs", "{}"))
        self.refused("closed", knowledge.scanner)
        self.refused("closed", knowledge.verify)
        self.refused("closed", lambda: next(matches))
        self.assertEqual(repr(knowledge), "<shindan.Knowledge, closed>")
        with shindan.open(CAORA) as open_one:
            self.refused("closed", lambda: open_one.join(knowledge))
        # A scan that was begun ends as it would have.
        self.assertEqual([match.code for match in (*scanner.push(CODE), *scanner.finish())], ["FUJ905"])
        self.refused("closed", lambda: scanner.push(b""))
        self.refused("closed", scanner.finish)

    def test_bad_packs(self) -> None:
        data = bytearray(CAORA.read_bytes())
        self.refused("not_pack", lambda: shindan.open(b""))
        self.refused("not_pack", lambda: shindan.open(b"id: caora"))
        self.refused("unreadable", lambda: shindan.open("no/such.shindan"))
        self.refused("unreadable", lambda: shindan.open(tempfile.gettempdir()))
        for at in range(100, len(data), 4096):
            data[at] ^= 1
        self.refused("damaged_pack", lambda: shindan.open(data).explain(CODE))

    def test_damage_that_is_met_later_stops_everything(self) -> None:
        data = bytearray(CAORA.read_bytes())
        opened = 0
        for at in range(100, len(data), 4096):
            data[at] ^= 1
            try:
                knowledge = shindan.open(data)
            except shindan.Error as error:
                self.assertEqual(error.kind, "damaged_pack")
            else:
                opened += 1
                self.refused("damaged_pack", knowledge.verify)
                self.refused("damaged_pack", knowledge.list)
            data[at] ^= 1
        self.assertGreater(opened, 0)

    def test_trust(self) -> None:
        self.refused("untrusted_pack", lambda: shindan.open(CAORA, keys=[KEY]))
        self.refused("untrusted_pack", lambda: shindan.open(SIGNED.read_bytes(), keys=[KEY]))
        self.refused("bad_key", lambda: shindan.open(CAORA, keys=["no key"]))
        self.refused("bad_key", lambda: shindan.open(CAORA, keys=[]))
        self.refused("bad_key", lambda: shindan.open(CAORA, signature="x"))
        self.refused("unreadable", lambda: shindan.open("no/such.shindan", keys=[KEY], signature="x"))

    def test_wrong_types(self) -> None:
        for pack in (None, 3, ["caora.shindan"]):
            with self.assertRaises(TypeError):
                shindan.open(pack)  # type: ignore[arg-type]
        with self.assertRaises(TypeError):
            shindan.open(CAORA, keys=KEY)
        with shindan.open(CAORA) as knowledge:
            for wrong in (None, 3, b"{}"):
                with self.assertRaises(TypeError):
                    knowledge.call("explain", wrong)  # type: ignore[arg-type]
            with self.assertRaises(TypeError):
                knowledge.explain(object())  # type: ignore[arg-type]
            with self.assertRaises(TypeError):
                knowledge.join(None)  # type: ignore[arg-type]
            with self.assertRaises(TypeError):
                knowledge.scanner().push(3)  # type: ignore[arg-type]
            with self.assertRaises(ValueError):
                knowledge.plan(CODE, budget=float("nan"))  # type: ignore[arg-type]
            self.refused("bad_request", lambda: knowledge.explain(None))  # type: ignore[arg-type]
            self.refused("bad_request", lambda: knowledge.explain(3))  # type: ignore[arg-type]
            self.refused("bad_request", lambda: knowledge.turn({}))
            self.refused("bad_request", lambda: knowledge.call("explain", "[" * 100_000))
            self.refused("unknown_operation", lambda: knowledge.call("explian", "{}"))
        with self.assertRaises(TypeError):
            shindan.Session([])  # type: ignore[arg-type]
        self.refused("bad_request", lambda: shindan.Session.from_json("[]"))
        self.refused("bad_request", lambda: shindan.Session.from_json("{"))

    def test_text_that_is_none(self) -> None:
        half = "FUJ905 \ud83d"
        with shindan.open(CAORA) as knowledge:
            self.refused("bad_request", lambda: knowledge.explain(half))
            said = self.refused("bad_request", lambda: knowledge.call("explain", '{"text": "' + half + '"}'))
            self.assertIn("surrogate", said)
            self.assertEqual([match.code for match in knowledge.scan_pieces([half])], ["FUJ905"])
            self.assertEqual([match.code for match in knowledge.scan_pieces([b"\xff\xfe FUJ905 \x80\x00"])], ["FUJ905"])
            self.assertEqual(knowledge.explain("FUJ905 0x02000001\0").answers[0].rule, "fuj905-reader-not-found")

    def test_replies_that_are_none(self) -> None:
        with shindan.open(CAORA) as knowledge:
            begun = knowledge.start(CODE)
            self.refused("illegal_reply", lambda: knowledge.reply(begun.session, begun.turn.step, "perhaps"))
            self.refused("nothing_to_take_back", lambda: knowledge.back(begun.session))
            self.refused("unknown_role", lambda: knowledge.start(CODE, role="king"))
            self.refused("not_resume_code", lambda: knowledge.resume("hello"))

    def test_closed_while_threads_ask(self) -> None:
        for _ in range(20):
            knowledge = shindan.open(CAORA)
            kinds = []

            def ask() -> None:
                try:
                    while True:
                        assert knowledge.explain(CODE).answers
                except shindan.Error as error:
                    kinds.append(error.kind)

            threads = [threading.Thread(target=ask) for _ in range(4)]
            for thread in threads:
                thread.start()
            knowledge.close()
            for thread in threads:
                thread.join()
            self.assertEqual(kinds, ["closed"] * 4)

    def test_a_pack_that_is_overwritten_is_met_with_an_error(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder, "caora.shindan")
            file.write_bytes(CAORA.read_bytes())
            with shindan.open(file) as knowledge:
                file.write_bytes(b"\0" * CAORA.stat().st_size)
                self.refused("damaged_pack", knowledge.list)


if __name__ == "__main__":
    unittest.main()
