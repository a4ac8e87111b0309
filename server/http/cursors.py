"""Opaque cursors of keyset pages: where the last page ended, as URL-safe text."""

import base64
import binascii
from collections.abc import Sequence
from functools import cache
from typing import Any, TypeVar, cast

import orjson
from pydantic import TypeAdapter, ValidationError

from server.errors import FieldError, Invalid
from server.http.text import clean_tree

T = TypeVar("T")


def write_cursor(keys: Sequence[Any] | None) -> str | None:
    """The cursor for a page that ended at these sort keys (texts, numbers, times, ids); None stays None."""
    if keys is None:
        return None
    # asyncpg's UUIDs are a subclass, which orjson does not know.
    return base64.urlsafe_b64encode(orjson.dumps(list(keys), default=str)).decode().rstrip("=")


def read_cursor(cursor: str | None, shape: type[T]) -> T | None:
    """The sort keys in a cursor, as the tuple type `shape` (`tuple[datetime, UUID]`); None stays None.

    Raises Invalid for anything that `write_cursor` did not make of that shape. A cursor only says where to
    go on; it opens nothing, and so is not signed.
    """
    if cursor is None:
        return None
    try:
        raw = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        keys: T = _adapter(cast("Any", shape)).validate_json(
            orjson.dumps(clean_tree(orjson.loads(raw), ("query", "cursor")))
        )
    except (binascii.Error, ValueError, ValidationError) as error:
        raise Invalid(
            "The cursor is not one of ours",
            errors=[FieldError(("query", "cursor"), "invalid_cursor", "use `next` of the page before")],
        ) from error
    return keys


@cache
def _adapter(shape: Any) -> TypeAdapter[Any]:
    return TypeAdapter(shape, config={"strict": True, "allow_inf_nan": False})
