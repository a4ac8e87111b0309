"""A running application and a session in its lobby."""

from collections.abc import AsyncIterator

import pytest

from server.settings import Settings
from tests.realtime.wire import Class, Place, serving


@pytest.fixture
async def place(settings: Settings) -> AsyncIterator[Place]:
    async with serving(settings) as made:
        yield made


@pytest.fixture
async def lesson(place: Place) -> Class:
    return await Class.of(place)
