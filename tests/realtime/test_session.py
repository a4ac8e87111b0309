"""The state machine of a live session: by table, and by property over random interleavings."""

from collections.abc import Callable
from fractions import Fraction

import pytest

from realtime.session import (
    Append,
    Board,
    Close,
    CloseFacts,
    Command,
    End,
    Extend,
    Finalized,
    Lock,
    Noop,
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
    step,
)
from realtime.state import FINAL_WAIT_MS, GRACE_MS, LOST_WAIT_MS, Phase, State
from realtime.timetable import due
from tests.realtime.plans import LEAD, SECONDS, Log, kinds, labeller, pinned, plan, shown

WINDOW = SECONDS * 1000
DRAW = labeller()


def lobby() -> Log:
    return Log()


def prepare() -> Log:
    log = lobby()
    log.give(Show(DRAW))
    return log


def opened() -> Log:
    log = prepare()
    log.give(Open(), after=100)
    return log


def closing() -> Log:
    log = opened()
    log.give(Close(), after=LEAD + 2_000)
    return log


def closed() -> Log:
    log = closing()
    log.give(TimeUp(run_of(log), pinned("ann"), 0), after=GRACE_MS)
    return log


def revealed() -> Log:
    log = closed()
    log.give(Reveal(shown(pinned("ann"), ann=1000)), after=100)
    return log


def board() -> Log:
    log = revealed()
    log.give(Board([], 0))
    return log


def skipped() -> Log:
    log = opened()
    log.give(Skip())
    return log


def ended() -> Log:
    log = revealed()
    log.give(End())
    return log


def finalized() -> Log:
    log = ended()
    log.give(Finalized())
    return log


def run_of(log: Log) -> str:
    assert log.state.run is not None
    return log.state.run.id


STATES = [lobby, prepare, opened, closing, closed, skipped, revealed, board, ended, finalized]
COMMANDS: dict[str, Command] = {
    "prepare": Show(DRAW),
    "goto": Show(DRAW, "q2"),
    "open": Open(),
    "close": Close(),
    "reveal": Reveal(shown(pinned("ann"))),
    "board": Board([], 0),
    "skip": Skip(),
    "extend": Extend(5_000),
    "end": End(pinned("ann"), shown(pinned("ann"))),
    "pause": Pause(),
    "resume": Resume(),
    "lock": Lock(locked=True),
}
# Columns as STATES: + it is done, = it holds already, - it does not fit.
FITS = {
    "prepare": "+=--++++--",
    "goto": "+---++++--",
    "open": "-+==------",
    "close": "--+===----",
    "reveal": "----+-=---",
    "board": "------+=--",
    "skip": "-++++=----",
    "extend": "--+-------",
    "end": "++++++++==",
    "pause": "++++++++--",
    "resume": "========--",
    "lock": "++++++++--",
}
PAUSED = {
    "prepare": "--------",
    "goto": "--------",
    "open": "--------",
    "close": "--+===--",
    "reveal": "--------",
    "board": "--------",
    "skip": "-++++=--",
    "extend": "--------",
    "end": "++++++++",
    "pause": "========",
    "resume": "++++++++",
    "lock": "++++++++",
}


def verdict(state: State, command: Command, log: Log) -> str:
    after, effects = step(log.plan, state, command, log.now)
    if isinstance(effects[0], Append):
        assert after != state
        return "+"
    assert after == state
    return "=" if isinstance(effects[0], Noop) else "-"


@pytest.mark.parametrize("name", FITS)
def test_a_command_fits_where_the_contract_says(name: str) -> None:
    told = "".join(verdict((log := make()).state, COMMANDS[name], log) for make in STATES)
    assert told == FITS[name]


@pytest.mark.parametrize("name", PAUSED)
def test_a_pause_leaves_only_closing_skipping_ending_and_resuming(name: str) -> None:
    def judged(make: Callable[[], Log]) -> str:
        log = make()
        log.give(Pause())
        return verdict(log.state, COMMANDS[name], log)

    assert "".join(judged(make) for make in STATES[:8]) == PAUSED[name]


@pytest.mark.parametrize("make", STATES)
def test_a_double_click_changes_nothing(make: Callable[[], Log]) -> None:
    for name, command in COMMANDS.items():
        log = make()
        first = log.give(command)
        if name == "goto" or not isinstance(first[0], Append):
            continue
        before = log.state
        again = log.give(command)
        assert isinstance(again[0], Noop | Stale) or name == "extend", (make.__name__, name)
        assert name == "extend" or log.state == before


def test_after_the_last_item_there_is_none() -> None:
    log = revealed()
    log.give(Show(DRAW, "q2"), Open(), Skip())
    assert log.give(Show(DRAW)) == [Stale(Phase.CLOSED, last=True)]


def test_an_unknown_item_does_not_fit() -> None:
    assert lobby().give(Show(DRAW, "q9")) == [Stale(Phase.LOBBY)]


