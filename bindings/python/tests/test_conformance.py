"""Every line of the conformance suite, byte for byte. SHINDAN_CASES names the table that its example program writes."""

import json
import os
import unittest
from concurrent.futures import ThreadPoolExecutor
from typing import Dict, List, Tuple

import shindan
from packs import CONFORMANCE

THREADS = 4
Case = Tuple[str, str, str, str, str]


def cases() -> List[Case]:
    with open(os.environ["SHINDAN_CASES"], encoding="utf-8", newline="") as table:
        lines = table.read().split("\n")
    read = [tuple(line.split("\t")) for line in lines if line]
    if any(len(fields) != 5 for fields in read):
        raise ValueError("a line of the table has not five fields")
    return read  # type: ignore[return-value]


def given(packs: Dict[str, shindan.Knowledge], case: Case) -> str:
    try:
        return packs[case[1]].call(case[2], case[3])
    except shindan.Error as error:
        wrong = {"error": {"kind": error.kind, "message": error.message}}
        return json.dumps(wrong, ensure_ascii=False, separators=(",", ":"))


class Conformance(unittest.TestCase):
    def setUp(self) -> None:
        self.cases = cases()
        self.packs = {name: shindan.open(CONFORMANCE / name) for name in {case[1] for case in self.cases}}

    def tearDown(self) -> None:
        for pack in self.packs.values():
            pack.close()

    def different(self) -> List[str]:
        return [case[0] for case in self.cases if given(self.packs, case).encode() != case[4].encode()]

    def test_every_case(self) -> None:
        self.assertGreaterEqual(len(self.cases), 300)
        self.assertEqual(self.different(), [])

    def test_every_case_in_threads_at_once(self) -> None:
        with ThreadPoolExecutor(THREADS) as pool:
            runs = [pool.submit(self.different) for _ in range(THREADS)]
            self.assertEqual([run.result() for run in runs], [[]] * THREADS)

    def test_values_keep_what_came(self) -> None:
        kinds = {
            "packs": shindan.protocol.Packs, "list": shindan.protocol.RuleList, "explain": shindan.Explanation,
            "search": shindan.Search, "tree": shindan.Graph, "start": shindan.Diagnosis, "turn": shindan.Diagnosis,
            "reply": shindan.Diagnosis, "transcript": shindan.Transcript,
        }
        seen = set()
        for name, _, operation, _, output in self.cases:
            if operation in kinds and not output.startswith('{"error"'):
                value = kinds[operation].from_json(output)
                self.assertEqual(value.to_json(), output, name)
                shown(self, value)
                seen.add(operation)
        self.assertEqual(seen, set(kinds))


def shown(test: unittest.TestCase, value: object) -> None:
    """Every field of the protocol has its attribute, all the way down."""
    if isinstance(value, shindan.Value):
        names = {key: name for name, (key, *_) in type(value)._fields.items()}
        for key in value.to_dict():
            test.assertIn(key, names, type(value).__name__)
        for name in names.values():
            shown(test, getattr(value, name))
    elif isinstance(value, tuple):
        for part in value:
            shown(test, part)


if __name__ == "__main__":
    unittest.main()
