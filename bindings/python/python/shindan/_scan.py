"""Scans of text that comes in pieces."""

from __future__ import annotations

import json
from types import TracebackType
from typing import Optional, Tuple, Type, Union

from . import _native
from .protocol import ScanMatch

Piece = Union[str, bytes, bytearray, memoryview]


class Scanner:
    """A scan that goes on, from ``Knowledge.scanner``. One thread at a time; others wait."""

    __slots__ = ("_scanner",)

    def __init__(self, scanner: _native.Scanner) -> None:
        self._scanner = scanner

    def push(self, piece: Piece) -> Tuple[ScanMatch, ...]:
        """The matches that are complete with this piece: text, or bytes of UTF-8 that may be cut anywhere."""
        return _matches(self._scanner.push(piece.encode("utf-8", "replace") if isinstance(piece, str) else bytes(memoryview(piece))))

    def finish(self) -> Tuple[ScanMatch, ...]:
        """The matches that are left at the end. The scan is closed."""
        return _matches(self._scanner.finish())

    def close(self) -> None:
        """Gives the memory back without looking at what is left."""
        self._scanner.close()

    def __enter__(self) -> Scanner:
        return self

    def __exit__(
        self, kind: Optional[Type[BaseException]], error: Optional[BaseException], trace: Optional[TracebackType]
    ) -> None:
        self.close()


def _matches(text: str) -> Tuple[ScanMatch, ...]:
    return tuple(map(ScanMatch, json.loads(text)))
