"""The state of a live session as its log tells it: values, and the fold that makes them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from fractions import Fraction
from typing import Any

from models.rules.questions.content import Content, Show

Millis = int
Body = dict[str, Any]
GRACE_MS: Millis = 500
"""How long a run stays acceptable after its last window: the most that live.md §3 allows, so that all
processes decide alike without knowing each other's round trips."""
LOST_WAIT_MS: Millis = 10_000
"""How long `auto_reveal` waits for those whose line was lost."""
FINAL_WAIT_MS: Millis = 6_000
"""How long `auto_advance` shows a revealed item before the next one."""


class Phase(StrEnum):
    """Where the session is, as the wire says it."""

    LOBBY = "lobby"
    PREPARE = "prepare"
    OPEN = "open"
    CLOSED = "closed"
    REVEALED = "revealed"
    BOARD = "board"
    ENDED = "ended"
    FINALIZED = "finalized"


class RunState(StrEnum):
    """Where one showing of an item is; `closing` is the grace, which the wire does not show."""

    PREPARE = "prepare"
    OPEN = "open"
    CLOSING = "closing"
    CLOSED = "closed"
    REVEALED = "revealed"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Item:
    """One question of the frozen plan; `points` is P of live.md §5."""

    id: str
    kind: str
    stem: str
    points: float
    seconds: int
    content: Content
    version: str = ""
    media: Mapping[str, Any] | None = None

    @property
    def answerable(self) -> bool:
        """Whether players can answer it (a slide has no answer)."""
        return self.kind != "slide"


@dataclass(frozen=True, slots=True)
class Options:
    """The settings of a session (live.md and api.md give their meaning); times in ms."""

    scoring: str = "accuracy"
    guests: bool = False
    auto_advance: bool = False
    auto_reveal: bool = False
    close_when_all_answered: bool = True
    allow_change: bool = False
    late_join: bool = True
    streak: bool = False
    recovery_ms: Millis = 30_000
    lead_ms: Millis = 700
    prepare_cap_ms: Millis = 3_000
    names: str = "free"
    on_host_gone: str = "pause"
    rehearsal: bool = False
    teams: Mapping[str, Any] | None = None
    """`{names, mode}`; None: everyone plays alone."""
    starts_at_ms: Millis | None = None
    """When the first item is shown by itself, if a host is there or the session advances by itself."""
    catch_up_of: str | None = None
    """One person plays alone what they missed: it begins when they come."""
    anonymous: bool = False
    """Everybody gets a name by chance, and nobody learns whose it is; nothing goes into the gradebook."""
    hide_names: bool = False
    """Players and projectors see the board without names."""
    hide_results: bool = False
    """Players and projectors see neither the board nor how the answers fell; everyone sees their own points."""
    name_filter: str = "off"
    blocked_names: Sequence[str] = ()
    """Words that guests may not call themselves, where names are filtered."""

    @property
    def hidden(self) -> tuple[str, ...]:
        """What hosts alone may see: `names`, `results`."""
        wishes = {"names": self.hide_names, "results": self.hide_results}
        return tuple(name for name, hide in wishes.items() if hide)


def veil(hide: Sequence[str]) -> Body:
    """The mark in an event of what hosts alone may see of it; none where everyone may see all."""
    return {"_hide": list(hide)} if hide else {}


@dataclass(frozen=True, slots=True)
class Plan:
    """What will be played and how; frozen when the session is made."""

    items: tuple[Item, ...]
    options: Options = field(default_factory=Options)

    def index_of(self, item: str) -> int | None:
        """Position of an item by id."""
        return next((index for index, each in enumerate(self.items) if each.id == item), None)


