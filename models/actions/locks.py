"""Row locks that several actions take. Their order is one for all: course, then enrolment, then what hangs on it."""

from uuid import UUID

from models.refusals import NotThere
from models.tables.courses import Course


async def locked_course(course_id: UUID) -> Course:
    """The course's row, locked until the transaction ends. Raises NotThere."""
    course = await Course.filter(id=course_id).select_for_update().first()
    if course is None:
        raise NotThere("There is no such course")
    return course
