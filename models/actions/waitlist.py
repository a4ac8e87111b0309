"""The waiting list: first come, first served; a seat is offered for a time, then passed on."""

from datetime import datetime, timedelta
from uuid import UUID

from tortoise.transactions import in_transaction

from models.actions import feeds
from models.actions.locks import locked_course
from models.actions.news import tell_offered
from models.actions.seats import access_end, has_seat, price_of
from models.refusals import NotNow, NotPaid, NotThere
from models.rules.courses import CourseState
from models.rules.enrolling import EnrollmentState
from models.tables.courses import Course
from models.tables.enrollments import Enrollment

USUAL_OFFER_HOURS = 48


async def offer_free_seats(course: Course, now: datetime) -> list[Enrollment]:
    """Offer every free seat to those who wait longest; the course's row is locked. Returns the offers made."""
    made: list[Enrollment] = []
    while course.state == CourseState.PUBLISHED and await has_seat(course):
        place = (
            await Enrollment.filter(course_id=course.id, state=EnrollmentState.WAITING)
            .order_by("enrolled_at", "id")
            .first()
        )
        if place is None:
            break
        place.state = EnrollmentState.OFFERED.value
        place.offered_until = now + timedelta(hours=course.offer_hours or USUAL_OFFER_HOURS)
        await place.save(update_fields=["state", "offered_until"])
        await feeds.enrollment_changed(None, place, EnrollmentState.WAITING, now)
        await tell_offered(None, course, place, now)
        made.append(place)
    return made


async def _offered(enrollment_id: UUID) -> tuple[Course, Enrollment]:
    """The course and the offer, both locked. Raises NotThere, NotNow(`not_offered`)."""
    found = await Enrollment.filter(id=enrollment_id).first()
    if found is None:
        raise NotThere("There is no such enrolment")
    course = await locked_course(found.course_id)
    place = await Enrollment.filter(id=enrollment_id).select_for_update().get()
    if place.state != EnrollmentState.OFFERED:
        raise NotNow("No seat is offered to you", code="not_offered", state=place.state)
    return course, place


async def accept(enrollment_id: UUID, *, now: datetime) -> None:
    """Take the seat that is offered. Raises NotNow (`not_offered`, `offer_over`), NotPaid for a paid course."""
    async with in_transaction():
        course, place = await _offered(enrollment_id)
        if place.offered_until is not None and now >= place.offered_until:
            raise NotNow("The offer is over", code="offer_over", offered_until=place.offered_until)
        if price := price_of(course):
            raise NotPaid("This course has a price", **price)
        place.state, place.enrolled_at = EnrollmentState.ACTIVE.value, now
        place.expires_at, place.offered_until = access_end(course, now), None
        await place.save(update_fields=["state", "enrolled_at", "expires_at", "offered_until"])
        await feeds.enrollment_changed(None, place, EnrollmentState.OFFERED, now)


async def decline(enrollment_id: UUID, *, now: datetime) -> None:
    """Pass the offered seat on to the next. Raises NotNow(`not_offered`)."""
    async with in_transaction():
        course, place = await _offered(enrollment_id)
        await _end(place, "declined", now)
        _ = await offer_free_seats(course, now)


async def pass_on_offer(enrollment_id: UUID, *, now: datetime) -> None:
    """Pass on an offer whose time is over; anything else stays as it is."""
    async with in_transaction():
        found = await Enrollment.get(id=enrollment_id)
        course = await locked_course(found.course_id)
        place = await Enrollment.filter(id=enrollment_id).select_for_update().get()
        over = place.offered_until is not None and now >= place.offered_until
        if place.state == EnrollmentState.OFFERED and over:
            await _end(place, "offer_over", now)
            _ = await offer_free_seats(course, now)


async def expire(enrollment_id: UUID, *, now: datetime) -> None:
    """End a place whose access is over, and offer its seat; anything else stays as it is."""
    async with in_transaction():
        found = await Enrollment.get(id=enrollment_id)
        course = await locked_course(found.course_id)
        place = await Enrollment.filter(id=enrollment_id).select_for_update().get()
        over = place.expires_at is not None and now >= place.expires_at
        if place.state in {EnrollmentState.ACTIVE, EnrollmentState.COMPLETED} and over:
            was = place.state
            place.state, place.reason, place.ended_at = EnrollmentState.EXPIRED.value, "access_ended", now
            await place.save(update_fields=["state", "reason", "ended_at"])
            await feeds.enrollment_changed(None, place, was, now)
            _ = await offer_free_seats(course, now)


async def _end(place: Enrollment, reason: str, now: datetime) -> None:
    was = place.state
    place.state, place.reason = EnrollmentState.DROPPED.value, reason
    place.ended_at, place.offered_until = now, None
    await place.save(update_fields=["state", "reason", "ended_at", "offered_until"])
    await feeds.enrollment_changed(None, place, was, now)
