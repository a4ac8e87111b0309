"""The client for typed addresses: where it goes, and how long it stays."""

import re
from pathlib import Path
from typing import Final

import pytest

from server.outgoing.addresses import Reach
from server.outgoing.client import FORBIDDEN, MOST_BYTES, Outgoing, Unreached, open_outgoing
from tests.server.outgoing.far import Names, answer, dripping, endless, far_side, saying, silent

NEAR: Final = Reach.of(https_only=False, allowed=["127.0.0.1/32"])
ELSEWHERE: Final = Reach.of(https_only=False, allowed=["127.0.0.2/32"])
ROOT: Final = Path(__file__).parents[3]


async def fails(outgoing: Outgoing, url: str) -> str:
    with pytest.raises(Unreached) as unreached:
        _ = await outgoing.send("POST", url, body=b"{}")
    return str(unreached.value)


async def test_an_answer_comes_back_with_its_status() -> None:
    async with far_side(saying(answer("418 I'm a teapot", b"short"))) as far, open_outgoing(NEAR) as outgoing:
        reply = await outgoing.send("POST", far.url, headers={"X-One": "1"}, body=b"{}")
    assert (reply.status, reply.body, reply.whole) == (418, b"short", True)
    assert far.requests[0].endswith(b"{}")
    assert b"X-One: 1" in far.requests[0]


async def test_a_private_address_is_not_connected_to() -> None:
    async with far_side(saying(answer())) as far, open_outgoing(ELSEWHERE) as outgoing:
        assert await fails(outgoing, far.url) == FORBIDDEN
        assert far.requests == []


@pytest.mark.parametrize("said", ["127.0.0.1", "127.0.0.1 169.254.169.254"])
async def test_a_name_that_leads_inside_is_not_connected_to(said: str) -> None:
    async with far_side(saying(answer())) as far, open_outgoing(ELSEWHERE, resolver=Names(said)) as outgoing:
        assert await fails(outgoing, f"http://school.example:{far.port}/") == FORBIDDEN
        assert far.requests == []


async def test_a_name_that_changes_between_two_calls_gains_nothing() -> None:
    names = Names("127.0.0.2", "127.0.0.1")
    async with (
        far_side(saying(answer()), "127.0.0.2") as first,
        far_side(saying(answer())) as inside,
        open_outgoing(ELSEWHERE, resolver=names) as outgoing,
    ):
        url = f"http://school.example:{first.port}/"
        assert (await outgoing.send("POST", url)).status == 200
        assert await fails(outgoing, f"http://school.example:{inside.port}/") == FORBIDDEN
        assert (len(first.requests), inside.requests, names.asked) == (1, [], 2)


@pytest.mark.parametrize("status", ["301 Moved", "302 Found", "307 Temporary Redirect", "308 Permanent Redirect"])
async def test_a_redirect_is_not_followed(status: str) -> None:
    async with far_side(saying(answer())) as inside:
        to = f"Location: {inside.url}"
        async with far_side(saying(answer(status, b"", to))) as far, open_outgoing(NEAR) as outgoing:
            assert (await outgoing.send("POST", far.url)).status == int(status[:3])
            assert inside.requests == []


async def test_ten_megabytes_are_read_to_the_limit_and_cut() -> None:
    async with far_side(endless) as far, open_outgoing(NEAR) as outgoing:
        reply = await outgoing.send("POST", far.url)
        assert (reply.status, len(reply.body), reply.whole) == (200, MOST_BYTES, False)
    assert far.sent < 10 * 1024 * 1024


async def test_a_side_that_never_answers_is_given_up() -> None:
    async with far_side(silent) as far, open_outgoing(NEAR, total_s=0.3) as outgoing:
        assert await fails(outgoing, far.url) == "timeout"


async def test_a_slow_body_does_not_take_the_status_with_it() -> None:
    async with far_side(dripping) as far, open_outgoing(NEAR, total_s=0.8) as outgoing:
        reply = await outgoing.send("POST", far.url)
    assert (reply.status, reply.whole) == (200, False)


@pytest.mark.parametrize(
    "said", [b"", b"HTTP/1.1 2", b"\x00\x01\x02\r\n\r\n", b"HTTP/1.1 200 OK\r\nA: " + b"a" * 99999]
)
async def test_an_answer_that_is_none_is_an_error_of_the_other_side(said: bytes) -> None:
    async with far_side(saying(said)) as far, open_outgoing(NEAR) as outgoing:
        assert await fails(outgoing, far.url)


async def test_a_body_that_breaks_off_leaves_the_status() -> None:
    broken = b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf"
    async with far_side(saying(broken)) as far, open_outgoing(NEAR) as outgoing:
        reply = await outgoing.send("POST", far.url)
    assert (reply.status, reply.body, reply.whole) == (200, b"half", False)


async def test_nobody_there_is_an_error_of_the_other_side() -> None:
    async with far_side(silent) as far:
        url = far.url
    async with open_outgoing(NEAR) as outgoing:
        assert await fails(outgoing, url) == "ClientConnectorError"


CLIENTS: Final = {
    "server/outgoing/client.py": "this is the guarded one",
    "server/gateways/offered.py": "addresses of gateways come from settings",
}
"""The modules that may open a client for HTTP, and why."""
OPENING: Final = re.compile(r"\b(ClientSession|urlopen|URLopener|HTTPS?Connection|AsyncClient)\(")


def test_nothing_else_calls_an_address_that_somebody_typed() -> None:
    folders = ("server", "handlers", "models", "workers", "realtime")
    found = {
        str(path.relative_to(ROOT))
        for folder in folders
        for path in (ROOT / folder).rglob("*.py")
        if OPENING.search(path.read_text("utf-8"))
    }
    assert found == set(CLIENTS)
