"""The school with certificates, badges, news and their pages."""

from collections.abc import AsyncIterator

import pytest
from aiohttp.test_utils import TestClient, TestServer

from handlers import (
    attempts,
    badges,
    certificates,
    courses,
    enrollments,
    grading,
    lessons,
    notifications,
    progress,
    questions,
    quizzes,
    refused_addresses,
    sections,
    work,
)
from handlers.pages import mailbox, verify
from server.bare import bare_app
from server.lifespan import limits, orm, redis
from server.page_view import set_up_pages
from server.settings import Settings
from tests.school import Clock, Course, Person, School, identify

HANDLERS = (
    badges,
    certificates,
    courses,
    enrollments,
    lessons,
    notifications,
    progress,
    *(quizzes, questions, attempts, grading, refused_addresses),
    sections,
    work,
    mailbox,
    verify,
)


@pytest.fixture
async def school(settings: Settings) -> AsyncIterator[School]:
    """A running application without people."""
    clock = Clock()
    app = bare_app(settings, authenticate=identify, clock=clock)
    for module in HANDLERS:
        module.routes.add_to(app)
    set_up_pages(app)
    app.cleanup_ctx.extend((orm, redis, limits))
    async with TestClient(TestServer(app)) as client:
        yield School(client, clock)


async def complete(course: Course, student: Person) -> str:
    """Enrol and do the only lesson; the enrolment's id."""
    enrollment = await course.enroll(student)
    answer = await student.post(f"/enrollments/{enrollment}/lessons/{course.lesson_id}/complete")
    assert answer.status == 200, answer.body
    return enrollment
