"""A running example application for the tests of the plumbing."""

import pytest
from pytest_aiohttp.plugin import AiohttpClient

from tests.server.example import Client, example_app, made


@pytest.fixture
async def example(aiohttp_client: AiohttpClient) -> Client:
    """A client of the example application."""
    made.clear()
    return await aiohttp_client(example_app())
