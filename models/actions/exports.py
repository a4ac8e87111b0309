"""Tables that left the house: who saved what, told to the audit log."""

from collections.abc import Mapping

from tortoise.transactions import in_transaction

from models.actions.audit import Cause, record


async def note_export(table: str, filters: Mapping[str, str], rows: int, cause: Cause) -> None:
    """Note that somebody saved a table of so many rows, and what it was narrowed by."""
    async with in_transaction() as tx:
        await record(tx, cause, "table.export", "table", None, after={"table": table, "rows": rows, **filters})
