"""Noting what the record store has taken."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from models.tables.lti import XapiSent

KEPT: Final = timedelta(days=30)
"""Longer than models.queries.xapi looks back, so that nothing is told twice."""


async def note_told(ids: Sequence[UUID], now: datetime) -> None:
    """Note what the record store has taken; a second time changes nothing. Old notes go."""
    await XapiSent.bulk_create([XapiSent(id=each, at=now) for each in ids], ignore_conflicts=True)
    await XapiSent.filter(at__lt=now - KEPT).delete()
