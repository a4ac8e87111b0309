"""How far a learner is in a course: a whole percent of the lessons that are required."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class LessonState(StrEnum):
    """How far one enrolment is in one lesson; `excused` was decided by staff and asks nothing more."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    EXCUSED = "excused"


@dataclass(frozen=True, slots=True)
class Step:
    """One lesson as it counts: its state, and whether it is required (optional ones never count)."""

    state: str
    required: bool = True

    @property
    def counts(self) -> bool:
        """Whether the lesson is in the denominator."""
        return self.required and self.state != LessonState.EXCUSED


def percent(steps: Iterable[Step]) -> int:
    """0…100: the share of the counting lessons that are done, rounded down, so 100 means all of them.

    A course in which nothing counts is at 0: there is nothing one could have done.
    """
    counting = [step for step in steps if step.counts]
    done = sum(step.state == LessonState.DONE for step in counting)
    return 100 * done // len(counting) if counting else 0


def is_complete(steps: Iterable[Step]) -> bool:
    """Whether something counts and all of it is done."""
    return percent(steps) == 100  # noqa: PLR2004 - the whole of a percent
