"""No input without an end: a number or a text that no column holds must be refused, so its schema must say so."""

from collections.abc import Iterator
from typing import Any

from pydantic import TypeAdapter

_BOUNDED_TEXT = {"maxLength", "enum", "const", "format", "pattern"}
_NOT_SCHEMAS = {"default", "examples", "enum", "const"}
_NAMED_SCHEMAS = {"properties", "$defs"}


def bounded(name: str, hint: Any, *, short_texts: bool = False) -> TypeAdapter[Any]:
    """An adapter for the input type `hint`; raises TypeError when a whole number or a text in it has no bounds.

    `short_texts` says that texts are short anyway, as those in a path are.
    """
    adapter: TypeAdapter[Any] = TypeAdapter(hint)
    if short_texts and adapter.json_schema().get("type") == "string":
        return adapter
    if endless := sorted(set(_endless(adapter.json_schema(), name))):
        raise TypeError(f"{endless}: give whole numbers `ge` and `le` and texts a `max_length`")
    return adapter


def _endless(schema: Any, where: str) -> Iterator[str]:
    """Where in a JSON schema numbers and texts have no end."""
    if isinstance(schema, list):
        for item in schema:
            yield from _endless(item, where)
    elif isinstance(schema, dict):
        if _is_endless(schema):
            yield where
        for inner, shape in _children(schema):
            yield from _endless(shape, f"{where}.{inner}" if inner else where)


def _children(schema: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for key, value in schema.items():
        if key in _NAMED_SCHEMAS:
            yield from value.items()
        elif key not in _NOT_SCHEMAS:
            yield "", value


def _is_endless(schema: dict[str, Any]) -> bool:
    match schema.get("type"):
        case "integer":
            return not _has_range(schema) and not {"const", "enum"} & schema.keys()
        case "string":
            return not _BOUNDED_TEXT & schema.keys()
        case _:
            return False


def _has_range(schema: dict[str, Any]) -> bool:
    low, high = {"minimum", "exclusiveMinimum"}, {"maximum", "exclusiveMaximum"}
    return bool(low & schema.keys()) and bool(high & schema.keys())
