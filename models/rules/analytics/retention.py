"""Cohorts: who came in the same ISO week, and how many of them did something in each week after."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from models.rules.analytics.days import WEEK, iso_week, week_of


@dataclass(frozen=True, slots=True)
class Joined:
    """How many came in the week that begins on `monday`, and how many of them have completed since."""

    monday: date
    learners: int
    completed: int


@dataclass(frozen=True, slots=True)
class Cohort:
    """One cohort; `active[n]` counts those who did something in the n-th week after that of their enrolment."""

    week: str
    monday: date
    learners: int
    completed: int
    active: tuple[int, ...]


def cohorts(joined: Sequence[Joined], active: Mapping[tuple[date, int], int], today: date) -> list[Cohort]:
    """Every cohort up to the present week, which is not over; a week in which nobody was seen is a zero."""
    now = week_of(today)
    return [
        Cohort(
            week=iso_week(each.monday),
            monday=each.monday,
            learners=each.learners,
            completed=each.completed,
            active=tuple(active.get((each.monday, at), 0) for at in range((now - each.monday) // WEEK + 1)),
        )
        for each in joined
    ]
