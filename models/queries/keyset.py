"""Paging by keys: a page begins after the last row of the one before, wherever that is."""

from typing import Any
from uuid import UUID

from tortoise.expressions import Q


def past(column: str, value: Any, row_id: UUID, *, descending: bool = True) -> Q:
    """What comes after a row, in the order of a column and then of the id.

    The first condition follows from the others and is what PostgreSQL can begin to read an index at: with the others
    alone page 1,000 reads all rows of the 999 before it.
    """
    sign = "lt" if descending else "gt"
    tied = Q(**{column: value, f"id__{sign}": row_id})
    return Q(**{f"{column}__{sign}e": value}) & (Q(**{f"{column}__{sign}": value}) | tied)
