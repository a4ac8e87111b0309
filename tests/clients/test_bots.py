"""The bots' command: what it takes and what it tells."""

import asyncio
import threading
from collections.abc import Iterator

import pytest
from yarl import URL

from clients.bots import code_of, lag_range, main
from tests.clients.game import Game


@pytest.mark.parametrize(("text", "bounds"), [("50", (50, 50)), ("20..800", (20, 800)), ("0..0", (0, 0))])
def test_a_lag_is_a_number_or_a_range(text: str, bounds: tuple[int, int]) -> None:
    assert lag_range(text) == bounds


@pytest.mark.parametrize("text", ["", "fast", "20..", "800..20", "-1", "1..2..3", "1.5"])
def test_any_other_lag_is_refused(text: str) -> None:
    if text == "20..":
        assert lag_range(text) == (20, 20)
        return
    with pytest.raises(ValueError, match="lag"):
        lag_range(text)


async def test_a_code_is_its_own_and_an_id_needs_its_host() -> None:
    assert await code_of(" abc2345 ", "http://localhost:1", ("", "")) == "ABC2345"
    with pytest.raises(ValueError, match="host"):
        await code_of("018f0000-0000-7000-8000-000000000000", "http://localhost:1", ("", ""))


@pytest.fixture
def game_url() -> Iterator[URL]:
    """A game for three players, served from a thread of its own because the command runs its own loop."""
    ready, over = threading.Event(), asyncio.Event()
    place: list[URL] = []
    loops: list[asyncio.AbstractEventLoop] = []

    async def serve() -> None:
        loops.append(asyncio.get_running_loop())
        async with Game(3).served() as url:
            place.append(url)
            ready.set()
            await over.wait()

    thread = threading.Thread(target=asyncio.run, args=(serve(),))
    thread.start()
    assert ready.wait(10)
    yield place[0]
    loops[0].call_soon_threadsafe(over.set)
    thread.join(10)


def test_the_command_plays_and_reports(game_url: URL, capsys: pytest.CaptureFixture[str]) -> None:
    assert main("goodone", url=str(game_url), count=3, lag_ms="1..5") == 0
    told = capsys.readouterr().out
    assert "3 students, 3 answers acknowledged" in told
    assert "3 of 3 at the head of the log" in told


def test_the_command_says_why_it_cannot_play(game_url: URL, capsys: pytest.CaptureFixture[str]) -> None:
    assert main("badcode", url=str(game_url), count=3) == 2
    assert "takes no guests" in capsys.readouterr().out
    assert main("goodone", url=str(game_url), lag_ms="slow") == 2
    assert "lag is milliseconds" in capsys.readouterr().out
