"""Shape of the address of a calendar feed."""

from datetime import datetime
from typing import Self

from models.tables.calendar import CalendarFeed
from server.endpoint import Out


class CalendarTokenOut(Out):
    """The secret address of one's calendar feed; whoever has it reads the feed."""

    token: str
    url: str
    created_at: datetime

    @classmethod
    def of(cls, row: CalendarFeed, token: str, origin: str) -> Self:
        """From the row and the token that it only holds a hash of."""
        return cls(token=token, url=f"{origin}/api/v1/calendar/{token}", created_at=row.created_at)
