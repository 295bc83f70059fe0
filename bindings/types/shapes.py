"""The values of the protocol as classes with fields, read from schema/protocol.schema.json."""

import json
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

# What each operation gives; what takes only a text or a list out of its value is not here.
TOP = ["packs", "list", "lookup", "explanation", "search", "scanned", "graph", "whole_plan", "diagnosis", "why_nots", "transcript"]


@dataclass
class Type:
    """What stands in a field: text, whole, number, truth or any, or the name of a class."""

    name: str
    many: str = ""  # "list" or "map"
    optional: bool = False
    words: tuple[str, ...] = ()  # all that a text may be

    @property
    def plain(self) -> bool:
        return self.name in ("text", "whole", "number", "truth", "any")


@dataclass
class Class:
    name: str
    about: str
    fields: dict[str, tuple[Type, str]] = field(default_factory=dict)


def pascal(name: str) -> str:
    if name == "list":
        return "RuleList"  # both languages have a List of their own
    return "".join(part.capitalize() for part in name.split("_"))


def one(name: str) -> str:
    if name.endswith("ies"):
        return name[:-3] + "y"
    return name[:-1] if name.endswith("s") else name


class Shapes:
    def __init__(self) -> None:
        self.defs = json.loads((ROOT / "schema/protocol.schema.json").read_text("utf-8"))["$defs"]
        self.classes: dict[str, Class] = {}
        for name in TOP:
            self.of({"$ref": f"#/$defs/{name}"}, "")

    def of(self, part: dict, called: str) -> Type:
        """The type of a part of the schema; `called` names an object that has no name of its own."""
        if "$ref" in part:
            name, *inner = part["$ref"].removeprefix("#/$defs/").split("/")
            found = self.defs[name]
            for key in inner:
                found = found[key]
            return self.of(found, pascal("_".join([name, *inner[1::2]])))
        choices = part.get("anyOf") or part.get("oneOf")
        if choices:
            return self.choice(choices, part, called)
        if "const" in part:
            return Type("truth") if part["const"] is True else Type("text", words=(part["const"],))
        if "enum" in part:
            words = tuple(word for word in part["enum"] if word is not None)
            return Type("text", optional=None in part["enum"], words=words)
        kinds = part.get("type", "any")
        if isinstance(kinds, list):
            found = self.of({**part, "type": next(kind for kind in kinds if kind != "null")}, called)
            return Type(found.name, found.many, True, found.words)
        if kinds == "array":
            found = self.of(part.get("items", {}), one(called))
            # A list of lists keeps its inner lists as they are.
            return Type("any" if found.many else found.name, "list", words=found.words)
        if kinds == "object":
            return self.object(part, called)
        return Type({"string": "text", "integer": "whole", "number": "number", "boolean": "truth"}.get(kinds, "any"))

    def choice(self, choices: list, part: dict, called: str) -> Type:
        rest = [one for one in choices if one.get("type") != "null"]
        optional = len(rest) < len(choices)
        if len(rest) == 1:
            found = self.of(rest[0], called)
            return Type(found.name, found.many, True, found.words)
        if all(one.get("type") == "object" for one in rest):
            needed = set.intersection(*(set(one.get("required", [])) for one in rest))
            fields: dict = {}
            for one in rest:
                for name, value in one["properties"].items():
                    old = fields.setdefault(name, dict(value))
                    if "const" in value:
                        old.pop("const", None)
                        old.setdefault("enum", []).append(value["const"])
            merged = {"type": "object", "properties": fields, "required": sorted(needed), "description": part.get("description", "")}
            return self.object(merged, called)
        found = [self.of(one, called) for one in rest]
        words = tuple(word for one in found for word in one.words) if all(one.words for one in found) else ()
        names = {one.name for one in found}
        return Type(names.pop() if len(names) == 1 else "any", optional=optional, words=words)

    def object(self, part: dict, called: str) -> Type:
        properties = part.get("properties")
        if properties is None:
            inner = part.get("additionalProperties")
            if not isinstance(inner, dict):
                return Type("any")
            found = self.of(inner, one(called))
            return Type("any" if found.many else found.name, "map")
        if called in self.classes:
            return Type(called)
        made = self.classes[called] = Class(called, part.get("description", ""))
        for name, value in properties.items():
            found = self.of(value, called + pascal(name))
            if name not in part.get("required", []) and not found.many:
                found = Type("truth" if found.name == "truth" else found.name, "", found.name != "truth", found.words)
            made.fields[name] = (found, value.get("description", ""))
        return Type(called)
