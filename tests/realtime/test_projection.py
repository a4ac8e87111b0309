"""One projection for events and snapshots: for every prefix of a log and every role, snapshot == fold of the events.

The fold is the reference client's own (`clients.state`), so the two sides know nothing of each other.
"""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clients.feed import Feed, Verdict
from clients.protocol import Frame
from clients.state import State as ClientState
from clients.state import comparable, fold, own_hand, own_vote
from models.live_log import LogEntry
from realtime.projection import UNSCORED, VISIBLE, View, personal, project, score_of, sees, snapshot_body
from realtime.protocol import Role
from realtime.session import (
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
    TimeUp,
)
from realtime.state import veil
from tests.realtime.plans import Log, item, labeller, pinned, plan, shown

ANN, BEN = "ann", "ben"


def rescored(log: Log) -> tuple[str, dict[str, Any]]:
    run = log.state.run.id if log.state.run else "run-0"
    return "item.rescored", {
        "run": run,
        "correct": {"choices": ["b"]},
        "distribution": [],
        "diff": [{"participant": ANN, "before": 1, "after": 0}],
    }


def asked(log: Log) -> tuple[str, dict[str, Any]]:
    return "ask.added", {"id": f"ask-{len(log.entries)}", "participant": ANN, "text": "Why?"}


def about_an_ask(t: str, **d: Any) -> Callable[[Log], tuple[str, dict[str, Any]]]:
    """About the last question, where it fits; else about nothing. Only what is hidden is shown, only the shown voted."""

    def make(log: Log) -> tuple[str, dict[str, Any]]:
        asks = list(view_of(log.entries).asks.values())
        if not asks or asks[-1]["shown"] is (t == "ask.shown"):
            return "host.changed", {"user": "u"}
        told = {"text": "Why?", "votes": asks[-1]["votes"]} if t == "ask.shown" else d
        return t, {"id": asks[-1]["id"], **told}

    return make


def recovered_before(log: Log) -> tuple[str, dict[str, Any]]:
    return "item.recovered", {"run": "an earlier one", "answers": 3, "digest": "d"}


def credited(log: Log) -> tuple[str, dict[str, Any]]:
    return "item.credited", {"run": _run(log), "participant": ANN}


def teamed(_: Log) -> tuple[str, dict[str, Any]]:
    return "seat.team", {"participant": ANN, "team": "Owls"}


def scored_before(_: Log) -> tuple[str, dict[str, Any]]:
    """An earlier run is scored anew: its points are not those of the item that is shown."""
    return "item.scored", {"run": "an earlier one", "scored": shown(ann=7, ben=9).scored}


def _run(log: Log) -> str:
    return log.state.run.id if log.state.run else ""


DRAW = labeller()
MOVES: list[Callable[[Log], Command]] = [
    lambda _: Show(DRAW),
    lambda _: Open(),
    lambda _: Close(),
    lambda log: TimeUp(_run(log), pinned(ANN), 0),
    lambda log: Recovered(_run(log), pinned(ANN, BEN)),
    lambda _: Reveal(shown(pinned(ANN), ann=1000, ben=0)),
    lambda _: Board([{"participant": ANN, "name": "Ann", "points": 1000, "rank": 1}], 2),
    lambda _: Skip(),
    lambda _: Pause(),
    lambda _: Resume(),
    lambda _: Extend(500),
    lambda log: Outage(_run(log), log.now - 4_000, [ANN]),
    lambda _: Lock(locked=True),
    lambda _: Lock(locked=False),
    lambda _: End(pinned(ANN), shown(pinned(ANN), ann=500, ben=500)),
    lambda _: Finalized(),
]
ROSTER: list[Callable[[Log], tuple[str, dict[str, Any]]]] = [
    lambda _: ("roster.left", {"participant": BEN, "name": "Ben"}),
    lambda _: ("roster.joined", {"participant": BEN, "name": "Ben"}),
    lambda _: ("roster.renamed", {"participant": ANN, "name": "Anna"}),
    lambda _: ("roster.joined", {"participant": "eve", "name": "Eve"}),
    lambda _: ("roster.removed", {"participant": "eve", "name": "Eve"}),
    lambda _: ("roster.hand", {"participant": ANN, "up": True}),
    asked,
    lambda _: ("host.changed", {"user": "u"}),
    recovered_before,
    credited,
    teamed,
    scored_before,
    about_an_ask("ask.shown"),
    about_an_ask("ask.voted", votes=3, _participant=BEN, _up=True),
    about_an_ask("ask.voted", votes=4, _participant=ANN, _up=True),
    about_an_ask("ask.voted", votes=3, _participant=ANN, _up=False),
    about_an_ask("ask.hidden"),
]
PLAYS = st.lists(
    st.tuples(st.one_of(st.sampled_from(MOVES[:14] * 3 + MOVES[14:]), st.sampled_from(ROSTER)), st.integers(0, 25_000)),
    max_size=50,
)
Play = list[tuple[Callable[[Log], Any], int]]


