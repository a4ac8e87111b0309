"""Commands that only look: check, invariants, openapi."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Annotated

import asyncpg
import typer
from redis.asyncio import Redis

from server.cli import console
from server.cli.data import run_with_servers
from server.settings import Settings

TIMEOUT_SECONDS = 10
LONG_QUESTION_MS = 600_000
Finding = Callable[[Settings], Awaitable[str]]


class Wrong(Exception):
    """A check did not pass; the text says what to do."""


def check() -> None:
    """Check the settings, both servers and the tables; exit code 1 when something is wrong."""
    run_with_servers(_check)


def invariants(
    resting: Annotated[bool, typer.Option("--resting", help="No worker runs: work may lie.")] = False,  # noqa: FBT002 - an option
) -> None:
    """Ask the database whether everything that must always hold does; exit code 1 when something does not."""
    run_with_servers(lambda settings: _invariants(settings, resting=resting))


def openapi() -> None:
    """Print the OpenAPI document."""
    from server.app import openapi_document  # noqa: PLC0415 - heavy

    print(openapi_document().decode())  # noqa: T201 - the document is the answer


async def _invariants(settings: Settings, *, resting: bool) -> None:
    from models.queries.invariants import INVARIANTS, WORK_LIES, broken  # noqa: PLC0415 - heavy
    from server.database import open_orm  # noqa: PLC0415 - as above

    context = await open_orm(settings.database_url, pool_size=1, statement_timeout_ms=LONG_QUESTION_MS)
    try:
        found = await broken(leave_out={WORK_LIES} if resting else ())
    finally:
        await context.close_connections()
    for name, where in found.items():
        console.console.print(f"  [red]✗[/red] {name}: ", end="")
        console.console.print(", ".join(where), markup=False)
    if found:
        raise console.failure(f"{len(found)} of {len(INVARIANTS)} invariants do not hold.")
    console.console.print(f"  [green]✓[/green] All {len(INVARIANTS)} invariants hold.")


async def _check(settings: Settings) -> None:
    findings: dict[str, Finding] = {
        "Settings": _settings,
        "PostgreSQL": _postgres,
        "Redis": _redis,
        "Tables": _tables,
    }
    if not all([await _passes(name, finding, settings) for name, finding in findings.items()]):
        raise console.failure("Not ready.")


async def _passes(name: str, finding: Finding, settings: Settings) -> bool:
    try:
        async with asyncio.timeout(TIMEOUT_SECONDS):
            told, mark = await finding(settings), "[green]✓[/green]"
    except Exception as error:  # noqa: BLE001 - whatever is wrong is what this command is for
        told, mark = str(error) if isinstance(error, Wrong) else f"{type(error).__name__}: {error}", "[red]✗[/red]"
    console.console.print(f"  {mark} {name}: ", end="")
    console.console.print(told, markup=False)
    return "green" in mark


async def _settings(settings: Settings) -> str:
    return f"usable, for {settings.lectern_env.value}"


async def _postgres(settings: Settings) -> str:
    from server.database import connection_arguments  # noqa: PLC0415 - heavy

    connection = await asyncpg.connect(**connection_arguments(settings.database_url))
    try:
        return f"answers, version {await connection.fetchval('SHOW server_version')}"
    finally:
        await connection.close()


async def _redis(settings: Settings) -> str:
    async with Redis.from_url(settings.redis_url) as client:
        facts = await client.info("server")
    return f"answers, version {facts.get('valkey_version') or facts['redis_version']}"


async def _tables(settings: Settings) -> str:
    from server.migrating import pending  # noqa: PLC0415 - heavy

    if missing := await pending(settings.database_url):
        raise Wrong(f"{len(missing)} migrations are missing: run `python -m server migrate`")
    return "up to date"
