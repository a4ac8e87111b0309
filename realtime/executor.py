"""One command on one live session: lock, catch up, decide, append, commit. Any process may do it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.transactions import in_transaction

from models.actions.live_log import append, lock_log, read_log
from models.live_log import LogEntry
from realtime.clock import ServerClock
from realtime.session import Append, Command, Effect, Noop, step
from realtime.state import Body, Millis, Plan, RunState, State, fold

Asked = Command | list[Append | Noop]
"""A command for the state machine, or events that change no state of its own (the roster's)."""
Build = Callable[[BaseDBAsyncClient, State, Millis], Awaitable[Asked | None]]
"""Makes the command inside the transaction, where facts can be read under the lock; None: nothing to do."""


MOVES_RUN = frozenset(
    {
        *("item.open", "item.closing", "item.extended", "item.closed", "item.skipped", "item.revealed"),
        "session.resumed",
    }
)
"""Events that change the current run's row; what corrects an earlier run is not among them."""


@dataclass(frozen=True, slots=True)
class Known:
    """How far a process has followed a log, and the state there."""

    s: int
    state: State
    ts: Millis = 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command brought: entries that this process had not seen (its own last), and the effects."""

    entries: tuple[LogEntry, ...]
    effects: tuple[Effect, ...]


async def execute(clock: ServerClock, plan: Plan, session_id: UUID, known: Known, build: Build) -> Outcome:
    """Decide and write one command. Raises LookupError when the session is gone."""
    async with in_transaction() as tx:
        log = await lock_log(tx, session_id)
        if log is None:
            raise LookupError(session_id)
        missed = await read_log(tx, session_id, known.s) if log.head > known.s else []
        state = known.state
        for entry in missed:
            state = fold(state, entry.t, entry.d, entry.ts)
        # Clocks of processes differ by a little, but time never runs backwards in a log.
        now = max(clock.now(), missed[-1].ts if missed else known.ts)
        command = await build(tx, state, now)
        if command is None:
            return Outcome(tuple(missed), ())
        effects = command if isinstance(command, list) else step(plan, state, command, now)[1]
        events = [(effect.t, effect.d) for effect in effects if isinstance(effect, Append)]
        await write_runs(tx, session_id, state, events, now)
        entries = await append(tx, log, events, now)
    return Outcome((*missed, *entries), tuple(effects))


async def write_runs(
    tx: BaseDBAsyncClient, session_id: UUID, state: State, events: list[tuple[str, Body]], now: Millis
) -> None:
    """Keep the run's row in step with the log: answers are accepted against it."""
    for t, d in events:
        state = fold(state, t, d, now)
        if t == "item.prepare":
            await _insert_run(tx, session_id, d)
        elif state.run is not None and t in MOVES_RUN:
            await tx.execute_query(
                "UPDATE live_run SET state = $2, opens_at_ms = $3, ends_at_ms = $4, closed_at_ms = $5 WHERE id = $1",
                [
                    UUID(state.run.id),
                    "open" if state.run.state is RunState.CLOSING else state.run.state.value,
                    state.run.opens_at,
                    state.run.window_end(),
                    now if state.run.state is RunState.CLOSED else None,
                ],
            )


async def _insert_run(tx: BaseDBAsyncClient, session_id: UUID, d: dict[str, Any]) -> None:
    await tx.execute_query(
        """INSERT INTO live_run (id, session_id, item_id, number, state, labels)
           SELECT $1, $2, $3, count(*) + 1, 'prepare', '{}' FROM live_run WHERE session_id = $2""",
        [UUID(d["run"]), session_id, UUID(d["item"])],
    )
