"""The ground that the other tests stand on."""

import pytest
from redis.asyncio import Redis
from tortoise.context import TortoiseContext

from models.tables.users import User
from server.clock import utc_now

TWICE = pytest.mark.parametrize("turn", ["first", "second"])


@TWICE
async def test_a_test_finds_its_own_database_empty(database: TortoiseContext, turn: str) -> None:
    assert not await User.exists()
    now = utc_now()
    _ = await User.create(email="a@b.example", email_key="a@b.example", full_name="A", created_at=now, updated_at=now)


@TWICE
async def test_a_test_finds_its_own_redis_empty(redis: Redis, turn: str) -> None:
    assert await redis.get("key") is None
    await redis.set("key", "value")
