"""Shapes of questions with their keys: for staff only. What a learner sees stands in the schemas of attempts."""

from datetime import datetime
from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import Field, StringConstraints

from handlers.schemas.courses import Tags
from models.actions.questions import ENVELOPE, Wording
from models.queries.questions import Written
from models.rules.questions import Kind, author_view, load
from server.endpoint import In, Out, Patch

Stem = Annotated[str, StringConstraints(min_length=1, max_length=10_000)]
"""Markdown."""
Words = Annotated[str, StringConstraints(max_length=10_000)]
ShortWords = Annotated[str, StringConstraints(max_length=2_000)]
Name = Annotated[str, StringConstraints(max_length=64)]
Points = Annotated[float, Field(ge=0, le=100_000)]
Seconds = Annotated[int, Field(ge=1, le=3_600)]
Share = Annotated[float, Field(ge=-1, le=1)] | Annotated[str, StringConstraints(max_length=24)]
"""A part of the points: a number, or a ratio as `"1/3"`."""
Number = Annotated[float, Field(ge=-1e300, le=1e300)] | Annotated[str, StringConstraints(max_length=90)]
"""A number; as text where every digit counts."""
MANY = 200
ABSENT: Any = Field(None, exclude_if=lambda value: value is None)
"""A field that may be left out, and then is not shown."""


class Choice(In):
    """A choice; `correct` is needed but in a poll."""

    id: Name | None = ABSENT
    text: ShortWords
    correct: bool | None = ABSENT
    fraction: Share | None = ABSENT
    feedback: ShortWords | None = ABSENT


class Accepted(In):
    r"""A text that counts as right; `*` stands for any text, `\\*` for a star."""

    text: ShortWords
    fraction: Share | None = ABSENT
    feedback: ShortWords | None = ABSENT


class Pair(In):
    """A left and the right that belongs to it."""

    left: ShortWords
    right: ShortWords


class Near(In):
    """What a number earns that is not the right one, but this."""

    value: Number
    tolerance: Number | None = ABSENT
    tolerance_kind: Name | None = ABSENT
    fraction: Share


class Unit(In):
    """Another unit in which the number may be given, and by what it is multiplied to become the question's own."""

    unit: Name
    factor: Number


class Criterion(In):
    """One line of an essay's rubric."""

    text: ShortWords
    points: Points


class Fields(In):
    """What the kinds of questions have of their own; each kind takes those that are its own."""

    scoring: Name | None = ABSENT
    lower_bound: Share | None = ABSENT
    penalty: Share | None = ABSENT
    choices: Annotated[list[Choice], Field(max_length=MANY)] | None = ABSENT
    multiple: bool | None = ABSENT
    answer: bool | None = ABSENT
    accepted: Annotated[list[Accepted], Field(max_length=MANY)] | None = ABSENT
    case_sensitive: bool | None = ABSENT
    value: Number | None = ABSENT
    tolerance: Number | None = ABSENT
    tolerance_kind: Name | None = ABSENT
    unit: Name | None = ABSENT
    unit_penalty: Share | None = ABSENT
    units: Annotated[list[Unit], Field(max_length=MANY)] | None = ABSENT
    near: Annotated[list[Near], Field(max_length=MANY)] | None = ABSENT
    pairs: Annotated[list[Pair], Field(max_length=MANY)] | None = ABSENT
    distractors: Annotated[list[ShortWords], Field(max_length=MANY)] | None = ABSENT
    items: Annotated[list[ShortWords], Field(max_length=MANY)] | None = ABSENT
    text: Words | None = ABSENT
    blanks: Annotated[dict[Name, dict[Name, Any]], Field(max_length=MANY)] | None = ABSENT
    rubric: Words | Annotated[list[Criterion], Field(max_length=MANY)] | None = ABSENT
    min_words: Annotated[int, Field(ge=0, le=100_000)] | None = ABSENT
    max_words: Annotated[int, Field(ge=1, le=100)] | None = ABSENT
    blocked: Annotated[list[ShortWords], Field(max_length=MANY)] | None = ABSENT


class QuestionIn(Fields):
    """A new question, placed last; a kind refuses fields that are not its own."""

    kind: Kind
    stem: Stem
    points: Points = 1.0
    seconds: Seconds | None = Field(None, description="How long a live session shows it.")
    feedback: Words | None = None
    tags: Tags = Field([])

    def wording(self) -> Wording:
        """As the action takes it."""
        sent = self.model_dump(mode="python", exclude_unset=True)
        content = {name: value for name, value in sent.items() if name not in {"kind", *ENVELOPE}}
        return Wording(self.kind.value, {name: getattr(self, name) for name in ENVELOPE}, content)


class QuestionPatch(Fields, Patch):
    """Changes of a question; null takes a field away. The kind stays."""

    kind: Kind = Kind.SINGLE
    stem: Stem = "unused"
    points: Points | None = None
    seconds: Seconds | None = None
    feedback: Words | None = None
    tags: Tags | None = None

    def sent(self) -> dict[str, Any]:
        """What was sent, as plain values."""
        plain = self.model_dump(mode="python", exclude_unset=True)
        # Nulls are left out of what is shown, but here they mean something.
        return {name: plain.get(name) for name in self.model_fields_set}


class QuestionOut(Fields):
    """A question with its key."""

    id: UUID
    quiz_id: UUID | None
    bank_id: UUID | None = ABSENT
    version: int
    version_id: UUID
    position: int
    kind: Kind
    stem: str
    points: float
    seconds: int | None
    feedback: str | None
    tags: list[str]
    created_at: datetime
    updated_at: datetime

    @classmethod
    def of(cls, written: Written) -> Self:
        """From the row and its current wording."""
        question, version = written.question, written.version
        return cls.model_validate(
            {
                **author_view(load(version.kind, version.content)),
                "id": question.id,
                "quiz_id": question.quiz_id,
                "bank_id": question.bank_id,
                "version": version.number,
                "version_id": version.id,
                "position": question.position,
                "kind": Kind(version.kind),
                "stem": version.stem,
                "points": version.points,
                "seconds": version.seconds,
                "feedback": version.feedback,
                "tags": version.tags,
                "created_at": question.created_at,
                "updated_at": question.updated_at,
            },
            strict=False,
        )


class QuestionOrderIn(In):
    """All questions of a quiz in their new order."""

    questions: Annotated[list[UUID], Field(max_length=1_000)]


class QuestionOrderOut(Out):
    """The questions of a quiz in their order."""

    questions: list[UUID]
