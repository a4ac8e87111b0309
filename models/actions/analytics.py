"""Keeping the sums of analytics: adding up what waits, and counting all of it anew."""

from typing import Final

from tortoise.transactions import in_transaction

BATCH: Final = 50_000
_LOCK: Final = 0x4C65_6374_616E_6101
"""Key of the advisory lock under which sums change: two who add at once would lock rows in different orders."""
SOURCES: Final = (
    "enrollment",
    "lesson_progress",
    "progress_event",
    "attempt",
    "certificate",
    "live_session",
    "ledger_entry",
)
"""The tables whose rows are summed up, each with a function `analytics_of_…` of the migration."""

_TAKE: Final = "SELECT pg_advisory_xact_lock($1)"
# Taking changes out and adding them is one statement: who reads sees them either here or there, never twice.
_ADD: Final = """
WITH taken AS (
  DELETE FROM analytics_change WHERE id IN (SELECT id FROM analytics_change LIMIT $1)
  RETURNING course_id, measure, currency, slot, amount),
added AS (
  INSERT INTO analytics_slot AS s (id, course_id, measure, currency, slot, amount)
  SELECT gen_random_uuid(), course_id, measure, currency, slot, sum(amount)::bigint
  FROM taken GROUP BY course_id, measure, currency, slot HAVING sum(amount) <> 0
  ON CONFLICT (course_id, measure, currency, slot) DO UPDATE SET amount = s.amount + excluded.amount)
SELECT count(*) AS n FROM taken
"""
_COUNT: Final = """
INSERT INTO analytics_slot (id, course_id, measure, currency, slot, amount)
SELECT gen_random_uuid(), x.course_id, x.measure, x.currency, x.slot, sum(x.amount)::bigint
FROM {table} t, LATERAL analytics_of_{table}(t) x
GROUP BY x.course_id, x.measure, x.currency, x.slot HAVING sum(x.amount) <> 0
"""


async def add_up(*, batch: int = BATCH) -> int:
    """Add the changes that wait to the sums; how many there were. Safe to run twice, at once, and to be killed."""
    done = 0
    while True:
        async with in_transaction() as tx:
            _ = await tx.execute_query(_TAKE, [_LOCK])
            taken = int((await tx.execute_query_dict(_ADD, [batch]))[0]["n"])
        done += taken
        if taken < batch:
            return done


async def recount() -> int:
    """Count every sum anew from the rows themselves; how many sums there are. Nobody has to stop writing.

    All of it sees one moment: changes of that moment are thrown away with the old sums, later ones still wait.
    """
    async with in_transaction() as tx:
        # The lock comes first: the moment that is seen begins with the first statement after it.
        _ = await tx.execute_query("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        _ = await tx.execute_query("SET LOCAL statement_timeout = 0")
        _ = await tx.execute_query("LOCK TABLE analytics_slot IN SHARE ROW EXCLUSIVE MODE")
        _ = await tx.execute_query("DELETE FROM analytics_change")
        _ = await tx.execute_query("DELETE FROM analytics_slot")
        for table in SOURCES:
            _ = await tx.execute_query(_COUNT.format(table=table))
        return int((await tx.execute_query_dict("SELECT count(*) AS n FROM analytics_slot"))[0]["n"])
