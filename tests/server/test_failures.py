"""What failed is remembered with its request id, and shown of all processes together."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from redis.asyncio import Redis

from server.bare import bare_app
from server.endpoint import Routes, public
from server.failures import MOST, Failure, Failures
from server.keys import FAILURES
from server.settings import Settings

NOBODY = UUID(int=7)
START = datetime(2026, 3, 1, tzinfo=UTC)


def failure(n: int) -> Failure:
    """The n-th of a series."""
    return Failure(START + timedelta(seconds=n), f"request-{n}", "GET", "/things/{thing_id}", 500, "KeyError")


async def test_a_failure_of_one_process_is_seen_by_another_the_newest_first(redis: Redis) -> None:
    one, other = Failures(), Failures()
    one.note(failure(1))
    other.note(failure(2))
    await one.hand_over(redis)
    assert [each.request_id for each in await other.latest(redis, 10)] == ["request-2", "request-1"]
    await other.hand_over(redis)
    assert await one.latest(redis, 10) == [failure(2), failure(1)]


async def test_only_the_newest_are_kept(redis: Redis) -> None:
    kept = Failures()
    for n in range(MOST):
        kept.note(failure(n))
    await kept.hand_over(redis)
    kept.note(failure(MOST))
    await kept.hand_over(redis)
    found = await kept.latest(redis, 2 * MOST)
    assert [each.request_id for each in found] == [f"request-{n}" for n in range(MOST, 0, -1)]


async def test_what_redis_could_not_take_stays_here_in_its_order() -> None:
    away = Redis.from_url("redis://127.0.0.1:1/0", socket_connect_timeout=0.2)
    kept = Failures()
    kept.note(failure(1))
    kept.note(failure(2))
    await kept.hand_over(away)
    assert list(kept.waiting) == [failure(1), failure(2)]
    assert await kept.latest(away, 10) == [failure(2), failure(1)]
    await away.aclose()


async def test_a_bug_is_noted_without_its_words_and_a_refusal_is_not(settings: Settings) -> None:
    routes = Routes(prefix="", tag="Things", documented=False)

    @routes.get("/things/{thing_id}", allow=public)
    async def broken(_request: web.Request, *, thing_id: UUID) -> None:
        """Break."""
        raise KeyError(f"secret {thing_id}")

    app = bare_app(settings)
    routes.add_to(app)
    async with TestClient(TestServer(app)) as client:
        answer = await client.get(f"/things/{NOBODY}", headers={"X-Request-Id": "from-a-proxy"})
        assert answer.status == 500
        assert (await client.get("/things/x")).status == 422
        assert (await client.get("/nowhere")).status == 404
    (noted,) = app[FAILURES].waiting
    assert (noted.request_id, noted.route, noted.status) == ("from-a-proxy", "/things/{thing_id}", 500)
    assert noted.error == "KeyError"
    assert "secret" not in repr(noted)
