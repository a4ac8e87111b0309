"""The command that a mail server hands returned mails to."""

import sys

from server.cli import console
from server.cli.data import run_with_servers
from server.clock import utc_now
from server.settings import Settings


def bounces() -> None:
    """Read a mail that came back from standard input, and mail no more news to an address that nobody has."""
    from server.mail.bounces import LARGEST, Bounce, bounces_in  # noqa: PLC0415 - heavy

    found: list[Bounce] = bounces_in(sys.stdin.buffer.read(LARGEST))

    async def note(settings: Settings) -> None:
        from models.actions.refused_addresses import refuse_by_bounce  # noqa: PLC0415 - heavy
        from server.database import open_orm  # noqa: PLC0415 - as above

        context = await open_orm(settings.database_url, pool_size=1)
        try:
            noted = [await refuse_by_bounce(each.message_id, each.email, each.status, utc_now()) for each in found]
        finally:
            await context.close_connections()
        console.say(f"{sum(noted)} of {len(noted)} addresses noted.")

    run_with_servers(note)
