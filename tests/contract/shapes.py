"""Reads the shapes that api.md writes as `{name, optional?, …}`, and finds the schema that is served for them."""

import re
from dataclasses import dataclass
from typing import Any

from tests.contract.contract import PREFIX, REFERENCE, plain


@dataclass(frozen=True, slots=True)
class Shape:
    """The names at the top of a written shape."""

    required: frozenset[str]
    optional: frozenset[str]


def written_after(anchor: str) -> Shape:
    """The shape in backticks that follows `anchor` in api.md."""
    text = (REFERENCE / "api.md").read_text(encoding="utf-8")
    start = text.index("{", text.index(anchor + "`{"))
    names = [re.match(r"\s*(\w+)(\??)", part) for part in _parts(text[start + 1 :])]
    found = [(match[1], bool(match[2])) for match in names if match]
    return Shape(
        frozenset(name for name, optional in found if not optional),
        frozenset(name for name, optional in found if optional),
    )


def _parts(text: str) -> list[str]:
    """What stands between the commas of the object that `text` is inside of."""
    parts, depth = [""], 0
    for character in text:
        depth += {"{": 1, "[": 1, "(": 1, "}": -1, "]": -1, ")": -1}.get(character, 0)
        if depth < 0:
            return parts
        if character == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += character
    raise ValueError("the shape is never closed")


def operation(document: dict[str, Any], method: str, path: str) -> dict[str, Any] | None:
    """The operation that is served for a route of the contract, if it is."""
    for template, operations in document["paths"].items():
        if plain(template) == PREFIX + plain(path) and method.lower() in operations:
            found: dict[str, Any] = operations[method.lower()]
            return found
    return None


def sent(document: dict[str, Any], operation: dict[str, Any]) -> dict[str, Any]:
    """The schema of what a client sends."""
    return _resolved(document, operation["requestBody"]["content"]["application/json"]["schema"])


def answered(document: dict[str, Any], operation: dict[str, Any]) -> dict[str, Any]:
    """The schema of what a client gets when all is well."""
    answers = [answer for status, answer in operation["responses"].items() if status.startswith("2")]
    return _resolved(document, answers[0]["content"]["application/json"]["schema"])


def _resolved(document: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    while "$ref" in schema:
        schema = document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    return schema


def inside(document: dict[str, Any], schema: dict[str, Any], name: str) -> dict[str, Any]:
    """The schema of one property; of its first object when it is a choice."""
    holders = [_resolved(document, choice) for choice in (schema, *schema.get("anyOf", ()))]
    shape = next(holder["properties"][name] for holder in holders if name in holder.get("properties", ()))
    for choice in (shape, *shape.get("anyOf", ())):
        if "properties" in (found := _resolved(document, choice)):
            return found
    raise KeyError(name)
