"""Commands that change the data: migrate, seed, recount-analytics."""

import asyncio
from collections.abc import Awaitable, Callable

from server.cli import console
from server.embedded import Unusable, resolved
from server.settings import Settings
from server.supervisor import ChildFailed, Supervisor, until_signalled

Work = Callable[[Settings], Awaitable[None]]


def migrate() -> None:
    """Bring the tables to this version."""
    run_with_servers(_migrate)


def seed() -> None:
    """Put in the demo course and accounts; safe to repeat."""
    settings = console.load_settings()
    if settings.production:
        raise console.failure("The demo accounts have a published password: they are not for production.")
    run_with_servers(_seed)


def recount_analytics() -> None:
    """Count the sums of analytics anew from the rows; safe to repeat, also while people work."""
    run_with_servers(_recount)


def run_with_servers(work: Work) -> None:
    """Do one piece of work with both URLs known; private servers are started for its length when none run."""
    settings = console.load_settings()
    try:
        asyncio.run(_with_servers(settings, work))
    except (Unusable, ChildFailed) as error:
        raise console.failure(*str(error).splitlines()) from None


async def _with_servers(settings: Settings, work: Work) -> None:
    supervisor = Supervisor(emit=console.emit, say=console.say)
    async with until_signalled(supervisor), supervisor, resolved(settings, supervisor) as found:
        await work(found)


async def _migrate(settings: Settings) -> None:
    from server.migrating import migrate  # noqa: PLC0415 - heavy

    with console.step("Tables"):
        applied = await migrate(settings.database_url)
    for name in applied or ["nothing to do"]:
        console.console.print(f"    {name}", markup=False)


async def _seed(settings: Settings) -> None:
    from server.migrating import migrate  # noqa: PLC0415 - heavy
    from server.seed import seed_demo  # noqa: PLC0415 - as above

    with console.step("Tables"):
        await migrate(settings.database_url)
    with console.step("Demo course and accounts"):
        await seed_demo(settings)


async def _recount(settings: Settings) -> None:
    from models.actions.analytics import recount  # noqa: PLC0415 - heavy
    from server.database import open_orm  # noqa: PLC0415 - as above

    context = await open_orm(settings.database_url, pool_size=1, command_timeout_s=None)
    try:
        with console.step("Sums"):
            counted = await recount()
    finally:
        await context.close_connections()
    console.console.print(f"    {counted} sums", markup=False)
