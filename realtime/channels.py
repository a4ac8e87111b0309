"""The only place where the name of a channel is built or read."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Kind(StrEnum):
    """What a channel is about."""

    LIVE = "live"
    ME = "me"
    COURSE = "course"
    METRICS = "metrics"


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel's kind, and the id of the session or course it is about."""

    kind: Kind
    id: UUID | None = None

    @property
    def name(self) -> str:
        """What clients call it."""
        return f"{self.kind}:{self.id}" if self.id else str(self.kind)


def live(session_id: UUID) -> str:
    """The channel of a live session."""
    return f"{Kind.LIVE}:{session_id}"


ME = str(Kind.ME)
METRICS = str(Kind.METRICS)


def course(course_id: UUID) -> str:
    """The channel of a course."""
    return f"{Kind.COURSE}:{course_id}"


def read(name: str) -> Channel | None:
    """The channel that a client names; None when there is no such kind or the id is none."""
    head, _, tail = name.partition(":")
    try:
        kind = Kind(head)
        with_id = kind in {Kind.LIVE, Kind.COURSE}
        channel = Channel(kind, UUID(tail) if with_id else None)
    except ValueError:
        return None
    return channel if name == (f"{head}:{channel.id}" if with_id else head) else None


def bus_live(session_id: UUID) -> str:
    """Bus channel between processes for one live session."""
    return f"lectern:live:{session_id}"
