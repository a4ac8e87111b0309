"""The live session as a pure state machine: step(plan, state, command, now) -> state, effects.

Nothing here reads a clock, draws a random number or touches the outside; what a command needs to know
(ids, shuffles, counts, marks) travels inside it. An effect says what must be written to the log, or why not.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from realtime.state import (
    GRACE_MS,
    Body,
    Item,
    Millis,
    Phase,
    Plan,
    Run,
    RunState,
    State,
    fold,
    veil,
)


@dataclass(frozen=True, slots=True)
class Labels:
    """What a new showing draws by chance: its id, the order of each list, and opaque ids for one run."""

    run: str
    order: Mapping[str, Sequence[str]] = field(default_factory=dict)
    relabel: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CloseFacts:
    """The answers of a run as they stand under its lock: how many count, their digest (hex), and whose line is lost."""

    answers: int
    digest: str
    offline: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class RevealFacts:
    """What a reveal shows and what everyone earned; `pin` are the answers that it was made from."""

    pin: CloseFacts
    correct: Mapping[str, Any]
    distribution: Sequence[Mapping[str, Any]]
    scored: Sequence[Mapping[str, Any]]
    confidence: Sequence[Mapping[str, Any]] = ()
    """How sure people were, where they said so; for hosts."""
    hide: Sequence[str] = ()
    """What hosts alone may see of it (`Options.hidden`)."""


@dataclass(frozen=True, slots=True)
class Show:
    """Prepare an item: the one named, else the one after the last shown. `draw` makes the labels of a new run."""

    draw: Callable[[Item], Labels]
    item: str | None = None


@dataclass(frozen=True, slots=True)
class Open:
    """Let the answers begin, `lead_ms` from now. `run` is set by timers, so that they cannot hit a later run."""

    run: str | None = None


@dataclass(frozen=True, slots=True)
class Close:
    """End the windows now; the grace begins."""

    run: str | None = None


@dataclass(frozen=True, slots=True)
class TimeUp:
    """The grace of a run is over: pin the answers."""

    run: str
    facts: CloseFacts
    latest_end: Millis
    """When the window of the last person who may still answer ends."""


@dataclass(frozen=True, slots=True)
class Recovered:
    """Answers that were in time reached the database after the close: pin them anew."""

    run: str
    facts: CloseFacts


@dataclass(frozen=True, slots=True)
class Reveal:
    """Show the answer and the points."""

    facts: RevealFacts | None
    run: str | None = None


@dataclass(frozen=True, slots=True)
class Board:
    """Show the best, and the teams where there are some."""

    top: Sequence[Mapping[str, Any]]
    of: int
    teams: Sequence[Mapping[str, Any]] | None = None
    hide: Sequence[str] = ()

    def body(self) -> Body:
        """As the log keeps it."""
        teams = {} if self.teams is None else {"teams": list(self.teams)}
        return {"top": list(self.top), "of": self.of, **teams, **veil(self.hide)}


@dataclass(frozen=True, slots=True)
class Skip:
    """Drop the item without points."""


@dataclass(frozen=True, slots=True)
class Pause:
    """Freeze the time."""

    reason: str = "host"


@dataclass(frozen=True, slots=True)
class Resume:
    """Let the time run again."""


@dataclass(frozen=True, slots=True)
class Extend:
    """Give everyone more time."""

    by_ms: Millis


@dataclass(frozen=True, slots=True)
class Outage:
    """Nobody served this run since `last_beat`: give the lost time back. `present` were on a line then."""

    run: str
    last_beat: Millis
    present: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Lock:
    """Close or open the door for newcomers."""

    locked: bool


@dataclass(frozen=True, slots=True)
class End:
    """End the session; what is open is closed and counted first, and a board that is not shown yet comes last."""

    close: CloseFacts | None = None
    reveal: RevealFacts | None = None
    board: Board | None = None


@dataclass(frozen=True, slots=True)
class Finalized:
    """The results are in the gradebook."""


Finishing = Close | TimeUp | Skip | Recovered | Outage
Advancing = Show | Open | Reveal | Board | Extend
During = Lock | Pause | Resume | Finishing | Advancing
Command = During | End | Finalized


@dataclass(frozen=True, slots=True)
class Append:
    """Write this event to the log."""

    t: str
    d: Body


@dataclass(frozen=True, slots=True)
class Noop:
    """What was asked for holds already."""


@dataclass(frozen=True, slots=True)
class Stale:
    """The command does not fit the state; `last` says that there is no item after this one."""

    phase: Phase
    last: bool = False


Effect = Append | Noop | Stale


def step(plan: Plan, state: State, command: Command, now: Millis) -> tuple[State, list[Effect]]:
    """The next state, and what must be written or answered. Stale commands change nothing."""
    effects = _decide(plan, state, command, now)
    for effect in effects:
        if isinstance(effect, Append):
            state = fold(state, effect.t, effect.d, now)
    return state, effects


def _decide(plan: Plan, state: State, command: Command, now: Millis) -> list[Effect]:
    match command:
        case Finalized():
            fits = state.phase is Phase.ENDED
            return [Append("session.finalized", {})] if fits else _held(state, Phase.FINALIZED)
        case End():
            return [Noop()] if state.over else _end(state, command)
        case _:
            return [Stale(state.phase)] if state.over else _during(plan, state, command, now)


def _during(plan: Plan, state: State, command: During, now: Millis) -> list[Effect]:
    match command:
        case Lock(locked):
            return [Noop()] if state.locked is locked else [Append("session.locked", {"locked": locked})]
        case Pause(reason):
            return _pause(state, reason, now)
        case Resume():
            return _resume(state, now)
        case Close() | TimeUp() | Skip() | Recovered() | Outage():
            return _finish(state, command, now)
        case _:
            return [Stale(state.phase)] if state.paused_at is not None else _advance(plan, state, command, now)


def _held(state: State, *phases: Phase) -> list[Effect]:
    return [Noop()] if state.phase in phases else [Stale(state.phase)]


def _advance(plan: Plan, state: State, command: Advancing, now: Millis) -> list[Effect]:
    match command:
        case Show():
            return _show(plan, state, command)
        case Open(run):
            return _open(plan, state, run, now)
        case Reveal(facts, run):
            return _reveal(state, facts, run)
        case Board():
            return [Append("board", command.body())] if state.phase is Phase.REVEALED else _held(state, Phase.BOARD)
        case _:
            return _extend(state, command.by_ms)


def _show(plan: Plan, state: State, command: Show) -> list[Effect]:
    index = state.index + 1 if command.item is None else plan.index_of(command.item)
    if state.phase is Phase.PREPARE and (command.item is None or index == state.index):
        return [Noop()]
    if state.phase in {Phase.PREPARE, Phase.OPEN} or index is None:
        return [Stale(state.phase)]
    if index >= len(plan.items):
        return [Stale(state.phase, last=True)]
    item, labels = plan.items[index], command.draw(plan.items[index])
    body = _body(plan, labels.run, item, index) | {"_order": labels.order, "_relabel": labels.relabel}
    return [Append("item.prepare", body)]


def _body(plan: Plan, run: str, item: Item, index: int) -> Body:
    media = {"media": item.media} if item.media else {}
    head = {"run": run, "item": item.id, "index": index, "of": len(plan.items), "kind": item.kind}
    return {**head, "stem": item.stem, **media, "points": item.points}


def _open(plan: Plan, state: State, run: str | None, now: Millis) -> list[Effect]:
    if state.phase is not Phase.PREPARE or state.run is None or run not in {None, state.run.id}:
        return _held(state, Phase.OPEN)
    item, opens_at = plan.items[state.run.index], now + plan.options.lead_ms
    times = {"opens_at": opens_at, "closes_at": opens_at + item.seconds * 1000}
    body = _body(plan, state.run.id, item, state.run.index)
    return [Append("item.open", {**body, **times, **item.content.public(state.run.show)})]


def _extend(state: State, by_ms: Millis) -> list[Effect]:
    if state.run is None or state.run.state is not RunState.OPEN:
        return [Stale(state.phase)]
    body = {"run": state.run.id, "by_ms": by_ms, "closes_at": state.run.closes_at + by_ms, "reason": "host"}
    return [Append("item.extended", body)]


def _finish(state: State, command: Finishing, now: Millis) -> list[Effect]:
    run = state.run
    if run is None:
        return [Stale(state.phase)]
    match command:
        case Close(only):
            return _close(state, run, only, now)
        case TimeUp(only, facts, latest_end):
            ended = now >= max(run.window_end(), 0 if run.ends_at is not None else latest_end) + GRACE_MS
            running = run.state in {RunState.OPEN, RunState.CLOSING} and run.id == only
            frozen = state.paused_at is not None and run.state is RunState.OPEN
            return [_closed(run, facts)] if running and ended and not frozen else [Noop()]
        case Recovered(only, facts):
            fits = run.id == only and run.state is RunState.CLOSED and facts.digest != run.pinned
            return [_pin(run, facts)] if fits else [Noop()]
        case Outage():
            return _give_back(state, run, command, now)
        case _:
            return _skip(state, run)


def _close(state: State, run: Run, only: str | None, now: Millis) -> list[Effect]:
    if run.state is not RunState.OPEN or only not in {None, run.id}:
        return [Noop()] if run.state is RunState.CLOSING else _held(state, Phase.CLOSED)
    moment = now if state.paused_at is None else state.paused_at
    return [Append("item.closing", {"run": run.id, "at": moment})]


def _closed(run: Run, facts: CloseFacts) -> Append:
    body = {"run": run.id, "answers": facts.answers, "digest": facts.digest}
    return Append("item.closed", {**body, "_offline": list(facts.offline)})


def _pin(run: Run, facts: CloseFacts) -> Append:
    return Append("item.recovered", {"run": run.id, "answers": facts.answers, "digest": facts.digest})


def _give_back(state: State, run: Run, outage: Outage, now: Millis) -> list[Effect]:
    # What an earlier pause or outage has frozen is given back once only.
    by_ms = now - max(outage.last_beat, run.opens_at, *(end for _, end in run.gaps))
    if run.id != outage.run or run.state is not RunState.OPEN or state.paused_at is not None or by_ms <= 0:
        return [Noop()]
    body = {"run": run.id, "by_ms": by_ms, "closes_at": run.closes_at + by_ms, "reason": "recovery"}
    return [Append("item.extended", {**body, "_present": list(outage.present)})]


def _skip(state: State, run: Run) -> list[Effect]:
    if run.state is RunState.SKIPPED and state.phase is Phase.CLOSED:
        return [Noop()]
    fits = state.phase in {Phase.PREPARE, Phase.OPEN, Phase.CLOSED}
    return [Append("item.skipped", {"run": run.id})] if fits else [Stale(state.phase)]


def _reveal(state: State, facts: RevealFacts | None, only: str | None) -> list[Effect]:
    run = state.run
    if run is None or run.state is not RunState.CLOSED or facts is None or only not in {None, run.id}:
        return _held(state, Phase.REVEALED)
    return _revealed(run, facts)


def _revealed(run: Run, facts: RevealFacts) -> list[Effect]:
    # An answer that was in time may have been committed after the pin, by a process that died before it could say so.
    again = [] if facts.pin.digest == run.pinned else [_pin(run, facts.pin)]
    shown = {"run": run.id, "correct": dict(facts.correct), "distribution": list(facts.distribution)}
    sure = {**({"confidence": list(facts.confidence)} if facts.confidence else {}), **veil(facts.hide)}
    scored = {"run": run.id, "scored": list(facts.scored)}
    return [*again, Append("item.revealed", shown | sure), Append("item.scored", scored)]


def _pause(state: State, reason: str, now: Millis) -> list[Effect]:
    if state.paused_at is not None:
        return [Noop()]
    return [Append("session.paused", {"at": now, "reason": reason})]


def _resume(state: State, now: Millis) -> list[Effect]:
    if state.paused_at is None:
        return [Noop()]
    run, shift = state.run, now - state.paused_at
    if run is None or run.state is not RunState.OPEN:
        return [Append("session.resumed", {})]
    opens_at = run.opens_at + (shift if run.opens_at > state.paused_at else 0)
    times = {"run": run.id, "opens_at": opens_at, "closes_at": run.closes_at + shift}
    return [Append("session.resumed", times)]


def _end(state: State, command: End) -> list[Effect]:
    effects: list[Effect] = []
    if state.run is not None and state.run.state is RunState.PREPARE:
        effects.append(Append("item.skipped", {"run": state.run.id}))
    if state.run is not None and state.run.state in {RunState.OPEN, RunState.CLOSING} and command.close is not None:
        effects.append(_closed(state.run, command.close))
        state = replace(state, run=replace(state.run, state=RunState.CLOSED, pinned=command.close.digest))
    if state.run is not None and state.run.state is RunState.CLOSED and command.reveal is not None:
        effects.extend(_revealed(state.run, command.reveal))
    if command.board is not None and command.board.top and state.phase is not Phase.BOARD:
        effects.append(Append("board", command.board.body()))
    return [*effects, Append("session.ended", {})]
