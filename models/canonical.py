"""The one text that RFC 8785 (JCS) gives to a JSON value, for digests and keyed hashes."""

from typing import Any, Final

import orjson
import rfc8785

_EXACT: Final = 2**53 - 1
_MOST_BITS: Final = 1023
"""Of a whole number that is surely within a double's range."""


def canonical(value: Any) -> bytes:
    """The RFC 8785 text of a JSON value. Raises ValueError for what is none.

    Its numbers are doubles: a whole number beyond 2**53 is written as the double next to it.

    The library reads every value in Python, some 15 µs for an answer. What orjson writes in the same way (texts and
    whole numbers under ASCII names) is left to it; numbers with a fraction and other names are not.
    """
    if _alike(value):
        try:
            return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)
        except orjson.JSONEncodeError:  # half a pair of surrogates: the library says so better
            pass
    return rfc8785.dumps(_doubles(value))


def _alike(value: Any) -> bool:
    """Whether orjson and RFC 8785 agree about a value: names are sorted alike, and no number needs rounding."""
    kind = type(value)
    if kind is str or kind is bool or value is None:
        return True
    if kind is int:
        return bool(-_EXACT <= value <= _EXACT)
    if kind is dict:
        return all(type(name) is str and name.isascii() and _alike(each) for name, each in value.items())
    return kind in {list, tuple} and all(map(_alike, value))


def _doubles(value: Any) -> Any:
    """The value with its large whole numbers as doubles; the library refuses them otherwise."""
    kind = type(value)
    if kind is int and abs(value) > _EXACT and value.bit_length() <= _MOST_BITS:
        return float(value)
    if kind is dict:
        return {name: _doubles(each) for name, each in value.items()}
    return [_doubles(each) for each in value] if kind in {list, tuple} else value
