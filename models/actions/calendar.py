"""Calendar feeds: their secret address, and the memory of what they have told."""

from datetime import datetime
from uuid import UUID

from tortoise.transactions import in_transaction

from models.ids import new_id
from models.queries.calendar import dates_of, entries_of
from models.rules.calendar import Entry, is_shown, retold
from models.tables.calendar import CalendarEntry, CalendarFeed
from models.tables.users import User


async def renew_feed(user_id: UUID, feed_id: UUID, token_hash: bytes, *, now: datetime) -> CalendarFeed:
    """Give a person's feed a new address; the old one is worth nothing from now on."""
    async with in_transaction():
        _ = await User.filter(id=user_id).select_for_update().get()
        _ = await CalendarFeed.filter(user_id=user_id).delete()
        return await CalendarFeed.create(id=feed_id, user_id=user_id, token_hash=token_hash, created_at=now)


async def tell(feed: CalendarFeed, *, now: datetime) -> list[Entry]:
    """What the feed says now, in the order of the dates; whatever changed since it was read last is remembered.

    The feed's row is locked, so that two readers at once tell the same numbers.
    """
    async with in_transaction():
        _ = await CalendarFeed.filter(id=feed.id).select_for_update().first()
        known = await entries_of(feed.user_id)
        changed = {entry.date.key: entry for entry in retold(known, await dates_of(feed.user_id, now), now)}
        await _remember(feed.user_id, list(changed.values()))
    entries = [entry for entry in {**known, **changed}.values() if is_shown(entry, now)]
    return sorted(entries, key=lambda entry: (entry.date.starts_at, entry.date.key))


async def _remember(user_id: UUID, entries: list[Entry]) -> None:
    rows = [
        CalendarEntry(
            id=new_id(),
            user_id=user_id,
            key=entry.date.key,
            starts_at=entry.date.starts_at,
            facts=dict(entry.date.facts),
            sequence=entry.sequence,
            changed_at=entry.changed_at,
            cancelled_at=entry.cancelled_at,
        )
        for entry in entries
    ]
    told = ["starts_at", "facts", "sequence", "changed_at", "cancelled_at"]
    if rows:
        await CalendarEntry.bulk_create(rows, on_conflict=["user_id", "key"], update_fields=told)