@dataclass(frozen=True, slots=True)
class Run:
    """One showing of an item. Times are PostgreSQL's, in ms; `gaps` are pauses and outages after the opening."""

    id: str
    item: str
    index: int
    state: RunState
    prepared_at: Millis
    order: Mapping[str, Sequence[str]] = field(default_factory=dict)
    relabel: Mapping[str, str] = field(default_factory=dict)
    opens_at: Millis = 0
    closes_at: Millis = 0
    ends_at: Millis | None = None
    """The host closed it early: no window reaches beyond."""
    gaps: tuple[tuple[Millis, Millis], ...] = ()
    changed_at: Millis = 0
    offline: frozenset[str] = frozenset()
    """Participants who had not answered and whose line nobody heard when the run was closed."""
    pinned: str = ""
    """The digest of the answers that the last close or recovery named."""

    @property
    def show(self) -> Show:
        """How this run names and orders what belongs to the question."""
        return Show(order=self.order, relabel=self.relabel)

    @property
    def frozen_ms(self) -> Millis:
        """Time since the opening in which nothing ran."""
        return sum(end - start for start, end in self.gaps)

    @property
    def window_ms(self) -> Millis:
        """T of live.md §5 for someone without extra time."""
        return self.closes_at - self.opens_at - self.frozen_ms

    def window_end(self, factor: Fraction = Fraction(1)) -> Millis:
        """When the window of a person with this time factor ends, as far as known now."""
        # The usual window needs no fraction, which would cost some 5 µs for each answer.
        window = self.window_ms if factor == 1 else int(self.window_ms * factor)
        end = self.opens_at + window + self.frozen_ms
        return end if self.ends_at is None else min(end, self.ends_at)

    def elapsed_ms(self, tap: Millis) -> Millis:
        """Time from the opening to a tap, without pauses and outages; never below 0."""
        frozen = sum(max(0, min(tap, end) - start) for start, end in self.gaps)
        return max(0, tap - self.opens_at - frozen)


@dataclass(frozen=True, slots=True)
class Ask:
    """A question of a player to the host; once it is shown, the others may vote for it."""

    text: str
    shown: bool = False
    voters: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class State:
    """What decisions depend on. Made by `fold` alone, hence the same on every process."""

    phase: Phase = Phase.LOBBY
    run: Run | None = None
    index: int = -1
    paused_at: Millis | None = None
    pause_reason: str = ""
    locked: bool = False
    host: str = ""
    """The account that leads since a handover; empty: the owner."""
    keys: Mapping[str, Body] = field(default_factory=dict)
    """Item -> the question as it is stored, with the key that a host has given it since."""
    asks: Mapping[str, Ask] = field(default_factory=dict)

    @property
    def over(self) -> bool:
        """Whether no command can change anything any more."""
        return self.phase in {Phase.ENDED, Phase.FINALIZED}


def _prepared(state: State, d: Body, ts: Millis) -> State:
    run = Run(d["run"], d["item"], d["index"], RunState.PREPARE, ts, d["_order"], d["_relabel"], changed_at=ts)
    return replace(state, phase=Phase.PREPARE, run=run, index=d["index"])


def _changed(before: State, phase: Phase | None = None, /, **changes: Any) -> State:
    assert before.run is not None
    return replace(before, phase=phase or before.phase, run=replace(before.run, **changes))


def _opened(state: State, d: Body, ts: Millis) -> State:
    times = {"opens_at": d["opens_at"], "closes_at": d["closes_at"], "changed_at": ts}
    return _changed(state, Phase.OPEN, state=RunState.OPEN, **times)


def _closing(state: State, d: Body, ts: Millis) -> State:
    return _changed(state, state=RunState.CLOSING, ends_at=d["at"], changed_at=ts)


def _extended(state: State, d: Body, ts: Millis) -> State:
    assert state.run is not None
    gaps = state.run.gaps
    if d["reason"] == "recovery":
        gaps = (*gaps, (ts - d["by_ms"], ts))
    return _changed(state, closes_at=d["closes_at"], gaps=gaps)


def _closed(state: State, d: Body, ts: Millis) -> State:
    pin = {"pinned": d["digest"], "offline": frozenset(d.get("_offline", ()))}
    return _changed(state, Phase.CLOSED, state=RunState.CLOSED, changed_at=ts, **pin)


