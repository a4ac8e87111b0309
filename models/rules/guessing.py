"""Which counters a guess at a password is counted in.

The aim (NIST SP 800-63B-4, section 3.2.2; OWASP's device cookies): a guesser gets few tries at one account and
few over many accounts, and still cannot lock the owner out, whose known browser has a counter of its own.
"""

from dataclasses import dataclass

QUARTER = 900
HOUR = 3600


@dataclass(frozen=True, slots=True)
class Counter:
    """So many wrong guesses in so many seconds, under a name."""

    name: str
    most: int
    seconds: int


def counters(*, account: str, network: str, device: str | None) -> list[Counter]:
    """The counters of one guess. `account` names the address, `device` a browser that signed in to it before."""
    if device is not None:
        return [Counter(f"device:{device}", 10, QUARTER)]
    return [
        Counter(f"pair:{account}:{network}", 10, QUARTER),
        Counter(f"account:{account}", 50, HOUR),
        Counter(f"network:{network}", 100, QUARTER),
    ]
