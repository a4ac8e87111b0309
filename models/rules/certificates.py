"""When a certificate is earned, what it is called, and what is to be said about one. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from models.rules.enrolling import READING
from models.rules.progress import LessonState

LIST_SIZE: Final = 131_072
"""Entries of a status list: the least that the standard allows, so that no entry points at a person (W3C
Bitstring Status List 1.0, section 6.1)."""
_SCATTER: Final = 40_503
"""Odd, so that multiplying by it visits every place of a list once, and neighbours in time are none in the list."""


class CertificateState(StrEnum):
    """What is said to whoever checks a code."""

    VALID = "valid"
    EXPIRED = "expired"
    REVOKED = "revoked"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Requirement:
    """A lesson of the course as the certificate sees it."""

    lesson_id: str
    title: str
    state: str
    required: bool


@dataclass(frozen=True, slots=True)
class Missing:
    """One criterion that is not met yet."""

    code: str
    lesson_id: str = ""
    title: str = ""


def missing_for(enrollment_state: str, lessons: Iterable[Requirement]) -> list[Missing]:
    """Everything that stands between a learner and the certificate; empty when it is earned.

    An enrolment that was completed stays so, also when the course gets new lessons later.
    """
    if enrollment_state not in READING:
        return [Missing(f"enrollment_{enrollment_state}")]
    if enrollment_state == "completed":
        return []
    counting = [each for each in lessons if each.required and each.state != LessonState.EXCUSED]
    if not counting:
        return [Missing("nothing_to_complete")]
    return [
        Missing("lesson_not_done", each.lesson_id, each.title) for each in counting if each.state != LessonState.DONE
    ]


def state_of(*, revoked_at: datetime | None, expires_at: datetime | None, now: datetime) -> CertificateState:
    """What a certificate is worth at a moment; a revoked one stays revoked after its end."""
    if revoked_at is not None:
        return CertificateState.REVOKED
    if expires_at is not None and now >= expires_at:
        return CertificateState.EXPIRED
    return CertificateState.VALID


def number_of(issued_at: datetime, tail: str) -> str:
    """The number for people: `CERT-YYYYMMDD-` and 8 signs."""
    return f"CERT-{issued_at:%Y%m%d}-{tail}"


def plain_code(typed: str) -> str:
    """A verify code as it is stored, however it was typed."""
    return "".join(character for character in typed.upper() if character.isalnum())


def place_of(ordinal: int) -> tuple[int, int]:
    """The status list and the index in it of the n-th certificate (from 1); no two share one."""
    whole, rest = divmod(ordinal - 1, LIST_SIZE)
    return whole + 1, rest * _SCATTER % LIST_SIZE


def bits_of(indices: Iterable[int]) -> bytes:
    """A status list's bits, the first entry leftmost, with these set."""
    found = bytearray(LIST_SIZE // 8)
    for index in indices:
        found[index // 8] |= 0x80 >> index % 8
    return bytes(found)
