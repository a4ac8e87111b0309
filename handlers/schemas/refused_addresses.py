"""Shape of an address that a mail server refused."""

from datetime import datetime
from typing import Self
from uuid import UUID

from models.tables.notifications import RefusedAddress
from server.endpoint import Out


class RefusedAddressOut(Out):
    """A person whom no mail reaches; `current` says whether it is still their address."""

    user_id: UUID
    full_name: str
    email: str
    current: bool
    reason: str
    refused_at: datetime

    @classmethod
    def of(cls, row: RefusedAddress) -> Self:
        """From the row with its person."""
        return cls(
            user_id=row.user_id,
            full_name=row.user.full_name,
            email=row.email_key,
            current=row.user.email_key == row.email_key,
            reason=row.reason,
            refused_at=row.refused_at,
        )
