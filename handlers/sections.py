"""Sections of a course: add, rename, remove; and the lessons that are added to them."""

from uuid import UUID

from aiohttp import web

from handlers.schemas.lessons import LessonIn, LessonOut, SectionIn, SectionOut, SectionPatch, columns
from models.actions import lessons
from models.queries.standing import Subject
from server.course_access import staff_of
from server.endpoint import Created, Routes
from server.errors import NotFound
from server.keys import CLOCK
from server.versions import tag_of

routes = Routes(tag="Courses")
section_staff = staff_of(Subject.SECTION)


@routes.post("/courses/{course_id}/sections", allow=staff_of(Subject.COURSE), raises=(NotFound,))
async def add_section(request: web.Request, *, course_id: UUID, body: SectionIn) -> Created[SectionOut]:
    """Add a section at the end of a course."""
    section = await lessons.add_section(course_id, body.title, now=request.app[CLOCK]())
    return Created(SectionOut.of(section), f"/api/v1/sections/{section.id}")


@routes.patch("/sections/{section_id}", allow=section_staff, raises=(NotFound,))
async def change_section(request: web.Request, *, section_id: UUID, body: SectionPatch) -> SectionOut:
    """Rename a section."""
    return SectionOut.of(await lessons.change_section(section_id, body.changes(), now=request.app[CLOCK]()))


@routes.delete("/sections/{section_id}", allow=section_staff, raises=(NotFound,))
async def remove_section(request: web.Request, *, section_id: UUID) -> None:
    """Take a section and its lessons out of the course; what learners did there is kept."""
    await lessons.remove_section(section_id, now=request.app[CLOCK]())


@routes.post("/sections/{section_id}/lessons", allow=section_staff, raises=(NotFound,))
async def add_lesson(request: web.Request, *, section_id: UUID, body: LessonIn) -> Created[LessonOut]:
    """Add a lesson at the end of a section."""
    lesson = await lessons.add_lesson(section_id, columns(dict(body)), now=request.app[CLOCK]())
    return Created(LessonOut.of(lesson), f"/api/v1/lessons/{lesson.id}", etag=tag_of(lesson))
