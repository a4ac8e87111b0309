"""A school as its administrator sees it: one row in every table."""

from dataclasses import dataclass
from datetime import timedelta

from models.actions.audit import Cause
from models.actions.jobs import queue_job
from models.actions.outbox import order_work
from models.ids import new_id
from models.rules.access import CourseRole, Role
from models.tables.certificates import Certificate
from models.tables.courses import Course, CourseStaff
from models.tables.enrollments import Enrollment
from models.tables.payments import Order, OrderItem, Payment, Refund
from models.tables.system import Outbox
from models.tables.users import User
from server.clock import utc_now
from tests.pages.conftest import Site


@dataclass(frozen=True, slots=True)
class Office:
    """What stands in the tables."""

    learner: User
    course: Course
    order: Order
    certificate: Certificate


async def furnish(site: Site) -> Office:
    """A course that was bought and completed, money that is on its way back, work that was given up, a job."""
    now = utc_now()
    teacher = await site.person("Mariam", Role.INSTRUCTOR)
    learner = await site.person("Omar")
    course = await Course.create(
        slug="night-sky", title="Reading the Night Sky", state="published", price_minor=12_500, currency="KWD",
        created_at=now, updated_at=now,
    )  # fmt: skip
    _ = await CourseStaff.create(course_id=course.id, user_id=teacher.id, role=CourseRole.OWNER, created_at=now)
    place = await Enrollment.create(course_id=course.id, user_id=learner.id, state="completed", enrolled_at=now)
    certificate = await Certificate.create(
        enrollment_id=place.id, user_id=learner.id, course_id=course.id, number="C-2026-000001", code="K7M2QXPA",
        name="Omar", course_title=course.title, language="en", completed_at=now, issued_at=now,
        status_list=1, status_index=7,
    )  # fmt: skip
    order = await _bought(learner, course)
    work = await order_work(None, "mail.send", {}, now=now - timedelta(hours=2))
    _ = await Outbox.filter(id=work).update(failed_at=now, error="550 no such mailbox", tries=5)
    _ = await queue_job(teacher.id, "user_import", {}, total=30, cause=Cause(now=now))
    return Office(learner, course, order, certificate)


async def _bought(learner: User, course: Course) -> Order:
    now = utc_now()
    order = await Order.create(
        number="L-2026-000042", user_id=learner.id, gateway="stripe", state="paid", currency="KWD",
        subtotal_minor=12_500, discount_minor=0, total_minor=12_500, buyer_name="Omar", buyer_email=learner.email,
        created_at=now, expires_at=now, paid_at=now,
    )  # fmt: skip
    _ = await OrderItem.create(
        order_id=order.id, course_id=course.id, user_id=learner.id, title=course.title, price_minor=12_500,
        discount_minor=0, open=False,
    )  # fmt: skip
    payment = await Payment.create(
        order_id=order.id, gateway="stripe", reference=str(new_id()), state="paid", amount_minor=12_500,
        currency="KWD", live=False, fulfilled=True, created_at=now, paid_at=now,
    )  # fmt: skip
    _ = await Refund.create(
        order_id=order.id, payment_id=payment.id, reference=str(new_id()), state="pending", amount_minor=2_500,
        currency="KWD", of_sale=True, reason="One lesson fell out", created_at=now,
    )  # fmt: skip
    return order
