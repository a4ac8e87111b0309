"""What every test may ask for: settings of a database of its own, an opened ORM, Redis.

The servers start at the first test that asks; see tests/services.py.
"""

import gc
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import hypothesis
import pytest
from pydantic import SecretStr
from redis.asyncio import Redis
from tortoise.context import TortoiseContext

from server.embedded import Addresses
from server.settings import Env, Settings
from tests.services import Services, borrow, empty

# No property is timed: a busy machine is not a fault of the code.
hypothesis.settings.register_profile("untimed", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.load_profile("untimed")

SERVICES = pytest.StashKey[Services]()
FOLDER = pytest.StashKey[Path]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Runs that follow one another may share a keeper, which costs more to start than most tests."""
    parser.addoption("--keeper", type=Path, metavar="FOLDER", help="use the servers of a keeper that runs already")


def pytest_configure(config: pytest.Config) -> None:
    """Start the keeper in the controller only; workers of xdist are told where it is."""
    if worker := getattr(config, "workerinput", None):
        config.stash[FOLDER] = Path(worker["services"])
    elif config.option.keeper:
        config.stash[FOLDER] = config.option.keeper
    elif not config.option.collectonly:
        config.stash[SERVICES] = Services()
        config.stash[FOLDER] = config.stash[SERVICES].folder


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Measure no coverage where a browser or dying processes are what is looked at.

    Tracing would cost a third more time there; the tests of the layers below reach the same lines.
    """
    for item in items:
        if item.get_closest_marker("browser") or item.get_closest_marker("faults"):
            item.add_marker("no_cover")


def pytest_collection_finish() -> None:
    """What was collected stays until the end: the collector of garbage need not look through it again and again."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: object) -> None:
    """Tell a worker of xdist where the keeper is."""
    node.workerinput["services"] = str(node.config.stash[FOLDER])  # type: ignore[attr-defined]


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop what this run started."""
    if services := config.stash.get(SERVICES, None):
        services.close()


@pytest.fixture(scope="session")
def services(request: pytest.FixtureRequest, worker_id: str) -> Addresses:
    """The URLs of this process's own databases."""
    return borrow(request.config.stash[FOLDER], worker_id)


@pytest.fixture(scope="session")
def usual_settings(services: Addresses) -> Settings:
    """Read once: what is common to all tests of this process."""
    return Settings(
        lectern_env=Env.TEST,
        database_url=services.database_url,
        redis_url=services.redis_url,
        database_pool_size=4,
        bcrypt_cost=4,
        demo_password=SecretStr("demo-password-of-tests"),
        rate_limits="off",
        log_level="warning",
    )


@pytest.fixture
def settings(
    request: pytest.FixtureRequest, worker_id: str, usual_settings: Settings, tmp_path: Path
) -> Iterator[Settings]:
    """Settings for this process's databases, which are emptied after the test."""
    yield usual_settings.model_copy(update={"data_dir": tmp_path / "data"})
    empty(request.config.stash[FOLDER], worker_id)


@pytest.fixture
async def database(settings: Settings) -> AsyncIterator[TortoiseContext]:
    """Tortoise, opened on an empty database."""
    from server.database import open_orm  # noqa: PLC0415 - broken tables must not break tests that need none

    context = await open_orm(settings.database_url, pool_size=settings.database_pool_size)
    try:
        yield context
    finally:
        await context.close_connections()


@pytest.fixture
async def redis(settings: Settings) -> AsyncIterator[Redis]:
    """A client of an empty Redis."""
    async with Redis.from_url(settings.redis_url) as client:
        yield client
