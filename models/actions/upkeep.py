"""Deleting rows that have served their purpose."""

from datetime import datetime, timedelta

from models.tables.system import IdempotencyKey, UsedTicket

KEYS_KEPT = timedelta(hours=24)
TICKETS_KEPT = timedelta(hours=1)
"""A ticket lives for a minute; a used one is remembered a good deal longer."""


async def sweep_old_rows(now: datetime) -> int:
    """Delete old idempotency keys and used tickets; the number of rows that went."""
    keys = await IdempotencyKey.filter(created_at__lt=now - KEYS_KEPT).delete()
    return keys + await UsedTicket.filter(used_at__lt=now - TICKETS_KEPT).delete()
