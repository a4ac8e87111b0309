"""The reference pages say what the code says."""

import pytest

from server.cli.describing import REFERENCE, pages
from server.settings import Settings


@pytest.fixture(scope="module")
def written() -> dict[str, str]:
    return pages()


def test_the_pages_are_fresh(written: dict[str, str]) -> None:
    stale = [name for name, text in written.items() if (REFERENCE / name).read_text() != text]
    assert stale == [], "run `python -m server docs`"


def test_every_setting_stands_in_the_reference(written: dict[str, str]) -> None:
    missing = [name for name in Settings.model_fields if f"`{name.upper()}`" not in written["settings.md"]]
    assert missing == []


def test_codes_and_messages_that_clients_meet_stand_in_the_reference(written: dict[str, str]) -> None:
    for code in ("email_taken", "idempotency_key_reused", "stale", "payment_required"):
        assert f"`{code}`" in written["errors.md"]
    for name in ("hello", "subscribe", "answer.submit", "host.open"):
        assert f"| `{name}` |" in written["messages.md"]
