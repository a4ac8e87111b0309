"""A running application for tests with real sockets."""

from collections.abc import AsyncIterator

import pytest

from server.settings import Settings
from tests.realtime.wire import Place, serving


@pytest.fixture
async def place(settings: Settings) -> AsyncIterator[Place]:
    """One process."""
    async with serving(settings) as made:
        yield made
