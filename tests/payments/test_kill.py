"""`kill -9` at each step of hearing a webhook: whatever was done, the next delivery ends it, once."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import aiohttp
import asyncpg
import pytest
from aiohttp.test_utils import TestServer

from clients.rest import Rest
from models.queries.invariants import INVARIANTS
from server.cli.children import api_specs, settle_port
from server.datadir import claim
from server.embedded import with_servers
from server.migrating import migrate
from server.settings import Settings
from server.supervisor import Supervisor
from simulators.__main__ import apps
from simulators.base import BEHAVIOUR, POSTMAN, Letter
from simulators.keys import environment
from tests.faults.machine import ENVIRONMENT, PASSWORD

pytestmark = pytest.mark.faults

STEPS = {
    "before the event is stored": "LOCK TABLE gateway_event IN EXCLUSIVE MODE",
    "before anything is done": "LOCK TABLE course IN EXCLUSIVE MODE",
    "before the ledger is written": "LOCK TABLE ledger_entry IN EXCLUSIVE MODE",
    "before the place is given": "LOCK TABLE enrollment IN EXCLUSIVE MODE",
    "before the invoice has a number": "LOCK TABLE number_series IN EXCLUSIVE MODE",
    "before the mail is ordered": "LOCK TABLE outbox IN EXCLUSIVE MODE",
}
WAITING = "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"


class Machine:
    """A real API process with its database, and the simulators."""

    def __init__(self, settings: Settings, supervisor: Supervisor, http: aiohttp.ClientSession) -> None:
        self.settings, self.supervisor, self.http = settings, supervisor, http
        self.rest = Rest(http, f"http://127.0.0.1:{settings.port}")

    async def deliver(self, letter: Letter) -> int:
        try:
            async with self.http.post(letter.url, data=letter.body, headers=letter.headers) as answer:
                return answer.status
        except (aiohttp.ClientError, OSError):
            return 0

    async def die_while_locked(self, letter: Letter, lock: str) -> None:
        """Deliver while a table is locked, and kill the process that waits for it."""
        connection = await asyncpg.connect(self.settings.database_url)
        try:
            async with connection.transaction():
                await connection.execute(lock)
                delivery = asyncio.create_task(self.deliver(letter))
                async with asyncio.timeout(20):
                    while not await connection.fetchval(WAITING):  # noqa: ASYNC110 - PostgreSQL tells nobody
                        await asyncio.sleep(0.01)
                pid = self.supervisor.pid("api-1")
                assert pid is not None
                os.kill(pid, signal.SIGKILL)
                assert await delivery == 0
        finally:
            await connection.close()


@asynccontextmanager
async def running(folder: Path) -> AsyncIterator[tuple[Machine, dict[str, aiohttp.web.Application]]]:
    settings = settle_port(Settings(data_dir=folder, port=0, database_url="", redis_url=""))
    simulators = apps(f"http://127.0.0.1:{settings.port}/api/v1/payments/webhooks")
    async with AsyncExitStack() as stack:
        addresses = {}
        for name, simulator in simulators.items():
            server = await stack.enter_async_context(TestServer(simulator))
            addresses[name] = str(server.make_url("")).rstrip("/")
        place = stack.enter_context(claim(folder))
        supervisor = Supervisor(emit=lambda _name, _line: None, say=lambda _text: None)
        _ = await stack.enter_async_context(supervisor)
        http = await stack.enter_async_context(aiohttp.ClientSession())
        settings = await with_servers(settings, supervisor, place)
        _ = await migrate(settings.database_url)
        await supervisor.start(*api_specs(settings, 1, **ENVIRONMENT, **environment(**addresses)))
        yield Machine(settings, supervisor, http), simulators


async def for_sale(machine: Machine) -> str:
    connection = await asyncpg.connect(machine.settings.database_url)
    try:
        return str(
            await connection.fetchval(
                """INSERT INTO course (id, slug, title, summary, description, category, tags, language, price_minor,
                                       currency, state, version, created_at, updated_at)
                   VALUES (gen_random_uuid(), gen_random_uuid()::text, 'Charts', '', '', '', '[]', 'en', 12500, 'KWD',
                           'published', 1, now(), now()) RETURNING id"""
            )
        )
    finally:
        await connection.close()


@pytest.mark.timeout(300)
async def test_a_process_that_dies_while_hearing_a_webhook_pays_nothing_twice(tmp_path: Path) -> None:
    async with running(tmp_path) as (machine, simulators):
        stripe = simulators["stripe"]
        stripe[BEHAVIOUR].copies = 0
        for number, lock in enumerate(STEPS.values()):
            await machine.rest.register(f"buyer{number}@school.example", "Sam", PASSWORD)
            buyer = await machine.rest.login(f"buyer{number}@school.example", PASSWORD)
            course = await for_sale(machine)
            order = await buyer.call("POST", "/orders", {"course_ids": [course], "gateway": "stripe"})
            form = {"do": "pay", "card": "4242"}
            async with machine.http.post(order["checkout_url"], data=form, allow_redirects=False) as page:
                assert page.status == 303  # nobody comes back: the webhook alone must do
            letter = stripe[POSTMAN].letters[-1]
            await machine.die_while_locked(letter, lock)
            await machine.supervisor.ready_again()
            async with asyncio.timeout(30):
                while await machine.deliver(letter) != 200:  # noqa: ASYNC110 - as a gateway sends again
                    await asyncio.sleep(0.05)
        await _everything_once(machine, len(STEPS))


async def _everything_once(machine: Machine, orders: int) -> None:
    connection = await asyncpg.connect(machine.settings.database_url)
    try:
        counts = [
            await connection.fetchval(query)
            for query in (
                "SELECT count(*) FROM course_order WHERE state = 'paid'",
                "SELECT count(*) FROM enrollment WHERE state = 'active' AND reason = 'paid'",
                "SELECT count(*) FROM ledger_entry WHERE account = 'sales'",
                "SELECT count(*) FROM outbox WHERE payload->>'kind' = 'payment_confirmed'",
                "SELECT count(*) FROM gateway_event WHERE done_at IS NOT NULL",
            )
        ]
        assert counts == [orders] * 5
        assert [name for name, query in INVARIANTS.items() if await connection.fetch(query)] == []
    finally:
        await connection.close()
