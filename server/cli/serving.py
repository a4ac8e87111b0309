"""What one API process does, from its start to a signal."""

import asyncio
import gc
import signal
from collections.abc import Callable

import uvloop
from aiohttp import web

from server.app import create_app, make_runner
from server.settings import Settings

ACCEPT_BACKLOG = 1024
"""Room for a class that joins in one second; the kernel's own limit (somaxconn) still holds."""


def serve_here(settings: Settings, on_ready: Callable[[], None]) -> None:
    """Serve until SIGTERM or SIGINT, then close the sockets and finish what is being answered."""
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as loop:
        loop.run(_serve(settings, on_ready))


async def _serve(settings: Settings, on_ready: Callable[[], None]) -> None:
    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    runner = make_runner(create_app(settings))
    try:
        await runner.setup()
        quiet_the_collector()
        # Other processes of ours listen at the same port; the kernel shares the connections out.
        site = web.TCPSite(runner, settings.host or None, settings.port, reuse_port=True, backlog=ACCEPT_BACKLOG)
        await site.start()
        on_ready()
        await stop.wait()
    finally:
        await runner.cleanup()


def quiet_the_collector() -> None:
    """Take what was loaded at start-up out of the garbage collector's rounds, and make the rounds rarer.

    For the process, not for the application: a test process holds much more, and starts applications by the hundred.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)
