"""Events reach their endpoints; an endpoint in trouble hurts nobody and is visible in the log."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from standardwebhooks.webhooks import Webhook as Checker
from tortoise.context import TortoiseContext
from tortoise.transactions import in_transaction

from models.actions import webhooks
from models.actions.audit import Cause
from models.actions.webhook_deliveries import KEPT, LEASE, sweep, take
from models.actions.webhook_events import announce
from models.ids import new_id
from models.rules.webhook_events import EventKind
from models.rules.webhooks import DISABLE_AFTER, OVERLAP, WAITS, secret_text
from models.tables.system import Outbox
from models.tables.users import User
from models.tables.webhooks import Webhook, WebhookDelivery, WebhookEvent
from server.clock import utc_now
from server.keyring import Keyring, Purpose
from server.outgoing.addresses import Reach
from server.outgoing.client import FORBIDDEN, open_outgoing
from server.sealing import Sealer
from server.settings import Settings
from tests.server.outgoing.far import Far, Names, answer, dripping, endless, far_side, saying, silent
from workers.webhooks import AT_ONCE, EACH, Courier

NEAR = Reach.of(https_only=False, allowed=["127.0.0.1/32"])
WHO = {"id": "01890000-0000-7000-8000-000000000000", "role": "student"}
SECRET, NEXT = b"s" * 32, b"n" * 32
OK = saying(answer("200 OK", b"thank you"))


@dataclass
class Post:
    """A courier at the test's own time."""

    sealer: Sealer
    courier: Courier = field(init=False)
    ahead: timedelta = timedelta()

    def now(self) -> datetime:
        return utc_now() + self.ahead

    async def endpoint(self, url: str, **fields: Any) -> UUID:
        webhook_id = new_id()
        sealed = self.sealer.seal(SECRET, webhook_id)
        _ = await webhooks.create(webhook_id, {"url": url, **fields}, sealed, Cause(self.now()))
        return webhook_id

    async def happen(self, times: int = 1) -> None:
        for _ in range(times):
            await announce(None, EventKind.USER_CREATED, WHO, self.now())

    async def carry(self) -> None:
        """Carry all that is due."""
        while await self.courier.set_out():
            await self.courier.settled()


@asynccontextmanager
async def posting(settings: Settings, *, total_s: float = 5.0, said: str = "") -> AsyncIterator[Post]:
    resolver = Names(*said.split(", ")) if said else None
    async with open_outgoing(NEAR, total_s=total_s, resolver=resolver) as outgoing:
        post = Post(Sealer(Keyring.of(settings), Purpose.WEBHOOK))
        post.courier = Courier(outgoing, post.sealer, post.now)
        yield post


async def logged() -> tuple[str, dict[str, Any]]:
    """The state of the only delivery and its last try."""
    row = await WebhookDelivery.get()
    assert await WebhookDelivery.filter(state="waiting", done_at__isnull=False).count() == 0
    return row.state, row.log[-1]


def head_of(request: bytes) -> dict[str, str]:
    lines = request.partition(b"\r\n\r\n")[0].decode().split("\r\n")[1:]
    return {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}


def body_of(request: bytes) -> bytes:
    return request.partition(b"\r\n\r\n")[2]


async def test_an_event_arrives_once_and_another_library_finds_it_signed(
    settings: Settings, database: TortoiseContext
) -> None:
    async with far_side(OK) as far, posting(settings) as post:
        _ = await post.endpoint(far.url)
        await post.happen()
        await post.carry()
        await post.carry()
    (request,) = far.requests
    body, head = body_of(request), head_of(request)
    told = Checker(secret_text(SECRET)).verify(body, head)
    event = await WebhookEvent.get()
    assert (told["type"], told["data"], head["webhook-id"]) == ("user.created", WHO, str(event.id))
    state, tried = await logged()
    assert (state, tried["status"], tried["answer"]) == ("delivered", 200, "thank you")


async def test_what_is_rolled_back_is_not_told(settings: Settings, database: TortoiseContext) -> None:
    async def break_off() -> None:
        async with in_transaction() as tx:
            await announce(tx, EventKind.USER_CREATED, WHO, utc_now())
            raise ZeroDivisionError

    async with posting(settings) as post:
        _ = await post.endpoint("http://127.0.0.1:9/")
        with pytest.raises(ZeroDivisionError):
            await break_off()
    assert (await WebhookEvent.all().count(), await WebhookDelivery.all().count()) == (0, 0)


