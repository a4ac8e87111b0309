"""Shapes of assignments and submissions."""

from datetime import datetime
from typing import Annotated, Any, Literal, Self
from uuid import UUID

from pydantic import Field, StringConstraints, model_validator

from handlers.schemas.files import FileOut
from models.actions.file_claims import MOST_FILES
from models.queries.assignments import Work
from models.tables.assignments import Assignment
from server.endpoint import In, Line, Moment, Out, PageQuery, Patch, Prose

Points = Annotated[float, Field(ge=0, le=100_000)]
State = Literal["handed_in", "graded", "returned"]
Handed = Annotated[str, StringConstraints(max_length=50_000)]


class AssignmentIn(In):
    """Something to hand in; the body is Markdown. After `due_at` it is late, after `closes_at` not taken."""

    title: Line
    body: Prose = ""
    lesson_id: UUID | None = None
    points: Points = 100.0
    due_at: Moment | None = None
    closes_at: Moment | None = None


class AssignmentPatch(Patch):
    """Changes of an assignment; null clears what may be empty."""

    title: Line = "unused"
    body: Prose | None = None
    lesson_id: UUID | None = None
    points: Points = 100.0
    due_at: Moment | None = None
    closes_at: Moment | None = None


def columns(sent: dict[str, Any]) -> dict[str, Any]:
    """What was sent as columns: a body that was cleared is an empty one."""
    return {name: "" if name == "body" and value is None else value for name, value in sent.items()}


class AssignmentOut(Out):
    """An assignment."""

    id: UUID
    course_id: UUID
    lesson_id: UUID | None
    title: str
    body: str
    points: float
    due_at: datetime | None
    closes_at: datetime | None
    created_at: datetime
    updated_at: datetime

    @classmethod
    def of(cls, row: Assignment) -> Self:
        """From the row."""
        return cls(
            id=row.id,
            course_id=row.course_id,
            lesson_id=row.lesson_id,
            title=row.title,
            body=row.body,
            points=row.points,
            due_at=row.due_at,
            closes_at=row.closes_at,
            created_at=row.created_at,
            updated_at=row.updated_at,
        )


class SubmissionIn(In):
    """What is handed in: a text, files of one's own, or both."""

    text: Handed = ""
    files: Annotated[list[UUID], Field(max_length=MOST_FILES)] = Field(default_factory=list)

    @model_validator(mode="after")
    def _something(self) -> Self:
        if not self.text.strip() and not self.files:
            raise ValueError("hand in a text or files")
        return self


class SubmissionOut(Out):
    """What was handed in, and what became of it."""

    id: UUID
    assignment_id: UUID
    user_id: UUID
    full_name: str
    number: int
    state: State
    text: str
    files: list[FileOut]
    late: bool
    points: float | None
    max_points: float
    feedback: str
    handed_in_at: datetime
    graded_at: datetime | None
    returned_at: datetime | None

    @classmethod
    def of(cls, work: Work) -> Self:
        """From the row and its user."""
        row = work.submission
        plain = {
            name: getattr(row, name)
            for name in (
                *("id", "assignment_id", "user_id", "number", "state", "text", "late", "points", "feedback"),
                *("handed_in_at", "graded_at", "returned_at"),
            )
        }
        more = {"full_name": work.user.full_name, "max_points": work.max_points}
        return cls.model_validate({**plain, **more, "files": [FileOut.of(file) for file in work.files]})


class GradeIn(In):
    """Points and a word to the learner."""

    points: Points
    feedback: Prose = ""


class SubmissionQuery(PageQuery):
    """Which submissions."""

    state: State | None = None
    user: UUID | None = None

    def narrowed(self) -> dict[str, Any]:
        """The filters that were given."""
        return {name: value for name, value in (("state", self.state), ("user_id", self.user)) if value is not None}
