"""Loaded knowledge, and how it is opened."""

from __future__ import annotations

import io
import json
import os
from types import TracebackType
from typing import Any, Iterable, Iterator, Mapping, Optional, Sequence, Tuple, Type, Union

from . import _native
from ._error import Error
from ._scan import Piece, Scanner
from ._value import Value
from .protocol import (
    Diagnosis, Explanation, Graph, LookupRow, Packs, RuleList, ScanMatch, Search, Session, Transcript, WhyNot, WholePlan,
)

Kept = Union[Session, Mapping[str, Any]]
Facts = Mapping[str, str]

# Bytes of a file that are read at a time.
PIECE = 64 * 1024


def open(
    pack: Union[bytes, bytearray, memoryview, str, "os.PathLike[str]"],
    *,
    keys: Optional[Sequence[str]] = None,
    signature: Optional[str] = None,
) -> Knowledge:
    """Opens a compiled pack: its bytes, or the path of its file, of which only what is asked for is read.

    With ``keys``, the lines of public keys, only a pack that one of them has signed. The signature stands behind the pack, beside
    its file, or is given.

    Raises ``Error``: ``not_pack``, ``damaged_pack``, ``unknown_pack_format``, ``untrusted_pack``, ``bad_key``, ``unreadable``.
    """
    if signature is not None and keys is None:
        raise Error("bad_key", "a signature says nothing without `keys`; give the public keys that you trust")
    if isinstance(pack, (bytes, bytearray, memoryview)):
        return Knowledge(_native.Engine.from_bytes(bytes(pack), keys, signature))
    path = os.fspath(pack)
    if signature is None:
        return Knowledge(_native.Engine.from_path(path, keys))
    try:
        with io.open(path, "rb") as file:
            data = file.read()
    except OSError as error:
        raise Error("unreadable", f"{path} cannot be read: {error.strerror}") from error
    return Knowledge(_native.Engine.from_bytes(data, keys, signature))