def test_a_run_opens_ahead_and_closes_at_an_absolute_time() -> None:
    log = opened()
    body = log.entries[-1].d
    assert (body["opens_at"], body["closes_at"]) == (log.now + LEAD, log.now + LEAD + WINDOW)
    assert [choice["text"] for choice in body["choices"]] == ["a", "b", "c"]
    assert "choices" not in log.entries[-2].d


def test_a_timer_of_another_run_opens_and_closes_nothing() -> None:
    log = prepare()
    assert kinds(log.give(Open("run-other"))) == ["stale"]
    log.give(Open())
    assert kinds(log.give(Close("run-other"))) == ["stale"]
    assert kinds(log.give(TimeUp("run-other", pinned(), 0), after=60_000)) == ["noop"]
    assert kinds(log.give(Outage("run-other", 0))) == ["noop"]
    assert kinds(log.give(Reveal(shown(), "run-other"))) == ["stale"]


def test_a_deadline_that_two_processes_saw_closes_the_item_once() -> None:
    log = opened()
    log.now += LEAD + WINDOW + GRACE_MS
    up = TimeUp(run_of(log), pinned("ann"), 0)
    assert kinds(log.give(up)) == ["item.closed"]
    assert kinds(log.give(up)) == ["noop"]


@pytest.mark.parametrize(("early_ms", "expected"), [(1, "noop"), (0, "item.closed")])
def test_nothing_closes_before_the_grace_has_passed(early_ms: int, expected: str) -> None:
    log = opened()
    up = TimeUp(run_of(log), pinned(), 0)
    assert kinds(log.give(up, after=LEAD + WINDOW + GRACE_MS - early_ms)) == [expected]


def test_a_longer_window_of_someone_who_is_there_keeps_the_run_open() -> None:
    log = opened()
    assert log.state.run is not None
    longest = log.state.run.window_end(Fraction(3, 2))
    assert longest == log.state.run.opens_at + WINDOW * 3 // 2
    assert kinds(log.give(TimeUp(run_of(log), pinned(), longest), after=LEAD + WINDOW + GRACE_MS)) == ["noop"]
    assert due(log.plan, log.state, longest) == longest + GRACE_MS
    assert kinds(log.give(TimeUp(run_of(log), pinned(), longest), after=WINDOW // 2)) == ["item.closed"]


def test_closing_by_hand_ends_every_window_at_once() -> None:
    log = opened()
    log.give(Close(), after=LEAD + 1_000)
    assert log.state.phase is Phase.OPEN, "the grace is not on the wire"
    assert log.state.run is not None
    assert log.state.run.window_end(Fraction(3)) == log.now
    assert due(log.plan, log.state, log.now + 60_000) == log.now + GRACE_MS
    assert kinds(log.give(TimeUp(run_of(log), pinned(), log.now + 60_000), after=GRACE_MS)) == ["item.closed"]


def test_a_pause_freezes_the_window_and_the_elapsed_time() -> None:
    log = opened()
    log.give(Pause(), after=LEAD + 5_000)
    assert due(log.plan, log.state) is None
    assert kinds(log.give(TimeUp(run_of(log), pinned(), 0), after=60_000)) == ["noop"]
    log.give(Resume())
    run = log.state.run
    assert run is not None
    assert (run.window_ms, run.closes_at) == (WINDOW, log.now + WINDOW - 5_000)
    assert [run.elapsed_ms(log.now + ms) for ms in (-30_000, 0, 1_000)] == [5_000, 5_000, 6_000]


def test_a_pause_during_the_lead_moves_the_opening() -> None:
    log = opened()
    log.give(Pause(), after=200)
    log.give(Resume(), after=10_000)
    run = log.state.run
    assert run is not None
    assert (run.opens_at - log.now, run.window_ms, run.gaps) == (LEAD - 200, WINDOW, ())


def test_a_pause_while_reading_moves_the_end_of_the_reading() -> None:
    log = prepare()
    log.give(Pause(), after=1_000)
    log.give(Resume(), after=30_000)
    assert due(log.plan, log.state) == log.now + 2_000


def test_a_pause_puts_off_what_would_come_by_itself() -> None:
    log = Log(plan(auto_advance=True))
    log.give(Show(DRAW), Skip())
    log.give(Pause(), after=1_000)
    log.give(Resume(), after=60_000)
    assert due(log.plan, log.state) == log.now + FINAL_WAIT_MS - 1_000


def test_closing_while_paused_closes_at_the_moment_of_the_pause() -> None:
    log = opened()
    log.give(Pause(), after=LEAD + 1_000)
    paused_at = log.now
    log.give(Close(), after=30_000)
    assert log.state.run is not None
    assert log.state.run.window_end() == paused_at
    assert kinds(log.give(TimeUp(run_of(log), pinned(), 0))) == ["item.closed"]
    assert kinds(log.give(Resume())) == ["session.resumed"]


def test_a_pause_in_the_lobby_ends_without_times() -> None:
    log = lobby()
    log.give(Pause("host_gone"))
    log.give(Resume(), after=5_000)
    assert log.entries[-1].d == {}
    assert log.state == State()


def test_an_outage_gives_the_lost_time_back_once() -> None:
    log = opened()
    last_beat = log.now + LEAD + 1_000
    log.now = last_beat + 9_000
    body = log.give(Outage(run_of(log), last_beat, ["ann"]))[0]
    assert isinstance(body, Append)
    assert (body.d["by_ms"], body.d["reason"], body.d["_present"]) == (9_000, "recovery", ["ann"])
    assert log.state.run is not None
    assert (log.state.run.window_ms, log.state.run.elapsed_ms(log.now)) == (WINDOW, 1_000)
    assert kinds(log.give(Outage(run_of(log), last_beat))) == ["noop"], "the same outage, seen by another process"


def test_an_outage_during_a_pause_or_before_the_opening_takes_nothing() -> None:
    log = opened()
    assert kinds(log.give(Outage(run_of(log), log.now - 60_000), after=LEAD)) == ["noop"]
    log.give(Pause())
    assert kinds(log.give(Outage(run_of(log), log.now), after=9_000)) == ["noop"]


def test_extending_moves_the_close_for_everyone() -> None:
    log = opened()
    before = log.state.run
    log.give(Extend(5_000))
    assert before is not None
    assert log.state.run is not None
    assert log.state.run.closes_at == before.closes_at + 5_000
    assert log.entries[-1].d["reason"] == "host"


def test_an_answer_that_was_recovered_is_pinned_anew_and_once() -> None:
    log = closed()
    assert kinds(log.give(Recovered(run_of(log), pinned("ann")))) == ["noop"]
    assert kinds(log.give(Recovered(run_of(log), pinned("ann", "ben")))) == ["item.recovered"]
    assert kinds(log.give(Recovered("run-other", pinned()))) == ["noop"]


def test_a_reveal_pins_what_nobody_could_pin_before_it() -> None:
    log = closed()
    assert kinds(log.give(Reveal(shown(pinned("ann", "ben"))))) == ["item.recovered", "item.revealed", "item.scored"]


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        (lobby, ["session.ended"]),
        (prepare, ["item.skipped", "session.ended"]),
        (opened, ["item.closed", "item.revealed", "item.scored", "session.ended"]),
        (closing, ["item.closed", "item.revealed", "item.scored", "session.ended"]),
        (closed, ["item.revealed", "item.scored", "session.ended"]),
        (revealed, ["session.ended"]),
    ],
)
def test_the_end_counts_what_is_open(make: Callable[[], Log], expected: list[str]) -> None:
    log = make()
    assert kinds(log.give(End(pinned("ann"), shown(pinned("ann"))))) == expected
    assert (log.state.phase, log.state.over) == (Phase.ENDED, True)


