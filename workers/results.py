"""Results of quizzes, told when their moment has come."""

from uuid import UUID

from models.actions.outbox import Order
from models.actions.quiz_news import TELL_RESULT, tell_result
from workers.deps import Deps
from workers.kinds import Kind


async def tell(deps: Deps, order: Order) -> None:
    """Tell one result; a second time tells nobody."""
    await tell_result(UUID(order.payload["attempt_id"]), deps.clock())


KINDS = (Kind(TELL_RESULT, tell, timeout_s=30),)
