"""Taking a person's names out of the logs of live sessions; the chain of hashes is made anew."""

from collections.abc import Collection
from itertools import groupby
from typing import Any
from uuid import UUID

import orjson
from tortoise.backends.base.client import BaseDBAsyncClient

from models.actions.live_log import lock_log, read_log
from models.live_log import GENESIS, LogEntry, chain
from models.rules.personal import ERASED


async def unname_logs(tx: BaseDBAsyncClient, user_id: UUID) -> None:
    """Put `ERASED` where a person's name stands in the logs of sessions they played in, within `tx`."""
    seats = await tx.execute_query_dict(
        "SELECT id, session_id FROM live_participant WHERE user_id = $1 ORDER BY session_id", [user_id]
    )
    for session_id, own in groupby(seats, key=lambda seat: seat["session_id"]):
        await _rewrite(tx, session_id, {str(seat["id"]) for seat in own})


async def _rewrite(tx: BaseDBAsyncClient, session_id: UUID, seats: Collection[str]) -> None:
    if await lock_log(tx, session_id) is None:
        return
    changed: list[LogEntry] = []
    previous = GENESIS
    for entry in await read_log(tx, session_id, 0):
        anew = chain(previous, entry.s, entry.t, entry.ts, unnamed(entry.d, seats))
        if anew.h != entry.h:
            changed.append(anew)
        previous = anew.h
    if changed:
        await _store(tx, session_id, changed)


async def _store(tx: BaseDBAsyncClient, session_id: UUID, changed: list[LogEntry]) -> None:
    bodies = [orjson.dumps(entry.d).decode() for entry in changed]
    _ = await tx.execute_query(
        "UPDATE live_event e SET d = n.d, h = n.h FROM unnest($2::int[], $3::jsonb[], $4::bytea[]) AS n(s, d, h) "
        "WHERE e.session_id = $1 AND e.s = n.s",
        [session_id, [entry.s for entry in changed], bodies, [entry.h for entry in changed]],
    )
    _ = await tx.execute_query("UPDATE live_session SET digest = $2 WHERE id = $1", [session_id, changed[-1].h])


def unnamed(value: Any, seats: Collection[str]) -> Any:
    """The value with `ERASED` for `name` in every object whose `participant` is one of the seats."""
    if isinstance(value, dict):
        found = {key: unnamed(each, seats) for key, each in value.items()}
        return found | {"name": ERASED} if "name" in found and found.get("participant") in seats else found
    return [unnamed(each, seats) for each in value] if isinstance(value, list) else value
