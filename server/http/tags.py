"""Entity tags (RFC 9110 §8.8): who changed it since you read it."""

import hashlib

from server.errors import PreconditionFailed


def etag(*parts: object) -> str:
    """A strong entity tag that changes when any part does; give it the id and the version (or `updated_at`)."""
    digest = hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()
    return f'"{digest[:24]}"'


def require_match(if_match: str | None, current: str) -> None:
    """Let a change through when `If-Match` is absent, `*`, or names the current tag.

    Raises PreconditionFailed otherwise. Weak tags never match here (RFC 9110 §13.1.1: strong comparison).
    """
    if if_match is not None and not _names(if_match, current):
        raise PreconditionFailed("It was changed in the meantime: read it again, then repeat the change")


def is_known(if_none_match: str | None, current: str) -> bool:
    """Whether the caller already holds this version (weak comparison, RFC 9110 §13.1.2)."""
    return if_none_match is not None and _names(if_none_match.replace("W/", ""), current)


def _names(header: str, tag: str) -> bool:
    return header.strip() == "*" or tag in {part.strip() for part in header.split(",")}