class Knowledge:
    """Loaded knowledge, from ``open``. It does not change, and any number of threads may ask it at once.

    Everything is worked out on this machine; nothing is sent anywhere. Each method raises ``Error``, with the kind ``closed``
    after ``close``.
    """

    __slots__ = ("_engine",)

    def __init__(self, engine: _native.Engine) -> None:
        self._engine = engine

    def call(self, operation: str, input: str) -> str:
        """An operation of the protocol as it is: JSON in, JSON out, the same bytes as in every other binding."""
        try:
            return self._engine.call(operation, input)
        except UnicodeEncodeError as error:
            where = error.start
            raise Error("bad_request", f"half of a surrogate pair at {where} is no text; leave it out or write U+FFFD") from None

    def _ask(self, operation: str, given: Mapping[str, Any]) -> Any:
        known = {key: value for key, value in given.items() if value is not None}
        return json.loads(self.call(operation, _WRITER.encode(known)))

    def packs(self, lang: Optional[str] = None) -> Packs:
        """The loaded packs, with the names of their languages, roles, contacts and facts."""
        return Packs(self._ask("packs", {"lang": lang}))

    def list(self, lang: Optional[str] = None) -> RuleList:
        """Every rule in a line."""
        return RuleList(self._ask("list", {"lang": lang}))

    def lookup(self, code: str, detail: Optional[str] = None) -> Tuple[LookupRow, ...]:
        """The rows of a code and a detail, both exactly as the pack writes them. Several rows are several meanings."""
        rows: Sequence[Mapping[str, Any]] = self._ask("lookup", {"code": code, "detail": detail})["rows"]
        return tuple(map(LookupRow, rows))

    def explain(
        self, text: str, *, lang: Optional[str] = None, role: Optional[str] = None, facts: Optional[Facts] = None
    ) -> Explanation:
        """What codes mean and what to do. Without a role every step is shown, labelled with its role."""
        return Explanation(self._ask("explain", {"text": text, "lang": lang, "role": role, "facts": facts}))

    def search(
        self, text: str, *, lang: Optional[str] = None, facts: Optional[Facts] = None, limit: Optional[int] = None
    ) -> Search:
        """At most ``limit`` rules, five if it is left out, by what somebody sees or says."""
        return Search(self._ask("search", {"text": text, "lang": lang, "facts": facts, "limit": limit}))

    def tree(
        self, text: str, *, lang: Optional[str] = None, role: Optional[str] = None, facts: Optional[Facts] = None
    ) -> Graph:
        """The decision tree of a rule, named by its id or by a code."""
        return Graph(self._ask("tree", {"text": text, "lang": lang, "role": role, "facts": facts}))

    def plan(
        self,
        text: Optional[str] = None,
        *,
        model: Optional[Mapping[str, Any]] = None,
        lang: Optional[str] = None,
        role: Optional[str] = None,
        facts: Optional[Facts] = None,
        mode: Optional[str] = None,
        budget: Optional[int] = None,
    ) -> WholePlan:
        """The cheapest safe order of the steps of a rule or of a model; ``budget`` is the most states that are expanded."""
        given = {"text": text, "model": model, "lang": lang, "role": role, "facts": facts, "mode": mode, "budget": budget}
        return WholePlan(self._ask("plan", given))

    def start(
        self,
        text: str,
        *,
        role: Optional[str] = None,
        lang: Optional[str] = None,
        facts: Optional[Facts] = None,
        strategy: Optional[str] = None,
        budget: Optional[int] = None,
        waiting: Optional[bool] = None,
        rules: Optional[Sequence[Mapping[str, Any]]] = None,
    ) -> Diagnosis:
        """A new session and its first turn; ``budget`` is the minutes that there are."""
        given = {"text": text, "role": role, "lang": lang, "facts": facts, "strategy": strategy}
        return Diagnosis(self._ask("start", {**given, "budget": budget, "waiting": waiting, "rules": rules}))

    def turn(self, session: Kept) -> Diagnosis:
        """The current turn of a session."""
        return Diagnosis(self._ask("turn", {"session": session}))

    def reply(self, session: Kept, step: str, reply: str, *, confirmed: bool = False) -> Diagnosis:
        """A reply to the current step. One that has ``confirm`` is refused until that text was shown and accepted: then say ``confirmed``."""
        return Diagnosis(self._ask("reply", {"session": session, "step": step, "reply": reply, "confirmed": confirmed}))

    def back(self, session: Kept) -> Diagnosis:
        """The last answer is taken back and asked again."""
        return Diagnosis(self._ask("back", {"session": session}))

    def add_code(self, session: Kept, text: str) -> Diagnosis:
        """Another code is on the screen now."""
        return Diagnosis(self._ask("add_code", {"session": session, "text": text}))

    def supply(self, session: Kept, facts: Facts) -> Diagnosis:
        """Something has become known."""
        return Diagnosis(self._ask("supply", {"session": session, "facts": facts}))

    def change_role(self, session: Kept, role: str) -> Diagnosis:
        """Somebody of this role takes over."""
        return Diagnosis(self._ask("change_role", {"session": session, "role": role}))

    def change_language(self, session: Kept, lang: str) -> Diagnosis:
        """The session goes on in this language."""
        return Diagnosis(self._ask("change_language", {"session": session, "lang": lang}))

    def why_not(self, session: Kept, step: Optional[str] = None) -> Tuple[WhyNot, ...]:
        """Why a step is not the next one; of every other step, if none is named."""
        given: Sequence[Mapping[str, Any]] = self._ask("why_not", {"session": session, "step": step})["why_not"]
        return tuple(map(WhyNot, given))

    def transcript(self, session: Kept) -> Transcript:
        """What happened in a session."""
        return Transcript(self._ask("transcript", {"session": session}))

    def resume_code(self, session: Kept) -> str:
        """The session as a short code for the telephone, a note or a camera."""
        return str(self._ask("resume_code", {"session": session})["resume_code"])

    def resume(self, code: str, *, lang: Optional[str] = None) -> Diagnosis:
        """The session of a resume code, and its turn."""
        return Diagnosis(self._ask("resume", {"code": code, "lang": lang}))

    def page(
        self, of: str, input: Mapping[str, Any], *, form: str = "text", width: int = 0, lang: Optional[str] = None
    ) -> str:
        """What the operation ``of`` gives for ``input``, as ``text``, ``markdown``, ``mermaid``, ``svg`` or ``dot``."""
        return str(self._ask("page", {"of": of, "input": input, "as": form, "width": width, "lang": lang})["page"])

    def scan(self, text: str) -> Tuple[ScanMatch, ...]:
        """The codes in a text, in order."""
        matches: Sequence[Mapping[str, Any]] = self._ask("scan", {"text": text})["matches"]
        return tuple(map(ScanMatch, matches))

    def scanner(self) -> Scanner:
        """A scan of a text that comes in pieces."""
        return Scanner(self._engine.scanner())

    def scan_pieces(self, pieces: Iterable[Piece]) -> Iterator[ScanMatch]:
        """The codes in a text of any length, as its pieces come: text, or bytes of UTF-8 that may be cut anywhere."""
        with self.scanner() as scanner:
            for piece in pieces:
                yield from scanner.push(piece)
            yield from scanner.finish()

    def scan_file(self, path: Union[str, "os.PathLike[str]"]) -> Iterator[ScanMatch]:
        """The codes in a file of UTF-8 of any size, in constant memory. It is opened with the first match that is taken."""
        with io.open(path, "rb") as file:
            yield from self.scan_pieces(iter(lambda: file.read(PIECE), b""))

    def join(self, other: Knowledge) -> Knowledge:
        """The same with the packs of another one, too."""
        if not isinstance(other, Knowledge):
            raise TypeError(f"join takes another Knowledge, not {type(other).__name__}")
        return Knowledge(self._engine.join(other._engine))

    def verify(self) -> None:
        """Holds the whole pack against its hashes and its own rules. Once, when it is installed."""
        self._engine.verify()

    @property
    def closed(self) -> bool:
        """Whether ``close`` was called."""
        return self._engine.closed

    def close(self) -> None:
        """Gives the memory back. Calls that are under way in other threads end as if it were open."""
        self._engine.close()

    def __enter__(self) -> Knowledge:
        return self

    def __exit__(
        self, kind: Optional[Type[BaseException]], error: Optional[BaseException], trace: Optional[TracebackType]
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        if self.closed:
            return "<shindan.Knowledge, closed>"
        return f"<shindan.Knowledge of {', '.join(f'{pack.id} {pack.version}' for pack in self.packs().packs)}>"


def _plain(value: object) -> object:
    if isinstance(value, Value):
        return value._data
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{type(value).__name__} cannot be written as JSON; give text, numbers, lists or mappings")


_WRITER = json.JSONEncoder(default=_plain, allow_nan=False)
