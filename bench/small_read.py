"""Ours of H2: one small answer behind the whole edge: request id, sign-in, limits, metrics, log, headers, problem documents.

python -m bench.small_read PORT
"""

import asyncio
import signal
import sys
from decimal import Decimal
from typing import Annotated

import uvloop
from aiohttp import web
from pydantic import Field

from server.app import make_runner
from server.auth import Auth
from server.bare import bare_app
from server.cli.children import READY_LINE
from server.cli.serving import quiet_the_collector
from server.clock import utc_now
from server.endpoint import Out, Routes, signed_in
from server.lifespan import LIFESPANS
from server.settings import Settings

routes = Routes(tag="Bench")
Number = Annotated[int, Field(ge=0, le=1000)]


class SmallOut(Out):
    """What bare Starlette answers, too."""

    number: int
    title: str
    tags: tuple[str, ...]
    price: Decimal | None


@routes.get("/small/{number}", allow=signed_in)
async def small(_request: web.Request, *, number: Number) -> SmallOut:
    """Something small."""
    return SmallOut(number=number, title="How Maps Lie", tags=("maps", "history"), price=None)


async def main() -> None:
    """Serve until the signal."""
    settings = Settings()
    app = bare_app(settings, authenticate=Auth(settings, utc_now).authenticate)
    routes.add_to(app)
    app.cleanup_ctx.extend(LIFESPANS)
    runner = make_runner(app)
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    await runner.setup()
    quiet_the_collector()
    await web.TCPSite(runner, "127.0.0.1", int(sys.argv[1])).start()
    print(READY_LINE, flush=True)  # noqa: T201 - the bench reads it
    await stop.wait()
    await runner.cleanup()


if __name__ == "__main__":
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as loop:
        loop.run(main())
