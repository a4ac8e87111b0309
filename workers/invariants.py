"""Once a day: whether everything holds that must always hold; the admins are told of what does not."""

from datetime import timedelta
from typing import Final

import structlog

from models.actions.notifications import News, notify_all
from models.actions.outbox import Order
from models.queries.invariants import broken
from models.queries.notifications import admins
from models.rules.notices import Notice
from models.rules.schedules import Schedule
from workers.deps import Deps
from workers.kinds import Kind

DAILY: Final = Schedule("invariants.ask", catch_up=timedelta(hours=24), hours=frozenset({4}), minutes=frozenset({0}))
SCHEDULES: Final = (DAILY,)
_log = structlog.get_logger(__name__)


async def ask_invariants(deps: Deps, order: Order) -> None:
    """Log every invariant that does not hold, and tell each admin of all of them in one mail."""
    found, now = await broken(), deps.clock()
    for name, where in found.items():
        _log.error("invariant_broken", invariant=name, where=where)
    _log.info("invariants_asked", broken=len(found))
    if not found:
        return
    items = [f"{name}: {', '.join(where)}" for name, where in found.items()]
    news = News(Notice.INVARIANTS_BROKEN, {"count": len(found), "items": items}, "/admin", key=str(order.id))
    await notify_all(None, [admin.id for admin in await admins()], news, now)


KINDS: Final = (Kind(DAILY.name, ask_invariants, timeout_s=900),)
