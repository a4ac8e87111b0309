"""What a person may have beyond a quiz's own limits, found field by field from everything that was granted."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from fractions import Fraction
from typing import Any, Final

from models.rules.deadlines import Allowance, most_lenient


class Source(StrEnum):
    """Where a value comes from; the order is their rank, the strongest first."""

    OWN_IN_QUIZ = "own_in_quiz"
    OWN_IN_COURSE = "own_in_course"
    OWN_EVERYWHERE = "own_everywhere"
    GROUP_IN_QUIZ = "group_in_quiz"


@dataclass(frozen=True, slots=True)
class Grant:
    """One grant; a field that is None says nothing. `factor` stretches the time limit, the minutes come on top."""

    source: Source
    factor: Fraction | None = None
    extra_minutes: int | None = None
    extra_attempts: int | None = None
    opens_at: datetime | None = None
    closes_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Effective:
    """What holds for one person, and where each field that somebody granted comes from."""

    allowance: Allowance = field(default_factory=Allowance)
    sources: Mapping[str, Source] = field(default_factory=dict)


FIELDS: Final = ("factor", "extra_minutes", "extra_attempts", "opens_at", "closes_at")


def profile(source: Source, factor: Fraction, extra_minutes: int, extra_attempts: int) -> Grant:
    """A person's profile as a grant: what is neutral in it says nothing, so that it takes no other grant away."""
    return Grant(source, factor if factor != 1 else None, extra_minutes or None, extra_attempts or None)


def effective(grants: Iterable[Grant]) -> Effective:
    """For each field the strongest source that says something; of several groups the most lenient value.

    A person's own grant stands above all groups, even where it gives less.
    """
    ranked = sorted(grants, key=lambda grant: _RANK[grant.source])
    own = [grant for grant in ranked if grant.source is not Source.GROUP_IN_QUIZ]
    groups = [grant for grant in ranked if grant.source is Source.GROUP_IN_QUIZ]
    sources: dict[str, Source] = {}
    values: dict[str, Any] = {}
    for name in FIELDS:
        if grant := _says(own, name):
            sources[name], values[name] = grant.source, getattr(grant, name)
        elif _says(groups, name):
            sources[name], values[name] = Source.GROUP_IN_QUIZ, _of_groups(groups, name)
    return Effective(Allowance(**values), sources)


_RANK: Final = {source: rank for rank, source in enumerate(Source)}


def _says(grants: Sequence[Grant], name: str) -> Grant | None:
    return next((grant for grant in grants if getattr(grant, name) is not None), None)


def _of_groups(groups: Sequence[Grant], name: str) -> object:
    """Only groups that say something are compared: an earlier end for one group is not undone by another's silence."""
    said = [Allowance(**{name: getattr(grant, name)}) for grant in groups if getattr(grant, name) is not None]
    return getattr(most_lenient(said), name)


def personal_factor(grants: Iterable[Grant]) -> Fraction:
    """By what a live session multiplies a person's time: the factor that holds, 1 where nobody granted one."""
    return effective(grants).allowance.factor
