"""How often a second factor may be guessed: five tries for a challenge, ten wrong codes for an account."""

from datetime import datetime, timedelta
from enum import StrEnum

CHALLENGE_LIFE = timedelta(minutes=5)
CHALLENGE_TRIES = 5
WRONG_MOST = 10
WRONG_QUIET = timedelta(minutes=5)
"""Wrong codes are forgotten after this long without one; so no span of this length holds more than `WRONG_MOST`."""
RECOVERY_CODES = 10


class CodeVerdict(StrEnum):
    """What became of a code that was tried."""

    RIGHT = "right"
    WRONG = "wrong"
    BLOCKED = "blocked"
    """Too many were wrong lately; the code was not even looked at."""
    NONE = "none"
    """The account has no second factor."""


def wrong_still(count: int, last_at: datetime | None, now: datetime) -> int:
    """How many wrong codes still count."""
    return count if last_at is not None and now - last_at < WRONG_QUIET else 0


def is_new_step(step: int | None, last_used: int | None) -> bool:
    """Whether a matching time step may be used: each one once, and none before it (RFC 6238, section 5.2)."""
    return step is not None and (last_used is None or step > last_used)


def is_open(tries: int, used_at: datetime | None, expires_at: datetime, now: datetime) -> bool:
    """Whether a challenge may still be answered."""
    return tries < CHALLENGE_TRIES and used_at is None and now < expires_at
