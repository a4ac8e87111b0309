"""The processes of one machine: what to start for the API and the worker, and how to know that they are ready."""

import asyncio
import contextlib
import errno
import os
import signal
import socket
import sys
import threading

from server.processes import Spec
from server.settings import Settings, child_environment

HEALTH = "/api/v1/health"
DRAIN_SECONDS = 20.0
PROBE_SECONDS = 2.0


class PortInUse(Exception):
    """Something else listens on our port."""


def api_specs(settings: Settings, count: int, **environment: str) -> list[Spec]:
    """The API processes; they share the port, which the kernel balances (SO_REUSEPORT, socket(7))."""
    return [_spec(f"api-{number}", settings, environment, "serve") for number in range(1, count + 1)]


def worker_spec(settings: Settings, **environment: str) -> Spec:
    """The process of the background jobs."""
    return _spec("worker", settings, environment, "worker")


def _spec(name: str, settings: Settings, environment: dict[str, str], command: str) -> Spec:
    async def ready() -> bool:
        return await answers_health(settings)

    return Spec(
        name=name,
        argv=(sys.executable, "-m", "server", command, "--child"),
        ready=ready if command == "serve" else None,
        stop_seconds=DRAIN_SECONDS,
        env=child_environment(settings, PYTHONUNBUFFERED="1", **environment),
        lifeline=True,
    )


async def answers_health(settings: Settings) -> bool:
    """Whether an API process answers on our port."""
    with contextlib.suppress(OSError, TimeoutError, asyncio.IncompleteReadError):
        async with asyncio.timeout(PROBE_SECONDS):
            reader, writer = await asyncio.open_connection(_reachable(settings.host), settings.port)
            writer.write(f"GET {HEALTH} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
            status = await reader.readline()
            writer.close()
            await writer.wait_closed()
            return status.split()[1:2] == [b"200"]
    return False


def _reachable(host: str) -> str:
    """An address to ask at: "all addresses" is one to listen on, not one to connect to."""
    return {"": "127.0.0.1", "0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - compared, not bound


def settle_port(settings: Settings) -> Settings:
    """Return the settings with a port that was free just now; port 0 becomes one that the system chose.

    Raises PortInUse, rather than share the port with a stranger who set SO_REUSEPORT too.
    """
    host, port = settings.host, settings.port
    with contextlib.closing(_bound(host, port)) as probe:
        return settings.model_copy(update={"port": probe.getsockname()[1]})


def _bound(host: str, port: int) -> socket.socket:
    try:
        found = socket.getaddrinfo(host or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        family, kind, protocol, _, address = found[0]
        probe = socket.socket(family, kind, protocol)
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(address)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise PortInUse(f"Port {port} is in use: stop what listens there, or choose another with PORT.") from error
        raise PortInUse(f"Cannot listen on {host}:{port}: {error.strerror}") from error
    return probe


def follow_parent() -> None:
    """End ourselves, gently, when the supervisor is gone: our standard input then closes."""

    def wait() -> None:
        with contextlib.suppress(OSError):
            while os.read(0, 1024):
                pass
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=wait, name="lifeline", daemon=True).start()
