"""What a caller is in the course that a thing belongs to: one statement for each request."""

from enum import StrEnum
from uuid import UUID

from tortoise.connection import get_connection

from models.rules.access import CourseRole, Principal
from models.rules.enrolling import LIVING
from models.rules.standing import Standing


class Subject(StrEnum):
    """The things by whose id a course is found."""

    COURSE = "course"
    SECTION = "section"
    LESSON = "lesson"
    QUIZ = "quiz"
    QUESTION = "question"
    BANK = "bank"
    DRAW = "draw"
    REGRADE = "regrade"
    ENROLLMENT = "enrollment"
    INVITATION = "invitation"
    ATTEMPT = "attempt"
    GROUP = "group"
    ASSIGNMENT = "assignment"
    SUBMISSION = "submission"
    LIVE_SESSION = "live_session"
    CERTIFICATE = "certificate"


_SOURCES = {
    Subject.COURSE: "(SELECT id, id AS course_id, NULL::uuid AS owner_id, true AS open FROM course WHERE id = $1)",
    Subject.SECTION: "(SELECT id, course_id, NULL::uuid AS owner_id, false AS open FROM section"
    " WHERE id = $1 AND archived_at IS NULL)",
    Subject.LESSON: "(SELECT id, course_id, NULL::uuid AS owner_id, preview AS open FROM lesson"
    " WHERE id = $1 AND archived_at IS NULL)",
    Subject.QUIZ: "(SELECT id, course_id, NULL::uuid AS owner_id, state = 'published' AS open FROM quiz"
    " WHERE id = $1 AND archived_at IS NULL)",
    Subject.QUESTION: "(SELECT q.id, coalesce(z.course_id, b.course_id) AS course_id, NULL::uuid AS owner_id,"
    " false AS open FROM question q LEFT JOIN quiz z ON z.id = q.quiz_id LEFT JOIN bank b ON b.id = q.bank_id"
    " WHERE q.id = $1 AND q.archived_at IS NULL AND z.archived_at IS NULL AND b.archived_at IS NULL)",
    Subject.BANK: "(SELECT id, course_id, NULL::uuid AS owner_id, false AS open FROM bank"
    " WHERE id = $1 AND archived_at IS NULL)",
    Subject.DRAW: "(SELECT d.id, z.course_id, NULL::uuid AS owner_id, false AS open FROM quiz_draw d"
    " JOIN quiz z ON z.id = d.quiz_id WHERE d.id = $1 AND d.archived_at IS NULL AND z.archived_at IS NULL)",
    Subject.REGRADE: "(SELECT r.id, z.course_id, NULL::uuid AS owner_id, false AS open FROM regrade r"
    " JOIN quiz z ON z.id = r.quiz_id WHERE r.id = $1)",
    Subject.ENROLLMENT: "(SELECT id, course_id, user_id AS owner_id, false AS open FROM enrollment WHERE id = $1)",
    Subject.INVITATION: "(SELECT id, course_id, NULL::uuid AS owner_id, false AS open FROM invitation WHERE id = $1)",
    Subject.ASSIGNMENT: "(SELECT id, course_id, NULL::uuid AS owner_id, true AS open FROM assignment"
    " WHERE id = $1 AND archived_at IS NULL)",
    Subject.SUBMISSION: "(SELECT s.id, a.course_id, s.user_id AS owner_id, true AS open FROM submission s"
    " JOIN assignment a ON a.id = s.assignment_id WHERE s.id = $1)",
    Subject.GROUP: "(SELECT id, course_id, NULL::uuid AS owner_id, false AS open FROM course_group WHERE id = $1)",
    Subject.ATTEMPT: "(SELECT a.id, z.course_id, a.user_id AS owner_id, false AS open FROM attempt a"
    " JOIN quiz z ON z.id = a.quiz_id WHERE a.id = $1)",
    Subject.CERTIFICATE: "(SELECT id, course_id, user_id AS owner_id, false AS open FROM certificate WHERE id = $1)",
    Subject.LIVE_SESSION: "(SELECT id, course_id, NULL::uuid AS owner_id, true AS open FROM live_session"
    " WHERE id = $1)",
}
_LIVING = ", ".join(f"'{state}'" for state in LIVING)
_STATEMENTS = {
    # Constants of this module only; the id and the caller travel as parameters.
    subject: f"""
    SELECT x.id AS thing_id, x.course_id, x.owner_id, x.open, c.state AS course_state,
           s.role, e.id AS enrollment_id, e.state AS enrollment_state, e.expires_at AS access_ends_at
    FROM {source} x
    JOIN course c ON c.id = x.course_id
    LEFT JOIN course_staff s ON s.course_id = c.id AND s.user_id = $2
    LEFT JOIN enrollment e ON e.course_id = c.id AND e.user_id = $2 AND e.state IN ({_LIVING})
    """  # noqa: S608 - constants only
    for subject, source in _SOURCES.items()
}


async def standing_at(subject: Subject, thing_id: UUID, who: Principal | None) -> Standing | None:
    """The caller's standing in the thing's course, or None when there is no such thing."""
    user_id = who.user_id if who else None
    rows = await get_connection("default").execute_query_dict(_STATEMENTS[subject], [thing_id, user_id])
    if not rows:
        return None
    row = rows[0]
    role = row.pop("role")
    if who is not None and who.withheld is not None:
        role = None  # a role that demands a second factor teaches nothing without one
    return Standing(**row, role=role and CourseRole(role), user_id=user_id, is_admin=who is not None and who.is_admin)


async def course_id_of_slug(slug: str) -> UUID | None:
    """The id of the course with this slug."""
    rows = await get_connection("default").execute_query_dict("SELECT id FROM course WHERE slug = $1", [slug])
    return rows[0]["id"] if rows else None
