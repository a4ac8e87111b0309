"""The sections and lessons of a course in order, and what publishing asks about them."""

from dataclasses import dataclass
from uuid import UUID

from models.refusals import NotThere
from models.rules.courses import LessonFacts
from models.tables.courses import Lesson, Section
from models.tables.quizzes import Quiz


@dataclass(frozen=True, slots=True)
class Part:
    """A section with its lessons, all in their order."""

    section: Section
    lessons: list[Lesson]


async def parts_of(course_id: UUID) -> list[Part]:
    """The living sections of a course with their living lessons: two statements for any size."""
    sections = await Section.filter(course_id=course_id, archived_at=None).order_by("position", "id")
    lessons = await Lesson.filter(course_id=course_id, archived_at=None).order_by("position", "id")
    by_section: dict[UUID, list[Lesson]] = {section.id: [] for section in sections}
    for lesson in lessons:
        by_section.setdefault(lesson.section_id, []).append(lesson)
    return [Part(section, by_section[section.id]) for section in sections]


async def publication_facts(course_id: UUID) -> tuple[int, list[LessonFacts]]:
    """How many sections the course has, and what publishing looks at in its lessons."""
    parts = await parts_of(course_id)
    lessons = [lesson for part in parts for lesson in part.lessons]
    quiz_ids = [lesson.quiz_id for lesson in lessons if lesson.quiz_id]
    states = {quiz.id: quiz.state for quiz in await Quiz.filter(id__in=quiz_ids, archived_at=None)} if quiz_ids else {}
    return len(parts), [
        LessonFacts(
            id=lesson.id,
            kind=lesson.kind,
            has_body=bool(lesson.body.strip()),
            has_video=bool(lesson.video_url),
            quiz_state=states.get(lesson.quiz_id) if lesson.quiz_id else None,
        )
        for lesson in lessons
    ]


async def lesson_of(lesson_id: UUID) -> Lesson:
    """One living lesson. Raises NotThere."""
    lesson = await Lesson.filter(id=lesson_id, archived_at=None).first()
    if lesson is None:
        raise NotThere("There is no such lesson")
    return lesson