def _recovered(state: State, d: Body, _ts: Millis) -> State:
    if state.run is None or state.run.id != d["run"]:
        return state
    return _changed(state, pinned=d["digest"])


def _skipped(state: State, _d: Body, ts: Millis) -> State:
    return _changed(state, Phase.CLOSED, state=RunState.SKIPPED, changed_at=ts)


def _revealed(state: State, _d: Body, ts: Millis) -> State:
    return _changed(state, Phase.REVEALED, state=RunState.REVEALED, changed_at=ts)


def _board(state: State, _d: Body, _ts: Millis) -> State:
    return replace(state, phase=Phase.BOARD)


def _paused(state: State, d: Body, _ts: Millis) -> State:
    return replace(state, paused_at=d["at"], pause_reason=d["reason"])


def _resumed(state: State, d: Body, ts: Millis) -> State:
    paused_at, state = state.paused_at, replace(state, paused_at=None, pause_reason="")
    run = state.run
    if run is None or paused_at is None:
        return state
    if run.state is RunState.PREPARE:
        return _changed(state, prepared_at=run.prepared_at + ts - paused_at)
    if "closes_at" not in d:
        # What the session does next by itself is put off by the pause, too.
        return _changed(state, changed_at=run.changed_at + ts - paused_at)
    gaps = (*run.gaps, (paused_at, ts)) if d["opens_at"] == run.opens_at else run.gaps
    return _changed(state, opens_at=d["opens_at"], closes_at=d["closes_at"], gaps=gaps)


def _locked(state: State, d: Body, _ts: Millis) -> State:
    return replace(state, locked=d["locked"])


def _rekeyed(state: State, d: Body, _ts: Millis) -> State:
    return replace(state, keys={**state.keys, d["item"]: d["_content"]})


def _rescored(state: State, d: Body, ts: Millis) -> State:
    return _rekeyed(state, d["_rekeyed"], ts) if "_rekeyed" in d else state


def _asked(state: State, d: Body, _ts: Millis) -> State:
    return replace(state, asks={**state.asks, d["id"]: Ask(d["text"])})


def _ask(state: State, ask: str, **changes: Any) -> State:
    return replace(state, asks={**state.asks, ask: replace(state.asks[ask], **changes)})


def _voted(state: State, d: Body, _ts: Millis) -> State:
    one, voters = frozenset({d["_participant"]}), state.asks[d["id"]].voters
    return _ask(state, d["id"], voters=voters | one if d["_up"] else voters - one)


def _host(state: State, d: Body, _ts: Millis) -> State:
    return replace(state, host=d["user"])


def _ended(state: State, _d: Body, _ts: Millis) -> State:
    return replace(state, phase=Phase.ENDED, paused_at=None, pause_reason="")


def _finalized(state: State, _d: Body, _ts: Millis) -> State:
    return replace(state, phase=Phase.FINALIZED)


_FOLDS: Mapping[str, Callable[[State, Body, Millis], State]] = {
    "item.prepare": _prepared,
    "item.open": _opened,
    "item.closing": _closing,
    "item.extended": _extended,
    "item.closed": _closed,
    "item.recovered": _recovered,
    "item.skipped": _skipped,
    "item.revealed": _revealed,
    "board": _board,
    "session.paused": _paused,
    "session.resumed": _resumed,
    "item.rekeyed": _rekeyed,
    "item.rescored": _rescored,
    "session.locked": _locked,
    "host.changed": _host,
    "ask.added": _asked,
    "ask.shown": lambda state, d, _: _ask(state, d["id"], shown=True),
    "ask.hidden": lambda state, d, _: _ask(state, d["id"], shown=False),
    "ask.voted": _voted,
    "session.ended": _ended,
    "session.finalized": _finalized,
}


def fold(state: State, t: str, d: Body, ts: Millis) -> State:
    """The state after one event of the log. Events that decide nothing leave it as it is."""
    change = _FOLDS.get(t)
    return state if change is None else change(state, d, ts)