async def test_only_who_subscribed_and_is_on_is_told_and_a_key_is_told_once(
    settings: Settings, database: TortoiseContext
) -> None:
    async with posting(settings) as post:
        all_of_it = await post.endpoint("http://127.0.0.1:1/")
        _ = await post.endpoint("http://127.0.0.1:2/", events=["order.paid"])
        _ = await post.endpoint("http://127.0.0.1:3/", enabled=False)
        for _ in range(3):
            await announce(None, EventKind.USER_CREATED, WHO, utc_now(), key="once")
    assert [row.webhook_id for row in await WebhookDelivery.all()] == [all_of_it]
    assert await WebhookEvent.all().count() == 1


@pytest.mark.parametrize(
    ("name", "status", "said"),
    [
        ("fails", 500, ""),
        ("redirects", 302, ""),
        ("closes", None, "ServerDisconnectedError"),
        ("silent", None, "timeout"),
        ("nobody", None, "ClientConnectorError"),
        ("inside", None, FORBIDDEN),
    ],
)
async def test_trouble_is_visible_in_the_log_and_tried_again(
    settings: Settings, database: TortoiseContext, name: str, status: int | None, said: str
) -> None:
    async with far_side(OK) as inside:
        sides = {
            "fails": saying(answer("500 Oh", b"\x00\xffno")),
            "redirects": saying(answer("302 Found", b"", f"Location: {inside.url}")),
            "closes": saying(b""),
        }
        async with far_side(sides.get(name, silent)) as far, posting(settings, total_s=0.3) as post:
            urls = {"nobody": "http://127.0.0.1:1/", "inside": "http://169.254.169.254/latest/meta-data/"}
            _ = await post.endpoint(urls.get(name, far.url))
            await post.happen()
            await post.carry()
        assert inside.requests == []
    row = await WebhookDelivery.get()
    assert (row.state, row.tries, row.log[-1]["status"], row.log[-1]["error"]) == ("waiting", 1, status, said)
    assert WAITS[0] <= row.due_at - datetime.fromisoformat(row.log[-1]["at"]) <= 1.3 * WAITS[0]
    assert (await Webhook.get()).failing_since is not None


async def test_a_name_that_leads_inside_the_second_time_is_not_called(
    settings: Settings, database: TortoiseContext
) -> None:
    async with far_side(saying(answer("500 Oh"))) as far, posting(settings, said="127.0.0.1, 127.0.0.3") as post:
        _ = await post.endpoint(f"http://school.example:{far.port}/")
        await post.happen()
        await post.carry()
        post.ahead = WAITS[0] * 1.3
        await post.carry()
    assert [each["error"] for each in (await WebhookDelivery.get()).log] == ["", FORBIDDEN]
    assert len(far.requests) == 1


@pytest.mark.parametrize("act", [endless, dripping], ids=["ten megabytes", "a slow body"])
async def test_a_yes_counts_whatever_comes_after_it(settings: Settings, database: TortoiseContext, act: Any) -> None:
    async with far_side(act) as far, posting(settings, total_s=1.0) as post:
        _ = await post.endpoint(far.url)
        await post.happen()
        await post.carry()
        assert len(far.requests) == 1
    state, tried = await logged()
    assert (state, tried["status"]) == ("delivered", 200)
    assert 0 < len(tried["answer"]) <= 1024


async def test_a_slow_endpoint_keeps_a_few_lines_and_no_other_waiting(
    settings: Settings, database: TortoiseContext
) -> None:
    async with far_side(silent) as slow, far_side(OK) as quick, posting(settings, total_s=60) as post:
        _ = await post.endpoint(slow.url)
        await post.happen(3 * EACH)
        mine = await post.endpoint(quick.url)
        await post.happen(3 * EACH)
        task = asyncio.create_task(post.courier.run())
        async with asyncio.timeout(20):
            while await WebhookDelivery.filter(webhook_id=mine, state="delivered").count() < 3 * EACH:  # noqa: ASYNC110
                await asyncio.sleep(0.02)
        assert len(slow.requests) == EACH < AT_ONCE
        task.cancel()
        _ = await asyncio.gather(task, return_exceptions=True)
    assert await WebhookDelivery.filter(state="waiting").count() == 6 * EACH


