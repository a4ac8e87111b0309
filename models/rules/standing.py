"""What a caller is in one course, and what follows from it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from models.rules.access import STAFF, CourseRole
from models.rules.courses import CourseState
from models.rules.enrolling import READING


@dataclass(frozen=True, slots=True)
class Standing:
    """One caller's place in the course to which a thing belongs.

    `thing_id` is the thing that was asked for (the course itself, a lesson, a quiz, …), `owner_id` the person
    it belongs to, if it is personal; `open` says that it needs no enrolment (a preview) or is released (a quiz).
    """

    course_id: UUID
    course_state: str
    thing_id: UUID
    owner_id: UUID | None = None
    open: bool = True
    user_id: UUID | None = None
    is_admin: bool = False
    role: CourseRole | None = None
    enrollment_id: UUID | None = None
    enrollment_state: str | None = None
    access_ends_at: datetime | None = None

    @property
    def is_staff(self) -> bool:
        """Whether the caller teaches this course; admins may do what staff may."""
        return self.is_admin or self.role in STAFF

    @property
    def owns(self) -> bool:
        """Whether the thing is the caller's own."""
        return self.user_id is not None and self.owner_id == self.user_id

    @property
    def knows_course(self) -> bool:
        """Whether the caller may know that the course exists."""
        return self.is_staff or self.course_state == CourseState.PUBLISHED or self.enrollment_id is not None

    def learns(self, now: datetime) -> bool:
        """Whether the caller's enrolment opens the lessons at this time."""
        ended = self.access_ends_at is not None and now >= self.access_ends_at
        return self.enrollment_state in READING and not ended
