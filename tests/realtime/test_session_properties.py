"""The state machine of a live session by property, over random interleavings."""

from collections.abc import Callable
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from realtime.session import (
    Append,
    Board,
    Close,
    Command,
    End,
    Extend,
    Finalized,
    Lock,
    Open,
    Outage,
    Pause,
    Recovered,
    Resume,
    Reveal,
    Show,
    Skip,
    Stale,
    TimeUp,
)
from realtime.state import RunState, State, fold
from realtime.timetable import due
from tests.realtime.plans import SECONDS, Log, labeller, pinned, plan, shown

WINDOW = SECONDS * 1000
DRAW = labeller()


# --- properties

GIVEN: list[Callable[[Log], Command]] = [
    lambda _: Show(DRAW),
    lambda _: Show(DRAW, "q1"),
    lambda _: Open(),
    lambda _: Close(),
    lambda log: Reveal(shown(pinned("ann")), _run(log)),
    lambda _: Reveal(None),
    lambda _: Board([], 0),
    lambda _: Skip(),
    lambda _: Pause(),
    lambda _: Resume(),
    lambda _: Extend(1_000),
    lambda _: Lock(locked=True),
    lambda log: TimeUp(_run(log) or "", pinned("ann"), 0),
    lambda log: Recovered(_run(log) or "", pinned("ann", "ben")),
    lambda log: Outage(_run(log) or "", log.now - 4_000),
    lambda _: End(pinned("ann"), shown(pinned("ann"))),
    lambda _: Finalized(),
]


def _run(log: Log) -> str | None:
    return log.state.run.id if log.state.run else None


# The end comes seldom, or most games would be over before they began.
PLAYS = st.lists(
    st.tuples(st.sampled_from(GIVEN[:15] * 4 + GIVEN[15:]), st.integers(0, 8_000), st.booleans()), max_size=60
)


def played(moves: list[tuple[Callable[[Log], Command], int, bool]]) -> Log:
    """A game in which some commands come twice, as from two processes that both thought it was time."""
    log = Log(plan(auto_reveal=True, auto_advance=True))
    for make, after, twice in moves:
        command = make(log)
        log.give(command, after=after)
        if twice:
            log.give(command)
    return log


@given(PLAYS)
@settings(max_examples=100)
def test_the_state_is_the_fold_of_the_log(moves: list[tuple[Callable[[Log], Command], int, bool]]) -> None:
    log, state = played(moves), State()
    for entry in log.entries:
        state = fold(state, entry.t, entry.d, entry.ts)
    assert state == log.state


@given(PLAYS)
@settings(max_examples=100)
def test_every_run_is_opened_closed_and_revealed_at_most_once_and_in_order(
    moves: list[tuple[Callable[[Log], Command], int, bool]],
) -> None:
    log = played(moves)
    for run in {entry.d["run"] for entry in log.entries if entry.t == "item.prepare"}:
        told = [entry.t for entry in log.entries if entry.d.get("run") == run]
        once = ["item.prepare", "item.open", "item.closing", "item.closed", "item.revealed", "item.scored"]
        places = [[at for at, t in enumerate(told) if t == name] for name in once]
        assert all(len(each) <= 1 for each in places), told
        found = [each[0] for each in places if each]
        assert found == sorted(found), told
        if "item.skipped" in told:
            assert not {"item.revealed", "item.scored"} & set(told), "a skipped item gives no points"


@given(PLAYS)
@settings(max_examples=100)
def test_nothing_comes_between_a_reveal_and_its_scores_nor_after_the_end(
    moves: list[tuple[Callable[[Log], Command], int, bool]],
) -> None:
    names = played(moves).names
    assert all((first == "item.revealed") == (second == "item.scored") for first, second in pairwise(names))
    if "session.ended" in names:
        assert set(names[names.index("session.ended") + 1 :]) <= {"session.finalized"}
        assert names.count("session.ended") == 1


@given(PLAYS)
@settings(max_examples=100)
def test_nobody_loses_a_millisecond_by_pauses_and_outages(
    moves: list[tuple[Callable[[Log], Command], int, bool]],
) -> None:
    log, state, extra = played(moves), State(), 0
    for entry in log.entries:
        state = fold(state, entry.t, entry.d, entry.ts)
        extra = 0 if entry.t == "item.open" else extra
        extra += entry.d["by_ms"] if entry.t == "item.extended" and entry.d["reason"] == "host" else 0
        run = state.run
        if run is not None and run.opens_at:
            assert run.window_ms == WINDOW + extra
            assert all(first[1] <= second[0] for first, second in pairwise(run.gaps)), "no moment is frozen twice"
            assert run.elapsed_ms(run.closes_at) <= run.window_ms


@given(PLAYS)
@settings(max_examples=100)
def test_what_is_due_can_be_done_so_no_timer_comes_for_nothing(
    moves: list[tuple[Callable[[Log], Command], int, bool]],
) -> None:
    log = played(moves)
    at, run = due(log.plan, log.state), log.state.run
    if at is None or run is None:
        return
    log.now = max(log.now, at)
    by_state: dict[RunState, Command] = {
        RunState.PREPARE: Open(run.id),
        RunState.OPEN: TimeUp(run.id, pinned(), run.window_end()),
        RunState.CLOSING: TimeUp(run.id, pinned(), run.window_end()),
        RunState.CLOSED: Reveal(shown(pinned()), run.id),
    }
    effects = log.give(by_state.get(run.state, Show(DRAW)))
    assert isinstance(effects[0], Append) or effects == [Stale(log.state.phase, last=True)]


def test_events_that_decide_nothing_leave_the_state_alone() -> None:
    log = Log()
    log.give(Show(DRAW), Open())
    state = log.state
    assert fold(state, "roster.joined", {"participant": "ann", "name": "Ann"}, 0) is state
