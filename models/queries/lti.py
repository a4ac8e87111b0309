"""Reads about platforms, the steps of their launches, and where their links lead."""

from datetime import datetime
from uuid import UUID

from tortoise.expressions import Q

from models.queries.keyset import past
from models.rules.access import CourseRole
from models.rules.lti import Target, TargetKind
from models.tables.courses import Course, CourseStaff
from models.tables.live import LiveSession
from models.tables.lti import LtiCourse, LtiPlatform, LtiTicket
from models.tables.quizzes import Quiz

Key = tuple[datetime, UUID]
MOST_CHOICES = 200


async def platforms(*, after: Key | None, limit: int) -> tuple[list[LtiPlatform], Key | None]:
    """One page of the platforms, the newest first."""
    wanted = past("created_at", after[0], after[1]) if after is not None else Q()
    rows = await LtiPlatform.filter(wanted).order_by("-created_at", "-id").limit(limit + 1)
    page = rows[:limit]
    return page, (page[-1].created_at, page[-1].id) if len(rows) > limit else None


async def count_platforms() -> int:
    """How many there are."""
    return await LtiPlatform.all().count()


async def courses_of(platform_ids: list[UUID]) -> dict[UUID, list[UUID]]:
    """The courses that each platform may send learners into."""
    found: dict[UUID, list[UUID]] = {platform_id: [] for platform_id in platform_ids}
    for row in await LtiCourse.filter(platform_id__in=platform_ids).order_by("id"):
        found[row.platform_id].append(row.course_id)
    return found


async def platform_of(issuer: str, client_id: str) -> LtiPlatform | None:
    """The platform of an issuer; without a client only where the issuer has one."""
    wanted = Q(issuer=issuer, client_id=client_id) if client_id else Q(issuer=issuer)
    found = await LtiPlatform.filter(wanted).limit(2)
    return found[0] if len(found) == 1 else None


async def platform_by_id(platform_id: UUID) -> LtiPlatform | None:
    """A platform, or None."""
    return await LtiPlatform.get_or_none(id=platform_id)


async def ticket_by_id(ticket_id: UUID) -> LtiTicket | None:
    """A step, used or not."""
    return await LtiTicket.get_or_none(id=ticket_id)


async def course_of(target: Target) -> UUID | None:
    """The course to which a target belongs, or None where there is no such thing."""
    if target.kind is TargetKind.COURSE:
        return target.id if await Course.exists(id=target.id) else None
    if target.kind is TargetKind.QUIZ:
        quiz = await Quiz.get_or_none(id=target.id, archived_at=None)
        return quiz.course_id if quiz else None
    rows = await LiveSession.filter(id=target.id).values("course_id")
    course_id: UUID | None = rows[0]["course_id"] if rows else None
    return course_id


async def quiz_of(target: Target) -> Quiz | None:
    """The quiz whose result a target's link is about, or None."""
    if target.kind is TargetKind.COURSE:
        return None
    if target.kind is TargetKind.QUIZ:
        return await Quiz.get_or_none(id=target.id, archived_at=None)
    session = await LiveSession.get_or_none(id=target.id).select_related("quiz")
    return session.quiz if session else None


async def running_session(quiz_id: UUID) -> UUID | None:
    """The newest live session of a quiz that is not over; what one person catches up with or rehearses is none."""
    rows = await LiveSession.filter(quiz_id=quiz_id, ended_at=None).order_by("-created_at").values("id", "settings")
    common = [
        row["id"] for row in rows if not row["settings"].get("catch_up_of") and not row["settings"].get("rehearsal")
    ]
    found: UUID | None = next(iter(common), None)
    return found


async def is_staff(course_id: UUID, user_id: UUID) -> bool:
    """Whether somebody teaches a course."""
    return await CourseStaff.exists(course_id=course_id, user_id=user_id)


async def choices_of(user_id: UUID) -> list[tuple[Course, list[Quiz]]]:
    """What a teacher may link: courses that they lead, each with its published quizzes."""
    leading = [CourseRole.OWNER, CourseRole.CO_INSTRUCTOR]
    places = CourseStaff.filter(user_id=user_id, role__in=leading, course__archived_at=None)
    ids = await places.limit(MOST_CHOICES).values_list("course_id", flat=True)
    courses = await Course.filter(id__in=list(ids)).order_by("title", "id")
    quizzes = await Quiz.filter(course_id__in=list(ids), state="published", archived_at=None).order_by("title", "id")
    return [(course, [quiz for quiz in quizzes if quiz.course_id == course.id]) for course in courses]
