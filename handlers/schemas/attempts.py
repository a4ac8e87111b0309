"""Shapes of attempts: what a learner is asked, answers, and gets to see again."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Annotated, Any, Literal, Self
from uuid import UUID

from pydantic import Field, StringConstraints

from handlers.schemas.allowances import LimitOut
from models.queries.attempts import Asked, Sheet, Tried, current_question
from models.rules.questions import Kind, correct_view, feedback_for, parse_answer
from models.rules.reviewing import Show, reasons
from models.tables.quizzes import Attempt
from server.endpoint import In, Out, PageQuery

AttemptState = Literal["in_progress", "submitted", "graded", "abandoned"]
Key = Annotated[str, StringConstraints(max_length=64)]
ABSENT: Any = Field(None, exclude_if=lambda value: value is None)
"""A field that is left out where there is nothing to say."""
MANY = 1_000


class AttemptStartIn(In):
    """How to begin."""

    access_code: Annotated[str, StringConstraints(max_length=64)] | None = None


class AnswersIn(In):
    """Answers by the id of their question, each in the shape of its kind; null takes an answer back."""

    answers: Annotated[dict[Key, dict[Key, Any] | None], Field(max_length=MANY)]


class SubmitIn(In):
    """The last answers, if there are any that were not saved."""

    answers: Annotated[dict[Key, dict[Key, Any] | None], Field(max_length=MANY)] | None = None


class MoveOnIn(In):
    """Which question is left for good, and a last answer to it."""

    question: UUID
    answers: Annotated[dict[Key, dict[Key, Any] | None], Field(max_length=MANY)] | None = None


class Option(Out):
    """Something to choose, pair or order."""

    id: str
    text: str


class AskedOut(Out):
    """A question as a learner sees it: nothing of the key."""

    id: UUID
    kind: Kind
    stem: str
    points: float
    choices: list[Option] | None = ABSENT
    lefts: list[Option] | None = ABSENT
    rights: list[Option] | None = ABSENT
    items: list[Option] | None = ABSENT
    text: str | None = ABSENT
    blanks: dict[str, Any] | None = ABSENT

    @classmethod
    def of(cls, asked: Asked) -> Self:
        """From the frozen question."""
        return cls.model_validate(asked.public())


class CurrentOut(Out):
    """Where a sequential attempt is: the question that may be seen and answered, from 1, of how many."""

    question: UUID
    number: int
    of: int

    @classmethod
    def of_attempt(cls, attempt: Attempt) -> Self | None:
        """None for an attempt whose questions are all open."""
        current = current_question(attempt)
        if current is None:
            return None
        return cls(question=UUID(current), number=attempt.position + 1, of=len(attempt.plan["questions"]))


class AttemptOut(Out):
    """An attempt. The score is there once it may be seen; a sequential one that runs shows the current question only.

    `deadline_why` are all limits there are, the one that counts first.
    """

    id: UUID
    quiz_id: UUID
    number: int
    kind: Literal["self", "live"]
    state: AttemptState
    started_at: datetime
    submitted_at: datetime | None
    deadline: datetime | None
    deadline_why: list[LimitOut]
    current: CurrentOut | None = ABSENT
    questions: list[AskedOut]
    answers: dict[str, Any]
    score: float | None = ABSENT
    max_score: float
    percent: float | None = ABSENT
    passed: bool | None = ABSENT

    @classmethod
    def of(cls, sheet: Sheet, show: frozenset[Show], *, staff: bool = False) -> Self:
        """From the sheet, with the score if it may be seen; staff see every question."""
        attempt, asked = sheet.attempt, sheet.asked if staff else sheet.visible
        return cls.model_validate(
            {
                **_plain(attempt),
                "deadline_why": [LimitOut.of(limit) for limit in attempt.plan.get("limits", ())],
                "current": CurrentOut.of_attempt(attempt),
                "questions": [AskedOut.of(each) for each in asked],
                "answers": _answers(attempt, asked),
                **_score(attempt, show),
            }
        )


def _answers(attempt: Attempt, asked: Sequence[Asked]) -> dict[str, Any]:
    seen = {str(each.question_id) for each in asked}
    return {question: answer for question, answer in attempt.answers.items() if question in seen}


def _plain(attempt: Attempt) -> dict[str, Any]:
    names = ("id", "quiz_id", "number", "kind", "state", "started_at", "submitted_at", "deadline", "max_score")
    return {name: getattr(attempt, name) for name in names}


def _score(attempt: Attempt, show: frozenset[Show]) -> dict[str, Any]:
    if Show.SCORE not in show:
        return {}
    return {"score": attempt.score, "percent": attempt.percent, "passed": attempt.passed}


class ReviewedOut(Out):
    """One question looked at again; what may not be seen yet is left out."""

    question: AskedOut
    answer: dict[str, Any] | None = ABSENT
    points: float | None = ABSENT
    fraction: float | None = ABSENT
    why: list[dict[str, Any]] | None = ABSENT
    correct: dict[str, Any] | None = ABSENT
    feedback: str | None = ABSENT
    answer_feedback: list[dict[str, Any]] | None = ABSENT

    @classmethod
    def of(cls, sheet: Sheet, asked: Asked, show: frozenset[Show]) -> Self:
        """From the sheet, as far as it may be seen."""
        seen: dict[str, Any] = {"question": AskedOut.of(asked)}
        for part, facts in _PARTS.items():
            if part in show:
                seen |= facts(sheet, asked, show)
        return cls.model_validate(seen)


def _answer(sheet: Sheet, asked: Asked, _show: frozenset[Show]) -> dict[str, Any]:
    return {"answer": sheet.attempt.answers.get(str(asked.question_id))}


def _mark(sheet: Sheet, asked: Asked, show: frozenset[Show]) -> dict[str, Any]:
    mark = sheet.marks.get(asked.question_id)
    if mark is None:
        return {}
    return {"points": mark.points, "fraction": mark.fraction, "why": reasons(mark.why, show)}


def _correct(_sheet: Sheet, asked: Asked, _show: frozenset[Show]) -> dict[str, Any]:
    return {"correct": correct_view(asked.content)}


def _feedback(sheet: Sheet, asked: Asked, _show: frozenset[Show]) -> dict[str, Any]:
    answer = parse_answer(asked.content, sheet.attempt.answers.get(str(asked.question_id)))
    mark = sheet.marks.get(asked.question_id)
    said = [text for text in (asked.version.feedback, mark.feedback if mark else None) if text]
    return {"feedback": "\n\n".join(said) or None, "answer_feedback": feedback_for(asked.content, answer) or None}


_PARTS = {Show.ANSWERS: _answer, Show.MARKS: _mark, Show.CORRECT: _correct, Show.FEEDBACK: _feedback}


class ReviewOut(Out):
    """An attempt looked at again; `shown` says what may be seen now."""

    attempt_id: UUID
    quiz_id: UUID
    state: AttemptState
    shown: list[Show]
    score: float | None = ABSENT
    max_score: float
    percent: float | None = ABSENT
    passed: bool | None = ABSENT
    questions: list[ReviewedOut]

    @classmethod
    def of(cls, sheet: Sheet, show: frozenset[Show], *, staff: bool = False) -> Self:
        """From the sheet, as far as it may be seen."""
        attempt, asked = sheet.attempt, sheet.asked if staff else sheet.visible
        return cls.model_validate(
            {
                "attempt_id": attempt.id,
                "quiz_id": attempt.quiz_id,
                "state": attempt.state,
                "shown": sorted(show),
                "max_score": attempt.max_score,
                **_score(attempt, show),
                "questions": [ReviewedOut.of(sheet, each, show) for each in asked],
            }
        )


class AttemptBrief(Out):
    """An attempt in a list."""

    id: UUID
    quiz_id: UUID
    number: int
    kind: Literal["self", "live"]
    state: AttemptState
    started_at: datetime
    submitted_at: datetime | None
    deadline: datetime | None
    score: float | None = ABSENT
    max_score: float
    percent: float | None = ABSENT
    passed: bool | None = ABSENT

    @classmethod
    def of(cls, attempt: Attempt, show: frozenset[Show]) -> Self:
        """From the row, with the score if it may be seen."""
        return cls.model_validate({**_plain(attempt), **_score(attempt, show)})


class TriedOut(Out):
    """An attempt as staff see it, with its learner."""

    attempt: AttemptBrief
    user_id: UUID
    full_name: str

    @classmethod
    def of(cls, tried: Tried) -> Self:
        """From the row and its user."""
        brief = AttemptBrief.of(tried.attempt, frozenset(Show))
        return cls(attempt=brief, user_id=tried.user.id, full_name=tried.user.full_name)


class AttemptQuery(PageQuery):
    """Which attempts."""

    state: AttemptState | None = None
    user: UUID | None = None

    def narrowed(self) -> dict[str, Any]:
        """The filters that were given."""
        return dict(_given(state=self.state, user_id=self.user))


def _given(**filters: object) -> Iterator[tuple[str, object]]:
    return ((name, value) for name, value in filters.items() if value is not None)
