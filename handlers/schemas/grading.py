"""Shapes of marks that people give, of regrades, and of what waits for a grader."""

from datetime import datetime
from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import Field

from handlers.schemas.files import FileOut
from handlers.schemas.questions import ABSENT, Points, Words
from models.actions.marking import GradeIn as Grade
from models.actions.regrades import Change, Outcome
from models.queries.regrades import ToGrade
from models.rules.questions import Kind, author_view, load
from models.rules.regrading import Policy
from server.endpoint import In, Out, PageQuery

MANY = 1_000


class RubricLine(In):
    """Points on one line of an essay's rubric, counted from 0."""

    line: Annotated[int, Field(ge=0, le=100)]
    points: Points
    comment: Words | None = None


class GradeIn(In):
    """The mark of one question; with a rubric its lines are kept beside the points."""

    question: UUID
    points: Points
    feedback: Words | None = None
    rubric: Annotated[list[RubricLine], Field(max_length=50)] = Field([])

    def plain(self) -> Grade:
        """As the action takes it."""
        lines = [line.model_dump(mode="json", exclude_none=True) for line in self.rubric]
        return Grade(self.question, self.points, self.feedback, lines)


class GradesIn(In):
    """Marks of one attempt."""

    grades: Annotated[list[GradeIn], Field(min_length=1, max_length=MANY)]


class RegradeIn(In):
    """How to mark every attempt anew. Without `questions`: all whose wording has changed since they were asked."""

    policy: Policy
    dry_run: bool = True
    questions: Annotated[list[UUID], Field(min_length=1, max_length=MANY)] | None = None


class ScoreOut(Out):
    """What an attempt is worth."""

    score: float | None
    max_score: float
    percent: float | None
    passed: bool | None


class PointsOut(Out):
    """The points of one question before and after."""

    question: UUID
    before: float | None
    after: float | None


class ChangeOut(Out):
    """What a regrade does to one attempt."""

    attempt_id: UUID
    user_id: UUID
    full_name: str
    before: ScoreOut
    after: ScoreOut
    questions: list[PointsOut]

    @classmethod
    def of(cls, change: Change) -> Self:
        """From the action's answer."""
        return cls(
            attempt_id=change.attempt_id,
            user_id=change.user_id,
            full_name=change.full_name,
            before=ScoreOut.model_validate(change.before),
            after=ScoreOut.model_validate(change.after),
            questions=[PointsOut.model_validate(line) for line in change.questions],
        )


class SkippedOut(Out):
    """A wording that the new key does not fit; its marks stayed."""

    question: UUID
    version: int
    code: str
    detail: str


class RegradeOut(Out):
    """What a regrade did, or would do: at most a thousand of the changed attempts, and the number of all."""

    id: UUID | None
    policy: Policy
    attempts: int
    changed: int
    changes: list[ChangeOut]
    skipped: list[SkippedOut]

    @classmethod
    def of(cls, outcome: Outcome) -> Self:
        """From the action's answer."""
        return cls(
            id=outcome.regrade_id,
            policy=Policy(outcome.policy),
            attempts=outcome.attempts,
            changed=outcome.changed,
            changes=[ChangeOut.of(change) for change in outcome.changes],
            skipped=[SkippedOut.model_validate(each) for each in outcome.skipped],
        )


class ToGradeQuery(PageQuery):
    """Which answers: of one question, and only those that wait."""

    question: UUID | None = None
    waiting: bool = True


class ToGradeOut(Out):
    """One answer for a grader, with the question as it was asked."""

    attempt_id: UUID
    user_id: UUID
    full_name: str
    submitted_at: datetime
    question: UUID
    kind: Kind
    stem: str
    rubric: str | list[dict[str, Any]] | None = ABSENT
    answer: dict[str, Any] | None
    files: list[FileOut]
    points: float | None
    max_points: float
    feedback: str | None

    @classmethod
    def of(cls, found: ToGrade) -> Self:
        """From the query's answer."""
        version = found.version
        return cls.model_validate(
            {
                "attempt_id": found.attempt_id,
                "user_id": found.user_id,
                "full_name": found.full_name,
                "submitted_at": found.submitted_at,
                "question": version.question_id,
                "kind": Kind(version.kind),
                "stem": version.stem,
                "rubric": author_view(load(version.kind, version.content)).get("rubric"),
                "answer": found.answer,
                "files": [FileOut.of(file) for file in found.files],
                "points": found.points,
                "max_points": found.max_points,
                "feedback": found.feedback,
            }
        )
