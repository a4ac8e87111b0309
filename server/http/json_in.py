"""JSON from strangers: bytes in, bytes that a strict schema may read out, or a refusal.

RFC 8259 leaves NaN out, calls duplicate names unpredictable and numbers beyond 64 bits not interoperable;
Python's parser accepts all three. What passes here is plain I-JSON (RFC 7493) in NFC, and shallow.
"""

import json
import math
from typing import Any

import orjson

from server.errors import Unreadable
from server.http.text import MAX_DEPTH, clean_tree

_INT64_DIGITS = 19
_INT64 = range(-(2**63), 2**63)


def plain_json(raw: bytes) -> bytes:
    """The same JSON value as `raw`, with its texts in NFC.

    Raises Unreadable for what is not I-JSON or is nested too deep, Invalid for texts that cannot be stored.
    """
    try:
        tree = _DECODER.decode(raw.decode())
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"The body is not JSON: {_why(error)}") from error
    if raw.isascii() and b"\\u" not in raw and raw.count(b"{") + raw.count(b"[") <= MAX_DEPTH:
        return raw  # nothing to clean: no character beyond ASCII, and brackets too few to nest too deep
    return orjson.dumps(clean_tree(tree, ("body",)))


def _why(error: Exception) -> str:
    match error:
        case UnicodeDecodeError():
            return "it is not UTF-8"
        case RecursionError():
            return "it is nested too deep"
        case json.JSONDecodeError():
            return f"{error.msg} at character {error.pos}"
        case _:
            return str(error)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) != len(pairs):
        raise ValueError("an object has two members of one name")
    return value


def _constant(name: str) -> float:
    raise ValueError(f"{name} is not a JSON number")


def _whole(digits: str) -> int:
    if len(digits) > _INT64_DIGITS + 1 or (number := int(digits)) not in _INT64:
        raise ValueError("a whole number does not fit in 64 bits")
    return number


def _real(digits: str) -> float:
    if math.isinf(number := float(digits)):
        raise ValueError("a number is too large")
    return number


_DECODER = json.JSONDecoder(object_pairs_hook=_object, parse_constant=_constant, parse_int=_whole, parse_float=_real)
