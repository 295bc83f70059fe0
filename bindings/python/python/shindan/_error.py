"""What goes wrong."""

from __future__ import annotations


class Error(Exception):
    """Why there is no answer: ``kind`` is one word for programs, such as ``illegal_reply``; ``message`` is for people."""

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(kind, message)
        self.kind = kind
        self.message = message

    def __str__(self) -> str:
        return self.message
