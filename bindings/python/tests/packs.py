"""Where the packs of the tests are."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
CONFORMANCE = ROOT / "tests/conformance/packs"
CAORA = CONFORMANCE / "caora.shindan"
SMALL = CONFORMANCE / "small.shindan"
SIGNED = ROOT / "tests/fixtures/pack/base.shindan"
SIGNATURE = ROOT / "tests/fixtures/pack/base.shindan.minisig"
KEY = (ROOT / "tests/fixtures/pack/base.pub").read_text("utf-8").splitlines()[-1]
