"""Quotas: never passed by any number of processes, never open without Redis, told on every answer."""

import asyncio
from dataclasses import dataclass

import pytest
from pytest_aiohttp.plugin import AiohttpClient
from redis.asyncio import Redis

from server.http import limiter as limiting
from server.http.client import network_of
from server.http.limiter import Limiter, Quota
from server.keys import LIMITER
from server.limits import SCHOOL
from tests.server.example import Client, bearer, example_app, plain_settings


@dataclass
class HandClock:
    """A monotonic clock that a test moves."""

    now: float = 1000.0

    def __call__(self) -> float:
        return self.now


async def _allowed(limiter: Limiter, quota: Quota, tries: int, key: str = "k") -> int:
    return sum([(await limiter.take(key, quota)).allowed for _ in range(tries)])


@pytest.mark.parametrize("count", [1, 3, 19, 20, 21, 100, 1000])
async def test_exactly_the_quota_passes(redis: Redis, count: int) -> None:
    for limiter in (Limiter(redis), Limiter(None)):
        assert await _allowed(limiter, Quota(count), count + 5, f"{id(limiter)}") == count


async def test_several_processes_share_one_quota(redis: Redis) -> None:
    limiters = [Limiter(redis) for _ in range(4)]
    taken = await asyncio.gather(*(_allowed(limiter, Quota(100), 60) for limiter in limiters))
    assert sum(taken) == 100


async def test_concurrent_requests_of_one_process_do_not_pass_it(redis: Redis) -> None:
    limiter = Limiter(redis)
    verdicts = await asyncio.gather(*(limiter.take("k", Quota(7)) for _ in range(40)))
    assert sum(verdict.allowed for verdict in verdicts) == 7


async def test_a_burst_at_one_process_leaves_the_others_theirs(redis: Redis) -> None:
    here, there, quota = Limiter(redis), Limiter(redis), Quota(1000)
    burst = await asyncio.gather(*(here.take("a school's address", quota) for _ in range(200)))
    assert all(verdict.allowed for verdict in burst)
    assert await _allowed(there, quota, 750, "a school's address") == 750


async def test_who_gives_up_does_not_take_the_lease_of_the_others_away(redis: Redis) -> None:
    limiter = Limiter(redis)
    first, second = (asyncio.ensure_future(limiter.take("k", Quota(100))) for _ in range(2))
    await asyncio.sleep(0)
    first.cancel()
    assert (await second).allowed


async def test_the_window_ends() -> None:
    clock = HandClock()
    limiter = Limiter(None, clock=clock)
    assert await _allowed(limiter, Quota(2, 60), 5) == 2
    clock.now += 59
    assert await _allowed(limiter, Quota(2, 60), 5) == 0
    clock.now += 1
    assert await _allowed(limiter, Quota(2, 60), 5) == 2


async def test_the_counter_in_redis_always_expires(redis: Redis) -> None:
    await Limiter(redis).take("k", Quota(10, 30))
    assert 0 < await redis.pttl("limit:k") <= 30_000


async def test_keys_do_not_share() -> None:
    limiter = Limiter(None)
    assert await _allowed(limiter, Quota(2), 5, "a") == 2
    assert await _allowed(limiter, Quota(2), 5, "b") == 2


async def test_without_redis_each_process_counts_alone() -> None:
    async with Redis.from_url("redis://127.0.0.1:1") as gone:
        limiter = Limiter(gone)
        assert await _allowed(limiter, Quota(50), 80) == 50


