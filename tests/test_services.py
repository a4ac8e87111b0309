"""The ground that the other tests stand on."""

import json
import subprocess
import sys

import psutil
import pytest
from redis.asyncio import Redis
from tortoise.context import TortoiseContext

from models.tables.users import User
from server.clock import utc_now
from tests.services import ROOT

BORROWER = """
import json, psutil, time
from tests.services import Services, borrow
services = Services()
borrow(services.folder, "x")
print(json.dumps([child.pid for child in psutil.Process().children(recursive=True)]), flush=True)
time.sleep(60)
"""
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


@pytest.mark.faults
def test_a_killed_run_leaves_no_server_behind() -> None:
    run = subprocess.Popen([sys.executable, "-c", BORROWER], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert run.stdout is not None
    with run.stdout:
        started = [psutil.Process(pid) for pid in json.loads(run.stdout.readline()) if psutil.pid_exists(pid)]
    assert {"postgres", "valkey-server"} <= {process.name() for process in started}
    run.kill()
    run.wait()
    _, alive = psutil.wait_procs(started, timeout=30)
    assert alive == []
