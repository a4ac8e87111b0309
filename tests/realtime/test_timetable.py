"""When a session that waits in its lobby begins by itself."""

import pytest

from realtime.session import End, Pause, Show
from realtime.timetable import due
from tests.realtime.plans import Log, labeller, plan


@pytest.mark.parametrize(
    ("options", "attended", "expected"),
    [
        ({}, True, None),
        ({"auto_advance": True}, True, None),
        ({"starts_at_ms": 5_000}, True, 5_000),
        ({"starts_at_ms": 5_000}, False, None),
        ({"starts_at_ms": 5_000, "auto_advance": True}, False, 5_000),
        ({"catch_up_of": "s", "auto_advance": True}, False, None),
        ({"catch_up_of": "s", "auto_advance": True}, True, 0),
    ],
)
def test_a_lobby_ends_at_its_time_with_whoever_may_begin(
    options: dict[str, object],
    *,
    attended: bool,
    expected: int | None,
) -> None:
    log = Log(plan(**options))
    assert due(log.plan, log.state, attended=attended) == expected


def test_nothing_begins_by_itself_while_paused_or_after_the_beginning() -> None:
    log = Log(plan(starts_at_ms=5_000))
    log.give(Pause())
    assert due(log.plan, log.state, attended=True) is None
    begun = Log(plan(starts_at_ms=5_000))
    begun.give(Show(labeller()))
    assert due(begun.plan, begun.state, attended=True) == begun.now + 3_000
    over = Log(plan(starts_at_ms=5_000))
    over.give(End())
    assert due(over.plan, over.state, attended=True) is None
