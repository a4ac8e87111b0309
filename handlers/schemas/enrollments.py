"""Shapes of enrolments, for those who hold them and for staff."""

from datetime import datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import EmailStr, Field, StringConstraints

from models.queries.enrollments import Place, Stats
from models.rules.enrolling import EnrollmentState
from server.endpoint import In, Out, PageQuery

Email = Annotated[EmailStr, StringConstraints(max_length=320)]


class WaitlistOut(Out):
    """Where one who waits stands, from 1; and until when a seat is offered."""

    position: int | None
    offered_until: datetime | None


class EnrollmentOut(Out):
    """One run through a course."""

    id: UUID
    course_id: UUID
    state: EnrollmentState
    run: int
    enrolled_at: datetime
    completed_at: datetime | None
    expires_at: datetime | None
    percent: int
    waitlist: WaitlistOut | None = Field(None, exclude_if=lambda waitlist: waitlist is None)

    @classmethod
    def of(cls, place: Place) -> Self:
        """From the row and its place in the queue."""
        row = place.enrollment
        return cls(
            id=row.id,
            course_id=row.course_id,
            state=EnrollmentState(row.state),
            run=row.run,
            enrolled_at=row.enrolled_at,
            completed_at=row.completed_at,
            expires_at=row.expires_at,
            percent=row.percent,
            waitlist=_waitlist(place),
        )


def _waitlist(place: Place) -> WaitlistOut | None:
    row = place.enrollment
    if row.state not in {EnrollmentState.WAITING, EnrollmentState.OFFERED}:
        return None
    return WaitlistOut(position=place.position, offered_until=row.offered_until)


class LearnerOut(Out):
    """Who learns, as the staff of the course may see it."""

    id: UUID
    full_name: str
    email: str


class LearnerEnrollmentOut(Out):
    """One learner's run through a course, as staff see it."""

    enrollment: EnrollmentOut
    user: LearnerOut
    last_seen_at: datetime | None

    @classmethod
    def of(cls, place: Place) -> Self:
        """From the row and its holder."""
        user = LearnerOut(id=place.user.id, full_name=place.user.full_name, email=place.user.email)
        return cls(enrollment=EnrollmentOut.of(place), user=user, last_seen_at=place.enrollment.last_seen_at)


class EnrollByEmailIn(In):
    """Whom to enrol."""

    email: Email


class EnrollmentQuery(PageQuery):
    """Which enrolments."""

    state: EnrollmentState | None = None

    def narrowed(self) -> dict[str, str]:
        """The filters that were given."""
        return {} if self.state is None else {"state": self.state.value}


class EnrollmentStatsOut(Out):
    """How many places there are in each state, and how far those who learn are on the average (null: nobody).

    `invited` counts the addresses that nobody has proved to hold yet.
    """

    by_state: dict[EnrollmentState, int]
    invited: int
    capacity: int | None
    average_percent: float | None

    @classmethod
    def of(cls, stats: Stats) -> Self:
        """From the query's answer."""
        counts = {state: stats.by_state.get(state.value, 0) for state in EnrollmentState}
        return cls(
            by_state=counts, invited=stats.invited, capacity=stats.capacity, average_percent=stats.average_percent
        )
