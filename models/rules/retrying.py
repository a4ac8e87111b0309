"""When failed work is tried again, and when it is given up. Pure."""

from datetime import timedelta
from typing import Final

MOST_STARTS: Final = 50
"""Work that began so often and never ended kills its workers, or is killed by every deployment; an admin must look."""
FIRST_WAIT: Final = timedelta(seconds=5)
LONGEST_WAIT: Final = timedelta(hours=1)
_MOST_DOUBLINGS: Final = 20


def wait_before(tries: int) -> timedelta:
    """The pause before the next try, after this many that failed (from 1): doubling from 5 s up to an hour."""
    doublings = min(max(tries, 1) - 1, _MOST_DOUBLINGS)
    return min(LONGEST_WAIT, FIRST_WAIT * (1 << doublings))


def is_hopeless(*, tries: int, most: int) -> bool:
    """Whether work that failed so often is left to an admin."""
    return tries >= most
