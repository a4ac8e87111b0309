"""Telling people: news are rows at once, and mails after the commit; what somebody does not want is neither."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import orjson
from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.connection import get_connection
from tortoise.transactions import in_transaction

from models.actions import feeds
from models.actions.outbox import order_work
from models.ids import new_id
from models.refusals import NotFit, NotThere
from models.rules.notices import DAY_HOURS, Channel, Notice, may_choose, wants
from models.tables.notifications import DigestEntry, Notification, NotificationPreference, SentMail

NOTICE_MAIL = "mail.notice"

Said = Mapping[tuple[str, str], bool]

_REMEMBER_MAIL = """
INSERT INTO sent_mail (id, user_id, template, message_id, counted, sent_at) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (id) DO NOTHING
"""
_NOTE = """
INSERT INTO notification (id, user_id, kind, data, url, key, created_at) VALUES ($1, $2, $3, $4::jsonb, $5, $6, $7)
ON CONFLICT (key) DO NOTHING RETURNING id
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
    """Tell one person within `tx` (a transaction of its own without one), by the ways they want."""
    if tx is None:
        async with in_transaction() as own:
            await notify(own, user_id, news, now)
        return
    said = await said_by(user_id)
    if wants(news.kind, Channel.APP, said):
        row = await _note(tx, user_id, news, now)
        if row is not None:
            await feeds.notification_new(tx, row, now)
    if wants(news.kind, Channel.MAIL, said):
        payload = {"user_id": user_id, "kind": news.kind.value, "data": dict(news.data), "path": news.path}
        _ = await order_work(tx, NOTICE_MAIL, payload, now=now, key=_key(user_id, news))


async def _note(tx: BaseDBAsyncClient | None, user_id: UUID, news: News, now: datetime) -> Notification | None:
    """Write the row that the application shows; None when this was told before."""
    row = Notification(
        user_id=user_id,
        kind=news.kind.value,
        data=dict(news.data),
        url=news.path,
        key=_key(user_id, news),
        created_at=now,
    )
    data = orjson.dumps(row.data, default=str).decode()
    values = [row.id, user_id, row.kind, data, row.url, row.key, now]
    written = await (tx or get_connection("default")).execute_query_dict(_NOTE, values)
    return row if written else None


def _key(user_id: UUID, news: News) -> str | None:
    return f"notice:{user_id}:{news.kind}:{news.key}" if news.key else None


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
    if not all(may_choose(kind, channel) for kind, channel, _ in said):
        raise NotFit("This cannot be switched off", code="fixed_preference")
    async with in_transaction() as tx:
        for kind, channel, wanted in said:
            await tx.execute_query(_CHOOSE, [new_id(), user_id, kind.value, channel.value, wanted])


async def read(user_id: UUID, notification_id: UUID, now: datetime) -> Notification:
    """Note that one of a person's news was read. Raises NotThere."""
    mine = Notification.filter(id=notification_id, user_id=user_id)
    async with in_transaction() as tx:
        count = await mine.filter(read_at=None).using_db(tx).update(read_at=now)
        await feeds.notifications_read(tx, user_id, count, now)
    found = await mine.first()
    if found is None:
        raise NotThere("There is no such notification")
    return found


async def read_all(user_id: UUID, now: datetime) -> None:
    """Note that all of a person's news were read."""
    async with in_transaction() as tx:
        count = await Notification.filter(user_id=user_id, read_at=None).using_db(tx).update(read_at=now)
        await feeds.notifications_read(tx, user_id, count, now)


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
