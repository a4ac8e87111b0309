"""What is played again by those who missed a session: the items that counted, with their keys as they stand."""

from collections.abc import Iterable
from typing import Any

from models.live_log import LogEntry
from models.queries.live import SessionRow
from realtime.finalize import last_runs
from realtime.history import read_history


def plan_to_catch_up(session: SessionRow, entries: Iterable[LogEntry]) -> list[dict[str, Any]]:
    """The items of a stored plan that were revealed, in its order."""
    history = read_history(entries)
    keys = history.state.keys
    items = [dict(session.plan[run.index]) for run in last_runs(history)]
    return [{**item, "content": keys.get(item["id"], item["content"])} for item in items]
