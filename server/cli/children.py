"""The processes of one machine: what to start for the API and the worker, and what binds them to the supervisor."""

import contextlib
import errno
import os
import signal
import socket
import sys
import tempfile
import threading
from collections.abc import Iterator

from server.processes import Spec
from server.settings import Settings, child_environment

READY_LINE = "Ready."
DRAIN_SECONDS = 20.0


class PortInUse(Exception):
    """Something else listens on our port."""


def api_specs(settings: Settings, count: int, **environment: str) -> list[Spec]:
    """The API processes; they share the port, which the kernel balances (SO_REUSEPORT, socket(7))."""
    return [_spec(f"api-{number}", settings, environment, "serve") for number in range(1, count + 1)]


@contextlib.contextmanager
def shared_metrics() -> Iterator[dict[str, str]]:
    """The environment in which API processes add up their metrics: a fresh folder, gone with the supervisor."""
    with tempfile.TemporaryDirectory(prefix="lectern-metrics-") as folder:
        yield {"PROMETHEUS_MULTIPROC_DIR": folder}


def worker_spec(settings: Settings, **environment: str) -> Spec:
    """The process of the background jobs."""
    return _spec("worker", settings, environment, "worker")


def _spec(name: str, settings: Settings, environment: dict[str, str], command: str) -> Spec:
    return Spec(
        name=name,
        argv=(sys.executable, "-m", "server", command, "--child"),
        ready_line=READY_LINE,
        stop_seconds=DRAIN_SECONDS,
        env=child_environment(settings, PYTHONUNBUFFERED="1", **environment),
        lifeline=True,
    )


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


def say_ready() -> None:
    """Tell the supervisor that this process does its work now."""
    print(READY_LINE, flush=True)  # noqa: T201 - the supervisor reads it


def follow_parent() -> None:
    """End ourselves, gently, when the supervisor is gone: our standard input then closes."""

    def wait() -> None:
        with contextlib.suppress(OSError):
            while os.read(0, 1024):
                pass
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=wait, name="lifeline", daemon=True).start()