async def test_a_redis_that_hangs_costs_one_short_wait_and_opens_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = 0

    async def hang(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal asked
        asked += 1
        await reader.read()
        writer.close()

    monkeypatch.setattr(limiting, "REDIS_SECONDS", 0.05)
    server = await asyncio.start_server(hang, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server, Redis.from_url(f"redis://127.0.0.1:{port}") as frozen:
        assert await _allowed(Limiter(frozen), Quota(5), 30) == 5
    assert asked == 1


async def test_redis_that_goes_and_comes_back_is_asked_again(redis: Redis) -> None:
    clock = HandClock()
    limiter = Limiter(redis, clock=clock)
    await redis.set("limit:k", "not a number")
    assert await _allowed(limiter, Quota(4), 1) == 1
    await redis.delete("limit:k")
    clock.now += limiting.PAUSE_SECONDS
    assert await _allowed(limiter, Quota(4), 10) == 3
    assert await redis.get("limit:k") is not None


async def test_old_windows_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limiting, "MAX_WINDOWS", 10)
    clock = HandClock()
    limiter = Limiter(None, clock=clock)
    for number in range(100):
        await limiter.take(f"k{number}", Quota(1))
    assert len(limiter._windows) <= 10


async def _limited(aiohttp_client: AiohttpClient, **changes: object) -> Client:
    app = example_app(plain_settings(**changes))
    app[LIMITER] = Limiter(None)
    client: Client = await aiohttp_client(app)
    return client


async def test_every_answer_tells_what_is_left(aiohttp_client: AiohttpClient) -> None:
    client = await _limited(aiohttp_client)
    for path in ("who", "notes/1", "notes/0", "notes/99", "vault", "nope", "bug"):
        headers = (await client.get(f"/api/v1/{path}")).headers
        limit, left = int(headers["RateLimit-Limit"]), int(headers["RateLimit-Remaining"])
        assert 0 < left < limit, path
        assert 0 < int(headers["RateLimit-Reset"]) <= 60


async def test_too_many_are_refused_with_a_time_to_come_back(aiohttp_client: AiohttpClient) -> None:
    client = await _limited(aiohttp_client)
    statuses = [(await client.get("/api/v1/few")).status for _ in range(3 * SCHOOL)]
    refused = await client.get("/api/v1/few")
    assert set(statuses) == {204}
    assert (refused.status, (await refused.json(content_type=None))["code"]) == (429, "too_many_requests")
    assert 0 < int(refused.headers["Retry-After"]) <= 60
    assert refused.headers["RateLimit-Remaining"] == "0"
    assert refused.headers["X-Content-Type-Options"] == "nosniff"
    assert (await client.get("/api/v1/who")).status == 200


async def test_bad_credentials_are_counted_too(aiohttp_client: AiohttpClient) -> None:
    client = await _limited(aiohttp_client)
    left = [
        int((await client.get("/api/v1/mine", headers=bearer("forged"))).headers["RateLimit-Remaining"])
        for _ in range(3)
    ]
    assert left == sorted(left, reverse=True)
    assert len(set(left)) == 3


async def test_users_behind_one_address_do_not_share(aiohttp_client: AiohttpClient) -> None:
    client = await _limited(aiohttp_client)
    one = (await client.get("/api/v1/mine", headers=bearer("student"))).headers["RateLimit-Remaining"]
    other = (await client.get("/api/v1/mine", headers=bearer("teacher"))).headers["RateLimit-Remaining"]
    assert one == other


async def _left(client: Client, forwarded: str) -> int:
    answer = await client.get("/api/v1/who", headers={"X-Forwarded-For": forwarded} if forwarded else {})
    return int(answer.headers["RateLimit-Remaining"])


async def test_nobody_changes_their_address_by_a_header(aiohttp_client: AiohttpClient) -> None:
    client = await _limited(aiohttp_client)
    left = [await _left(client, f"10.0.0.{number}") for number in range(4)]
    assert len(set(left)) == 4


async def test_a_trusted_proxy_names_the_caller(aiohttp_client: AiohttpClient) -> None:
    client = await _limited(aiohttp_client, trusted_proxies=("127.0.0.0/8", "10.1.0.0/16"))
    first = await _left(client, "203.0.113.1")
    assert await _left(client, "203.0.113.2") == first
    assert await _left(client, "203.0.113.1") == first - 1
    assert await _left(client, "198.51.100.1, 203.0.113.1") == first - 2, "what the caller wrote itself is not believed"
    assert await _left(client, "203.0.113.1, 10.1.2.3") == first - 3, "a chain of our own proxies is"
    assert await _left(client, "nonsense") == first


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.7", "::ffff:192.0.2.7"),
        ("local", "local"),
    ],
)
def test_a_whole_ipv6_network_is_one_customer(address: str, network: str) -> None:
    assert network_of(address) == network
