"""Whose absence counts when a process has gone: not that of the players who were on its lines."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from models.actions.live_beats import STALE_BEAT_MS, Beat
from models.ids import new_id
from models.queries.live import SessionRow
from realtime.projection import Seat
from realtime.returning import Returning
from realtime.room import RETURN_MS, Room

SESSION, OTHER, THIRD = new_id(), new_id(), new_id()
NOW = 1_767_000_000_000


@pytest.fixture
def room() -> Room:
    long_ago = datetime(2026, 1, 1, tzinfo=UTC)
    ids = (SESSION, new_id(), new_id(), new_id())
    made = Room(SessionRow(*ids, "ABCDEFG", "epoch", "Maps", "open", {}, (), 0, b"", long_ago, None))
    made.view.seats = {name: Seat(name) for name in ("mona", "omar")}
    return made


def beats(age_ms: int, *players: str, process: UUID = OTHER) -> dict[UUID, Beat]:
    return {process: Beat(SESSION, NOW - age_ms, players, 0)}


async def test_players_of_a_living_process_are_present(room: Room) -> None:
    room.place(beats(500, "mona"), NOW)
    assert room.present() == {"mona"}
    assert not room.awaits_the_returning(NOW)


async def test_players_of_a_process_that_fell_silent_are_awaited_for_ten_seconds(room: Room) -> None:
    silent = STALE_BEAT_MS + 500
    room.place(beats(silent, "mona", "omar"), NOW)
    assert room.present() == frozenset()
    assert room.awaits_the_returning(NOW)
    assert room.awaits_the_returning(NOW - silent + RETURN_MS - 1)
    assert not room.awaits_the_returning(NOW - silent + RETURN_MS)


async def test_nobody_is_awaited_who_is_back_on_another_line(room: Room) -> None:
    silent = beats(STALE_BEAT_MS + 500, "mona", "omar")
    room.place(silent | beats(100, "mona", process=THIRD), NOW)
    assert room.awaits_the_returning(NOW), "omar is still on his way"
    room.place(silent | beats(100, "mona", "omar", process=THIRD), NOW)
    assert not room.awaits_the_returning(NOW)


async def test_a_process_without_players_is_not_missed(room: Room) -> None:
    room.place(beats(STALE_BEAT_MS + 500), NOW)
    assert not room.awaits_the_returning(NOW)


async def test_who_was_awaited_before_stays_awaited(room: Room) -> None:
    room.awaited, room.awaited_until = frozenset({"omar"}), NOW + 9_000
    room.place(beats(STALE_BEAT_MS + 500, "mona") | beats(100, "mona", process=THIRD), NOW)
    assert room.awaits_the_returning(NOW)
    assert room.awaited_until == NOW + 9_000


async def test_who_has_no_seat_any_more_is_not_awaited(room: Room) -> None:
    room.place(beats(STALE_BEAT_MS + 500, "mona"), NOW)
    del room.view.seats["mona"]
    assert not room.awaits_the_returning(NOW)


# --- answers that waited for us


def test_only_what_the_first_subscription_after_an_outage_names_is_widened() -> None:
    returning = Returning()
    assert returning.come("ann", ["s1"]) is False
    returning.begin(1_000, 9_000, ["cat"])
    assert returning.come("ann", ["s1", "s2"]) is True
    assert returning.come("ann", ["s3"]) is False
    # Her line held: nothing of hers had to wait.
    assert returning.come("cat", ["s1"]) is False
    told = [returning.beat_before(*each) for each in (("ann", "s1"), ("ann", "s3"), ("ben", "s1"), ("cat", "s1"))]
    assert told == [1_000, None, None, None]
    returning.end()
    assert returning.beat_before("ann", "s1") is None
    assert returning.come("ben", ["s1"]) is False
