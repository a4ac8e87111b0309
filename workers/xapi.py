"""Statements to the record store, where one is set: in batches, the oldest first, until nothing is owed."""

from typing import Any, Final

import structlog

from models.actions.xapi import note_told
from models.queries.xapi import owed
from models.rules.xapi import statement
from server.clock import Clock, utc_now
from server.outgoing.client import open_outgoing
from server.settings import Settings
from server.xapi.store import ANYWHERE, Store, StoreAway

BATCH: Final = 100
_log = structlog.get_logger(__name__)


async def tell_record_store(ctx: dict[str, Any]) -> int:
    """Send what is owed; how many statements. Safe to run twice and at once: a statement's id never changes."""
    settings: Settings = ctx["settings"]
    return await tell(settings, utc_now) if settings.xapi_endpoint else 0


async def tell(settings: Settings, clock: Clock) -> int:
    """The same with these settings; what could not be sent now is owed the next time."""
    told, full = 0, True
    async with open_outgoing(ANYWHERE) as outgoing:
        store = Store(outgoing, settings)
        while full:
            facts = await owed(clock(), limit=BATCH)
            if not facts:
                break
            try:
                await store.put([statement(fact, settings.origin) for fact in facts])
            except StoreAway as error:
                _log.warning("xapi_waits", error=str(error))
                break
            await note_told([fact.id for fact in facts], clock())
            told, full = told + len(facts), len(facts) == BATCH
    return told
