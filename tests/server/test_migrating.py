from aerich.migrate import Migrate
from aerich.utils import get_models_describe

from server.migrating import APP, _aerich, migrate, pending
from server.settings import Settings


async def test_a_database_made_by_the_migrations_lacks_none(settings: Settings) -> None:
    assert await pending(settings.database_url) == []
    assert await migrate(settings.database_url) == []


async def test_the_migrations_say_what_the_tables_say(settings: Settings) -> None:
    async with _aerich(settings.database_url):
        written, wanted = Migrate._last_version_content, get_models_describe(APP)
        assert written is not None
        Migrate.diff_models(written, wanted, no_input=True)
        missing, Migrate.upgrade_operators = Migrate.upgrade_operators, []
    assert missing == [], "tables changed without a migration: run `aerich migrate --name what_changed`"
