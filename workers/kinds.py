"""What a kind of work is: who does it, how long it may take, how often it is tried."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from models.actions.outbox import Order
from workers.deps import Deps

Run = Callable[[Deps, Order], Awaitable[None]]
"""Does the work. It loads fresh state, is safe to run twice, and raises Transient or Permanent when it fails."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of work by the name that stands in the outbox."""

    name: str
    run: Run
    timeout_s: int = 60
    tries: int = 8
    """Doubling pauses from 5 s: eight tries last about ten minutes, twelve about four hours."""
