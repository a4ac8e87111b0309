"""Shapes of quizzes, for staff and for learners."""

from datetime import datetime
from typing import Annotated, Any, Literal, Self
from uuid import UUID

from pydantic import Field, StringConstraints

from models.queries.quizzes import QuizCard
from server.endpoint import In, Line, Moment, Out, Patch

Seconds = Annotated[int, Field(ge=1, le=604_800)]
Grace = Annotated[int, Field(ge=0, le=86_400)]
Delay = Annotated[int, Field(ge=0, le=31_536_000)]
"""At least this long between the end of an attempt and the beginning of the next."""
Attempts = Annotated[int, Field(ge=1, le=1_000)]
Percent = Annotated[float, Field(ge=0, le=100)]
Grading = Literal["highest", "latest", "first", "average"]
Overdue = Literal["submit", "grace", "abandon"]
AccessCode = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=64)]
Shown = Annotated[list[Literal["score", "answers", "marks", "correct", "feedback"]], Field(max_length=5)]


class Review(In):
    """What a learner may look at again, by moment; a moment that is not given shows the usual.

    Usual: nothing during an attempt; score, answers, marks and feedback right after and while the quiz is open;
    the right answers too once it has closed, or if it never closes.
    """

    during: Shown | None = None
    right_after: Shown | None = None
    while_open: Shown | None = None
    after_close: Shown | None = None


class QuizIn(In):
    """A new quiz, which begins as a draft."""

    title: Line
    lesson_id: UUID | None = None
    time_limit_seconds: Seconds | None = None
    grace_seconds: Grace = 0
    attempts_allowed: Attempts | None = None
    grading: Grading = "highest"
    pass_percent: Percent = 70.0
    shuffle_questions: bool = False
    shuffle_choices: bool = False
    opens_at: Moment | None = None
    closes_at: Moment | None = None
    overdue: Overdue = "submit"
    access_code: AccessCode | None = None
    sequential: bool = False
    delay_seconds: Delay = 0
    review: Review | None = None


class QuizPatch(QuizIn, Patch):
    """Changes of a quiz; null clears what may be empty."""

    title: Line = "unused"


def columns(sent: dict[str, Any]) -> dict[str, Any]:
    """What was sent as columns: the review as JSON."""
    values = dict(sent)
    review: Review | None = values.get("review")
    if review is not None:
        values["review"] = review.model_dump(exclude_none=True) or None
    return values


class QuizOut(Out):
    """A quiz without its questions; `access_code` is for staff, learners see that there is one."""

    id: UUID
    course_id: UUID
    lesson_id: UUID | None
    title: str
    state: Literal["draft", "published"]
    time_limit_seconds: int | None
    grace_seconds: int
    attempts_allowed: int | None
    grading: Grading
    pass_percent: float
    shuffle_questions: bool
    shuffle_choices: bool
    opens_at: datetime | None
    closes_at: datetime | None
    overdue: Overdue
    needs_access_code: bool
    access_code: str | None = Field(None, exclude_if=lambda code: code is None)
    sequential: bool
    delay_seconds: int
    review: Review | None
    question_count: int
    points: float
    created_at: datetime
    updated_at: datetime

    @classmethod
    def of(cls, card: QuizCard, *, staff: bool) -> Self:
        """From the row and its counts."""
        quiz = card.quiz
        plain = {
            name: getattr(quiz, name)
            for name in (
                *("id", "course_id", "title", "state", "time_limit_seconds", "grace_seconds", "attempts_allowed"),
                *("grading", "pass_percent", "shuffle_questions", "shuffle_choices", "opens_at", "closes_at"),
                *("overdue", "sequential", "delay_seconds", "review", "created_at", "updated_at"),
            )
        }
        return cls.model_validate(
            plain
            | {
                "lesson_id": card.lesson_id,
                "needs_access_code": quiz.access_code is not None,
                "access_code": quiz.access_code if staff else None,
                "question_count": card.question_count,
                "points": card.points,
            }
        )
