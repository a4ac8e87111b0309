"""What `me`, `course:{id}` and `metrics` look like to a client: a snapshot, and every event folded into it. Pure.

The promise: at every position of the log, the snapshot equals the fold of the events before it. Left out by
`comparable`: what moves without an event of its own (`last_seen` by less than a minute, a job's exact `done`).
"""

from typing import Any

from clients.channel import Fold
from clients.protocol import Body, Frame
from clients.state import State
from clients.state import fold as fold_live

MOST_LEARNERS = 200
LEARNING = frozenset({"active", "completed"})
UNDER_WAY = frozenset({"queued", "running"})


def folding_of(channel: str) -> Fold:
    """How the events of a channel are folded, by its name."""
    kind = channel.partition(":")[0]
    return {"me": fold_me, "course": fold_course, "metrics": fold_metrics}.get(kind, fold_live)


def fold_me(state: State, frame: Frame) -> State:
    """The state `{unread, jobs}` after one accepted frame of `me`."""
    match frame.t:
        case "snapshot":
            return dict(frame.d)
        case "notification.new":
            return {**state, "unread": state["unread"] + 1}
        case "notification.read":
            return {**state, "unread": state["unread"] - frame.d["count"]}
        case "job.changed":
            return {**state, "jobs": _jobs(state["jobs"], frame.d["job"])}
        case _:
            return state


def _jobs(jobs: list[Body], job: Body) -> list[Body]:
    known = any(each["id"] == job["id"] for each in jobs)
    if job["state"] not in UNDER_WAY:
        return [each for each in jobs if each["id"] != job["id"]]
    return [job if each["id"] == job["id"] else each for each in jobs] if known else [*jobs, job]


def fold_course(state: State, frame: Frame) -> State:
    """The state `{learners, counts}` after one accepted frame of a course's channel."""
    match frame.t:
        case "snapshot":
            return dict(frame.d)
        case "progress.changed":
            return {**state, "learners": [_moved(each, frame.d) for each in state["learners"]]}
        case "enrollment.changed":
            return {"learners": _placed(state["learners"], frame.d), "counts": _counted(state["counts"], frame.d)}
        case _:
            return state


def _moved(learner: Body, d: Body) -> Body:
    if learner["enrollment"] != d["enrollment"]:
        return learner
    return {**learner, "percent": d["percent"], "last_seen": d["last_seen"]}


def _placed(learners: list[Body], d: Body) -> list[Body]:
    others = [each for each in learners if each["enrollment"] != d["enrollment"]]
    if d["state"] not in LEARNING:
        return others
    if len(others) < len(learners):
        return [_moved(each, d) for each in learners]
    learner = {name: d[name] for name in ("enrollment", "user", "percent", "last_seen")}
    return [*learners, learner] if len(learners) < MOST_LEARNERS else learners


def _counted(counts: dict[str, int], d: Body) -> dict[str, int]:
    counted = dict(counts)
    if d["was"] is not None:
        counted[d["was"]] -= 1
    counted[d["state"]] += 1
    return counted


def fold_metrics(state: State, frame: Frame) -> State:
    """The numbers `{at, counters, gauges}` of the snapshot; newer ones are the channel's `latest["all"]`."""
    return dict(frame.d) if frame.t == "snapshot" else state


def comparable(state: State) -> State:
    """The part of a state that events alone decide, in an order of its own."""
    kept: dict[str, Any] = dict(state)
    if "learners" in kept:
        learners = [{name: each[name] for name in ("enrollment", "user", "percent")} for each in kept["learners"]]
        kept["learners"] = sorted(learners, key=lambda each: str(each["enrollment"]))
    if "jobs" in kept:
        jobs = [{name: each[name] for name in ("id", "kind", "state")} for each in kept["jobs"]]
        kept["jobs"] = sorted(jobs, key=lambda each: str(each["id"]))
    return kept
