"""Commands that run until they are told to stop: dev, serve, worker."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Annotated

import typer

from server.cli import console
from server.cli.children import PortInUse, api_specs, follow_parent, say_ready, settle_port, shared_metrics, worker_spec
from server.cli.screen import show_start
from server.cli.simulating import simulated_gateways
from server.datadir import Occupied, claim
from server.embedded import Unusable, resolved, with_servers
from server.settings import Settings
from server.supervisor import ChildFailed, Supervisor, until_signalled

Body = Callable[[Supervisor], Awaitable[None]]
Child = Annotated[bool, typer.Option("--child", hidden=True, help="Run under a supervisor: end when it is gone.")]
Processes = Annotated[int, typer.Option("--processes", "-p", min=1, max=64, help="API processes that share the port.")]


def dev(processes: Processes = 2) -> None:
    """Run everything on this machine: private PostgreSQL and Valkey, demo data, API and worker."""
    settings = console.load_settings()
    if settings.production:
        raise console.failure("`dev` is not for production: use `serve` and `worker`.")
    _supervise(lambda supervisor: _dev(settings, supervisor, processes))


def serve(processes: Processes = 1, child: Child = False) -> None:  # noqa: FBT002 - an option of the command line
    """Run the API, in one process or in several that share the port."""
    settings = console.load_settings()
    if child:
        follow_parent()
        _serve(settings, say_ready)
    elif processes == 1 and settings.database_url and settings.redis_url:
        _known_troubles(lambda: _serve_alone(settings))
    else:
        _supervise(lambda supervisor: _serve_children(settings, supervisor, processes))


def worker(child: Child = False) -> None:  # noqa: FBT002 - an option of the command line
    """Run the background jobs."""
    settings = console.load_settings()
    if child:
        follow_parent()
        _work(settings, say_ready)
    elif settings.database_url and settings.redis_url:
        _work(settings, lambda: console.say("Working."))
    else:
        _supervise(lambda supervisor: _work_in_child(settings, supervisor))


def _serve_alone(settings: Settings) -> None:
    settled = settle_port(settings)
    _serve(settled, lambda: console.say(f"Serving at {settled.origin}"))


def _serve(settings: Settings, on_ready: Callable[[], None]) -> None:
    from server.cli.serving import serve_here  # noqa: PLC0415 - heavy, and not needed by the supervisor

    serve_here(settings, on_ready)


def _work(settings: Settings, on_ready: Callable[[], None]) -> None:
    from server.cli.working import work_here  # noqa: PLC0415 - as above

    work_here(settings, on_ready)


async def _dev(settings: Settings, supervisor: Supervisor, processes: int) -> None:
    with claim(settings.data_dir, say=console.say) as place, shared_metrics() as metrics:
        supervisor.remember_in(place.run)
        settings = settle_port(settings)
        try:
            with console.step("PostgreSQL and Valkey"):
                settings = await with_servers(settings, supervisor, place)
            await _fill(settings)
            environment = {} if "log_format" in settings.model_fields_set else {"LOG_FORMAT": "console"}
            environment |= await simulated_gateways(settings, supervisor)
            with console.step("API and worker"):
                # Begun in this order: the API stops first, the worker after it.
                await asyncio.gather(
                    supervisor.start(worker_spec(settings, **environment)),
                    supervisor.start(*api_specs(settings, processes, **metrics, **environment)),
                )
            show_start(settings)
            await asyncio.Event().wait()
        finally:
            # The claim must outlive the servers.
            await supervisor.stop()


async def _fill(settings: Settings) -> None:
    from server.migrating import migrate  # noqa: PLC0415 - heavy, and not needed by serve
    from server.seed import seed_demo  # noqa: PLC0415 - as above

    with console.step("Tables"):
        await migrate(settings.database_url)
    with console.step("Demo course and accounts"):
        await seed_demo(settings)


async def _serve_children(settings: Settings, supervisor: Supervisor, processes: int) -> None:
    settings = settle_port(settings)
    async with resolved(settings, supervisor) as found:
        with shared_metrics() as metrics:
            try:
                await supervisor.start(*api_specs(found, processes, **metrics))
                console.say(f"Serving at {found.origin}")
                await asyncio.Event().wait()
            finally:
                # The folder of the metrics must outlive the processes.
                await supervisor.stop()


async def _work_in_child(settings: Settings, supervisor: Supervisor) -> None:
    async with resolved(settings, supervisor) as found:
        await supervisor.start(worker_spec(found))
        await asyncio.Event().wait()


def _supervise(body: Body) -> None:
    """Run under a supervisor until a signal."""
    _known_troubles(lambda: asyncio.run(_until_signalled(body)))


def _known_troubles(run: Callable[[], None]) -> None:
    """Let what the user can mend end with its text and exit code 1."""
    try:
        run()
    except (Occupied, PortInUse, Unusable, ChildFailed) as error:
        raise console.failure(*str(error).splitlines()) from None


async def _until_signalled(body: Body) -> None:
    supervisor = Supervisor(emit=console.emit, say=console.say)
    async with until_signalled(supervisor) as asked, supervisor:
        await body(supervisor)
    if asked.is_set():
        console.say("Stopped.")
