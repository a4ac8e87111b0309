"""Health, metrics, the description and its pages, of the whole application on real servers."""

import asyncio
from typing import Any

import asyncpg
import pytest
from pydantic import SecretStr
from pytest_aiohttp.plugin import AiohttpClient
from redis.asyncio import Redis

from handlers.schemas.system import ReadyOut
from server.app import create_app
from server.database import connection_arguments
from server.health import WORKER_HEARTBEAT, Finding, Part, Readiness, shipped_migration
from server.settings import Settings
from tests.server.example import Client

READY = "/api/v1/health/ready"


async def _client(aiohttp_client: AiohttpClient, settings: Settings, **changes: Any) -> Client:
    client: Client = await aiohttp_client(create_app(settings.model_copy(update=changes)))
    return client


async def _parts(client: Client) -> dict[str, bool]:
    table = await (await client.get(READY)).json()
    return {row["part"]: row["ok"] for row in table["parts"]}


async def test_a_living_process_says_so(aiohttp_client: AiohttpClient, settings: Settings) -> None:
    client = await _client(aiohttp_client, settings)
    answer = await client.get("/api/v1/health")
    assert (answer.status, await answer.json()) == (200, {"status": "ok"})


async def test_ready_is_when_everything_is_there(
    aiohttp_client: AiohttpClient, settings: Settings, redis: Redis
) -> None:
    client = await _client(aiohttp_client, settings)
    without_worker = await client.get(READY)
    assert (without_worker.status, (await without_worker.json())["status"]) == (503, "unavailable")
    await redis.set(WORKER_HEARTBEAT, "here")
    answer = await client.get(READY)
    assert (answer.status, (await answer.json())["status"]) == (200, "ready")
    assert await _parts(client) == {"postgresql": True, "redis": True, "migrations": True, "worker": True}


async def test_without_redis_it_is_degraded(aiohttp_client: AiohttpClient, settings: Settings) -> None:
    client = await _client(aiohttp_client, settings, redis_url="redis://127.0.0.1:1")
    answer = await client.get(READY)
    assert (answer.status, (await answer.json())["status"]) == (200, "degraded")


async def test_it_starts_without_its_servers_and_says_what_is_missing(
    aiohttp_client: AiohttpClient, settings: Settings
) -> None:
    nowhere = {"database_url": "postgresql://x@127.0.0.1:1/x", "redis_url": "redis://127.0.0.1:1"}
    client = await _client(aiohttp_client, settings, **nowhere)
    answer = await client.get(READY)
    assert answer.status == 503
    assert not any((await _parts(client)).values())
    assert (await client.get("/api/v1/health")).status == 200


@pytest.mark.parametrize(
    ("change", "undo", "ready"),
    [
        ("UPDATE aerich SET app = 'away' WHERE version NOT LIKE '0\\_%'", "UPDATE aerich SET app = 'models'", False),
        (
            "INSERT INTO aerich (version, app, content) VALUES ('9999_future.py', 'models', '{}')",
            "DELETE FROM aerich WHERE version = '9999_future.py'",
            True,
        ),
    ],
    ids=["behind", "ahead"],
)
async def test_a_database_that_is_behind_is_not_ready_and_one_that_is_ahead_is(
    change: str, undo: str, *, ready: bool, aiohttp_client: AiohttpClient, settings: Settings
) -> None:
    client = await _client(aiohttp_client, settings)
    connection = await asyncpg.connect(**connection_arguments(settings.database_url))
    try:
        _ = await connection.execute(change)
        parts = await _parts(client)
    finally:
        _ = await connection.execute(undo)
        await connection.close()
    assert (parts["postgresql"], parts["migrations"]) == (True, ready)
    assert shipped_migration().endswith(".py")


