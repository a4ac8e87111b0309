"""The command that plays every finished live session again: after a restore, an upgrade, or a doubt."""

import hashlib
from uuid import UUID

from server.cli import console
from server.cli.data import run_with_servers
from server.settings import Settings

LONG_QUESTION_MS = 600_000


def replay() -> None:
    """Rebuild every finished live session from its log and answers; exit code 1 when a board is not what was shown."""
    run_with_servers(_replay)


async def _replay(settings: Settings) -> None:
    from server.database import open_orm  # noqa: PLC0415 - heavy

    context = await open_orm(settings.database_url, pool_size=1, statement_timeout_ms=LONG_QUESTION_MS)
    try:
        told = await _play_all()
    finally:
        await context.close_connections()
    wrong = [name for name, (matches, _) in told.items() if not matches]
    for name in wrong:
        console.console.print(f"  [red]✗[/red] {name}")
    if wrong:
        raise console.failure(f"{len(wrong)} of {len(told)} sessions do not come out as they were shown.")
    console.console.print(f"  [green]✓[/green] {len(told)} sessions come out as they were shown. All boards: ", end="")
    # One number for all boards: two databases that hold the same sessions print the same.
    print(hashlib.sha256("".join(digest for _, digest in told.values()).encode()).hexdigest())  # noqa: T201 - uncoloured


async def _play_all() -> dict[str, tuple[bool, str]]:
    """Whether each finished session comes out as shown, and its board's digest; oldest first."""
    from models.queries.live import default_connection, session_by_id  # noqa: PLC0415 - heavy
    from realtime.results import read_record, replay  # noqa: PLC0415 - as above

    rows = await default_connection().execute_query_dict(
        "SELECT id FROM live_session WHERE ended_at IS NOT NULL ORDER BY id"
    )
    told: dict[str, tuple[bool, str]] = {}
    for row in rows:
        if (session := await session_by_id(UUID(str(row["id"])))) is not None:
            played = replay(await read_record(session))
            told[str(session.id)] = (played["matches"], played["digest"])
    return told
