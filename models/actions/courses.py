"""Courses: make, change, publish, take back, archive."""

import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from tortoise.exceptions import IntegrityError
from tortoise.transactions import in_transaction

from models.actions.locks import locked_course
from models.actions.searching import SEARCHED, index
from models.actions.seats import seats_of
from models.actions.versions import Guard, apply
from models.actions.waitlist import offer_free_seats
from models.queries.outline import publication_facts
from models.refusals import NotFit, NotNow
from models.rules.access import CourseRole
from models.rules.courses import CourseState, Missing, missing_to_publish
from models.rules.problems import Problem
from models.rules.slugs import is_slug, slug_of
from models.tables.courses import Course, CourseStaff

_SUFFIX_BYTES = 4


async def create(fields: Mapping[str, Any], *, owner_id: UUID, now: datetime) -> Course:
    """Make a draft and its owner. Raises NotNow(`slug_taken`) or NotFit for a slug that was given."""
    wanted = fields.get("slug")
    _check_fields(fields)
    async with in_transaction():
        values = {**fields, "slug": wanted or await free_slug(fields["title"])}
        course = await _insert(values, now)
        await index(course)
        _ = await CourseStaff.create(course_id=course.id, user_id=owner_id, role=CourseRole.OWNER, created_at=now)
    return course


async def _insert(values: Mapping[str, Any], now: datetime) -> Course:
    try:
        async with in_transaction():
            return await Course.create(**values, created_at=now, updated_at=now)
    except IntegrityError as taken:
        raise NotNow("Another course has this slug", code="slug_taken") from taken


async def free_slug(title: str) -> str:
    """A slug for a title; a random end tells courses of the same title apart."""
    slug = slug_of(title)
    return f"{slug}-{secrets.token_hex(_SUFFIX_BYTES)}" if await Course.exists(slug=slug) else slug


def _check_fields(fields: Mapping[str, Any]) -> None:
    if (slug := fields.get("slug")) is not None and not is_slug(slug):
        raise NotFit(
            "The slug cannot stand in an address",
            problems=[Problem(("slug",), "bad_slug", "Use lower-case letters, digits and single hyphens.")],
        )
    opens, closes = fields.get("enroll_opens_at"), fields.get("enroll_closes_at")
    if opens is not None and closes is not None and closes <= opens:
        raise NotFit(
            "Enrolment would close before it opens",
            problems=[Problem(("enroll_closes_at",), "before_opening", "Must lie after enroll_opens_at.")],
        )


async def change(course_id: UUID, changes: Mapping[str, Any], *, guard: Guard, now: datetime) -> Course:
    """Change what was sent. Raises what `guard` raises, NotNow (`slug_taken`, `capacity_below_enrolled`), NotFit."""
    async with in_transaction():
        course = await locked_course(course_id)
        guard(course.id, course.version)
        _check_fields({**_window(course), **changes})
        await _check_capacity(course, changes)
        names = apply(course, changes, now)
        try:
            async with in_transaction():
                await course.save(update_fields=names)
        except IntegrityError as taken:
            raise NotNow("Another course has this slug", code="slug_taken") from taken
        if SEARCHED & changes.keys():
            await index(course)
        if "capacity" in changes:
            _ = await offer_free_seats(course, now)
    return course


def _window(course: Course) -> dict[str, Any]:
    return {"enroll_opens_at": course.enroll_opens_at, "enroll_closes_at": course.enroll_closes_at}


async def _check_capacity(course: Course, changes: Mapping[str, Any]) -> None:
    capacity = changes.get("capacity")
    if capacity is None:
        return
    seats = await seats_of(course)
    if capacity < seats.taken:
        raise NotNow(
            "More seats are taken than that", code="capacity_below_enrolled", enrolled=seats.enrolled, held=seats.held
        )


async def publish(course_id: UUID, *, now: datetime) -> Course:
    """Open a course to everyone; twice is once. Raises NotNow(`not_ready`, with everything that is `missing`)."""
    async with in_transaction():
        course = await locked_course(course_id)
        if course.state == CourseState.PUBLISHED:
            return course
        if missing := await _missing(course_id):
            raise NotNow(
                "The course cannot be published yet", code="not_ready", missing=[lack.as_json() for lack in missing]
            )
        return await _move(course, CourseState.PUBLISHED, now, published_at=now, archived_at=None, publish_at=None)


async def _missing(course_id: UUID) -> list[Missing]:
    sections, lessons = await publication_facts(course_id)
    return missing_to_publish(sections=sections, lessons=lessons)


async def publish_when_due(course_id: UUID, *, now: datetime) -> None:
    """Publish a draft whose time has come. One that is not ready stays a draft, and loses its time."""
    async with in_transaction():
        course = await locked_course(course_id)
        if course.state != CourseState.DRAFT or course.publish_at is None or now < course.publish_at:
            return
        if await _missing(course_id):
            await course.save(update_fields=apply(course, {"publish_at": None}, now))
        else:
            _ = await _move(course, CourseState.PUBLISHED, now, published_at=now, publish_at=None)


async def unpublish(course_id: UUID, *, now: datetime) -> Course:
    """Take a published course back to draft; those enrolled keep their places."""
    async with in_transaction():
        course = await locked_course(course_id)
        if course.state == CourseState.DRAFT:
            return course
        return await _move(course, CourseState.DRAFT, now, archived_at=None)


async def archive(course_id: UUID, *, guard: Guard | None = None, now: datetime) -> Course:
    """Close a course for good reading: nobody enrols any more; results and certificates stay."""
    async with in_transaction():
        course = await locked_course(course_id)
        if guard is not None:
            guard(course.id, course.version)
        if course.state == CourseState.ARCHIVED:
            return course
        return await _move(course, CourseState.ARCHIVED, now, archived_at=now)


async def _move(course: Course, state: CourseState, now: datetime, **times: datetime | None) -> Course:
    await course.save(update_fields=apply(course, {"state": state.value, **times}, now))
    return course