async def test_a_probe_that_hangs_is_asked_once_and_not_waited_for() -> None:
    connections = 0

    async def hang(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal connections
        connections += 1
        await reader.read()
        writer.close()

    server = await asyncio.start_server(hang, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server, Redis.from_url(f"redis://127.0.0.1:{port}") as frozen:
        readiness = Readiness(frozen, seconds=0.05)
        for _ in range(3):
            findings = {finding.part: finding for finding in await readiness.examine()}
            assert findings[Part.REDIS].detail == "does not answer in time"
        waiting = [each for each in asyncio.all_tasks() if getattr(each.get_coro(), "__name__", "") == "_told"]
        assert len(waiting) <= 2, "one for Redis and one for the worker's heartbeat in it"
        await readiness.close()
    assert connections <= 2, "at most one for Redis and one for the worker's heartbeat in it"


@pytest.mark.parametrize(
    ("down", "status"),
    [
        ([], "ready"),
        ([Part.REDIS], "degraded"),
        ([Part.REDIS, Part.WORKER], "degraded"),
        ([Part.WORKER], "unavailable"),
        ([Part.POSTGRESQL, Part.MIGRATIONS], "unavailable"),
        ([Part.MIGRATIONS], "unavailable"),
        ([Part.REDIS, Part.POSTGRESQL], "unavailable"),
    ],
)
def test_only_redis_may_be_missed(down: list[Part], status: str) -> None:
    assert ReadyOut.of([Finding(part, ok=part not in down) for part in Part]).status == status


@pytest.fixture
async def scraped(aiohttp_client: AiohttpClient, settings: Settings) -> Client:
    return await _client(aiohttp_client, settings, metrics_token=SecretStr("scrape-me"))


async def test_metrics_need_their_token(scraped: Client) -> None:
    good = {"Authorization": "Bearer scrape-me"}
    for headers, status in (({}, 401), ({"Authorization": "Bearer wrong"}, 401), ({"Authorization": "scrape-me"}, 401)):
        assert (await scraped.get("/api/v1/metrics", headers=headers)).status == status
    answer = await scraped.get("/api/v1/metrics", headers=good)
    assert (answer.status, answer.content_type) == (200, "text/plain")


async def test_metrics_count_by_template(scraped: Client) -> None:
    for path in ("/docs/assets/docs.js", "/docs/assets/reference.js", "/wp-admin.php", "/.env"):
        await scraped.get(path)
    text = await (await scraped.get("/api/v1/metrics", headers={"Authorization": "Bearer scrape-me"})).text()
    assert 'route="/docs/assets/{name}",status="200"' in text
    assert 'route="unmatched",status="404"' in text
    assert "wp-admin" not in text
    assert "lectern_http_request_seconds_bucket" in text


async def test_without_a_token_metrics_are_for_this_machine(aiohttp_client: AiohttpClient, settings: Settings) -> None:
    client = await _client(aiohttp_client, settings)
    assert (await client.get("/api/v1/metrics")).status == 200
    for header in ("X-Forwarded-For", "Forwarded", "X-Real-IP", "Via"):
        answer = await client.get("/api/v1/metrics", headers={header: "127.0.0.1"})
        assert (header, answer.status) == (header, 403)


async def test_the_description_is_served_with_its_two_pages(aiohttp_client: AiohttpClient, settings: Settings) -> None:
    client = await _client(aiohttp_client, settings)
    document = await (await client.get("/api/v1/openapi.json")).json()
    assert document["openapi"] == "3.1.0"
    for path, scripts in (("/docs", ["swagger_bundle.js", "docs.js"]), ("/redoc", ["reference.js", "redoc.js"])):
        page = await client.get(path)
        assert (page.status, page.content_type) == (200, "text/html")
        text = await page.text()
        assert "http" not in text.replace("http-equiv", ""), "nothing comes from another origin"
        assert "unsafe-inline" not in page.headers["Content-Security-Policy"].partition("style-src")[0]
        for script in scripts:
            answer = await client.get(f"/docs/assets/{script}")
            assert answer.status == 200
            assert answer.content_type in {"text/javascript", "application/javascript"}
    assert (await client.get("/docs/assets/url.json")).status == 422


async def test_the_description_can_be_closed(aiohttp_client: AiohttpClient, settings: Settings) -> None:
    client = await _client(aiohttp_client, settings, docs_enabled=False)
    for path in ("/docs", "/redoc", "/docs/assets/docs.js", "/api/v1/openapi.json"):
        assert (await client.get(path)).status == 404
