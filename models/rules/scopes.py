"""Scopes of API tokens: `read` or `write` for everything, or for one area (`courses:read`)."""

from collections.abc import Collection

READING = frozenset({"GET", "HEAD"})
AREAS = (
    *("courses", "enrolment", "quizzes", "live", "certificates", "payments", "files", "notifications"),
    *("analytics", "users", "admin", "system"),
)
"""Areas a token may be made for. Signing in and its secrets are none: no token can make another."""
SCOPES = ("read", "write", *(f"{area}:{verb}" for area in AREAS for verb in ("read", "write")))


def may_call(scopes: Collection[str], *, area: str, method: str) -> bool:
    """Whether a token with these scopes may call a route of an area; writing includes reading."""
    if area not in AREAS:
        return False
    verbs = ("read", "write") if method in READING else ("write",)
    return any(verb in scopes or f"{area}:{verb}" in scopes for verb in verbs)
