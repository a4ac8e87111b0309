"""Changing what became of a stored answer."""

from uuid import UUID

from tortoise.backends.base.client import BaseDBAsyncClient


async def count_late(tx: BaseDBAsyncClient, run_id: UUID, participant_id: UUID) -> str | None:
    """Let the late answer of a seat to a run count, inside the caller's transaction.

    The status before: `late` when it was changed, anything else when it counts already; None without an answer.
    """
    rows = await tx.execute_query_dict(
        """UPDATE live_answer a SET status = CASE WHEN old.status = 'late' THEN 'credited' ELSE old.status END
           FROM (SELECT id, status FROM live_answer
                 WHERE run_id = $1 AND participant_id = $2 AND current FOR UPDATE) old
           WHERE a.id = old.id RETURNING old.status""",
        [run_id, participant_id],
    )
    return rows[0]["status"] if rows else None
