"""What PostgreSQL knows of how the work goes: one statement that reads indexes only, however old the school is."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from tortoise.connection import get_connection

DAY: Final = timedelta(hours=24)
MONTH: Final = timedelta(days=30)
_RANDOM_BITS: Final = 80

_GAUGES = """
WITH due AS (
  SELECT kind, due_at FROM outbox WHERE done_at IS NULL AND failed_at IS NULL AND due_at <= $1
), dead AS (
  SELECT kind FROM outbox WHERE done_at IS NULL AND failed_at IS NOT NULL
), pay AS (
  SELECT state, count(*) AS n FROM payment WHERE id >= $2 GROUP BY state
)
SELECT
  (SELECT count(*) FROM due) AS outbox_waiting,
  (SELECT coalesce(extract(epoch FROM $1 - min(due_at)), 0)::float8 FROM due) AS outbox_age_s,
  (SELECT count(*) FROM dead) AS outbox_dead,
  (SELECT count(*) FROM job WHERE state = 'queued') AS jobs_queued,
  (SELECT count(*) FROM job WHERE state = 'running') AS jobs_running,
  (SELECT count(*) FROM job WHERE state = 'failed' AND created_at > $3) AS jobs_failed_24h,
  (SELECT count(*) FROM due WHERE kind LIKE 'mail.%') AS mails_waiting,
  (SELECT count(*) FROM sent_mail WHERE sent_at > $4) AS mails_sent_1h,
  (SELECT count(*) FROM dead WHERE kind LIKE 'mail.%') AS mails_dead,
  (SELECT count(*) FROM course_order WHERE state = 'pending') AS orders_pending,
  (SELECT coalesce(sum(n), 0)::int FROM pay WHERE state = 'creating') AS payments_creating,
  (SELECT coalesce(sum(n), 0)::int FROM pay WHERE state = 'pending') AS payments_pending,
  (SELECT coalesce(sum(n), 0)::int FROM pay WHERE state = 'paid') AS payments_paid,
  (SELECT coalesce(sum(n), 0)::int FROM pay WHERE state IN ('failed', 'cancelled', 'expired')) AS payments_failed,
  (SELECT count(*) FROM refund WHERE id >= $5 AND state NOT IN ('done', 'failed')) AS refunds_open
"""


def first_id_at(at: datetime) -> UUID:
    """The smallest UUIDv7 (RFC 9562) of a moment: what was made since then has a higher id."""
    return UUID(int=int(at.timestamp() * 1000) << _RANDOM_BITS)


async def database_gauges(now: datetime) -> dict[str, float]:
    """The numbers by name (realtime.feeds.readings.DATABASE says what they are)."""
    values = [now, first_id_at(now - DAY), now - DAY, now - timedelta(hours=1), first_id_at(now - MONTH)]
    rows = await get_connection("default").execute_query_dict(_GAUGES, values)
    return dict(rows[0])
