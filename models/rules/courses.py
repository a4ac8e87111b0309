"""What a course must have to be published, what completes a lesson, and what a whole order names."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from models.rules.problems import Problem


class CourseState(StrEnum):
    """The life of a course."""

    DRAFT = "draft"
    PUBLISHED = "published"
    ARCHIVED = "archived"


class LessonKind(StrEnum):
    """What a lesson is made of."""

    VIDEO = "video"
    TEXT = "text"
    QUIZ = "quiz"
    ASSIGNMENT = "assignment"
    LIVE = "live"
    FILE = "file"


class CompletionRule(StrEnum):
    """What makes a lesson done; `dwell` counts seconds, `watched` a share of the video, `pass` needs its quiz."""

    VIEW = "view"
    DWELL = "dwell"
    MARK = "mark"
    WATCHED = "watched"
    SUBMIT = "submit"
    PASS = "pass"  # noqa: S105 - a rule, no password


DEFAULT_RULES = {LessonKind.QUIZ: CompletionRule.PASS, LessonKind.ASSIGNMENT: CompletionRule.SUBMIT}


def completion_rule(kind: str, completion: Mapping[str, object] | None) -> CompletionRule:
    """The rule of a lesson: the one that was given, else the usual one of its kind (by hand: `mark`)."""
    if completion is not None:
        return CompletionRule(str(completion["rule"]))
    return DEFAULT_RULES.get(LessonKind(kind), CompletionRule.MARK)


@dataclass(frozen=True, slots=True)
class LessonFacts:
    """What publishing looks at: `quiz_state` is None where there is no quiz."""

    id: UUID
    kind: str
    has_body: bool = False
    has_video: bool = False
    quiz_state: str | None = None


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that a course lacks, and the lesson that it concerns."""

    code: str
    detail: str
    lesson_id: UUID | None = None

    def as_json(self) -> dict[str, str | None]:
        """`{code, detail, lesson_id}`."""
        return {"code": self.code, "detail": self.detail, "lesson_id": str(self.lesson_id) if self.lesson_id else None}


def missing_to_publish(*, sections: int, lessons: Sequence[LessonFacts]) -> list[Missing]:
    """Everything that keeps a course from being published, all at once; empty when it is ready."""
    missing = []
    if not sections:
        missing.append(Missing("no_section", "The course has no section."))
    if not lessons:
        missing.append(Missing("no_lesson", "The course has no lesson."))
    return missing + [lack for lesson in lessons if (lack := _lack(lesson))]


def _lack(lesson: LessonFacts) -> Missing | None:
    match lesson.kind:
        case LessonKind.TEXT if not lesson.has_body:
            return Missing("no_text", "The lesson has no text.", lesson.id)
        case LessonKind.VIDEO if not lesson.has_video:
            return Missing("no_video", "The lesson has no video.", lesson.id)
        case LessonKind.QUIZ if lesson.quiz_state is None:
            return Missing("no_quiz", "The lesson names no quiz.", lesson.id)
        case LessonKind.QUIZ if lesson.quiz_state != CourseState.PUBLISHED:
            return Missing("quiz_not_published", "The quiz of the lesson is not published.", lesson.id)
        case _:
            return None


def order_faults(given: Iterable[UUID], existing: Iterable[UUID], path: tuple[str, ...]) -> list[Problem]:
    """What is wrong with a whole order: ids that are unknown, named twice, or left out. Empty: it is a permutation."""
    wanted, named = set(existing), set[UUID]()
    faults = []
    for each in given:
        if each not in wanted:
            faults.append(Problem(path, "unknown_id", f"{each} does not belong here."))
        elif each in named:
            faults.append(Problem(path, "duplicate", f"{each} is named twice."))
        named.add(each)
    return faults + [Problem(path, "left_out", f"{each} is left out.") for each in sorted(wanted - named)]


def locks_in_circle(after: Mapping[UUID, UUID | None], start: UUID) -> bool:
    """Whether a lesson waits for itself, along `after` (lesson -> the lesson it waits for)."""
    seen, at = {start}, after.get(start)
    while at is not None and at not in seen:
        seen.add(at)
        at = after.get(at)
    return at == start
