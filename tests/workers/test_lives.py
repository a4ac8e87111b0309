"""Live sessions that no process serves any more are moved on by the worker's sweep."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from redis.asyncio import Redis
from tortoise.backends.base.client import BaseDBAsyncClient

from models.actions.live_beats import Beat, write_beats
from models.ids import new_id
from models.queries.live import default_connection
from realtime.clock import ServerClock
from server.database import open_orm
from server.settings import Settings
from tests.realtime.wire import Class, serving
from workers.lives import sweep_lives

DAYS_MS = 2 * 24 * 3_600_000


@pytest.fixture
async def left(settings: Settings) -> AsyncIterator[BaseDBAsyncClient]:
    """A session with an open item and one answer, whose processes are gone; the database is what is left."""
    async with serving(settings) as place:
        lesson = await Class.of(place)
        host, player = await lesson.host(), await lesson.player("Ann")
        item = await lesson.open(host)
        await player.ask("answer.submit", lesson.ch, lesson.submission(item, "Aral"))
    context = await open_orm(settings.database_url)
    yield default_connection()
    await context.close_connections()


async def phase(db: BaseDBAsyncClient) -> str:
    rows = await db.execute_query_dict("SELECT phase FROM live_session")
    return str(rows[0]["phase"])


async def names(db: BaseDBAsyncClient) -> list[str]:
    rows = await db.execute_query_dict("SELECT t FROM live_event ORDER BY s")
    return [str(row["t"]) for row in rows]


async def let_the_window_end(db: BaseDBAsyncClient) -> None:
    await db.execute_query(
        """UPDATE live_event SET d = d || '{"opens_at": 1000, "closes_at": 2000}' WHERE t = 'item.open'"""
    )


async def beat_once(db: BaseDBAsyncClient) -> None:
    """A process that served the session just now, and was then killed."""
    rows = await db.execute_query_dict("SELECT id FROM live_session")
    await write_beats(db, new_id(), [Beat(rows[0]["id"], ServerClock().now(), [], 0)])


async def forget_the_processes(db: BaseDBAsyncClient) -> None:
    await db.execute_query("DELETE FROM live_heartbeat")


async def test_a_run_that_nobody_serves_is_closed_once(left: BaseDBAsyncClient, redis: Redis) -> None:
    await let_the_window_end(left)
    await beat_once(left)
    assert await sweep_lives({"redis": redis}) == 0, "the processes may come back"
    await forget_the_processes(left)
    assert await sweep_lives({"redis": redis}) == 1
    assert await phase(left) == "closed"
    assert await sweep_lives({"redis": redis}) == 0
    rows = await left.execute_query_dict("SELECT d->>'answers' AS n FROM live_event WHERE t = 'item.closed'")
    assert [row["n"] for row in rows] == ["1"]


async def test_a_run_whose_time_is_not_over_is_left_alone(left: BaseDBAsyncClient, redis: Redis) -> None:
    await forget_the_processes(left)
    assert await sweep_lives({"redis": redis}) == 0
    assert await phase(left) == "open"


async def test_a_forgotten_session_is_ended_counted_and_finalised(left: BaseDBAsyncClient) -> None:
    away: dict[str, Any] = {"redis": Redis.from_url("redis://127.0.0.1:1")}
    await left.execute_query("UPDATE live_event SET ts_ms = ts_ms - $1::bigint", [DAYS_MS])
    assert await sweep_lives(away) >= 2
    assert await phase(left) == "finalized"
    assert (await names(left))[-6:] == [
        "item.closed",
        "item.revealed",
        "item.scored",
        "board",
        "session.ended",
        "session.finalized",
    ]
    assert await sweep_lives(away) == 0
    await away["redis"].aclose()


@pytest.fixture
async def waiting(settings: Settings) -> AsyncIterator[BaseDBAsyncClient]:
    """A session in its lobby that advances by itself and was made long ago."""
    async with serving(settings) as place:
        _ = await Class.of(place, auto_advance=True)
    context = await open_orm(settings.database_url)
    db = default_connection()
    await db.execute_query("UPDATE live_event SET ts_ms = ts_ms - $1::bigint", [DAYS_MS])
    yield db
    await context.close_connections()


async def schedule(db: BaseDBAsyncClient, at_ms: int) -> None:
    await db.execute_query(
        """UPDATE live_session SET starts_at = to_timestamp($1::bigint / 1000.0),
               settings = settings || jsonb_build_object('starts_at_ms', $1::bigint)""",
        [at_ms],
    )


async def test_a_scheduled_session_is_not_forgotten_before_its_time_and_begins_by_itself(
    waiting: BaseDBAsyncClient, redis: Redis
) -> None:
    now = ServerClock().now()
    await schedule(waiting, now + DAYS_MS)
    assert await sweep_lives({"redis": redis}) == 0
    assert await phase(waiting) == "lobby"
    await schedule(waiting, now - 1_000)
    assert await sweep_lives({"redis": redis}) == 1
    assert await phase(waiting) == "prepare"


async def test_what_was_offered_to_catch_up_with_waits_until_the_end_of_the_offer(
    waiting: BaseDBAsyncClient, redis: Redis
) -> None:
    offer = "UPDATE live_session SET settings = settings || jsonb_build_object('until_ms', $1::bigint)"
    await waiting.execute_query(offer, [ServerClock().now() + DAYS_MS])
    assert await sweep_lives({"redis": redis}) == 0
    await waiting.execute_query(offer, [ServerClock().now() - 1_000])
    assert await sweep_lives({"redis": redis}) == 2
    assert await phase(waiting) == "finalized"
