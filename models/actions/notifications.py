"""Telling people: news are rows at once, and mails after the commit; what somebody does not want is neither."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.connection import get_connection
from tortoise.transactions import in_transaction

from models.actions.outbox import order_work
from models.ids import new_id
from models.refusals import NotFit, NotThere
from models.rules.notices import DAY_HOURS, MAIL_ONLY, Channel, Notice, may_choose, wants
from models.tables.notifications import DigestEntry, Notification, NotificationPreference, SentMail

NOTICE_MAIL = "mail.notice"

Said = Mapping[tuple[str, str], bool]

_REMEMBER_MAIL = """
INSERT INTO sent_mail (id, user_id, template, message_id, counted, sent_at) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (id) DO NOTHING
"""
_CHOOSE = """
INSERT INTO notification_preference (id, user_id, kind, channel, wanted) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (user_id, kind, channel) DO UPDATE SET wanted = excluded.wanted
"""


@dataclass(frozen=True, slots=True)
class News:
    """What happened: its kind, what fills its texts, and the path of the page about it.

    `key` makes it happen once, however often it is told.
    """

    kind: Notice
    data: Mapping[str, Any]
    path: str = ""
    key: str = ""


async def notify(tx: BaseDBAsyncClient | None, user_id: UUID, news: News, now: datetime) -> None:
    """Tell one person within `tx`, by the ways they want."""
    said = await said_by(user_id)
    if news.kind not in MAIL_ONLY and wants(news.kind, Channel.APP, said):
        _ = await Notification.create(
            using_db=tx, user_id=user_id, kind=news.kind.value, data=dict(news.data), url=news.path, created_at=now
        )
    if wants(news.kind, Channel.MAIL, said):
        payload = {"user_id": user_id, "kind": news.kind.value, "data": dict(news.data), "path": news.path}
        key = f"notice:{user_id}:{news.kind}:{news.key}" if news.key else None
        _ = await order_work(tx, NOTICE_MAIL, payload, now=now, key=key)


async def notify_all(tx: BaseDBAsyncClient | None, user_ids: Iterable[UUID], news: News, now: datetime) -> None:
    """Tell several people."""
    for user_id in user_ids:
        await notify(tx, user_id, news, now)


async def said_by(user_id: UUID) -> Said:
    """What a person said about kinds and channels."""
    rows = await NotificationPreference.filter(user_id=user_id)
    return {(row.kind, row.channel): row.wanted for row in rows}


async def choose(user_id: UUID, said: Sequence[tuple[Notice, Channel, bool]]) -> None:
    """Keep what a person says. Raises NotFit for what cannot be chosen."""
    if any(
        not may_choose(kind, channel) or (channel is Channel.APP and kind in MAIL_ONLY) for kind, channel, _ in said
    ):
        raise NotFit("This cannot be switched off", code="fixed_preference")
    async with in_transaction() as tx:
        for kind, channel, wanted in said:
            await tx.execute_query(_CHOOSE, [new_id(), user_id, kind.value, channel.value, wanted])


async def read(user_id: UUID, notification_id: UUID, now: datetime) -> Notification:
    """Note that one of a person's news was read. Raises NotThere."""
    mine = Notification.filter(id=notification_id, user_id=user_id)
    await mine.filter(read_at=None).update(read_at=now)
    found = await mine.first()
    if found is None:
        raise NotThere("There is no such notification")
    return found


async def read_all(user_id: UUID, now: datetime) -> None:
    """Note that all of a person's news were read."""
    await Notification.filter(user_id=user_id, read_at=None).update(read_at=now)


async def was_mailed(mail_id: UUID) -> bool:
    """Whether a mail server took this mail already."""
    return await SentMail.exists(id=mail_id)


async def remember_mail(
    mail_id: UUID, *, user_id: UUID | None, template: str, message_id: str, counted: bool, now: datetime
) -> None:
    """Note that a mail server took a mail; twice is once."""
    values = [mail_id, user_id, template, message_id, counted, now]
    _ = await get_connection("default").execute_query(_REMEMBER_MAIL, values)


async def mails_today(user_id: UUID, now: datetime) -> int:
    """How many mails that count a person got in the last day."""
    since = now - timedelta(hours=DAY_HOURS)
    return await SentMail.filter(user_id=user_id, counted=True, sent_at__gt=since).count()


async def keep_for_digest(entry_id: UUID, user_id: UUID, news: News, now: datetime) -> None:
    """Let news wait for the digest; twice is once."""
    await DigestEntry.get_or_create(
        id=entry_id,
        defaults={
            "user_id": user_id,
            "kind": news.kind.value,
            "data": dict(news.data),
            "url": news.path,
            "created_at": now,
        },
    )


async def digest_of(user_id: UUID) -> list[DigestEntry]:
    """What waits for a person's digest, the oldest first."""
    return await DigestEntry.filter(user_id=user_id, sent_at=None).order_by("created_at", "id").limit(50)


async def end_digest(entries: Sequence[DigestEntry], now: datetime) -> None:
    """Note that these went out."""
    await DigestEntry.filter(id__in=[entry.id for entry in entries]).update(sent_at=now)
