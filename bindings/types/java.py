"""Protocol.java from the shapes: a record for each value."""

from shapes import TOP, Class, Shapes, Type, pascal

PLAIN = {"text": "String", "whole": "long", "number": "double", "truth": "boolean", "any": "Object"}
BOXED = {"long": "Long", "double": "Double", "boolean": "Boolean"}
READ = {"text": "text", "whole": "whole", "number": "number", "truth": "truth", "any": "any"}
HELD = {pascal(name) for name in TOP}
# A session is one of the hand-written classes: a plain value that goes in and out as it is.
OWN = {"Session"}


def camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(part.capitalize() for part in rest)


def typed(found: Type) -> str:
    name = PLAIN.get(found.name, found.name)
    if found.many or found.optional:
        name = BOXED.get(name, name)
    return {"list": f"List<{name}>", "map": f"Map<String, {name}>"}.get(found.many, name)


def read(name: str, found: Type) -> str:
    one = f"Json::{READ[found.name]}" if found.plain else f"{found.name}::of"
    at = f'fields.get("{name}")'
    if found.many:
        return f"Json.{found.many}({at}, {one})"
    if found.optional:
        return f"Json.maybe({at}, {one})"
    return f"Json.truth({at})" if found.name == "truth" else one.replace("::", ".") + f"({at})"


def about(made: Class) -> str:
    params = [
        f"     * @param {camel(name)} {text}{' Null if there is none.' if found.optional else ''}"
        for name, (found, text) in made.fields.items()
        if text or found.optional
    ]
    lines = [f"     * {made.about}"] if made.about else [f"     * {made.name} of the protocol."]
    if made.name in HELD:
        params.append("     * @param json the value as the engine wrote it")
    return "\n".join(["    /**", *lines, *(["     *"] if params else []), *params, "     */"])


def record(made: Class) -> str:
    parts = [f"{typed(found)} {camel(name)}" for name, (found, _) in made.fields.items()]
    values = [read(name, found) for name, (found, _) in made.fields.items()]
    parameter = "Object value"
    if made.name in HELD:
        parts.append("String json")
        values.append("json")
        parameter = "Object value, String json"
    inner = ",\n                ".join(values)
    return (
        f"{about(made)}\n    public record {made.name}({', '.join(parts)}) {{\n"
        f"        static {made.name} of({parameter}) {{\n"
        f"            Map<String, Object> fields = Json.object(value);\n"
        f"            return new {made.name}(\n                {inner});\n        }}\n    }}"
    )


def java(shapes: Shapes) -> str:
    under = {"SessionStart", "SessionEvent", "SessionStartRule"}
    made = [one for one in shapes.classes.values() if one.name not in OWN | under]
    return (
        "// Written from schema/protocol.schema.json by bindings/types/write.\npackage shindan;\n\n"
        "import java.util.List;\nimport java.util.Map;\n\n"
        "/** The values of the protocol. Lists and maps that are absent are empty. */\n"
        "public final class Protocol {\n    private Protocol() {}\n\n"
        + "\n\n".join(map(record, made)) + "\n}\n"
    )
