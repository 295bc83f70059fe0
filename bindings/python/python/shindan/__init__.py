"""Error code in, the shortest safe path to a fix out.

    import shindan

    with shindan.open("caora.shindan") as knowledge:
        for answer in knowledge.explain("FUJ905 0x02000001", lang="en", role="reception").answers:
            print(answer.rule, [step.text.text for remedy in answer.remediation for step in remedy.steps])

Results are read-only values with their fields as attributes; ``to_dict()`` and ``to_json()`` give them plain, ``Knowledge.call`` as JSON
from the engine itself.
"""

from . import protocol
from ._error import Error
from ._knowledge import Knowledge, open
from ._native import version as __version__
from ._scan import Scanner
from ._value import Value
from .protocol import Answer, Diagnosis, Explanation, Graph, ScanMatch, Search, Session, Transcript, Turn, WhyNot, WholePlan

__all__ = [
    "Answer", "Diagnosis", "Error", "Explanation", "Graph", "Knowledge", "ScanMatch", "Scanner", "Search", "Session", "Transcript",
    "Turn", "Value", "WhyNot", "WholePlan", "open", "protocol", "__version__",
]
