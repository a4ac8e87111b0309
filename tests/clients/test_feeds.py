"""Folding `me` and `course:{id}`: every event's place in the state, and events that change nothing."""

from typing import Any

import pytest

from clients.feeds import MOST_LEARNERS, comparable, fold_course, fold_me, fold_metrics, folding_of
from clients.protocol import Frame
from clients.state import fold

COUNTS = {"active": 1, "waiting": 1, "offered": 0, "completed": 0, "dropped": 0, "expired": 0}


def learner(name: str, percent: int = 0) -> dict[str, Any]:
    return {"enrollment": name, "user": {"id": f"u-{name}", "name": name}, "percent": percent, "last_seen": None}


def moved(name: str, was: str | None, state: str, percent: int = 0) -> Frame:
    return Frame(t="enrollment.changed", d={**learner(name, percent), "was": was, "state": state})


COURSE = {"learners": [learner("ann")], "counts": COUNTS}


@pytest.mark.parametrize(
    ("frame", "learners", "counts"),
    [
        (moved("ben", None, "active"), ["ann", "ben"], {"active": 2}),
        (moved("ben", None, "waiting"), ["ann"], {"waiting": 2}),
        (moved("ben", "waiting", "offered"), ["ann"], {"waiting": 0, "offered": 1}),
        (moved("ben", "offered", "active"), ["ann", "ben"], {"offered": -1, "active": 2}),
        (moved("ann", "active", "completed", 100), ["ann"], {"active": 0, "completed": 1}),
        (moved("ann", "active", "dropped"), [], {"active": 0, "dropped": 1}),
        (Frame(t="attempt.changed", d={"attempt": "a"}), ["ann"], {}),
        (Frame(t="something.new", d={}), ["ann"], {}),
    ],
)
def test_a_course_follows_its_places(frame: Frame, learners: list[str], counts: dict[str, int]) -> None:
    state = fold_course(COURSE, frame)
    assert [each["enrollment"] for each in state["learners"]] == learners
    assert state["counts"] == {**COUNTS, **counts}


def test_progress_moves_one_learner() -> None:
    d = {**learner("ann", 50), "lesson": "l", "state": "done", "last_seen": "2026-03-02T09:00:00.000Z"}
    state = fold_course(
        {"learners": [learner("ann"), learner("ben")], "counts": COUNTS}, Frame(t="progress.changed", d=d)
    )
    assert [(each["percent"], each["last_seen"]) for each in state["learners"]] == [
        (50, "2026-03-02T09:00:00.000Z"),
        (0, None),
    ]


def test_a_full_list_takes_nobody_more_but_counts_on() -> None:
    full = {"learners": [learner(str(n)) for n in range(MOST_LEARNERS)], "counts": COUNTS}
    state = fold_course(full, moved("one more", None, "active"))
    assert (len(state["learners"]), state["counts"]["active"]) == (MOST_LEARNERS, 2)


def job(name: str, state: str) -> Frame:
    return Frame(t="job.changed", d={"job": {"id": name, "kind": "k", "state": state}})


def test_me_counts_news_and_keeps_jobs_while_they_are_under_way() -> None:
    state: dict[str, Any] = {"unread": 1, "jobs": []}
    for frame in (
        Frame(t="notification.new", d={}),
        Frame(t="notification.new", d={}),
        job("a", "queued"),
        job("b", "running"),
        job("a", "running"),
        Frame(t="notification.read", d={"count": 2}),
        Frame(t="order.changed", d={"id": "o", "state": "paid"}),
        job("b", "done"),
        job("c", "cancelled"),
    ):
        state = fold_me(state, frame)
    assert state["unread"] == 1
    assert [(each["id"], each["state"]) for each in state["jobs"]] == [("a", "running")]


def test_a_snapshot_replaces_what_was_there() -> None:
    assert fold_me({"unread": 9, "jobs": [1]}, Frame(t="snapshot", d={"unread": 0, "jobs": []})) == {
        "unread": 0,
        "jobs": [],
    }
    assert fold_course({}, Frame(t="snapshot", d=COURSE)) == COURSE
    assert fold_metrics({}, Frame(t="snapshot", d={"at": 1})) == {"at": 1}
    assert fold_metrics({"at": 1}, Frame(t="synced")) == {"at": 1}


def test_each_channel_has_its_fold() -> None:
    names = ("me", "course:x", "metrics", "live:x")
    assert [folding_of(name) for name in names] == [fold_me, fold_course, fold_metrics, fold]


def test_states_are_compared_by_what_events_decide() -> None:
    one = {"learners": [learner("b"), {**learner("a"), "last_seen": "x"}], "counts": COUNTS}
    two = {"learners": [learner("a"), learner("b")], "counts": COUNTS}
    assert comparable(one) == comparable(two) != comparable({**two, "counts": {}})
