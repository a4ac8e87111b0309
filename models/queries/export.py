"""Everything that is kept about one person, for them to take away (GDPR, articles 15 and 20)."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from tortoise.connection import get_connection

from models.rules.personal import HOLDINGS, Holding, bound
from models.rules.reviewing import ReviewFacts, Show, shown

PARTS: Final = tuple(holding.part for holding in reversed(HOLDINGS) if holding.part)
"""The account first."""

_RELEASED: Final = {
    "attempts": {"score": Show.SCORE, "percent": Show.SCORE, "passed": Show.SCORE},
    "marks": {
        "fraction": Show.MARKS,
        "points": Show.MARKS,
        "feedback": Show.FEEDBACK,
        "why": Show.CORRECT,
    },
}
"""What a teacher releases later than the attempt's end: an export is no way around the date."""


async def export_part(part: str, user_id: UUID, now: datetime) -> list[dict[str, Any]]:
    """The rows of one part, as plain JSON values."""
    holding = next(each for each in HOLDINGS if each.part == part)
    rows = await get_connection("default").execute_query_dict(*bound(_select(holding), user_id, now))
    return [_released(part, json.loads(row["row"]), now) for row in rows]


def _select(holding: Holding) -> str:
    """The statement: every word of it stands in the declaration, none comes from a caller."""
    shape = _object(holding.only) if holding.only else "to_jsonb(t.*)"
    if holding.withheld:
        shape += f" - '{{{','.join(holding.withheld)}}}'::text[]"
    if holding.more:
        shape = f"({shape}) || {_object(holding.more)}"
    return f"SELECT ({shape})::text AS row FROM {holding.table} t WHERE {holding.mine} ORDER BY t.id"  # noqa: S608 - words of declarations only


def _object(columns: Mapping[str, str]) -> str:
    pairs = ", ".join(f"'{name}', {value}" for name, value in columns.items())
    return f"jsonb_build_object({pairs})"


def _released(part: str, row: dict[str, Any], now: datetime) -> dict[str, Any]:
    """The row without what its reader may not see yet, and without the facts that decided it."""
    if part not in _RELEASED:
        return row
    ended, closes = (_moment(row.pop(name)) for name in ("_ended_at", "_closes_at"))
    show = shown(row.pop("_review"), ReviewFacts(now, ended_at=ended, closes_at=closes))
    return {name: value for name, value in row.items() if _RELEASED[part].get(name, Show.ANSWERS) in show | _OWN}


_OWN: Final = frozenset({Show.ANSWERS})
"""One's own answers are one's own at any time."""


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
