"""The last board of a session, and what its events say hosts alone may see."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from realtime.session import Board, End, Reveal
from realtime.state import Phase
from tests.realtime.plans import Log, kinds, pinned, shown
from tests.realtime.test_session import board, closed, opened, prepare, revealed

FINAL = Board([{"participant": "ann", "name": "Ann", "points": 1, "rank": 1}], 1)


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        (prepare, ["item.skipped", "board", "session.ended"]),
        (opened, ["item.closed", "item.revealed", "item.scored", "board", "session.ended"]),
        (closed, ["item.revealed", "item.scored", "board", "session.ended"]),
        (revealed, ["board", "session.ended"]),
        (board, ["session.ended"]),
    ],
)
def test_the_end_brings_the_last_board_where_it_is_not_shown(make: Callable[[], Log], expected: list[str]) -> None:
    log = make()
    assert kinds(log.give(End(pinned("ann"), shown(pinned("ann")), FINAL))) == expected
    assert log.state.phase is Phase.ENDED


def test_a_board_with_nobody_on_it_is_not_shown_at_the_end() -> None:
    assert kinds(revealed().give(End(board=Board([], 0)))) == ["session.ended"]


def test_events_say_what_hosts_alone_may_see_of_them() -> None:
    log = closed()
    log.give(Reveal(replace(shown(pinned("ann")), hide=("results",))))
    log.give(Board([], 0, hide=("names", "results")))
    told = {entry.t: entry.d.get("_hide") for entry in log.entries}
    assert (told["item.revealed"], told["board"]) == (["results"], ["names", "results"])
