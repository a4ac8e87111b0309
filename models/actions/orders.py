"""Orders: place one at a frozen price, give it up, let it end; and the seat that is held meanwhile.

Rows are locked in one order: courses by id, coupon, order, payment.
"""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tortoise.transactions import in_transaction

from models.actions import coupons, feeds, webhook_events
from models.actions.enrollments import enroll_paid
from models.actions.ledger import INVOICES, next_number, post
from models.actions.locks import locked_course
from models.actions.notifications import News, notify
from models.actions.seats import has_seat
from models.actions.waitlist import offer_free_seats
from models.ids import CODE_ALPHABET
from models.refusals import NotFit, NotNow, NotThere
from models.rules import ledger
from models.rules.enrolling import LIVING, READING, Door, EnrollmentState, may_enroll
from models.rules.ledger import Movement
from models.rules.money import shown
from models.rules.notices import Notice
from models.rules.payments import ORDER_LIVES, GatewayName, OrderState, PaymentState, look_again
from models.rules.pricing import Item, OrderRefusal, Quote, quote
from models.tables.courses import Course
from models.tables.enrollments import Enrollment
from models.tables.payments import Coupon, Order, OrderItem, Payment
from models.tables.users import User

NUMBER_LENGTH = 8


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants to buy. `can_charge` says whether the gateway can charge exactly an amount of a currency."""

    user_id: UUID
    course_ids: tuple[UUID, ...]
    gateway: GatewayName
    live: bool
    can_charge: Callable[[int, str], bool]
    coupon: str = ""
    return_url: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """An order, and whether it was made just now."""

    order: Order
    made: bool


async def place(wish: Wish, *, now: datetime) -> Placed:
    """Freeze price, coupon and currency, and hold the seats; a total of 0 is paid at once.

    Asking again for the same gives the order that is open. Raises NotThere, NotFit, and NotNow (`open_order`,
    `already_enrolled`, `course_full`, the reasons of `may_enroll`, those of coupons and prices).
    """
    async with in_transaction():
        courses = await locked_courses(wish.course_ids)
        if standing := await _open_order(wish, courses, now):
            return Placed(standing, made=False)
        for course in courses:
            await _may_buy(course, wish.user_id, now)
        items = [Item(course.id, course.price_minor or 0, course.currency or "") for course in courses]
        coupon = await coupons.usable(wish.coupon, wish.user_id, items, now=now) if wish.coupon else None
        made = priced(items, coupon)
        if made.total and not wish.can_charge(made.total, made.currency):
            raise NotFit("The gateway cannot charge this", code="gateway_cannot_charge", currency=made.currency)
        order = await _write(wish, courses, made, coupon, now)
        if made.total == 0:
            await fulfil(order, now)
            await post(order, Movement.SALE, order.id, _free_sale(order), now)
        else:
            _ = await new_try(order, live=wish.live, now=now)
        return Placed(order, made=True)


async def quoted(user_id: UUID, course_ids: Sequence[UUID], code: str, *, now: datetime) -> Quote:
    """What an order with this coupon would cost now. Raises as `place` does."""
    async with in_transaction():
        courses = await Course.filter(id__in=list(course_ids), state="published").order_by("id")
        if len(courses) != len(set(course_ids)):
            raise NotThere("There is no such course")
        items = [Item(course.id, course.price_minor or 0, course.currency or "") for course in courses]
        return priced(items, await coupons.usable(code, user_id, items, now=now))


def priced(items: Sequence[Item], coupon: Coupon | None) -> Quote:
    """The quote. Raises NotNow with the reason against ordering these together."""
    # Free courses take the currency of the others.
    known = {item.currency for item in items if item.price}
    currency = known.pop() if len(known) == 1 else ""
    alike = [Item(item.course_id, item.price, item.currency if item.price else currency) for item in items]
    made = quote(alike, coupons.terms(coupon) if coupon else None)
    if isinstance(made, OrderRefusal):
        raise NotNow("These courses cannot be ordered together", code=made)
    return made


async def locked_courses(course_ids: Sequence[UUID]) -> list[Course]:
    """The courses, locked in the order of their ids. Raises NotThere."""
    return [await locked_course(course_id) for course_id in sorted(set(course_ids))]


async def _open_order(wish: Wish, courses: Sequence[Course], now: datetime) -> Order | None:
    """The open order for exactly this; one whose time is over is closed. Raises NotNow(`open_order`)."""
    ids = [course.id for course in courses]
    held = await OrderItem.filter(user_id=wish.user_id, course_id__in=ids, open=True)
    for order_id in {item.order_id for item in held}:
        order = await Order.filter(id=order_id).select_for_update().get()
        if order.expires_at <= now:
            await release(order, OrderState.EXPIRED, now)
            continue
        bought = {item.course_id for item in await OrderItem.filter(order_id=order.id)}
        same_coupon = coupons.code_key(order.coupon_code) == coupons.code_key(wish.coupon)
        if bought == set(ids) and order.gateway == wish.gateway and same_coupon:
            return order
        raise NotNow("You have an open order with one of these courses", code="open_order", order_id=str(order.id))
    return None


async def _may_buy(course: Course, user_id: UUID, now: datetime) -> None:
    door = Door(state=course.state, opens_at=course.enroll_opens_at, closes_at=course.enroll_closes_at)
    if refusal := may_enroll(door, now):
        raise NotNow("The course does not take learners now", code=refusal, course_id=str(course.id))
    living = await Enrollment.filter(course_id=course.id, user_id=user_id, state__in=LIVING).first()
    if living is not None and living.state in READING:
        raise NotNow("You have a place in this course", code="already_enrolled", course_id=str(course.id))
    if not await _seat_for(course, living):
        raise NotNow("Every seat is taken", code="course_full", course_id=str(course.id))


async def _seat_for(course: Course, living: Enrollment | None) -> bool:
    """Whether a seat is free for this person: one that was offered is theirs; others wait behind those who wait."""
    if living is not None and living.state == EnrollmentState.OFFERED:
        return True
    waiting = await Enrollment.exists(course_id=course.id, state=EnrollmentState.WAITING)
    return not waiting and await has_seat(course)


async def _write(wish: Wish, courses: Sequence[Course], made: Quote, coupon: Coupon | None, now: datetime) -> Order:
    buyer = await User.get(id=wish.user_id)
    order = await Order.create(
        number=f"ORD-{now:%y%m%d}-{''.join(secrets.choice(CODE_ALPHABET) for _ in range(NUMBER_LENGTH))}",
        user_id=wish.user_id,
        gateway=wish.gateway.value,
        currency=made.currency,
        subtotal_minor=made.subtotal,
        discount_minor=made.discount,
        total_minor=made.total,
        coupon=coupon,
        coupon_code=coupon.code if coupon else "",
        buyer_name=buyer.full_name,
        buyer_email=buyer.email,
        locale=buyer.locale,
        return_url=wish.return_url,
        created_at=now,
        expires_at=now + ORDER_LIVES,
    )
    await feeds.order_changed(None, order, now)
    titles = {course.id: course.title for course in courses}
    for line in made.lines:
        _ = await OrderItem.create(
            order_id=order.id,
            course_id=line.course_id,
            user_id=wish.user_id,
            title=titles[line.course_id],
            price_minor=line.price,
            discount_minor=line.discount,
        )
    return order


def _free_sale(order: Order) -> Sequence[ledger.Posting]:
    return ledger.sale(gateway=order.gateway, subtotal=order.subtotal_minor, discount=order.discount_minor)


async def new_try(order: Order, *, live: bool, now: datetime) -> Payment:
    """A new try to pay an order, under a reference that was never used."""
    number = await Payment.filter(order_id=order.id).count() + 1
    return await Payment.create(
        order_id=order.id,
        gateway=order.gateway,
        reference=f"{order.number}-{number}",
        amount_minor=order.total_minor,
        currency=order.currency,
        live=live,
        created_at=now,
    )


async def try_to_open(order_id: UUID, *, live: bool, fresh: bool, now: datetime) -> Payment | None:
    """The try whose page is to be opened, or None when there is a page, or the order is closed.

    `fresh` asks for a new reference when an earlier try may have been opened without our hearing of it.
    """
    async with in_transaction():
        order = await Order.filter(id=order_id).select_for_update().get()
        if order.state != OrderState.PENDING:
            return None
        latest = await Payment.filter(order_id=order_id).order_by("-created_at", "-id").first()
        if latest is None or latest.state != PaymentState.CREATING:
            return None
        if latest.looks == 0 or not fresh:
            latest.looks += 1
            await latest.save(update_fields=["looks"])
            return latest
        latest.state, latest.reason = PaymentState.FAILED.value, "no_answer"
        await latest.save(update_fields=["state", "reason"])
        made = await new_try(order, live=live, now=now)
        made.looks = 1
        await made.save(update_fields=["looks"])
        return made


async def opened(payment_id: UUID, *, ref: str, url: str, now: datetime) -> None:
    """Keep where the payer pays; from now on the gateway is asked what became of it."""
    await Payment.filter(id=payment_id, ref=None).update(ref=ref, url=url, looks=0, look_at=now + look_again(0))
    await Payment.filter(id=payment_id, state=PaymentState.CREATING).update(state=PaymentState.PENDING.value)


async def not_opened(payment_id: UUID, *, reason: str, now: datetime) -> None:
    """The gateway refused for good: the try and its order have failed."""
    found = await Payment.get(id=payment_id)
    async with in_transaction():
        _ = await locked_items(found.order_id)
        order = await Order.filter(id=found.order_id).select_for_update().get()
        await Payment.filter(id=payment_id, state=PaymentState.CREATING).update(
            state=PaymentState.FAILED.value, reason=reason[:200]
        )
        if order.state == OrderState.PENDING:
            await release(order, OrderState.FAILED, now)


async def locked_items(order_id: UUID) -> list[Course]:
    """The courses of an order, locked; the order comes next."""
    items = await OrderItem.filter(order_id=order_id)
    return await locked_courses([item.course_id for item in items])


async def cancel(order_id: UUID, *, now: datetime) -> Order:
    """Give up an order; twice is once. Raises NotNow(`not_pending`) for one that was paid."""
    return await _end(order_id, OrderState.CANCELLED, now)


async def expire(order_id: UUID, *, now: datetime) -> None:
    """End an order whose time is over; anything else stays as it is."""
    async with in_transaction():
        _ = await locked_items(order_id)
        order = await Order.filter(id=order_id).select_for_update().get()
        if order.state == OrderState.PENDING and order.expires_at <= now:
            await release(order, OrderState.EXPIRED, now)


async def _end(order_id: UUID, state: OrderState, now: datetime) -> Order:
    async with in_transaction():
        _ = await locked_items(order_id)
        order = await Order.filter(id=order_id).select_for_update().get()
        if order.state == OrderState.PENDING:
            await release(order, state, now)
        elif order.state != state:
            raise NotNow("Only an open order can be given up", code="not_pending", state=order.state)
        return order


async def release(order: Order, state: OrderState, now: datetime) -> None:
    """Close an unpaid order and let go of its seats; courses and order are locked."""
    order.state, order.closed_at = state.value, now
    await order.save(update_fields=["state", "closed_at"])
    await feeds.order_changed(None, order, now)
    await OrderItem.filter(order_id=order.id).update(open=False)
    items = await OrderItem.filter(order_id=order.id).select_related("course").order_by("id")
    for item in items:
        _ = await offer_free_seats(item.course, now)
    await _tell_ended(order, items, now)


async def _tell_ended(order: Order, items: Sequence[OrderItem], now: datetime) -> None:
    """Say that a payment failed; remind once of a checkout that was left alone. Who gave up knows it."""
    data = {"number": order.number, "amount": shown(order.total_minor, order.currency), "course": items[0].title}
    match order.state:
        case OrderState.FAILED:
            news = News(Notice.PAYMENT_FAILED, data, path=f"/orders/{order.id}", key=str(order.id))
        case OrderState.EXPIRED:
            course_id = items[0].course_id
            if await OrderItem.exists(user_id=order.user_id, course_id=course_id, open=True):
                return
            news = News(Notice.CHECKOUT_ABANDONED, data, path=f"/courses/{course_id}/buy", key=str(course_id))
        case _:
            return
    await notify(None, order.user_id, news, now)


async def fulfil(order: Order, now: datetime) -> None:
    """Turn a paid order into places, an invoice and news; courses and order are locked, seats are there."""
    for item in await OrderItem.filter(order_id=order.id).select_related("course").order_by("id"):
        place = await enroll_paid(item.course, order.user_id, now=now)
        item.enrollment_id, item.open = place.id, False
        await item.save(update_fields=["enrollment_id", "open"])
    order.state, order.paid_at, order.closed_at = OrderState.PAID.value, now, None
    order.invoice = await next_number(INVOICES)
    await order.save(update_fields=["state", "paid_at", "closed_at", "invoice"])
    await feeds.order_changed(None, order, now)
    data = {"number": order.number, "amount": shown(order.total_minor, order.currency)}
    news = News(Notice.PAYMENT_CONFIRMED, data, path=f"/orders/{order.id}", key=str(order.id))
    await notify(None, order.user_id, news, now)
    await webhook_events.order_paid(None, order, now)


async def late_seats(order: Order) -> tuple[bool, bool]:
    """For money that comes late: whether every course has a seat for the payer, and whether they have a place already.

    An account that was closed meanwhile takes no seat.
    """
    free, has_place = await User.exists(id=order.user_id, is_active=True), False
    for item in await OrderItem.filter(order_id=order.id).select_related("course"):
        living = await Enrollment.filter(course_id=item.course_id, user_id=order.user_id, state__in=LIVING).first()
        has_place = has_place or (living is not None and living.state in READING)
        has_place = has_place or await OrderItem.exists(user_id=order.user_id, course_id=item.course_id, open=True)
        free = free and await _seat_for(item.course, living)
    return free, has_place
