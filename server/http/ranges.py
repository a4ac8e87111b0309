"""Range requests (RFC 9110 §14): which bytes of a file are wanted."""

import re
from typing import Final

_ONE: Final = re.compile(r"bytes=\s*(?:(\d{1,18})-(\d{0,18})|-(\d{1,18}))\s*")


class Unsatisfiable(Exception):
    """The range lies outside of the file (416)."""


def wanted_range(header: str | None, size: int) -> tuple[int, int] | None:
    """From where up to but without where; None means the whole file. Raises Unsatisfiable.

    Several ranges, other units and what makes no sense are answered with the whole file, as the RFC permits.
    """
    found = _ONE.fullmatch(header or "")
    if found is None:
        return None
    first, last, suffix = found.groups()
    if suffix is not None:
        start, stop = max(0, size - int(suffix)), size
    else:
        start, stop = int(first), min(size, int(last) + 1 if last else size)
        if last and int(last) < int(first):
            return None
    if start >= size or stop <= start:
        raise Unsatisfiable
    return start, stop


def applies(if_range: str | None, tag: str) -> bool:
    """Whether a range may be sent: the caller has a part of this very version (strong comparison, §13.1.5)."""
    return if_range is None or if_range.strip() == tag
