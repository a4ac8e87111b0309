"""Which URLs may be written down."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from yarl import URL

from server.outgoing.addresses import Reach
from server.outgoing.urls import UrlRefusal, read, refusal

STRICT, OPEN = Reach(), Reach(https_only=False)


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("", UrlRefusal.UNREADABLE),
        ("example.org/hook", UrlRefusal.UNREADABLE),
        ("https://", UrlRefusal.UNREADABLE),
        ("https:///hook", UrlRefusal.UNREADABLE),
        ("file:///etc/passwd", UrlRefusal.UNREADABLE),
        ("gopher://example.org/", UrlRefusal.UNREADABLE),
        ("unix:///run/docker.sock", UrlRefusal.UNREADABLE),
        ("https://example.org:99999/", UrlRefusal.UNREADABLE),
        ("https://[::1/", UrlRefusal.UNREADABLE),
        ("https://example.org/\r\nX: y", UrlRefusal.UNREADABLE),
        ("https://example.org/" + "a" * 2000, UrlRefusal.UNREADABLE),
        ("http://example.org/", UrlRefusal.NOT_HTTPS),
        ("https://me:secret@example.org/", UrlRefusal.HAS_PASSWORD),
        ("https://example.org@127.0.0.1/", UrlRefusal.HAS_PASSWORD),
        ("https://localhost/", UrlRefusal.FORBIDDEN),
        ("https://LOCALHOST./", UrlRefusal.FORBIDDEN),
        ("https://api.localhost/", UrlRefusal.FORBIDDEN),
        ("https://metadata.google.internal/", UrlRefusal.FORBIDDEN),
        ("https://127.0.0.1/", UrlRefusal.FORBIDDEN),
        ("https://2130706433/", UrlRefusal.FORBIDDEN),
        ("https://0x7f.1/", UrlRefusal.FORBIDDEN),
        ("https://[::ffff:127.0.0.1]/", UrlRefusal.FORBIDDEN),
        ("https://169.254.169.254/latest/meta-data/", UrlRefusal.FORBIDDEN),
        ("https://0.0.0.0/", UrlRefusal.FORBIDDEN),
    ],
)
async def test_a_url_that_may_not_be_called_is_refused_when_it_is_written(url: str, why: UrlRefusal) -> None:
    assert await refusal(url, STRICT) is why


@pytest.mark.parametrize("url", ["https://8.8.8.8/hook?key=1", "https://[2606:4700::1111]:8443/"])
async def test_a_public_url_may_be_written_down(url: str) -> None:
    assert await refusal(url, STRICT) is None


def test_without_the_rules_of_production_plain_http_is_enough() -> None:
    assert isinstance(read("http://example.org/", OPEN), URL)


@given(st.text(max_size=60).map(lambda tail: f"https://{tail}"))
def test_no_text_breaks_the_reading(url: str) -> None:
    assert isinstance(read(url, STRICT), URL | UrlRefusal)
