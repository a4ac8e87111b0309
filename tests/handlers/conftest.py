"""The resources of courses as a running application, with callers as the test names them."""

from collections.abc import AsyncIterator

import pytest
from aiohttp.test_utils import TestClient, TestServer

from handlers import (
    accommodations,
    allowances,
    analytics,
    announcements,
    assignments,
    attachments,
    attempts,
    banks,
    calendar,
    courses,
    enrollments,
    files,
    gradebook,
    grading,
    groups,
    invitations,
    lessons,
    progress,
    questions,
    quizzes,
    reviews,
    sections,
    staff,
    statistics,
    transfer,
)
from server.bare import bare_app
from server.lifespan import limits, orm, redis, shelf
from server.settings import Settings
from tests.school import Clock, School, identify

HANDLERS = (
    *(courses, sections, lessons, staff, announcements, reviews, groups),
    *(enrollments, progress, gradebook, quizzes, questions, attempts, assignments),
    *(allowances, banks, grading, statistics, transfer, accommodations, files, attachments),
    calendar,
    invitations,
    analytics,
)


@pytest.fixture
async def school(settings: Settings) -> AsyncIterator[School]:
    """A running application without people."""
    clock = Clock()
    app = bare_app(settings, authenticate=identify, clock=clock)
    for module in HANDLERS:
        module.routes.add_to(app)
    app.cleanup_ctx.extend((orm, redis, limits, shelf))
    async with TestClient(TestServer(app)) as client:
        yield School(client, clock)
