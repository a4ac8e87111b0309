"""New accounts by day; they belong to no course, so no sum of a course has them."""

from datetime import date
from typing import Final

from tortoise.connection import get_connection

from models.rules.analytics.days import Days

_BY_DAY: Final = """
SELECT (created_at AT TIME ZONE $1)::date AS day, count(*) AS n FROM user_account
WHERE (created_at AT TIME ZONE $1)::date BETWEEN $2 AND $3 GROUP BY 1
"""


async def accounts_by_day(days: Days) -> dict[date, int]:
    """How many accounts were made on each day of the span; days without any are left out."""
    rows = await get_connection("default").execute_query_dict(_BY_DAY, [days.zone, days.since, days.until])
    return {row["day"]: row["n"] for row in rows}
