"""Commands that nobody gives: what a timer, a full house or a late commit asks of a session.

Each is a `Build`: it looks at the state under the lock and makes the command, or finds nothing to do.
"""

from collections.abc import Callable
from typing import Final
from uuid import UUID

from tortoise.backends.base.client import BaseDBAsyncClient

from models.actions.live_beats import Beat, last_heard, write_beats
from models.queries.live import answers_of_run
from realtime.executor import Asked, Build
from realtime.facts import board_facts, close_facts, closing_facts, reveal_facts
from realtime.plans import draw_labels, keyed
from realtime.session import Append, Close, Command, End, Open, Outage, Pause, Recovered, Resume, Reveal, Show, TimeUp
from realtime.state import Millis, Phase, Plan, Run, RunState, State
from realtime.timetable import due

LatestEnd = Callable[[State], Millis]
OUTAGE_MS: Final = 3_000
"""Silence of every process for so long means that nobody served the run."""


def next_step(
    plan: Plan,
    session_id: UUID,
    process_id: UUID | None = None,
    latest_end: LatestEnd = lambda _: 0,
    *,
    attended: bool = False,
) -> Build:
    """What is due now by the clock alone; safe on every process at once.

    With `process_id`, a run that nobody served for a while gets the time back before it is closed. `latest_end` says
    when the last window of those who are there ends, `attended` whether whoever may begin the session is there.
    """

    async def build(tx: BaseDBAsyncClient, state: State, now: Millis) -> Command | None:
        run, last = state.run, latest_end(state)
        missing = run is not None and await _somebody_is_missing(tx, run)
        at = due(plan, state, last, missing=missing, attended=attended)
        if at is None or now < at:
            return None
        if run is None:
            return Show(draw_labels)
        outage = None if process_id is None else await _outage(tx, session_id, process_id, state, now)
        return outage or await _due_of_run(tx, session_id, plan, state, run, last, now)

    return build


async def _due_of_run(
    tx: BaseDBAsyncClient, session_id: UUID, plan: Plan, state: State, run: Run, last: Millis, now: Millis
) -> Command:
    if run.state is RunState.PREPARE:
        return Open(run.id)
    if run.state in {RunState.OPEN, RunState.CLOSING}:
        return TimeUp(run.id, await closing_facts(tx, session_id, run.id, now), last)
    if run.state is RunState.CLOSED:
        return Reveal(await reveal_facts(tx, session_id, keyed(plan, state), run), run.id)
    return await _advance(tx, session_id, plan, state)


async def _somebody_is_missing(tx: BaseDBAsyncClient, run: Run) -> bool:
    if run.state is not RunState.CLOSED or not run.offline:
        return False
    answered = {row.participant for row in await answers_of_run(tx, run.id, counted=False)}
    return not run.offline <= answered


async def _advance(tx: BaseDBAsyncClient, session_id: UUID, plan: Plan, state: State) -> Command:
    if state.index + 1 < len(plan.items):
        return Show(draw_labels)
    return await end(tx, session_id, plan, state)


async def end(tx: BaseDBAsyncClient, session_id: UUID, plan: Plan, state: State) -> End:
    """The end of a session, with what an open item still needs: no acknowledged answer is dropped."""
    run = state.run
    if run is None:
        return End()
    if run.state not in {RunState.OPEN, RunState.CLOSING, RunState.CLOSED}:
        return End(board=await board_facts(tx, session_id, plan.options))
    close = None if run.state is RunState.CLOSED else await close_facts(tx, run.id)
    reveal = await reveal_facts(tx, session_id, keyed(plan, state), run)
    return End(close, reveal, await board_facts(tx, session_id, plan.options, reveal.scored))


def open_now(run: str) -> Build:
    """Everyone has the stem on the screen."""

    async def build(_tx: BaseDBAsyncClient, state: State, _now: Millis) -> Command | None:
        return Open(run) if state.phase is Phase.PREPARE else None

    return build


def close_now(run: str) -> Build:
    """Everyone who is there has answered."""

    async def build(_tx: BaseDBAsyncClient, _state: State, _now: Millis) -> Command:
        return Close(run)

    return build


def pin_again(run: str) -> Build:
    """Answers that were in time came after the close: the pin must name them."""

    async def build(tx: BaseDBAsyncClient, _state: State, _now: Millis) -> Command:
        return Recovered(run, await close_facts(tx, run))

    return build


def give_back(session_id: UUID, process_id: UUID) -> Build:
    """Time in which no process served an open run is given back, once: the first to come beats under the lock."""

    async def build(tx: BaseDBAsyncClient, state: State, now: Millis) -> Command | None:
        return await _outage(tx, session_id, process_id, state, now)

    return build


async def _outage(
    tx: BaseDBAsyncClient, session_id: UUID, process_id: UUID, state: State, now: Millis
) -> Outage | None:
    run = state.run
    if run is None or run.state is not RunState.OPEN or state.paused_at is not None:
        return None
    at_ms, present = await last_heard(tx, session_id) or (0, [])
    last = max(at_ms, run.changed_at)
    if now - last <= OUTAGE_MS:
        return None
    await write_beats(tx, process_id, [Beat(session_id, now, [], 0)])
    return Outage(run.id, last, present)


HOST_AWAY_MS: Final = 10_000
HOST_GONE: Final = "host_gone"
"""The reason of a pause that ends by itself when a host is back."""


def pause_for_host() -> Build:
    """The host has been away for a while."""

    async def build(_tx: BaseDBAsyncClient, state: State, _now: Millis) -> Command | None:
        return None if state.over or state.phase is Phase.LOBBY else Pause(HOST_GONE)

    return build


def resume_for_host() -> Build:
    """A host is back: end the pause that was for want of one, no other."""

    async def build(_tx: BaseDBAsyncClient, state: State, _now: Millis) -> Command | None:
        return Resume() if state.paused_at is not None and state.pause_reason == HOST_GONE else None

    return build


def hand_over(owner: str, away: str, to: str) -> Build:
    """The leading account has been away for a while, and another member of the staff is there."""

    async def build(_tx: BaseDBAsyncClient, state: State, _now: Millis) -> Asked | None:
        leads_still = not state.over and (state.host or owner) == away
        return [Append("host.changed", {"user": to})] if leads_still else None

    return build
