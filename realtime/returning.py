"""After an outage of ours: whose answers were waiting for us, and may be credited back to our last heartbeat. No I/O."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from realtime.state import Millis

KNOWN_MS: Millis = 10_000
"""A process that loads a session longer after the outage cannot know who has come back to another one meanwhile."""


@dataclass(slots=True)
class Returning:
    """The last outage during the run that is shown. Only what a first subscription after it names is widened."""

    last_beat: Millis | None = None
    back_at: Millis = 0
    seen: set[str] = field(default_factory=set)
    waiting: set[tuple[str, str]] = field(default_factory=set)
    """Participant and `sub`."""

    def begin(self, last_beat: Millis, back_at: Millis, lines: Iterable[str]) -> None:
        """We are back; `lines` are the participants whose line held all the time: nothing of theirs had to wait."""
        self.last_beat, self.back_at = last_beat, back_at
        self.seen, self.waiting = set(lines), set()

    def end(self) -> None:
        """Another run is shown, or too much of the return was missed."""
        self.last_beat, self.seen, self.waiting = None, set(), set()

    def come(self, participant: str, pending: Iterable[str] = ()) -> bool:
        """Someone subscribes; True when it is the first time since the outage."""
        if self.last_beat is None or participant in self.seen:
            return False
        self.seen.add(participant)
        self.waiting |= {(participant, sub) for sub in pending}
        return True

    def beat_before(self, participant: str, sub: str) -> Millis | None:
        """The last heartbeat before the outage, for an answer that was waiting; None for every other."""
        return self.last_beat if (participant, sub) in self.waiting else None
