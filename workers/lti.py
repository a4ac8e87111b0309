"""Marks to learning platforms: one worker at a time sends one mark, as it is now, until it has arrived."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import UUID

from models.actions.lti_scores import SEND_SCORE, Owed, claim, column_of, is_owed, let_go, note_sent
from models.actions.outbox import Order
from server.keyring import Keyring
from server.lti.grades import Grades, Never, NotNow
from server.lti.keys import OurKeys
from server.lti.open import reach_of
from server.outgoing.client import open_outgoing
from workers.deps import Deps
from workers.failures import Permanent, Transient
from workers.kinds import Kind


async def send_score(deps: Deps, order: Order) -> None:
    """Send what is owed of a mark; nothing when it has arrived already. Raises Transient, Permanent."""
    score_id = UUID(order.payload["score_id"])
    owed = await claim(score_id, deps.clock())
    if owed is None:
        if await is_owed(score_id):
            raise Transient("another worker is sending this mark")
        return
    try:
        async with _grades(deps) as grades:
            await _deliver(grades, owed)
    except NotNow as error:
        raise Transient(str(error)) from error
    except Never as error:
        raise Permanent(str(error)) from error
    else:
        await note_sent(owed)
    finally:
        await let_go(owed)


async def _deliver(grades: Grades, owed: Owed) -> None:
    lineitem = owed.placement.lineitem or await column_of(owed.placement.id, lambda: grades.column(owed))
    if lineitem is None:
        raise NotNow("another worker is making the column")
    await grades.send(owed, lineitem)


@asynccontextmanager
async def _grades(deps: Deps) -> AsyncIterator[Grades]:
    async with open_outgoing(reach_of(deps.settings)) as outgoing:
        keys = OurKeys(Keyring.of(deps.settings), deps.clock)
        await keys.ready()
        yield Grades(outgoing, keys, deps.clock, deps.purse)


KINDS = (
    # Thirty tries last about a day: a platform may be away over night.
    Kind(SEND_SCORE, send_score, timeout_s=60, tries=30),
)
