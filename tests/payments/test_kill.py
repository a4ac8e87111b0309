"""`kill -9` at each step of hearing a webhook: whatever was done, the next delivery ends it, once.

Six payments are heard at once, two of each gateway. Rows that the test holds stop each of them at another step; then
the process dies with all six in its hands, and every webhook is sent again.
"""

import asyncio
import json
import os
import signal
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from uuid import UUID

import aiohttp
import asyncpg
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from clients.rest import Rest
from models.queries.invariants import INVARIANTS, WORK_LIES
from server.cli.children import api_specs, settle_port
from server.settings import Settings
from server.supervisor import Supervisor
from simulators.__main__ import apps
from simulators.base import BEHAVIOUR, POSTMAN, Letter
from simulators.keys import environment
from tests.faults.machine import ENVIRONMENT, PASSWORD
from tests.payments.desks import DESKS

pytestmark = pytest.mark.faults

STEPS = {
    "before the event is stored": ("paymob", "gateway_event"),
    "before anything is done": ("stripe", "course"),
    "before the ledger is written": ("myfatoorah", "ledger_entry"),
    "before the place is given": ("paymob", "enrollment"),
    "before the invoice has a number": ("stripe", "number_series"),
    "before the mail is ordered": ("myfatoorah", "outbox"),
}
"""The gateway whose webhook is stopped there, and the table at whose rows it waits."""
WAITING = """
SELECT coalesce(array_agg(query), '{}') FROM pg_stat_activity
WHERE wait_event_type = 'Lock' AND datname = current_database()
"""


@dataclass(frozen=True)
class Sale:
    """A payment that was made, and that nobody has heard of."""

    order: UUID
    payment: UUID
    course: UUID
    buyer: UUID
    letter: Letter


class Machine:
    """A real API process, and the simulators."""

    def __init__(
        self,
        settings: Settings,
        supervisor: Supervisor,
        http: aiohttp.ClientSession,
        simulators: dict[str, web.Application],
        database: asyncpg.Connection,
    ) -> None:
        self.settings, self.supervisor, self.http, self.simulators = settings, supervisor, http, simulators
        self.database = database
        self.rest = Rest(http, f"http://127.0.0.1:{settings.port}")

    async def deliver(self, letter: Letter) -> int:
        try:
            async with self.http.post(letter.url, data=letter.body, headers=letter.headers) as answer:
                return answer.status
        except (aiohttp.ClientError, OSError):
            return 0

    async def sell(self, gateway: str) -> Sale:
        """Somebody new orders a new course, and pays; nobody comes back, so the webhook alone must do."""
        number = await self.database.fetchval("SELECT count(*) FROM course")
        buyer = await self.rest.register(f"buyer{number}@school.example", "Sam", PASSWORD)
        course = await self.database.fetchval(
            """INSERT INTO course (id, slug, title, summary, description, category, tags, language, price_minor,
                                   currency, state, version, created_at, updated_at)
               VALUES (gen_random_uuid(), gen_random_uuid()::text, 'Charts', '', '', '', '[]', 'en', 12500, $1,
                       'published', 1, now(), now()) RETURNING id""",
            DESKS[gateway].currency,
        )
        order = await buyer.call("POST", "/orders", {"course_ids": [str(course)], "gateway": gateway})
        form = {"do": "pay", "card": "4242"}
        async with self.http.post(order["checkout_url"], data=form, allow_redirects=False) as page:
            assert page.status == 303
        row = await self.database.fetchrow(
            "SELECT p.id, o.user_id FROM payment p JOIN course_order o ON o.id = p.order_id WHERE o.id = $1",
            UUID(order["id"]),
        )
        letter = self.simulators[gateway][POSTMAN].letters[-1]
        return Sale(UUID(order["id"]), row["id"], course, row["user_id"], letter)

    async def until_all_wait(self, tables: set[str]) -> None:
        """Wait until one statement waits at each of these tables."""
        async with asyncio.timeout(30):
            while True:
                queries = await self.database.fetchval(WAITING)
                if {
                    table for table in tables for query in queries if f'"{table}"' in query or table in query
                } == tables:
                    return
                await asyncio.sleep(0.02)


@asynccontextmanager
async def running(settings: Settings) -> AsyncIterator[Machine]:
    settings = settle_port(settings.model_copy(update={"port": 0, "database_pool_size": 8}))
    simulators = apps(f"http://127.0.0.1:{settings.port}/api/v1/payments/webhooks")
    async with AsyncExitStack() as stack:
        addresses = {}
        for name, simulator in simulators.items():
            server = await stack.enter_async_context(TestServer(simulator))
            addresses[name] = str(server.make_url("")).rstrip("/")
            simulator[BEHAVIOUR].copies = 0
        supervisor = Supervisor(emit=lambda _name, _line: None, say=lambda _text: None)
        _ = await stack.enter_async_context(supervisor)
        http = await stack.enter_async_context(aiohttp.ClientSession())
        database = await asyncpg.connect(settings.database_url)
        stack.push_async_callback(database.close)
        await supervisor.start(*api_specs(settings, 1, **ENVIRONMENT, **environment(**addresses)))
        yield Machine(settings, supervisor, http, simulators, database)


