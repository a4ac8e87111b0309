"""Two instances that start at the same moment on an empty database: the tables are made once."""

import asyncio
import sys
from urllib.parse import urlsplit

import asyncpg
import pytest

from server.settings import Settings, child_environment
from tests.services import ROOT

pytestmark = pytest.mark.faults

NAME = "two_instances"


async def migrate_in_a_process(settings: Settings) -> tuple[int, str]:
    """The exit code and the words of `python -m server migrate`."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "server", "migrate"),
        cwd=ROOT,
        env=child_environment(settings, LECTERN_ENV="test"),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    told, _ = await process.communicate()
    assert process.returncode is not None
    return process.returncode, told.decode()


async def test_of_two_instances_one_migrates_and_the_other_waits_for_it(settings: Settings) -> None:
    url = urlsplit(settings.database_url)
    empty = settings.model_copy(update={"database_url": url._replace(path=f"/{NAME}").geturl()})
    owner = await asyncpg.connect(settings.database_url)
    await owner.execute(f"CREATE DATABASE {NAME} TEMPLATE template0")
    try:
        ends = await asyncio.gather(*(migrate_in_a_process(empty) for _ in range(2)))
        assert [code for code, _ in ends] == [0, 0], ends
        connection = await asyncpg.connect(empty.database_url)
        versions = [row["version"] for row in await connection.fetch("SELECT version FROM aerich")]
        await connection.close()
        assert versions
        assert len(versions) == len(set(versions))
        assert sum(versions[0] in words for _, words in ends) == 1, "one of them did it"
    finally:
        await owner.execute(f"DROP DATABASE {NAME} WITH (FORCE)")
        await owner.close()