def test_an_end_without_facts_counts_nothing() -> None:
    assert kinds(opened().give(End())) == ["session.ended"]


def test_only_an_ended_session_is_finalised_and_once() -> None:
    assert kinds(revealed().give(Finalized())) == ["stale"]
    log = ended()
    assert kinds(log.give(Finalized())) == ["session.finalized"]
    assert kinds(log.give(Finalized())) == ["noop"]


def test_what_comes_by_itself_comes_at_its_time() -> None:
    auto = Log(plan(auto_reveal=True, auto_advance=True))
    assert due(auto.plan, auto.state) is None
    auto.give(Show(DRAW))
    assert due(auto.plan, auto.state) == auto.now + 3_000
    auto.give(Open())
    assert due(auto.plan, auto.state) == auto.now + LEAD + WINDOW + GRACE_MS
    auto.give(TimeUp(run_of(auto), pinned(), 0), after=LEAD + WINDOW + GRACE_MS)
    assert due(auto.plan, auto.state) == auto.now
    auto.give(Reveal(shown(pinned())))
    assert due(auto.plan, auto.state) == auto.now + FINAL_WAIT_MS
    auto.give(End())
    assert due(auto.plan, auto.state) is None
    by_hand = revealed()
    assert due(by_hand.plan, by_hand.state) is None
    assert due(by_hand.plan, closed().state) is None


def test_a_reveal_by_itself_waits_ten_seconds_for_lost_lines() -> None:
    log = Log(plan(auto_reveal=True))
    log.give(Show(DRAW), Open())
    log.give(TimeUp(run_of(log), CloseFacts(0, "", ["ann"]), 0), after=LEAD + WINDOW + GRACE_MS)
    assert log.state.run is not None
    assert log.state.run.offline == {"ann"}
    assert due(log.plan, log.state) == log.now
    assert due(log.plan, log.state, missing=True) == log.now + LOST_WAIT_MS
