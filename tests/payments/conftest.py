"""A shop on this machine: our application and the three simulated gateways."""

import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer, unused_port

from handlers import coupons, courses, enrollments, lessons, orders, payments, refunds, sections
from handlers.pages import pay
from server.bare import bare_app
from server.lifespan import limits, orm, redis, till
from server.settings import Settings
from simulators.__main__ import apps
from simulators.keys import environment
from tests.payments.shop import Hands, Shop
from tests.school import Clock, School, identify

HANDLERS = (courses, sections, lessons, enrollments, orders, payments, coupons, refunds)


def with_gateways(settings: Settings, addresses: dict[str, str], origin: str) -> Settings:
    """The settings of a shop whose gateways are simulators."""
    told = {name.lower(): value for name, value in environment(**addresses).items()}
    parsed: dict[str, Any] = {name: json.loads(value) if value[0] == "[" else value for name, value in told.items()}
    read = Settings(**parsed)
    changes = {name: getattr(read, name) for name in told}
    return settings.model_copy(update={**changes, "public_url": origin, "payment_timeout_seconds": 2.0})


@pytest.fixture
async def shop(settings: Settings) -> AsyncIterator[Shop]:
    """A running shop without buyers."""
    port = unused_port()
    origin = f"http://127.0.0.1:{port}"
    simulators = apps(f"{origin}/api/v1/payments/webhooks")
    async with AsyncExitStack() as stack:
        addresses = {}
        for name, simulator in simulators.items():
            server = await stack.enter_async_context(TestServer(simulator))
            addresses[name] = str(server.make_url("")).rstrip("/")
        hands = Hands()
        app = bare_app(with_gateways(settings, addresses, origin), authenticate=identify, clock=hands)
        _add_routes(app)
        client = await stack.enter_async_context(TestClient(TestServer(app, port=port)))
        yield Shop(School(client, Clock()), app, simulators, hands, origin)


def _add_routes(app: web.Application) -> None:
    for module in HANDLERS:
        module.routes.add_to(app)
    payments.hooks.add_to(app)
    pay.routes.add_to(app)
    app.cleanup_ctx.extend((orm, redis, limits, till))
