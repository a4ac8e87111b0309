"""Keeping the logs of the channels as short as live.md §2 says."""

from datetime import datetime, timedelta
from typing import Final

from tortoise.connection import get_connection

from models.feed_log import HISTORIES
from models.queries.feeds import number

WAITED: Final = timedelta(hours=1)
BATCH: Final = 1_000

_UNHEARD = "SELECT DISTINCT key FROM channel_event WHERE s IS NULL AND at < $1 LIMIT $2"
_PRUNE = """
DELETE FROM channel_event e USING channel_head h
WHERE h.key = e.key AND starts_with(e.key, $1) AND e.s IS NOT NULL AND (e.at < $2 OR e.s <= h.s - $3::int)
"""


async def sweep_feeds(now: datetime) -> int:
    """Delete entries that are too old or too many; the number of entries.

    What nobody listened to gets its position first: who comes back must see that there is a gap.
    """
    db = get_connection("default")
    for row in await db.execute_query_dict(_UNHEARD, [now - WAITED, BATCH]):
        _ = await number(row["key"])
    gone = 0
    for prefix, history in HISTORIES.items():
        count, _ = await db.execute_query(_PRUNE, [prefix, now - history.kept, history.most])
        gone += count
    return gone
