"""The press: PDF pages are made in processes of their own, because that is work for the CPU and not for the loop."""

import asyncio
import multiprocessing
import os
import signal
import threading
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import wait

from server.pdf.sheet import Sheet

RENDER_SECONDS = 60.0


class Press:
    """Starts its processes at the first page, and anew when one of them dies."""

    def __init__(self, processes: int = 1) -> None:
        self._processes = processes
        self._pool: ProcessPoolExecutor | None = None

    async def certificate(self, sheet: Sheet) -> bytes:
        """The PDF of a certificate. Raises TimeoutError, BrokenProcessPool."""
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(RENDER_SECONDS):
                return await loop.run_in_executor(self._started(), _certificate, sheet)
        except BrokenProcessPool:
            self.close()
            raise

    def close(self) -> None:
        """Stop the processes; what they are at is dropped."""
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = None

    def _started(self) -> ProcessPoolExecutor:
        if self._pool is None:
            # spawn: a fork would carry the worker's sockets and threads along.
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(self._processes, mp_context=context, initializer=_begin)
        return self._pool


def _begin() -> None:
    """Make a new process quiet: it ends with its parent, and leaves the terminal's signals to it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(0)


def _certificate(sheet: Sheet) -> bytes:
    from server.pdf.certificate import certificate_pdf  # noqa: PLC0415 - only the press needs it, not its caller

    return certificate_pdf(sheet)
