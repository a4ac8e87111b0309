"""One learner in one lesson: a fold over events, and the rule by which the lesson becomes done."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from models.rules.courses import CompletionRule
from models.rules.progress import LessonState
from models.rules.watching import Interval, credited, dwelt, seconds, union

USUAL_SHARE: Final = 0.9
"""How much of a video counts as watched where the author did not say."""
USUAL_DWELL_S: Final = 30


class Happened(StrEnum):
    """What can move a learner on."""

    VIEWED = "viewed"
    REPORTED = "reported"
    """The player tells where it is: `position_seconds`, `watched`."""
    MARKED = "marked"
    """The learner says that it is done."""
    SUBMITTED = "submitted"
    PASSED = "passed"
    OVERRIDDEN = "overridden"
    """Staff decided: `state`, `reason`, `by`."""


@dataclass(frozen=True, slots=True)
class Event:
    """What happened, when on the server's clock, and what was told with it."""

    kind: str
    at: datetime
    d: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Goal:
    """What makes the lesson done: its rule, the rule's value, the length of the video or the quiz where they matter."""

    rule: CompletionRule
    value: float | None = None
    length_s: int | None = None
    quiz_id: str | None = None


@dataclass(frozen=True, slots=True)
class Here:
    """How far the learner is, and why."""

    state: LessonState = LessonState.NOT_STARTED
    why: Mapping[str, Any] = field(default_factory=dict)
    position_s: int | None = None
    watched: tuple[Interval, ...] = ()
    dwelt_s: int = 0
    started_at: datetime | None = None
    completed_at: datetime | None = None
    reported_at: datetime | None = None


def fold(goal: Goal, events: Iterable[Event]) -> Here:
    """How far the learner is after all events, told in their order; replaying gives the same."""
    here = Here()
    for event in events:
        here = step(goal, here, event)
    return here


def step(goal: Goal, here: Here, event: Event) -> Here:
    """How far the learner is after one more event. What is done stays done, unless staff decide otherwise."""
    if event.kind == Happened.OVERRIDDEN:
        return _overridden(here, event)
    here = replace(here, started_at=here.started_at or event.at)
    if event.kind == Happened.REPORTED:
        here = _reported(here, event)
    if here.state is LessonState.NOT_STARTED:
        here = replace(here, state=LessonState.IN_PROGRESS, why={"code": "started"})
    if here.state is LessonState.IN_PROGRESS and (why := _reached(goal, here, event)):
        here = replace(here, state=LessonState.DONE, why=why, completed_at=event.at)
    return here


def _overridden(here: Here, event: Event) -> Here:
    state = LessonState(event.d["state"])
    why = {"code": "overridden", "reason": event.d.get("reason", ""), "by": event.d.get("by")}
    completed = event.at if state is LessonState.DONE else None
    return replace(here, state=state, why=why, completed_at=completed)


def _reported(here: Here, event: Event) -> Here:
    """Time is credited by the server's clock: from the last report, or from the start of the lesson."""
    since = here.reported_at or here.started_at or event.at
    elapsed = int((event.at - since).total_seconds())
    watched = union((int(start), int(end)) for start, end in event.d.get("watched", ()))
    position = event.d.get("position_seconds")
    return replace(
        here,
        position_s=here.position_s if position is None else position,
        watched=credited(here.watched, watched, elapsed),
        dwelt_s=here.dwelt_s + dwelt(elapsed),
        reported_at=event.at,
    )


def _reached(goal: Goal, here: Here, event: Event) -> Mapping[str, Any]:
    """The reason for which the lesson is done now; empty while it is not."""
    match goal.rule:
        case CompletionRule.DWELL:
            wanted = int(goal.value or USUAL_DWELL_S)
            return {"code": "dwelt", "seconds": here.dwelt_s, "of": wanted} if here.dwelt_s >= wanted else {}
        case CompletionRule.WATCHED:
            return _watched_enough(goal, here)
        case _:
            return {} if _of_another_quiz(goal, event) else _said(goal.rule, event)


def _watched_enough(goal: Goal, here: Here) -> Mapping[str, Any]:
    share, wanted = watched_share(goal, here), goal.value or USUAL_SHARE
    return {"code": "watched", "share": round(share, 4), "of": wanted} if share >= wanted else {}


def watched_share(goal: Goal, here: Here) -> float:
    """How much of the video was seen, from 0 to 1; what lies beyond its end counts for nothing."""
    if not goal.length_s:
        return 0.0
    within = union((max(0, start), min(end, goal.length_s)) for start, end in here.watched)
    return seconds(within) / goal.length_s


_SAYS: Final = {
    CompletionRule.VIEW: {
        *(Happened.VIEWED, Happened.REPORTED, Happened.MARKED),
    },
    CompletionRule.MARK: {Happened.MARKED},
    CompletionRule.SUBMIT: {Happened.SUBMITTED},
    CompletionRule.PASS: {Happened.PASSED},
}


def _said(rule: CompletionRule, event: Event) -> Mapping[str, Any]:
    return {"code": event.kind, **event.d} if event.kind in _SAYS[rule] else {}


def _of_another_quiz(goal: Goal, event: Event) -> bool:
    """Whether what was passed is not the quiz that the lesson has now."""
    passed = event.d.get("quiz_id") if event.kind == Happened.PASSED else None
    return passed is not None and goal.quiz_id is not None and passed != goal.quiz_id
