"""What a client makes of a snapshot and the events after it."""

import copy
from typing import Any

import pytest

from clients.protocol import Frame
from clients.state import State, comparable, fold, own_reply

YOU = {"participant": "p1", "name": "Mona", "total": 10, "grade": 1, "rank": 2, "streak": 1}
ITEM = {"run": "r1", "item": "q1", "index": 0, "of": 2, "kind": "single", "stem": "?", "points": 100}
OPEN = {**ITEM, "opens_at": 1000, "closes_at": 21_000, "choices": [{"id": "a", "text": "A"}]}
PLAYER: State = {"phase": "lobby", "paused": False, "locked": False, "scoring": "accuracy", "you": YOU}
HOST: State = {
    "phase": "lobby",
    "paused": False,
    "locked": False,
    "roster": [{"participant": "p1", "name": "Mona", "present": True, "answered": False}],
}


def after(state: State, *events: tuple[str, dict[str, Any]]) -> State:
    before = copy.deepcopy(state)
    result = state
    for s, (name, body) in enumerate(events, 1):
        result = fold(result, Frame(t=name, ch="live:x", s=s, p=s - 1, d=body))
    assert state == before, "a state is never changed in place"
    return result


PREPARED = ("item.prepare", ITEM)
OPENED = ("item.open", OPEN)
CLOSED = ("item.closed", {"run": "r1", "answers": 1, "digest": "d"})
REVEALED = ("item.revealed", {"run": "r1", "correct": {"choices": ["a"]}, "distribution": []})
SCORED = ("score.you", {"run": "r1", "correct": 1, "points": 90, "total": 100, "grade": 2, "rank": 1, "streak": 2})
BOARD = ("board", {"top": [{"participant": "p1", "name": "Mona", "points": 100, "rank": 1}], "of": 1})


@pytest.mark.parametrize(
    ("events", "phase"),
    [
        ([("session.opened", {})], "lobby"),
        ([PREPARED], "prepare"),
        ([PREPARED, OPENED], "open"),
        ([OPENED], "open"),
        ([PREPARED, OPENED, CLOSED], "closed"),
        ([PREPARED, ("item.skipped", {"run": "r1"})], "closed"),
        ([PREPARED, OPENED, CLOSED, REVEALED, SCORED], "revealed"),
        ([PREPARED, OPENED, CLOSED, REVEALED, SCORED, BOARD], "board"),
        ([("session.ended", {})], "ended"),
        ([("session.ended", {}), ("session.finalized", {})], "finalized"),
    ],
)
def test_events_move_the_phase(events: list[tuple[str, dict[str, Any]]], phase: str) -> None:
    assert after(PLAYER, *events)["phase"] == phase


def test_the_item_gathers_what_is_told_about_it() -> None:
    item = after(PLAYER, PREPARED, OPENED, CLOSED, REVEALED)["item"]
    assert item == {**OPEN, "closed": CLOSED[1], "revealed": REVEALED[1]}


def test_the_score_shows_the_item_and_the_total() -> None:
    you = after(PLAYER, OPENED, CLOSED, REVEALED, SCORED)["you"]
    assert you == {**YOU, "correct": 1, "points": 90, "total": 100, "grade": 2, "rank": 1, "streak": 2}


def test_a_rescore_of_an_earlier_run_moves_the_total_but_not_the_shown_item() -> None:
    shown = {**OPEN, "run": "r2"}
    state = after(PLAYER, OPENED, CLOSED, REVEALED, SCORED, ("item.prepare", shown), ("item.open", shown))
    rescored = ("item.rescored", {"run": "r1", "correct": {"choices": ["b"]}, "distribution": []})
    again = after(state, rescored, ("score.you", {**SCORED[1], "total": 10}))
    assert again["item"] == shown
    assert again["you"] == {**YOU, "total": 10, "grade": 2, "rank": 1, "streak": 2}


def test_a_rescore_of_the_shown_item_replaces_its_answer() -> None:
    rescored = ("item.rescored", {"run": "r1", "correct": {"choices": ["b"]}, "distribution": [{"id": "b", "n": 1}]})
    revealed = after(PLAYER, OPENED, CLOSED, REVEALED, rescored)["item"]["revealed"]
    assert revealed == {"run": "r1", "correct": {"choices": ["b"]}, "distribution": [{"id": "b", "n": 1}]}


