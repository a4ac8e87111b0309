"""Places in courses: take one, be given one, give it up."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tortoise.transactions import in_transaction

from models.actions import feeds
from models.actions.locks import locked_course
from models.actions.notifications import News, notify
from models.actions.seats import access_end, has_seat, price_of
from models.actions.waitlist import offer_free_seats
from models.refusals import NotNow, NotPaid, NotThere
from models.rules.courses import CourseState
from models.rules.enrolling import LIVING, Door, EnrollmentState, may_enroll, reason_of_end
from models.rules.notices import Notice
from models.tables.courses import Course
from models.tables.enrollments import Enrollment


@dataclass(frozen=True, slots=True)
class Placed:
    """An enrolment, and whether it was made just now."""

    enrollment: Enrollment
    made: bool


async def enroll(course_id: UUID, user_id: UUID, *, now: datetime) -> Placed:
    """Take a place in a free course, or wait for a seat when none is free; who has a place keeps it.

    The course's row is locked, so the last seat goes to one. Raises NotNow with the reason of `may_enroll`,
    NotPaid(`payment_required`) for a course with a price.
    """
    async with in_transaction():
        course = await locked_course(course_id)
        if living := await _living(course_id, user_id):
            return Placed(living, made=False)
        _refuse_closed_door(course, now)
        free = await has_seat(course) and not await _somebody_waits(course)
        if free and (price := price_of(course)):
            raise NotPaid("This course has a price", **price)
        state = EnrollmentState.ACTIVE if free else EnrollmentState.WAITING
        return Placed(await _place(course, user_id, state, reason="self", now=now), made=True)


async def seat_by_staff(course: Course, user_id: UUID, *, now: datetime) -> Placed:
    """Give a place, whatever the price, within the caller's transaction: the course is locked.

    Raises NotNow(`course_full`, `course_archived`).
    """
    if living := await _living(course.id, user_id):
        return Placed(await _seat(course, living, now), made=False)
    if course.state == CourseState.ARCHIVED:
        raise NotNow("The course is archived", code="course_archived")
    await _refuse_full(course)
    return Placed(await _place(course, user_id, EnrollmentState.ACTIVE, reason="staff", now=now), made=True)


async def place_or_queue(course: Course, user_id: UUID, *, now: datetime) -> Enrollment:
    """Give the place that staff promised, or one on the waiting list when every seat is taken.

    Within the caller's transaction; the course is locked. Who has a place keeps it.
    """
    free = await has_seat(course)
    living = await _living(course.id, user_id)
    if living is not None:
        return await _seat(course, living, now) if free else living
    state = EnrollmentState.ACTIVE if free else EnrollmentState.WAITING
    return await _place(course, user_id, state, reason="staff", now=now)


async def enroll_paid(course: Course, user_id: UUID, *, now: datetime) -> Enrollment:
    """Give a place to who paid for it, within the caller's transaction: the course is locked, a seat is there."""
    living = await _living(course.id, user_id)
    if living is None:
        return await _place(course, user_id, EnrollmentState.ACTIVE, reason="paid", now=now)
    if living.state in {EnrollmentState.WAITING, EnrollmentState.OFFERED}:
        was = living.state
        living.state, living.reason, living.enrolled_at = EnrollmentState.ACTIVE.value, "paid", now
        living.expires_at, living.offered_until = access_end(course, now), None
        await living.save(update_fields=["state", "reason", "enrolled_at", "expires_at", "offered_until"])
        await feeds.enrollment_changed(None, living, was, now)
    return living


async def drop(enrollment_id: UUID, *, reason: str, now: datetime) -> None:
    """Give up a place, or leave the waiting list; what was done there is kept. Its seat is offered. Twice is once."""
    async with in_transaction():
        found = await Enrollment.filter(id=enrollment_id).first()
        if found is None:
            raise NotThere("There is no such enrolment")
        course = await locked_course(found.course_id)
        place = await Enrollment.filter(id=enrollment_id).select_for_update().get()
        if place.state not in LIVING:
            return
        was = place.state
        place.state, place.reason = EnrollmentState.DROPPED.value, reason_of_end(was, reason)
        place.ended_at, place.offered_until = now, None
        await place.save(update_fields=["state", "reason", "ended_at", "offered_until"])
        await feeds.enrollment_changed(None, place, was, now)
        _ = await offer_free_seats(course, now)


async def _somebody_waits(course: Course) -> bool:
    """Whether a free seat belongs to somebody who came before."""
    return await Enrollment.exists(course_id=course.id, state=EnrollmentState.WAITING)


async def _living(course_id: UUID, user_id: UUID) -> Enrollment | None:
    return await Enrollment.filter(course_id=course_id, user_id=user_id, state__in=LIVING).first()


def _refuse_closed_door(course: Course, now: datetime) -> None:
    door = Door(state=course.state, opens_at=course.enroll_opens_at, closes_at=course.enroll_closes_at)
    if refusal := may_enroll(door, now):
        raise NotNow("The course does not take learners now", code=refusal, opens_at=course.enroll_opens_at)


async def _refuse_full(course: Course) -> None:
    if not await has_seat(course):
        raise NotNow("Every seat is taken", code="course_full", capacity=course.capacity)


async def _seat(course: Course, place: Enrollment, now: datetime) -> Enrollment:
    """Let staff seat somebody who waits."""
    if place.state == EnrollmentState.WAITING:
        await _refuse_full(course)
    if place.state in {EnrollmentState.WAITING, EnrollmentState.OFFERED}:
        was = place.state
        place.state, place.reason = EnrollmentState.ACTIVE.value, "staff"
        place.expires_at, place.offered_until = access_end(course, now), None
        await place.save(update_fields=["state", "reason", "expires_at", "offered_until"])
        await feeds.enrollment_changed(None, place, was, now)
    return place


async def _place(course: Course, user_id: UUID, state: EnrollmentState, *, reason: str, now: datetime) -> Enrollment:
    runs = await Enrollment.filter(course_id=course.id, user_id=user_id).count()
    place = Enrollment(
        course_id=course.id,
        user_id=user_id,
        state=state.value,
        reason=reason,
        run=runs + 1,
        enrolled_at=now,
        expires_at=access_end(course, now) if state is EnrollmentState.ACTIVE else None,
    )
    await place.save()
    await feeds.enrollment_changed(None, place, None, now)
    if state is EnrollmentState.ACTIVE:
        news = News(Notice.ENROLLED, {"course": course.title}, "/learn", key=str(place.id))
        await notify(None, user_id, news, now)
    return place