def played(play: Play) -> Log:
    log = Log(
        plan(item(0), item(1, "true_false", answer=True), item(2, "poll", choices=[{"text": "x"}, {"text": "y"}]))
    )
    log.add("roster.joined", {"participant": ANN, "name": "Ann"})
    log.add("roster.joined", {"participant": BEN, "name": "Ben"})
    for make, after in play:
        made, log.now = make(log), log.now + after
        if not isinstance(made, tuple):
            log.give(made)
        elif made[0] != "roster.removed" or "eve" in _seats(log):
            log.add(*made)
            if made[0] == "roster.hand" and log.state.run and log.entries[-2].t == "item.scored":
                log.add(*rescored(log))
    return log


def _seats(log: Log) -> set[str]:
    view = View()
    for entry in log.entries:
        view.apply(entry)
    return set(view.seats)


PAUSED: list[Callable[[Log], Command]] = [lambda _: Pause(), lambda _: Resume()]
WHOLE: Play = [
    (make, 7_000)
    for make in [
        *MOVES[:2],
        *PAUSED,
        *MOVES[2:6],
        recovered_before,
        scored_before,
        ROSTER[5],
        *MOVES[6:7],
        *ROSTER[:4],
        *MOVES[:2],
        MOVES[14],
        MOVES[15],
    ]
]


def snapshot(view: View, role: Role) -> ClientState:
    extra: dict[str, Any] = {"scoring": "accuracy", "host": {"present": True}, "counts": {}}
    if role is Role.HOST:
        roster = [
            {
                "participant": key,
                "name": seat.name,
                "present": False,
                "answered": False,
                "hand": seat.hand,
                "team": seat.team,
            }
            for key, seat in view.seats.items()
        ]
        extra |= {"roster": roster, "plan": []}
    return snapshot_body(view, role, extra, view.you(ANN, {}) if role is Role.PLAYER else None)


def view_of(entries: list[LogEntry]) -> View:
    view = View()
    for entry in entries:
        view.apply(entry)
    return view


def frames(entries: list[LogEntry], role: Role) -> list[Frame]:
    view, told = View(), []
    for entry in entries:
        before = view.last[role]
        view.apply(entry)
        if sees(role, entry.t):
            t, d = project(entry, role, ANN)
            told.append(Frame(t=t, ch="live:x", s=entry.s, p=before, ts=entry.ts, d=d))
    return told


def assert_snapshot_is_fold(log: Log, role: Role) -> None:
    """From the snapshot at each position on, folding the rest gives the snapshot at the end."""
    start = 3  # after both have joined: a player's own name comes with the first snapshot
    folded = snapshot(view_of(log.entries[:start]), role)
    told = {frame.s: frame for frame in frames(log.entries, role)}
    for entry in log.entries[start:]:
        if role is Role.PLAYER:
            folded = _own(folded, entry)
        if entry.s in told:
            folded = fold(folded, told[entry.s])
            assert comparable(folded) == _own_name(comparable(snapshot(view_of(log.entries[: entry.s]), role)), folded)


def _own(state: ClientState, entry: LogEntry) -> ClientState:
    """The client's own replies, which come with what it asked for."""
    if entry.t == "roster.hand" and entry.d["participant"] == ANN:
        return own_hand(state, up=entry.d["up"])
    if entry.t == "ask.voted" and entry.d["_participant"] == ANN:
        return own_vote(state, entry.d["id"], up=entry.d["_up"])
    return state


def _own_name(wanted: ClientState, folded: ClientState) -> ClientState:
    """A renaming is told to hosts only, so a player's own name may be that of the first snapshot."""
    return {**wanted, "you": {**wanted["you"], "name": folded["you"]["name"]}} if "you" in wanted else wanted


@pytest.mark.parametrize("role", Role)
def test_a_whole_game_folds_to_its_snapshots(role: Role) -> None:
    log = played(WHOLE)
    assert {"item.revealed", "item.rescored", "board", "session.finalized"} <= set(log.names)
    assert [each for each in log.entries if each.t == "session.resumed" and "closes_at" in each.d], (
        "an open item paused"
    )
    assert_snapshot_is_fold(log, role)


@pytest.mark.parametrize("role", Role)
@given(play=PLAYS)
@settings(max_examples=80)
def test_for_every_prefix_the_snapshot_is_the_fold_of_the_events(role: Role, play: Play) -> None:
    assert_snapshot_is_fold(played(play), role)


@pytest.mark.parametrize("role", Role)
@given(play=PLAYS, at=st.integers(0, 60))
@settings(max_examples=60)
def test_the_chain_of_p_has_no_hole_from_any_position_on(role: Role, play: Play, at: int) -> None:
    entries = played(play).entries
    view, feed = view_of(entries[:at]), Feed()
    feed.asked()
    feed.answered({"epoch": "e"})
    assert feed.judge(Frame(t="snapshot", ch="live:x", s=view.last[role])) is Verdict.APPLY
    assert feed.judge(Frame(t="synced", ch="live:x", s=view.last[role])) is Verdict.APPLY
    rest = [frame for frame in frames(entries, role) if frame.s is not None and frame.s > at]
    assert all(feed.judge(frame) is Verdict.APPLY for frame in rest)


