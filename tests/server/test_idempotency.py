"""The second of two equal POSTs gets the answer of the first; on real PostgreSQL."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from pytest_aiohttp.plugin import AiohttpClient
from tortoise.context import TortoiseContext

from models.actions import idempotency
from models.tables.system import IdempotencyKey
from server.clock import Clock
from server.keys import CLOCK
from tests.server.example import Client, bearer, example_app, made

NOW = datetime(2026, 1, 2, tzinfo=UTC)
BODY = {"title": "One"}


class Days:
    """A clock that a test moves."""

    now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Days:
    return Days()


@pytest.fixture
async def client(database: TortoiseContext, aiohttp_client: AiohttpClient, clock: Days) -> Client:
    made.clear()
    now: Clock = clock
    app = example_app()
    app[CLOCK] = now
    return await aiohttp_client(app)


def key(name: str = "key-1", who: str = "student") -> dict[str, str]:
    return {**bearer(who), "Idempotency-Key": name}


async def test_the_answer_is_given_again(client: Client) -> None:
    first = await client.post("/api/v1/notes", json=BODY, headers=key())
    again = await client.post("/api/v1/notes", json=BODY, headers=key())
    assert made == ["One"]
    assert (first.status, await first.read()) == (again.status, await again.read())
    assert first.headers["Location"] == again.headers["Location"]
    assert ("Idempotency-Replayed" in first.headers, again.headers["Idempotency-Replayed"]) == (False, "true")
    assert first.headers["X-Request-Id"] != again.headers["X-Request-Id"]


async def test_without_a_key_everything_happens_twice(client: Client) -> None:
    for _ in range(2):
        await client.post("/api/v1/notes", json=BODY, headers=bearer("student"))
    assert made == ["One", "One"]


async def test_twenty_at_once_act_once(client: Client) -> None:
    answers = await asyncio.gather(*(client.post("/api/v1/slow-notes", json=BODY, headers=key()) for _ in range(20)))
    assert made == ["One"]
    codes = [(a.status, (await a.json(content_type=None)).get("code")) for a in answers]
    assert set(codes) <= {(201, None), (409, "still_running")}
    assert codes.count((201, None)) >= 1


async def test_another_body_under_the_same_key_is_refused(client: Client) -> None:
    await client.post("/api/v1/notes", json=BODY, headers=key())
    answer = await client.post("/api/v1/notes", json={"title": "Two"}, headers=key())
    assert (answer.status, (await answer.json(content_type=None))["code"]) == (422, "idempotency_key_reused")
    assert made == ["One"]


async def test_a_key_counts_for_one_caller_and_one_path(client: Client) -> None:
    await client.post("/api/v1/notes", json=BODY, headers=key())
    await client.post("/api/v1/notes", json=BODY, headers=key(who="teacher"))
    await client.post("/api/v1/slow-notes", json=BODY, headers=key())
    assert len(made) == 3


async def test_a_secret_is_shown_once(client: Client) -> None:
    first = await client.post("/api/v1/secrets", json=BODY, headers=key())
    again = await client.post("/api/v1/secrets", json=BODY, headers=key())
    assert (first.status, again.status, (await again.json(content_type=None))["code"]) == (201, 409, "already_done")
    row = await IdempotencyKey.get()
    assert (row.state, row.body, row.headers) == ("sealed", None, None)


async def test_a_refusal_that_stands_is_given_again(client: Client) -> None:
    first = await client.post("/api/v1/failures/conflict", headers=key())
    again = await client.post("/api/v1/failures/conflict", headers=key())
    assert (first.status, await first.read()) == (again.status, await again.read())
    assert made == ["conflict"]


@pytest.mark.parametrize(("kind", "status"), [("bug", 500), ("away", 503)])
async def test_a_failure_of_ours_may_be_tried_again(client: Client, kind: str, status: int) -> None:
    for _ in range(2):
        assert (await client.post(f"/api/v1/failures/{kind}", headers=key())).status == status
    assert made == [kind, kind]
    assert await IdempotencyKey.all().count() == 0


async def test_an_unreadable_body_does_not_burn_the_key_of_a_good_one(client: Client) -> None:
    headers = {**key(), "Content-Type": "application/json"}
    assert (await client.post("/api/v1/notes", data=b"{", headers=headers)).status == 400
    assert (await client.post("/api/v1/notes", json=BODY, headers=key("key-2"))).status == 201


@pytest.mark.parametrize("bad", ["", " ", "x" * 201, "has space", "ünïcode"])
async def test_a_strange_key_is_refused(client: Client, bad: str) -> None:
    answer = await client.post("/api/v1/notes", json=BODY, headers=key(bad))
    assert (answer.status, made) == (422, [])


async def test_nobody_in_particular_has_no_keys(client: Client) -> None:
    for _ in range(2):
        answer = await client.post("/api/v1/echo", json=BODY, headers={"Idempotency-Key": "key-1"})
        assert (answer.status, "Idempotency-Replayed" in answer.headers) == (200, False)


async def test_a_key_is_kept_for_a_day(client: Client, clock: Days) -> None:
    await client.post("/api/v1/notes", json=BODY, headers=key())
    clock.now = NOW + timedelta(hours=23, minutes=59)
    await client.post("/api/v1/notes", json=BODY, headers=key())
    assert made == ["One"]
    clock.now = NOW + timedelta(hours=24, minutes=1)
    await client.post("/api/v1/notes", json={"title": "Other"}, headers=key())
    assert made == ["One", "Other"]


async def test_a_request_that_died_with_its_process_frees_its_key(client: Client, clock: Days) -> None:
    await client.post("/api/v1/notes", json=BODY, headers=key())
    await IdempotencyKey.all().update(state="running")
    assert (await client.post("/api/v1/notes", json=BODY, headers=key())).status == 409
    clock.now = NOW + timedelta(minutes=3)
    assert (await client.post("/api/v1/notes", json=BODY, headers=key())).status == 201
    assert made == ["One", "One"]


async def test_old_keys_are_swept(client: Client) -> None:
    await client.post("/api/v1/notes", json=BODY, headers=key())
    assert await idempotency.purge(now=NOW + timedelta(hours=23)) == 0
    assert await idempotency.purge(now=NOW + timedelta(hours=25)) == 1
