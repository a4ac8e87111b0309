"""Unicode that may enter: NFC, without NUL and without lone surrogates, in a tree of bounded depth."""

import re
import unicodedata
from typing import Any

from server.errors import FieldError, Invalid, Unreadable

MAX_DEPTH = 32
"""Arrays and objects nested deeper than this mean nothing to us, and cost every later walk."""

_FORBIDDEN = re.compile("[\x00\ud800-\udfff]")

Loc = tuple[str | int, ...]


def clean_text(text: str, loc: Loc) -> str:
    """The text in NFC. Raises Invalid when it holds what no database column and no UTF-8 can hold."""
    if text.isascii() and "\x00" not in text:
        return text
    if _FORBIDDEN.search(text):
        raise Invalid(
            "The text holds a character that cannot be stored",
            errors=[FieldError(_printable(loc), "forbidden_character", "NUL and lone surrogates are refused")],
        )
    return unicodedata.normalize("NFC", text)


def clean_tree(value: Any, loc: Loc, depth: int = 0) -> Any:
    """A copy of a JSON value with every text (keys too) cleaned. Raises Unreadable when it is nested too deep."""
    match value:
        case str():
            return clean_text(value, loc)
        case dict() | list() if depth == MAX_DEPTH:
            raise Unreadable(f"The body is nested deeper than {MAX_DEPTH} levels")
        case dict():
            return {clean_text(key, loc): clean_tree(item, (*loc, key), depth + 1) for key, item in value.items()}
        case list():
            return [clean_tree(item, (*loc, index), depth + 1) for index, item in enumerate(value)]
        case _:
            return value


def _printable(loc: Loc) -> Loc:
    """The place without the characters that were refused, so that the refusal itself can be sent."""
    return tuple(_FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", part) if isinstance(part, str) else part for part in loc)