@given(play=PLAYS)
@settings(max_examples=60)
def test_nobody_sees_what_stays_inside(play: Play) -> None:
    for role in Role:
        for frame in frames(played(play).entries, role):
            assert not [name for name in frame.d if name.startswith("_")]
            assert frame.t != "item.closing"
            if role is not Role.HOST:
                assert not frame.t.startswith(("roster.", "ask.added", "item.rekeyed", "item.credited"))
                assert "participant" not in frame.d or frame.t == "seat.team"
                assert "diff" not in frame.d
            if frame.t == "item.scored":
                assert role is Role.HOST


def test_every_event_that_the_machine_writes_has_its_audience() -> None:
    assert set(played(WHOLE).names) <= set(VISIBLE)


def test_each_participant_gets_a_score_of_its_own_at_the_same_position() -> None:
    log = played(WHOLE)
    scored = next(entry for entry in log.entries if entry.t == "item.scored")
    assert personal(scored, Role.PLAYER)
    assert not personal(scored, Role.HOST)
    told = {who: project(scored, Role.PLAYER, who) for who in (ANN, BEN, "eve")}
    assert {t for t, _ in told.values()} == {"score.you"}
    points = {who: (d["points"], d["total"], d["rank"]) for who, (_, d) in told.items()}
    assert points == {ANN: (1000, 1000, 1), BEN: (0, 0, 2), "eve": (0, 0, 2)}
    assert "participant" not in told[ANN][1]


LINES = [
    {**UNSCORED, "participant": who, "name": who.title(), "total": total}
    for who, total in zip("abcd", (90, 70, 70, 0), strict=True)
]


@pytest.mark.parametrize(
    ("who", "above"),
    [
        ("a", None),
        ("b", {"name": "A", "gap": 20}),
        ("c", {"name": "A", "gap": 20}),
        ("d", {"name": "C", "gap": 70}),
        ("who was not there yet", {"name": "C", "gap": 70}),
    ],
)
def test_everyone_hears_who_stands_just_above_and_how_far(who: str, above: dict[str, Any] | None) -> None:
    assert score_of(LINES, who)["above"] == above


def test_nobody_stands_above_where_nobody_has_points() -> None:
    assert score_of([{**LINES[3], "participant": "x"}], "y")["above"] is None
    assert score_of([], "y") == {**UNSCORED, "rank": 1, "above": None}


BOARD = {"top": [{"participant": ANN, "name": "Ann", "points": 9, "rank": 1}], "of": 1, "teams": [{"team": "Owls"}]}
FELL = {"run": "r", "correct": {}, "distribution": [{"n": 1}], "confidence": [{"n": 1}]}


@pytest.mark.parametrize("role", [Role.PLAYER, Role.PROJECTOR])
def test_players_and_projectors_do_not_get_what_a_session_hides(role: Role) -> None:
    def seen(t: str, d: dict[str, Any], *hide: str) -> dict[str, Any]:
        return project(LogEntry(1, t, 0, {**d, **veil(hide)}, b""), role)[1]

    assert seen("board", BOARD) == BOARD
    assert seen("board", BOARD, "names") == {**BOARD, "top": [{**BOARD["top"][0], "name": None}]}  # type: ignore[index]
    assert seen("board", BOARD, "results", "names") == {"top": [], "of": 1, "teams": []}
    assert seen("item.revealed", FELL, "names")["distribution"] == FELL["distribution"]
    assert seen("item.revealed", FELL, "results") == {"run": "r", "correct": {}, "distribution": []}
    assert seen("item.rescored", {**FELL, "diff": []}, "results")["distribution"] == []


def test_hosts_get_what_a_session_hides_from_the_others() -> None:
    log = Log()
    log.add("board", {**BOARD, "_hide": ["names", "results"]})
    assert project(log.entries[-1], Role.HOST)[1] == BOARD
    assert snapshot_body(view_of(log.entries), Role.HOST, {})["board"] == BOARD
    assert snapshot_body(view_of(log.entries), Role.PROJECTOR, {})["board"]["top"] == []


def test_a_late_joiner_has_no_points_and_stands_behind_those_who_have() -> None:
    log = played(WHOLE)
    you = view_of(log.entries).you("eve", {"status": "accepted"})
    assert (you["total"], you["rank"], you["streak"], you["status"]) == (0, 3, 0, "accepted")


def test_media_of_the_reading_phase_stay_with_the_item() -> None:
    log = Log()
    log.add("item.prepare", {"run": "r", "item": "q", "media": {"url": "u"}, "_order": {}, "_relabel": {}})
    log.add("item.open", {"run": "r", "item": "q", "opens_at": 1, "closes_at": 2})
    shown_item = view_of(log.entries).shown_item(Role.PLAYER)
    assert shown_item is not None
    assert shown_item["media"] == {"url": "u"}
