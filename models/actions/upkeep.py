"""Deleting rows that have served their purpose."""

from datetime import datetime, timedelta

from tortoise.expressions import Q
from tortoise.transactions import in_transaction

from models.actions.lti import sweep_tickets
from models.tables.credentials import MailToken, MfaChallenge
from models.tables.system import IdempotencyKey, UsedTicket
from models.tables.users import AuthSession, RefreshToken

KEYS_KEPT = timedelta(hours=24)
TICKETS_KEPT = timedelta(hours=1)
"""A ticket lives for a minute; a used one is remembered a good deal longer."""


CREDENTIALS_KEPT = timedelta(days=30)
"""Ended sign-ins and spent tokens are kept so long, to look into what happened."""


async def sweep_old_rows(now: datetime) -> int:
    """Delete old idempotency keys, used tickets and steps of launches; the number of rows that went."""
    keys = await IdempotencyKey.filter(created_at__lt=now - KEYS_KEPT).delete()
    keys += await _sweep_credentials(now) + await sweep_tickets(now)
    return keys + await UsedTicket.filter(used_at__lt=now - TICKETS_KEPT).delete()


async def _sweep_credentials(now: datetime) -> int:
    """Delete what proves nothing any more: mailed tokens, challenges, ended sign-ins with their refresh tokens."""
    old = now - CREDENTIALS_KEPT
    ended = Q(revoked_at__lt=old) | Q(expires_at__lt=old)
    async with in_transaction() as tx:
        gone = await AuthSession.filter(ended).using_db(tx).values_list("id", flat=True)
        count = await RefreshToken.filter(session_id__in=list(gone)).using_db(tx).delete() if gone else 0
        count += await AuthSession.filter(id__in=list(gone)).using_db(tx).delete() if gone else 0
    count += await MailToken.filter(expires_at__lt=old).delete()
    return count + await MfaChallenge.filter(expires_at__lt=old).delete()
