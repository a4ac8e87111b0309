"""What becomes of a mark when the key of a question has changed: the policies of a regrade."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Final

from models.rules.questions import Answer, Content, Mark, Why, apply_key, author_view, dump, grade, load
from models.rules.questions.marks import ONE

_SETTINGS: Final = frozenset({"scoring", "lower_bound", "penalty"})
"""How a question is scored; no part of the key, but a regrade follows them too."""
_NO_KEY: Final = _SETTINGS | {"kind", "text", "weight"}


class Policy(StrEnum):
    """How a new key changes marks that were given."""

    NEW_KEY = "new_key"
    """The mark is what the new key says, be it more or less."""
    NEVER_LOWER = "never_lower"
    """The better of the mark that stands and what the new key says."""
    ACCEPT_BOTH = "accept_both"
    """The better of what the key at the time of the attempt says and what the new key says."""
    FULL_CREDIT = "full_credit"
    """Everybody gets the whole mark."""
    DROP = "drop"
    """The question counts for nothing: it is worth 0 points for everybody."""


BY_KEY: Final = frozenset({Policy.NEW_KEY, Policy.NEVER_LOWER, Policy.ACCEPT_BOTH})
"""Policies that need a changed key; they leave marks alone that a person gave."""
BY_PERSON: Final = "graded_by_person"
"""The reason of a mark that a person gave."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A mark that was given: exact fraction (None while a person must decide), the worth, and whose it is."""

    fraction: Fraction | None
    max_points: float
    by_person: bool = False


@dataclass(frozen=True, slots=True)
class Regraded:
    """The mark after a regrade."""

    fraction: Fraction | None
    max_points: float
    why: tuple[Why, ...]


def rekeyed(old: Content, new: Content) -> Content:
    """The question as it was asked with the key and the scoring of its present wording.

    Raises `Invalid` when the present wording asks something else: other choices, another kind.
    """
    key = _key_of(author_view(new))
    again = apply_key(old, key)
    settings = {name: value for name, value in dump(new).items() if name in _SETTINGS}
    return load(old.kind, {**dump(again), **settings})


def _key_of(fields: Mapping[str, object]) -> dict[str, object]:
    """The author's fields that are a key; of a cloze, the keys of its blanks."""
    key = {name: value for name, value in fields.items() if name not in _NO_KEY}
    if isinstance(blanks := key.get("blanks"), Mapping):
        key["blanks"] = {name: _key_of(blank) for name, blank in blanks.items()}
    return key


def regraded(
    policy: Policy, standing: Standing, answer: Answer | None, *, old: Content, new: Content
) -> Regraded | None:
    """The mark after a regrade, None when it stays; `new` is what `rekeyed` made (not looked at without a key)."""
    if policy is Policy.DROP:
        return None if standing.max_points == 0 else Regraded(Fraction(0), 0.0, (Why("dropped"),))
    if policy is Policy.FULL_CREDIT:
        return None if standing.fraction == ONE else Regraded(ONE, standing.max_points, (Why("full_credit"),))
    if standing.by_person or standing.max_points == 0:
        return None
    mark = _by_key(policy, standing, grade(new, answer), grade(old, answer))
    if mark.fraction is None or mark.fraction == standing.fraction:
        return None
    return Regraded(mark.fraction, standing.max_points, (*mark.why, Why("regraded", {"policy": policy.value})))


def _by_key(policy: Policy, standing: Standing, by_new: Mark, by_old: Mark) -> Mark:
    other = {
        Policy.NEVER_LOWER: Mark(standing.fraction, ()),
        Policy.ACCEPT_BOTH: by_old,
    }.get(policy, by_new)
    if by_new.fraction is None or (other.fraction is not None and other.fraction > by_new.fraction):
        return other
    return by_new
