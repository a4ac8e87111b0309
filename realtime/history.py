"""What a log tells of the runs that were revealed: how each was shown, and every score in order. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from models.live_log import LogEntry
from realtime.state import Run, RunState, State, fold


@dataclass(slots=True)
class History:
    """A log read from its beginning."""

    state: State = field(default_factory=State)
    runs: dict[str, Run] = field(default_factory=dict)
    """The revealed runs by id as they stood at the reveal, oldest first."""
    scored: list[dict[str, Any]] = field(default_factory=list)
    """Every `item.scored` as `{run, item, scored}`; a run that was scored anew stands there again."""
    credited: set[tuple[str, str]] = field(default_factory=set)
    """Run and participant of the late answers that a host let count."""

    def take(self, entry: LogEntry) -> None:
        """Take in the next entry."""
        self.state = fold(self.state, entry.t, entry.d, entry.ts)
        run = self.state.run
        if entry.t == "item.revealed" and run is not None and run.state is RunState.REVEALED:
            self.runs[run.id] = run
        if entry.t == "item.scored" and entry.d["run"] in self.runs:
            item = self.runs[entry.d["run"]].item
            self.scored.append({"run": entry.d["run"], "item": item, "scored": entry.d["scored"]})
        if entry.t == "item.credited":
            self.credited.add((entry.d["run"], entry.d["participant"]))

    def last_of(self, item: str) -> Run | None:
        """The last revealed showing of an item."""
        return next((run for run in reversed(self.runs.values()) if run.item == item), None)

    def lines_of(self, run: str) -> list[dict[str, Any]]:
        """The scores of a run as they stand; none when it was never scored."""
        return next((each["scored"] for each in reversed(self.scored) if each["run"] == run), [])


def read_history(entries: Iterable[LogEntry]) -> History:
    """Read a log."""
    history = History()
    for entry in entries:
        history.take(entry)
    return history
