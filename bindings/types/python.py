"""python/shindan/protocol.py from the shapes."""

import keyword

from shapes import Class, Shapes, Type

PLAIN = {"text": "str", "whole": "int", "number": "float", "truth": "bool", "any": "Any"}


def typed(found: Type) -> str:
    name = PLAIN.get(found.name, found.name)
    if found.words:
        name = "Literal[" + ", ".join(f'"{word}"' for word in found.words) + "]"
    if found.many == "list":
        return f"Tuple[{name}, ...]"
    if found.many == "map":
        return f"Mapping[str, {name}]"
    return f"Optional[{name}]" if found.optional and name != "Any" else name


def called(name: str) -> str:
    return name + "_" if keyword.iskeyword(name) else name


def written(made: Class) -> str:
    lines = [f"class {made.name}(Value):"]
    lines += [f'    """{made.about}"""', ""] if made.about else []
    lines.append("    __slots__ = ()")
    for name, (found, about) in made.fields.items():
        lines.append(f"    {called(name)}: {typed(found)}" + (f"  # {about}" if about else ""))
    return "\n".join(lines)


def fields(made: Class) -> str:
    """The table that a value is read by: absent lists and maps are empty."""
    rows = []
    for name, (found, _) in made.fields.items():
        kind = "None" if found.plain else found.name
        absent = {"list": "()", "map": "{}"}.get(found.many, "False" if found.name == "truth" else "None")
        rows.append(f'    "{called(name)}": ("{name}", {kind}, {found.many == "map"}, {absent}),')
    return f"{made.name}._fields = {{\n" + "\n".join(rows) + "\n}"


def python(shapes: Shapes) -> str:
    classes = list(shapes.classes.values())
    names = ", ".join(f'"{one.name}"' for one in sorted(classes, key=lambda one: one.name))
    return "\n\n\n".join([
        '"""The values of the protocol. Written from schema/protocol.schema.json by bindings/types/write."""\n\n'
        "from __future__ import annotations\n\n"
        "from typing import Any, Literal, Mapping, Optional, Tuple\n\n"
        "from ._value import Value\n\n"
        f"__all__ = [{names}]",
        *map(written, classes),
        "\n".join(map(fields, classes)),
    ]) + "\n"
