from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.certificates import (
    LIST_SIZE,
    CertificateState,
    Missing,
    Requirement,
    bits_of,
    missing_for,
    number_of,
    place_of,
    plain_code,
    state_of,
)

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
DONE = Requirement("1", "One", "done", required=True)
OPEN = Requirement("2", "Two", "in_progress", required=True)
OPTIONAL = Requirement("3", "Three", "not_started", required=False)
EXCUSED = Requirement("4", "Four", "excused", required=True)


@pytest.mark.parametrize(
    ("state", "lessons", "missing"),
    [
        ("active", [DONE], []),
        ("active", [DONE, OPTIONAL, EXCUSED], []),
        ("active", [DONE, OPEN, OPTIONAL], [Missing("lesson_not_done", "2", "Two")]),
        ("active", [], [Missing("nothing_to_complete")]),
        ("active", [OPTIONAL, EXCUSED], [Missing("nothing_to_complete")]),
        ("completed", [OPEN], []),
        ("dropped", [DONE], [Missing("enrollment_dropped")]),
        ("waiting", [DONE], [Missing("enrollment_waiting")]),
    ],
)
def test_every_criterion_that_is_missing_is_named(
    state: str, lessons: list[Requirement], missing: list[Missing]
) -> None:
    assert missing_for(state, lessons) == missing


@pytest.mark.parametrize(
    ("revoked", "expires", "state"),
    [
        (None, None, CertificateState.VALID),
        (None, NOW + timedelta(seconds=1), CertificateState.VALID),
        (None, NOW, CertificateState.EXPIRED),
        (NOW, None, CertificateState.REVOKED),
        (NOW, NOW, CertificateState.REVOKED),
    ],
)
def test_a_certificate_is_worth_what_its_dates_say(
    revoked: datetime | None, expires: datetime | None, state: CertificateState
) -> None:
    assert state_of(revoked_at=revoked, expires_at=expires, now=NOW) is state


def test_a_number_begins_with_its_day() -> None:
    assert number_of(NOW, "7K3M9QXA") == "CERT-20260302-7K3M9QXA"


def test_a_code_is_known_however_it_is_typed() -> None:
    assert plain_code(" abc-def 23") == "ABCDEF23"


def test_a_whole_list_of_certificates_has_a_place_each() -> None:
    places = {place_of(ordinal) for ordinal in range(1, LIST_SIZE + 2)}
    assert len(places) == LIST_SIZE + 1
    assert {number for number, _ in places} == {1, 2}


@given(st.sets(st.integers(0, LIST_SIZE - 1), max_size=20))
def test_the_bits_of_a_list_are_those_that_were_set_and_no_others(indices: set[int]) -> None:
    bits = bits_of(indices)
    assert len(bits) == LIST_SIZE // 8
    assert sum(byte.bit_count() for byte in bits) == len(indices)
    assert all(bits[index // 8] & (0x80 >> index % 8) for index in indices)