def test_a_new_item_forgets_the_answer_to_the_last_one_and_the_board() -> None:
    answered = own_reply(after(PLAYER, OPENED), {"choices": ["a"]}, {"status": "accepted", "receipt": "x"})
    assert answered["you"] == {**YOU, "answer": {"choices": ["a"]}, "status": "accepted", "receipt": "x"}
    state = after(answered, CLOSED, REVEALED, SCORED, BOARD, ("item.prepare", {**ITEM, "run": "r2"}))
    assert "board" not in state
    assert set(state["you"]) == set(YOU)


def test_a_pause_freezes_and_the_end_of_it_moves_the_times() -> None:
    paused = after(PLAYER, OPENED, ("session.paused", {"at": 5, "reason": "host"}))
    assert (paused["phase"], paused["paused"]) == ("open", True)
    resumed = after(paused, ("session.resumed", {"run": "r1", "opens_at": 1000, "closes_at": 99_000}))
    assert (resumed["paused"], resumed["item"]["closes_at"]) == (False, 99_000)


def test_an_extension_and_a_new_pin_change_the_shown_run_only() -> None:
    state = after(PLAYER, OPENED, ("item.extended", {"run": "r1", "by_ms": 10, "closes_at": 31_000}))
    assert state["item"]["closes_at"] == 31_000
    assert after(state, ("item.extended", {"run": "r0", "by_ms": 10, "closes_at": 1})) == state
    recovered = after(state, CLOSED, ("item.recovered", {"run": "r1", "answers": 2, "digest": "e"}))
    assert recovered["item"]["closed"]["answers"] == 2


def test_a_host_sees_seats_come_change_and_go() -> None:
    joined = after(HOST, ("roster.joined", {"participant": "p2", "name": "Ali"}))
    assert [seat["name"] for seat in joined["roster"]] == ["Mona", "Ali"]
    renamed = after(joined, ("roster.renamed", {"participant": "p2", "name": "Aly"}))
    assert [seat["name"] for seat in renamed["roster"]] == ["Mona", "Aly"]
    left = after(renamed, ("roster.left", {"participant": "p1"}))
    assert [(seat["name"], seat["present"]) for seat in left["roster"]] == [("Mona", False), ("Aly", False)]
    assert [seat["name"] for seat in after(left, ("roster.removed", {"participant": "p1"}))["roster"]] == ["Aly"]


@pytest.mark.parametrize("name", ["roster.joined", "roster.left", "roster.renamed", "roster.removed"])
def test_whoever_has_no_roster_gets_none(name: str) -> None:
    assert after(PLAYER, (name, {"participant": "p2", "name": "Ali"})) == PLAYER


def test_a_snapshot_replaces_everything_and_the_unknown_changes_nothing() -> None:
    assert after(after(PLAYER, OPENED), ("snapshot", HOST)) == HOST
    assert after(PLAYER, ("something.new", {"a": 1}), ("synced", {})) == PLAYER
    assert after(PLAYER, ("session.locked", {"locked": True}))["locked"] is True


def test_a_duplicate_reply_tells_what_it_was() -> None:
    state = own_reply(PLAYER, {"text": "x"}, {"status": "duplicate", "was": "recovered", "receipt": "r"})
    assert state["you"]["status"] == "recovered"
    assert own_reply(HOST, {"text": "x"}, {"status": "accepted"}) == HOST


def test_what_no_durable_event_tells_is_left_out_of_a_comparison() -> None:
    seen = {**HOST, "counts": {"joined": 1}, "host": {"present": True}}
    absent = {**HOST, "roster": [{**HOST["roster"][0], "present": False, "answered": True}]}
    assert comparable(seen) == comparable(absent)
    assert comparable({**PLAYER, "you": {**YOU, "closes_at": 5, "answer": None}}) == comparable(PLAYER)
    assert comparable(HOST) != comparable(after(HOST, ("roster.removed", {"participant": "p1"})))
