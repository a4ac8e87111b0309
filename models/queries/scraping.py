"""What monitoring wants of PostgreSQL beyond the dashboard: results by kind. Each statement reads a short stretch of an index."""

from datetime import datetime, timedelta

from tortoise.connection import get_connection

from models.queries.gauges import DAY, first_id_at

Results = dict[tuple[str, tuple[str, ...]], float]
"""(name, values of its labels) -> number."""
HOUR = timedelta(hours=1)

_STATEMENTS = {
    "work_done_1h": "SELECT kind, count(*) AS n FROM outbox WHERE done_at > $1 GROUP BY kind",
    "jobs_24h": (
        "SELECT state, count(*) AS n FROM job"
        " WHERE state = ANY('{queued,running,done,failed,cancelled}'::text[]) AND created_at > $1 GROUP BY state"
    ),
    "webhook_deliveries_24h": "SELECT state, count(*) AS n FROM webhook_delivery WHERE created_at > $1 GROUP BY state",
}
_CERTIFICATES = "SELECT count(*) AS n FROM certificate WHERE id >= $1"
_EVENTS = "SELECT count(*) AS n FROM gateway_event WHERE done_at IS NULL"


async def results(now: datetime) -> Results:
    """Work done in the last hour by kind; jobs and webhook deliveries of 24 hours by state; certificates; the inbox."""
    connection = get_connection("default")
    since = {"work_done_1h": now - HOUR}
    found: Results = {}
    for name, statement in _STATEMENTS.items():
        rows = await connection.execute_query_dict(statement, [since.get(name, now - DAY)])
        found |= {(name, (row.get("kind") or row["state"],)): row["n"] for row in rows}
    issued = await connection.execute_query_dict(_CERTIFICATES, [first_id_at(now - DAY)])
    waiting = await connection.execute_query_dict(_EVENTS)
    return {**found, ("certificates_24h", ()): issued[0]["n"], ("gateway_events_waiting", ()): waiting[0]["n"]}
