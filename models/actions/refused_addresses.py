"""Addresses that a mail server said nobody has: news is not mailed to them until a mail was answered from there."""

from datetime import datetime

from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.transactions import in_transaction

from models.actions.notifications import News, notify
from models.rules.accounts import email_key
from models.rules.notices import Notice
from models.tables.notifications import RefusedAddress, SentMail
from models.tables.users import User

LONGEST_REASON = 300


async def refuse(email: str, reason: str, now: datetime) -> bool:
    """Note that an address is nobody's, and tell its person in the application; False when it is no account's."""
    key = email_key(email)
    async with in_transaction() as tx:
        user = await User.select_for_update().using_db(tx).get_or_none(email_key=key, is_active=True)
        if user is None:
            return False
        known = await RefusedAddress.get_or_none(user_id=user.id, using_db=tx)
        if known is not None and known.email_key == key:
            return True
        row = known or RefusedAddress(user_id=user.id)
        row.email_key, row.reason, row.refused_at = key, reason[:LONGEST_REASON], now
        await row.save(using_db=tx)
        news = News(Notice.ADDRESS_REFUSED, {"email": user.email}, "/account", key=f"{key}:{now.isoformat()}"[:90])
        await notify(tx, user.id, news, now)
    return True


async def refuse_by_bounce(message_id: str, email: str, reason: str, now: datetime) -> bool:
    """The same from a mail that came back, if it is one of ours to this very address; anyone can write such mails."""
    sent = await SentMail.filter(message_id=message_id, user_id__not_isnull=True).first()
    user = await User.get_or_none(id=sent.user_id) if sent else None
    if user is None or user.email_key != email_key(email):
        return False
    return await refuse(email, reason, now)


async def is_refused(user: User) -> bool:
    """Whether mails to a person's address of today come back."""
    return await RefusedAddress.exists(user_id=user.id, email_key=user.email_key)


async def arrived(tx: BaseDBAsyncClient, email: str) -> None:
    """Forget a refusal: a mail to this address was answered."""
    await RefusedAddress.filter(email_key=email_key(email)).using_db(tx).delete()
