"""What a close pins and a reveal shows, read under the lock of the run."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

import orjson
from tortoise.backends.base.client import BaseDBAsyncClient

from models.actions.live_beats import present_at
from models.queries.live import answers_of_run, seats_of
from realtime.board import board_of
from realtime.judging import judge, pin_of
from realtime.session import Board, CloseFacts, RevealFacts
from realtime.state import Millis, Options, Plan, Run


async def lock_run(tx: BaseDBAsyncClient, run: str) -> None:
    """Wait for answers in flight and let none in until the transaction ends."""
    await tx.execute_query("SELECT 1 FROM live_run WHERE id = $1 FOR UPDATE", [UUID(run)])


async def close_facts(tx: BaseDBAsyncClient, run: str) -> CloseFacts:
    """Number and digest of the answers that count."""
    await lock_run(tx, run)
    return pin_of(await answers_of_run(tx, run))


async def closing_facts(tx: BaseDBAsyncClient, session_id: UUID, run: str, now: Millis) -> CloseFacts:
    """The same at the close of a run, with those whose line no process heard and who have not answered."""
    pin = await close_facts(tx, run)
    answered = {row.participant for row in await answers_of_run(tx, run, counted=False)}
    present = await present_at(tx, session_id, now)
    seats = [str(seat.id) for seat in await seats_of(tx, session_id) if seat.state == "joined"]
    return replace(pin, offline=sorted(set(seats) - answered - present))


async def reveal_facts(tx: BaseDBAsyncClient, session_id: UUID, plan: Plan, run: Run) -> RevealFacts:
    """The right answer, how often each was given, and what everyone earned."""
    await lock_run(tx, run.id)
    answers = await answers_of_run(tx, run.id)
    seats = await seats_of(tx, session_id)
    history = await scored_before(tx, session_id)
    return judge(plan, run, answers, seats, history)


async def board_facts(
    tx: BaseDBAsyncClient, session_id: UUID, options: Options, lines: Sequence[Mapping[str, Any]] | None = None
) -> Board:
    """The board after these lines of an `item.scored`, else after the last ones."""
    if lines is None:
        history = await scored_before(tx, session_id)
        lines = history[-1]["scored"] if history else []
    return board_of(lines, await seats_of(tx, session_id), options)


async def scored_before(tx: BaseDBAsyncClient, session_id: UUID) -> list[dict[str, Any]]:
    """Every `item.scored` so far with the item it was about, oldest first: `{run, item, scored}`."""
    rows = await tx.execute_query_dict(
        """SELECT e.d, r.item_id::text AS item FROM live_event e JOIN live_run r ON r.id = (e.d->>'run')::uuid
           WHERE e.session_id = $1 AND e.t = 'item.scored' ORDER BY e.s""",
        [session_id],
    )
    return [{**orjson.loads(row["d"]), "item": row["item"]} for row in rows]


async def run_state(tx: BaseDBAsyncClient, session_id: UUID, run: str) -> str | None:
    """The state of a run's row under its lock (a grace shows as `open`); None when it is none of this session's."""
    rows = await tx.execute_query_dict(
        "SELECT state FROM live_run WHERE id = $1 AND session_id = $2 FOR UPDATE", [UUID(run), session_id]
    )
    return rows[0]["state"] if rows else None