async def hold(holder: asyncpg.Connection, table: str, sale: Sale) -> None:
    """Hold the row at which the hearing of this sale will wait, in the holder's transaction."""
    match table:
        case "gateway_event":
            await holder.execute(
                """INSERT INTO gateway_event (id, gateway, event_id, kind, body, headers, query, received_at, outcome)
                   VALUES (gen_random_uuid(), 'paymob', $1, '', '', '{}', '{}', now(), '')""",
                _event_id(sale.letter),
            )
        case "course":
            await holder.execute("SELECT 1 FROM course WHERE id = $1 FOR UPDATE", sale.course)
        case "ledger_entry":
            await holder.execute(
                """INSERT INTO ledger_entry (id, movement_id, kind, account, amount_minor, currency, order_id, gateway,
                                             cause, at)
                   SELECT gen_random_uuid(), gen_random_uuid(), 'sale', account, 0, 'KWD', $1, 'myfatoorah', $2, now()
                   FROM unnest(ARRAY['sales', 'gateway:myfatoorah']) account""",
                sale.order,
                f"sale:{sale.payment}",
            )
        case "enrollment":
            await holder.execute(
                """INSERT INTO enrollment (id, course_id, user_id, state, reason, run, percent, enrolled_at)
                   VALUES (gen_random_uuid(), $1, $2, 'active', 'paid', 1, 0, now())""",
                sale.course,
                sale.buyer,
            )
        case "outbox":
            await holder.execute(
                """INSERT INTO outbox (id, kind, key, payload, created_at, due_at, tries)
                   VALUES (gen_random_uuid(), 'mail.notice', $1, '{}', now(), now(), 0)""",
                f"notice:{sale.buyer}:payment_confirmed:{sale.order}",
            )
        case _:  # the last number is held by the hearing that waits at the outbox
            return


def _event_id(letter: Letter) -> str:

    thing = json.loads(letter.body)["obj"]
    return f"{thing['id']}:1000"


@pytest.mark.timeout(120)
async def test_a_process_that_dies_while_hearing_webhooks_pays_nothing_twice(settings: Settings) -> None:
    async with running(settings) as machine:
        sales = {table: await machine.sell(gateway) for gateway, table in STEPS.values()}
        holder = await asyncpg.connect(settings.database_url)
        try:
            transaction = holder.transaction()
            await transaction.start()
            # Foreign keys would hold the course and the order too, and stop the hearing too early.
            await holder.execute("SET LOCAL session_replication_role = replica")
            for table, sale in sales.items():
                await hold(holder, table, sale)
            number = sales.pop("number_series")
            deliveries = [asyncio.create_task(machine.deliver(sale.letter)) for sale in sales.values()]
            await machine.until_all_wait(set(sales))
            deliveries.append(asyncio.create_task(machine.deliver(number.letter)))
            await machine.until_all_wait({*sales, "number_series"})
            pid = machine.supervisor.pid("api-1")
            assert pid is not None
            os.kill(pid, signal.SIGKILL)
            assert await asyncio.gather(*deliveries) == [0] * len(STEPS)
            await transaction.rollback()
        finally:
            await holder.close()
        assert await machine.database.fetchval("SELECT count(*) FROM ledger_entry") == 0
        await machine.supervisor.ready_again()
        for sale in (*sales.values(), number):
            async with asyncio.timeout(30):
                while await machine.deliver(sale.letter) != 200:  # noqa: ASYNC110 - as a gateway sends again
                    await asyncio.sleep(0.05)
        for sale in (*sales.values(), number):  # and once more to the new process
            assert await machine.deliver(sale.letter) == 200
        await _everything_once(machine.database, len(STEPS))


async def _everything_once(database: asyncpg.Connection, orders: int) -> None:
    counts = [
        await database.fetchval(query)
        for query in (
            "SELECT count(*) FROM course_order WHERE state = 'paid'",
            "SELECT count(*) FROM enrollment WHERE state = 'active' AND reason = 'paid'",
            "SELECT count(*) FROM ledger_entry WHERE account = 'sales'",
            "SELECT count(*) FROM outbox WHERE payload->>'kind' = 'payment_confirmed'",
            "SELECT count(*) FROM gateway_event WHERE done_at IS NOT NULL",
        )
    ]
    assert counts == [orders] * 5
    assert [name for name, query in INVARIANTS.items() if name != WORK_LIES and await database.fetch(query)] == []
