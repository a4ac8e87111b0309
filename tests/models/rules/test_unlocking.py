"""Lessons open when all that was asked holds; every reason against is told."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from models.rules.unlocking import Learner, Unlocking, locks, opens_at

NOW = datetime(2026, 3, 2, tzinfo=UTC)
DAY = timedelta(days=1)
FIRST, GONE = uuid4(), uuid4()


def learner(*done: UUID) -> Learner:
    return Learner(NOW, NOW - DAY, frozenset(done), frozenset({FIRST}))


@pytest.mark.parametrize(
    ("stored", "codes", "opens"),
    [
        (None, [], None),
        ({"after_lesson": str(FIRST)}, ["after_lesson"], None),
        ({"after_lesson": str(GONE)}, [], None),
        ({"at": (NOW + DAY).isoformat()}, ["not_yet"], NOW + DAY),
        ({"at": NOW.isoformat()}, [], None),
        ({"days_after_enrollment": 1}, [], None),
        ({"days_after_enrollment": 3}, ["days_after_enrollment"], NOW + 2 * DAY),
        (
            {"at": (NOW + DAY).isoformat(), "days_after_enrollment": 3},
            ["not_yet", "days_after_enrollment"],
            NOW + 2 * DAY,
        ),
        ({"after_lesson": str(FIRST), "at": (NOW + DAY).isoformat()}, ["after_lesson", "not_yet"], None),
    ],
)
def test_every_lock_is_told_and_when_the_last_of_them_ends_by_itself(
    stored: dict[str, Any] | None, codes: list[str], opens: datetime | None
) -> None:
    found = locks(Unlocking.of(stored), learner())

    assert [lock.code for lock in found] == codes
    assert opens_at(found) == opens


def test_a_lesson_that_waits_for_another_opens_when_that_one_is_done() -> None:
    waiting = Unlocking(after_lesson=FIRST)

    assert locks(waiting, learner())[0].data == {"lesson_id": str(FIRST)}
    assert locks(waiting, learner(FIRST)) == []
