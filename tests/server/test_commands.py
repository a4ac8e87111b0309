"""The commands that do one thing and end."""

import asyncio
import json

import asyncpg
import pytest
from typer.testing import CliRunner, Result

from models.rules.access import Role
from server.cli.app import app
from server.settings import Settings

ADMIN = ("create-admin", "--email", "Head@School.example", "--full-name", "Dr. Head")


@pytest.fixture
def here(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """The environment of a command that works on the test's own databases."""
    monkeypatch.setenv("DATABASE_URL", settings.database_url)
    monkeypatch.setenv("REDIS_URL", settings.redis_url)
    monkeypatch.setenv("BCRYPT_COST", "4")
    monkeypatch.setenv("COLUMNS", "200")
    return settings


def run(*words: str, **environment: str) -> Result:
    return CliRunner().invoke(app, words, env=environment)


def test_help_names_every_command() -> None:
    told = run("--help").output
    commands = ("dev", "serve", "worker", "migrate", "seed", "create-admin", "bots", "check", "openapi")
    assert [name for name in commands if name not in told] == []


def test_check_is_content_with_a_whole_installation(here: Settings) -> None:
    result = run("check")
    assert result.exit_code == 0
    assert result.output.count("✓") == 4


def test_check_tells_what_does_not_answer_and_shows_no_password(here: Settings) -> None:
    result = run(
        "check", DATABASE_URL="postgresql://who:hunter2@127.0.0.1:1/none", REDIS_URL="redis://:hunter2@127.0.0.1:1"
    )
    assert result.exit_code == 1
    assert "✗ PostgreSQL" in result.output
    assert "✗ Redis" in result.output
    assert "✗ Tables" in result.output
    assert "hunter2" not in result.output


def test_migrate_has_nothing_to_do_the_second_time(here: Settings) -> None:
    result = run("migrate")
    assert result.exit_code == 0
    assert "nothing to do" in result.output


def test_sums_are_counted_anew_on_demand(here: Settings) -> None:
    result = run("recount-analytics")
    assert result.exit_code == 0, result.output
    assert "0 sums" in result.output


async def roles(url: str) -> list[tuple[str, str]]:
    connection = await asyncpg.connect(url)
    try:
        return [tuple(row) for row in await connection.fetch("SELECT email, role FROM user_account")]
    finally:
        await connection.close()


def test_create_admin_makes_an_administrator_once(here: Settings) -> None:
    first = run(*ADMIN, ADMIN_PASSWORD="correct horse")
    assert first.exit_code == 0, first.output
    assert asyncio.run(roles(here.database_url)) == [("Head@school.example", Role.ADMIN)]
    second = run(*ADMIN, ADMIN_PASSWORD="correct horse")
    assert second.exit_code == 1
    assert "has an account already" in second.output


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("--email", "nowhere", "--full-name", "A", "--password", "correct horse"), "address is not usable"),
        (("--email", "a@b.example", "--full-name", " ", "--password", "correct horse"), "full name is missing"),
        (("--email", "a@b.example", "--full-name", "A", "--password", "short"), "8 to 256 characters"),
        (("--email", "a@b.example", "--full-name", "A", "--password", "aaaaaaaaa"), "everybody tries"),
    ],
)
def test_create_admin_refuses_what_the_api_would_refuse(words: tuple[str, ...], reason: str, here: Settings) -> None:
    result = run("create-admin", *words)
    assert result.exit_code == 1
    assert reason in result.output


def test_openapi_prints_a_document() -> None:
    document = json.loads(run("openapi").output)
    assert document["openapi"].startswith("3.1")
    assert "/api/v1/health" in document["paths"]


def test_demo_accounts_are_refused_in_production() -> None:
    production = {
        "LECTERN_ENV": "production",
        "SECRET_KEY": "a root key of tests, forty characters 0123",
        "SMTP_HOST": "mail.lectern.example",
        "PUBLIC_URL": "https://lectern.example",
        "DATABASE_URL": "postgresql://db/lectern",
        "REDIS_URL": "redis://cache",
        "METRICS_TOKEN": "m" * 40,
    }
    for command in ("seed", "dev"):
        result = run(command, **production)
        assert result.exit_code == 1, result.output
        assert "not for production" in result.output
