"""Shapes of news and of what people want to hear."""

from datetime import datetime
from typing import Any, Self
from uuid import UUID

from pydantic import Field

from models.rules.notices import Channel, Choice, Notice
from models.tables.notifications import Notification
from server.endpoint import In, Out, PageQuery


class NotificationQuery(PageQuery):
    """Which news."""

    unread: bool = Field(default=False, description="Only those that were not read.")


class NotificationOut(Out):
    """One piece of news; `title` is in the reader's language."""

    id: UUID
    kind: str
    title: str
    data: dict[str, Any]
    url: str
    created_at: datetime
    read_at: datetime | None

    @classmethod
    def of(cls, row: Notification, title: str) -> Self:
        """From the row."""
        return cls(
            id=row.id,
            kind=row.kind,
            title=title,
            data=row.data,
            url=row.url,
            created_at=row.created_at,
            read_at=row.read_at,
        )


class PreferenceOut(Out):
    """Whether a kind of news comes by a channel; `fixed` ones are not for choosing."""

    kind: Notice
    channel: Channel
    wanted: bool
    fixed: bool

    @classmethod
    def of(cls, choice: Choice) -> Self:
        """From the rule's answer."""
        return cls(kind=choice.kind, channel=choice.channel, wanted=choice.wanted, fixed=choice.fixed)


class PreferencesOut(Out):
    """Every choice there is."""

    preferences: list[PreferenceOut]


class PreferenceIn(In):
    """One choice."""

    kind: Notice = Field(strict=False)
    channel: Channel = Field(strict=False)
    wanted: bool


class PreferencesIn(In):
    """Choices; those that are left out stay as they are."""

    preferences: list[PreferenceIn] = Field(max_length=100)
