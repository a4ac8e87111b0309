"""Shapes of sections and lessons, of the outline and of its order."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any, Self, TypeVar
from urllib.parse import urlsplit
from uuid import UUID

from pydantic import AfterValidator, Field, StringConstraints

from handlers.schemas.files import FileOut
from handlers.schemas.progress import ResumeOut
from models.actions.lessons import Place
from models.queries.outline import Part
from models.queries.progress import LessonStep, Progress, as_json
from models.rules.courses import CompletionRule, LessonKind
from models.rules.progress import LessonState
from models.tables.courses import Lesson, Section
from models.tables.files import File
from server.endpoint import In, Line, Moment, Out, Patch, Prose
from server.markdown import render

Minutes = Annotated[int, Field(ge=0, le=100_000)]
MAX_PARTS = 500
ABSENT: Any = Field(None, exclude_if=lambda value: value is None)
"""A field that is left out where there is nothing to say."""
T = TypeVar("T", bound=In)


def _web_address(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError("must be an http or https address")
    return text


VideoUrl = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000), AfterValidator(_web_address)
]


class SectionIn(In):
    """A new section, placed last."""

    title: Line


class SectionPatch(Patch):
    """Changes of a section."""

    title: Line = "unused"


class SectionOut(Out):
    """A section, without its lessons."""

    id: UUID
    course_id: UUID
    title: str
    position: int

    @classmethod
    def of(cls, section: Section) -> Self:
        """From the row."""
        return cls(id=section.id, course_id=section.course_id, title=section.title, position=section.position)


class Completion(In):
    """What makes a lesson done; `value` is seconds for `dwell`, a share from 0 to 1 for `watched`."""

    rule: CompletionRule
    value: Annotated[float, Field(gt=0, le=86_400)] | None = None


class Unlock(In):
    """When a lesson opens: after another, at a time, so many days after enrolment; all that are given must hold."""

    after_lesson: UUID | None = None
    at: Moment | None = None
    days_after_enrollment: Annotated[int, Field(ge=0, le=3_650)] | None = None


class LessonIn(In):
    """A new lesson, placed last in its section."""

    title: Line
    kind: LessonKind
    body: Prose = ""
    video_url: VideoUrl | None = None
    quiz_id: UUID | None = None
    minutes: Minutes | None = None
    preview: bool = False
    optional: bool = False
    completion: Completion | None = None
    unlock: Unlock | None = None


class LessonPatch(Patch):
    """Changes of a lesson; null clears what may be empty."""

    title: Line = "unused"
    kind: LessonKind = LessonKind.TEXT
    body: Prose | None = None
    video_url: VideoUrl | None = None
    quiz_id: UUID | None = None
    minutes: Minutes | None = None
    preview: bool = False
    optional: bool = False
    completion: Completion | None = None
    unlock: Unlock | None = None


def columns(sent: dict[str, Any]) -> dict[str, Any]:
    """What was sent as columns: rules as JSON, an unlock that demands nothing as none."""
    values = dict(sent)
    for name in ("completion", "unlock"):
        if values.get(name) is not None:
            values[name] = values[name].model_dump(mode="json", exclude_none=True) or None
    if "body" in values and values["body"] is None:
        values["body"] = ""
    return values


class LessonBrief(Out):
    """A lesson as the outline shows it: no content. For a learner with its state, its locks and when they end."""

    id: UUID
    title: str
    kind: LessonKind
    quiz_id: UUID | None
    minutes: int | None
    preview: bool
    optional: bool
    state: LessonState | None = ABSENT
    locks: list[dict[str, Any]] | None = ABSENT
    opens_at: datetime | None = ABSENT

    @classmethod
    def of(cls, lesson: Lesson, step: LessonStep | None = None) -> Self:
        """From the row, and how the learner stands in it."""
        return cls(
            id=lesson.id,
            title=lesson.title,
            kind=LessonKind(lesson.kind),
            quiz_id=lesson.quiz_id,
            minutes=lesson.minutes,
            preview=lesson.preview,
            optional=lesson.optional,
            state=step.state if step else None,
            locks=[as_json(lock) for lock in step.locks] if step else None,
            opens_at=step.opens_at if step else None,
        )


class LessonOut(Out):
    """A lesson with its content; `body` is the Markdown, `body_html` the same as HTML that is safe to show."""

    id: UUID
    course_id: UUID
    section_id: UUID
    title: str
    kind: LessonKind
    body: str
    body_html: str
    video_url: str | None
    quiz_id: UUID | None
    minutes: int | None
    preview: bool
    optional: bool
    completion: Completion | None
    unlock: Unlock | None
    attachments: list[FileOut]
    position: int
    created_at: datetime
    updated_at: datetime

    @classmethod
    def of(cls, lesson: Lesson, attached: Sequence[File] = ()) -> Self:
        """From the row, and the files that hang on it."""
        return cls(
            id=lesson.id,
            course_id=lesson.course_id,
            section_id=lesson.section_id,
            title=lesson.title,
            kind=LessonKind(lesson.kind),
            body=lesson.body,
            body_html=render(lesson.body),
            video_url=lesson.video_url,
            quiz_id=lesson.quiz_id,
            minutes=lesson.minutes,
            preview=lesson.preview,
            optional=lesson.optional,
            completion=_stored(Completion, lesson.completion),
            unlock=_stored(Unlock, lesson.unlock),
            attachments=[FileOut.of(file) for file in attached],
            position=lesson.position,
            created_at=lesson.created_at,
            updated_at=lesson.updated_at,
        )


def _stored(model: type[T], value: dict[str, Any] | None) -> T | None:
    return None if value is None else model.model_validate(value, strict=False)


class OutlineSection(Out):
    """A section with its lessons, in order."""

    id: UUID
    title: str
    position: int
    lessons: list[LessonBrief]

    @classmethod
    def of(cls, part: Part, steps: Sequence[LessonStep | None]) -> Self:
        """From a part of the course, and how the learner stands in its lessons."""
        lessons = [LessonBrief.of(lesson, step) for lesson, step in zip(part.lessons, steps, strict=True)]
        return cls(id=part.section.id, title=part.section.title, position=part.section.position, lessons=lessons)


class OutlineOut(Out):
    """A course's sections and lessons, in order; for a learner with the percent and where to go on."""

    course_id: UUID
    sections: list[OutlineSection]
    enrollment_id: UUID | None = ABSENT
    percent: int | None = ABSENT
    resume: ResumeOut | None = ABSENT

    @classmethod
    def of(cls, course_id: UUID, parts: Sequence[Part]) -> Self:
        """From the course's parts."""
        return cls(
            course_id=course_id, sections=[OutlineSection.of(part, [None] * len(part.lessons)) for part in parts]
        )

    @classmethod
    def for_learner(cls, progress: Progress) -> Self:
        """From a learner's way through the course."""
        place = progress.enrollment
        return cls(
            course_id=place.course_id,
            sections=[OutlineSection.of(part, steps) for part, steps in progress.parts],
            enrollment_id=place.id,
            percent=place.percent,
            resume=ResumeOut.of(progress.resume_at),
        )


class SectionOrder(In):
    """A section and the lessons that shall stand in it."""

    id: UUID
    lessons: Annotated[list[UUID], Field(max_length=MAX_PARTS)]


class OrderIn(In):
    """The whole order of a course: every section and every lesson once."""

    sections: Annotated[list[SectionOrder], Field(max_length=MAX_PARTS)]

    def places(self) -> list[Place]:
        """As the action takes it."""
        return [Place(section.id, tuple(section.lessons)) for section in self.sections]
