"""Mails leave through the outbox: the row is written with the change, the worker sends it after the commit."""

from datetime import datetime
from typing import Any

from tortoise.backends.base.client import BaseDBAsyncClient

from models.tables.system import Outbox
from models.tables.users import User

MAIL_KIND = "mail.send"


async def send_mail(
    tx: BaseDBAsyncClient, *, template: str, to: str, locale: str, data: dict[str, Any], now: datetime
) -> None:
    """Order a mail within `tx`. `data` fills the template and may hold a link that must stay between us and `to`."""
    payload = {"template": template, "to": to, "locale": locale, "data": data}
    _ = await Outbox.create(using_db=tx, kind=MAIL_KIND, payload=payload, created_at=now, due_at=now)


async def tell_account(tx: BaseDBAsyncClient, user: User, template: str, now: datetime, **data: Any) -> None:
    """Mail an account what happened to it, within `tx`; nobody can switch this off."""
    data = {"name": user.full_name, **data}
    await send_mail(tx, template=template, to=user.email, locale=user.locale, data=data, now=now)


async def send_nothing(tx: BaseDBAsyncClient, now: datetime) -> None:
    """Write as much as `send_mail` does, so that the time of an answer does not tell whether a mail went out."""
    _ = await Outbox.create(using_db=tx, kind="mail.nobody", payload={}, created_at=now, due_at=now, done_at=now)
