"""Erasing an account: what names a person goes, what was achieved stays without a name (GDPR, article 17).

What becomes of each table stands in `models.rules.personal`.
"""

from datetime import datetime
from uuid import UUID

from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.transactions import in_transaction

from models.actions import orders, webhook_events
from models.actions.audit import Cause, record
from models.actions.enrollments import drop
from models.actions.mail import send_mail
from models.actions.people import require_another_admin
from models.actions.sessions import end_sessions
from models.actions.unnaming import unname_logs
from models.refusals import NotNow
from models.rules.access import CourseRole, Role
from models.rules.enrolling import LIVING
from models.rules.payments import OrderState
from models.rules.personal import HOLDINGS, Fate, Holding, bound
from models.tables.courses import CourseStaff
from models.tables.enrollments import Enrollment
from models.tables.payments import Order
from models.tables.users import User


async def erase_account(user_id: UUID, cause: Cause) -> None:
    """Erase an account for good. Raises NotNow for the owner of courses, and for the last admin."""
    async with in_transaction() as tx:
        await _let_go(tx, user_id, cause.now)
        user = await User.select_for_update().using_db(tx).get(id=user_id)
        await _require_free(tx, user)
        _ = await end_sessions(tx, user_id, "erased", cause)
        await unname_logs(tx, user_id)
        for holding in HOLDINGS:
            await _forget(tx, holding, user_id, cause.now)
        await _say_goodbye(tx, user, cause.now)
        await record(tx, cause, "user.erase", "user", user_id)
        await webhook_events.user_erased(tx, user_id, cause.now)


async def _let_go(tx: BaseDBAsyncClient, user_id: UUID, now: datetime) -> None:
    """Give up open orders and places, so that their seats are others'. Courses are locked before accounts."""
    for order in await Order.filter(user_id=user_id, state=OrderState.PENDING).order_by("id").using_db(tx):
        _ = await orders.cancel(order.id, now=now)
    places = Enrollment.filter(user_id=user_id, state__in=LIVING).order_by("course_id")
    for place in await places.exclude(state="completed").using_db(tx):
        await drop(place.id, reason="erased", now=now)


async def _require_free(tx: BaseDBAsyncClient, user: User) -> None:
    owned = CourseStaff.filter(user_id=user.id, role=CourseRole.OWNER)
    if courses := await owned.using_db(tx).values_list("course_id", flat=True):
        ids = [str(course) for course in courses]
        raise NotNow("Hand your courses over first", code="owns_courses", courses=ids)
    if user.role is Role.ADMIN and user.is_active:
        await require_another_admin(tx, user.id)


async def _forget(tx: BaseDBAsyncClient, holding: Holding, user_id: UUID, now: datetime) -> None:
    """Do to one table what its declaration says; every word of the statements stands there."""
    if holding.fate is Fate.KEEP:
        return
    statement = f"DELETE FROM {holding.table} t WHERE {holding.mine}"  # noqa: S608 - words of declarations only
    if holding.fate is Fate.BLANK:
        changes = ", ".join(f"{column} = {value}" for column, value in holding.blank.items())
        statement = f"UPDATE {holding.table} t SET {changes} WHERE {holding.mine}"  # noqa: S608 - words of declarations only
    _ = await tx.execute_query(*bound(statement, user_id, now))


async def _say_goodbye(tx: BaseDBAsyncClient, user: User, now: datetime) -> None:
    """One last mail to the address that was; the worker forgets it when it is sent."""
    await send_mail(tx, template="account_erased", to=user.email, locale=user.locale, data={}, now=now)