async def test_after_a_day_of_tries_a_delivery_is_dead_and_can_be_sent_again(
    settings: Settings, database: TortoiseContext
) -> None:
    answers = [answer("503 Later")] * (len(WAITS) + 1) + [answer()]

    async def act(_far: Far, writer: asyncio.StreamWriter) -> None:
        writer.write(answers.pop(0))

    async with far_side(act) as far, posting(settings) as post:
        _ = await post.endpoint(far.url)
        await post.happen()
        for wait in (timedelta(), *WAITS):
            post.ahead += wait * 1.2 + timedelta(seconds=1)
            await post.carry()
        dead = await WebhookDelivery.get()
        assert (dead.state, dead.tries) == ("dead", len(WAITS) + 1)

        _ = await webhooks.redeliver(dead.id, Cause(post.now()))
        await post.carry()
    assert len({head_of(request)["webhook-id"] for request in far.requests}) == 1
    assert (await logged())[0] == "delivered"
    assert (await Webhook.get()).failing_since is None


@pytest.mark.parametrize(("status", "ahead"), [("500 Oh", DISABLE_AFTER), ("410 Gone", timedelta())])
async def test_an_endpoint_that_stays_away_is_switched_off_and_admins_are_mailed(
    settings: Settings, database: TortoiseContext, status: str, ahead: timedelta
) -> None:
    who: dict[str, Any] = {"email": "a@b.example", "email_key": "a@b.example", "full_name": "A", "role": "admin"}
    _ = await User.create(**who, created_at=utc_now(), updated_at=utc_now())
    async with far_side(saying(answer(status))) as far, posting(settings) as post:
        _ = await post.endpoint(f"{far.url}?token=secret")
        await post.happen()
        await post.carry()
        post.ahead = ahead + WAITS[0] * 2
        await post.carry()
        row = await Webhook.get()
        assert not row.enabled
        assert row.off_reason == ("gone" if status.startswith("410") else "failing")
        await post.happen()
        await post.carry()
    assert await WebhookDelivery.all().count() == 1
    (mail,) = await Outbox.filter(kind="mail.notice")
    assert mail.payload["kind"] == "webhook_off"
    assert mail.payload["data"] == {"host": f"127.0.0.1:{far.port}"}


async def test_after_a_rotation_both_secrets_sign_for_a_day(settings: Settings, database: TortoiseContext) -> None:
    async with far_side(OK) as far, posting(settings) as post:
        webhook_id = await post.endpoint(far.url)
        _ = await webhooks.rotate(webhook_id, post.sealer.seal(NEXT, webhook_id), Cause(post.now()))
        await post.happen()
        await post.carry()
        post.ahead = OVERLAP
        await post.happen()
        await post.carry()
    during, after = (head_of(request)["webhook-signature"].split() for request in far.requests)
    assert (len(during), len(after)) == (2, 1)
    for secret in (SECRET, NEXT):
        _ = Checker(secret_text(secret)).verify(body_of(far.requests[0]), head_of(far.requests[0]))


async def test_who_dies_with_a_delivery_leaves_it_to_be_taken_up_again(
    settings: Settings, database: TortoiseContext
) -> None:
    async with far_side(OK) as far, posting(settings) as post:
        _ = await post.endpoint(far.url)
        await post.happen()
        (lost,) = await take(post.now(), busy={}, each=EACH, limit=9)
        await post.carry()
        assert far.requests == []
        post.ahead = LEASE
        await post.carry()
    assert len(far.requests) == 1
    assert (await WebhookDelivery.get(id=lost.id)).state == "delivered"


async def test_two_couriers_do_not_take_the_same(settings: Settings, database: TortoiseContext) -> None:
    async with posting(settings) as post:
        _ = await post.endpoint("http://127.0.0.1:9/")
        await post.happen(6)
        taken = await asyncio.gather(*(take(post.now(), busy={}, each=EACH, limit=9) for _ in range(3)))
    found = [each.id for some in taken for each in some]
    assert len(found) == len(set(found)) == 6


async def test_what_was_told_a_month_ago_is_forgotten(settings: Settings, database: TortoiseContext) -> None:
    async with posting(settings) as post:
        _ = await post.endpoint("http://127.0.0.1:9/")
        await post.happen()
        assert await sweep(post.now()) == 0
        assert await sweep(post.now() + KEPT) == 2


async def test_a_secret_is_not_stored_as_it_is(settings: Settings, database: TortoiseContext) -> None:
    async with posting(settings) as post:
        webhook_id = await post.endpoint("http://127.0.0.1:9/")
        stored = bytes((await Webhook.get()).secret)
        assert SECRET not in stored
        assert post.sealer.open(stored, webhook_id) == SECRET
        assert post.sealer.open(stored, new_id()) is None
