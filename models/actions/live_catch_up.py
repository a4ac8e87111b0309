"""Catching up: everyone who was enrolled and not there plays the session alone, with the same clock (docs/decisions)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from tortoise.backends.base.client import BaseDBAsyncClient

from models.actions.live_log import lock_log
from models.actions.live_sessions import Making, insert_session, with_free_code
from models.actions.notifications import News, notify
from models.ids import new_id
from models.queries.accommodations import live_factor
from models.queries.live import SeatRow, SessionRow, default_connection
from models.rules.enrolling import READING
from models.rules.notices import Notice

ALONE: Final = {
    "guests": False,
    "auto_advance": True,
    "auto_reveal": True,
    "close_when_all_answered": True,
    "on_host_gone": "auto_advance",
    "late_join": False,
    "names": "free",
    "teams": None,
    "starts_at_ms": None,
}
"""How a session plays that one person plays alone; the rest is as in the session that was missed."""
_ABSENT = """
SELECT u.id, u.full_name FROM enrollment e JOIN user_account u ON u.id = e.user_id
WHERE e.course_id = $2 AND e.state = ANY($3::text[]) AND u.is_active
  AND NOT EXISTS (SELECT 1 FROM live_participant p WHERE p.session_id = $1 AND p.user_id = e.user_id)
  AND NOT EXISTS (SELECT 1 FROM live_session s JOIN live_participant p ON p.session_id = s.id
                  WHERE s.settings->>'catch_up_of' = $1::text AND p.user_id = e.user_id)
  AND ($4::uuid IS NULL OR u.id = $4)
ORDER BY u.id
"""


@dataclass(frozen=True, slots=True)
class CatchUp:
    """One person's own session."""

    session_id: UUID
    user_id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class Chance:
    """What is offered: the items that counted, with their keys as they stand, and until when one may begin."""

    session: SessionRow
    plan: Sequence[Mapping[str, Any]]
    until: datetime
    owner_id: UUID


async def offer(chance: Chance, *, now: datetime) -> list[CatchUp]:
    """Make a session of their own for everyone who was absent and has none yet, and tell them."""
    made = [await _offer_to(chance, row["id"], now) for row in await _absent(default_connection(), chance.session)]
    return [each for each in made if each is not None]


async def _absent(db: BaseDBAsyncClient, session: SessionRow, user_id: UUID | None = None) -> list[dict[str, Any]]:
    states = [str(state) for state in READING]
    return await db.execute_query_dict(_ABSENT, [session.id, session.course_id, states, user_id])


async def _offer_to(chance: Chance, user_id: UUID, now: datetime) -> CatchUp | None:
    session = chance.session
    factor = max(1.0, await live_factor(user_id, session.course_id, session.quiz_id))

    async def work(tx: BaseDBAsyncClient) -> CatchUp | None:
        # Under the lock of the session that was missed: two offers at once must not make two.
        _ = await lock_log(tx, session.id)
        found = await _absent(tx, session, user_id)
        if not found:
            return None
        name = found[0]["full_name"][:40]
        seat = SeatRow(new_id(), user_id, name, "joined", factor)
        row = await insert_session(tx, _making(chance, seat), now)
        data = {"title": session.title, "course": await _course(tx, session), "until": _shown(chance.until)}
        news = News(Notice.LIVE_CATCH_UP, data, f"/live/{row.id}/play", key=str(row.id))
        await notify(tx, user_id, news, now)
        return CatchUp(row.id, user_id, name)

    return await with_free_code(work)


def _making(chance: Chance, seat: SeatRow) -> Making:
    session = chance.session
    own = {"catch_up_of": str(session.id), "until_ms": int(chance.until.timestamp() * 1000)}
    kept = {name: value for name, value in session.settings.items() if name != "next"}
    settings = {**kept, **ALONE, **own}
    ids = (session.quiz_id, session.course_id, chance.owner_id)
    return Making(*ids, session.title, settings, chance.plan, seats=[seat], closed=True)


async def _course(tx: BaseDBAsyncClient, session: SessionRow) -> str:
    rows = await tx.execute_query_dict("SELECT title FROM course WHERE id = $1", [session.course_id])
    return str(rows[0]["title"])


def _shown(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC"
