"""Values of the protocol: read-only, their fields as attributes."""

from __future__ import annotations

import copy
import json
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar, Dict, Mapping, Optional, Tuple, Type, TypeVar

from ._error import Error

Self = TypeVar("Self", bound="Value")

# The name in the protocol, the class of what stands there, whether it is a map, and what an absent one is.
Field = Tuple[str, "Optional[Type[Value]]", bool, Any]


class Value:
    """A value that the engine gave. ``from`` is ``from_``, as Python keeps that word for itself."""

    __slots__ = ("_data",)
    _fields: ClassVar[Dict[str, Field]] = {}
    _data: Mapping[str, Any]

    def __init__(self, data: Mapping[str, Any]) -> None:
        if not isinstance(data, Mapping):
            raise TypeError(f"{type(self).__name__} is made of a mapping, not of {type(data).__name__}")
        object.__setattr__(self, "_data", data)

    @classmethod
    def from_json(cls: Type[Self], text: str) -> Self:
        """The value that ``to_json`` wrote.

        Raises ``Error`` (``bad_request``) for a text that is no JSON object.
        """
        try:
            data = json.loads(text)
        except ValueError as error:
            raise Error("bad_request", f"this text is no JSON; give what to_json() wrote: {error}") from None
        if not isinstance(data, dict):
            raise Error("bad_request", "this JSON is no object; give what to_json() wrote")
        return cls(data)

    def to_dict(self) -> Dict[str, Any]:
        """A copy, as plain dictionaries and lists."""
        return copy.deepcopy(dict(self._data))

    def to_json(self) -> str:
        """The value as JSON, to be kept or to be sent."""
        return json.dumps(self._data, ensure_ascii=False, separators=(",", ":"))

    if not TYPE_CHECKING:  # so that a type checker finds names that do not exist

        def __getattr__(self, name: str) -> Any:
            if name not in type(self)._fields:
                raise AttributeError(f"{type(self).__name__} has no {name!r}; it has {', '.join(type(self)._fields)}")
            key, kind, is_map, absent = type(self)._fields[name]
            return _shown(self._data.get(key, absent), kind, is_map)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"a {type(self).__name__} cannot be changed; to_dict() gives a copy that can")

    def __delattr__(self, name: str) -> None:
        self.__setattr__(name, None)

    def __dir__(self) -> "list[str]":
        return sorted({*super().__dir__(), *type(self)._fields})

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self._data == other._data

    __hash__ = None  # type: ignore[assignment]

    def __reduce__(self) -> Any:
        return type(self), (dict(self._data),)

    def __repr__(self) -> str:
        fields = (f"{name}={getattr(self, name)!r}" for name, (key, *_) in self._fields.items() if key in self._data)
        return f"{type(self).__name__}({', '.join(fields)})"


def _shown(value: Any, kind: Optional[Type[Value]], is_map: bool) -> Any:
    if isinstance(value, (list, tuple)):
        return tuple(_shown(part, kind, False) for part in value)
    if isinstance(value, dict):
        if is_map:
            return MappingProxyType({key: _shown(part, kind, False) for key, part in value.items()})
        return kind(value) if kind else MappingProxyType(value)
    return value
