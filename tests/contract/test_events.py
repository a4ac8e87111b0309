"""The reference page of webhook events says what the code says."""

from tests.contract.contract import REFERENCE
from tests.contract.events import page


def test_the_page_of_events_is_written_from_the_catalogue() -> None:
    assert (REFERENCE / "events.md").read_text("utf-8") == page(), "run `python -m tests.contract.events`"
