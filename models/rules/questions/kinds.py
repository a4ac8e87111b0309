"""The kinds of questions, and where each may be used."""

from enum import StrEnum
from typing import Final


class Kind(StrEnum):
    """What a question asks for; the values are the wire's."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    TRUE_FALSE = "true_false"
    SHORT_TEXT = "short_text"
    NUMERIC = "numeric"
    MATCHING = "matching"
    ORDERING = "ordering"
    CLOZE = "cloze"
    ESSAY = "essay"
    FILE = "file"
    POLL = "poll"
    WORD_CLOUD = "word_cloud"
    OPEN_TEXT = "open_text"
    SLIDE = "slide"


LIVE_ONLY: Final = frozenset({Kind.POLL, Kind.WORD_CLOUD, Kind.OPEN_TEXT, Kind.SLIDE})
"""Left out of attempts."""
SELF_ONLY: Final = frozenset({Kind.CLOZE, Kind.ESSAY, Kind.FILE})
"""Left out of live sessions and named in `skipped`."""
GRADED_BY_PERSON: Final = frozenset({Kind.ESSAY, Kind.FILE})
"""Have a mark that a person gives."""
GRADED_BY_RULE: Final = frozenset(Kind) - LIVE_ONLY - GRADED_BY_PERSON
"""Have a key, hence a mark without a person."""


def live_supported(kind: str) -> bool:
    """Whether questions of this kind can be played in a live session."""
    return kind in frozenset(Kind) - SELF_ONLY


def attempt_supported(kind: str) -> bool:
    """Whether questions of this kind belong in an attempt."""
    return kind in frozenset(Kind) - LIVE_ONLY
