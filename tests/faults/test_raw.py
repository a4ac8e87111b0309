"""A server that is sent bytes which no client of good will sends: it never fails, and it goes on for the others."""

import asyncio
import base64
import re

import pytest

from clients.crowd import gather_all
from server.settings import Settings
from tests.faults.raw import FRAMES, HARMLESS, HOST, REQUESTS
from tests.realtime.wire import Class, Place, serving

pytestmark = pytest.mark.faults

STATUS = re.compile(rb"(?:^|\n)HTTP/1\.[01] (\d{3})")
QUIET_S = 1.0
"""Who has said nothing for so long, waits for more: all lines are tried at once, so that is waited for once."""
UPGRADE = (
    b"GET /ws HTTP/1.1\r\n" + HOST + b"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
    b"Sec-WebSocket-Key: " + base64.b64encode(b"0123456789abcdef") + b"\r\nSec-WebSocket-Protocol: lectern.v1\r\n\r\n"
)


async def said_to(place: Place, raw: bytes) -> bytes:
    """All that is answered to these bytes until the server hangs up or waits for more; we do not hang up before."""
    reader, writer = await asyncio.open_connection("127.0.0.1", place.server.port)
    answer = b""
    try:
        writer.write(raw)
        while chunk := await asyncio.wait_for(reader.read(65_536), QUIET_S):
            answer += chunk
    except (ConnectionError, TimeoutError):
        pass  # it hung up before we had said everything, or waits for more
    finally:
        writer.transport.abort()
    return answer


async def statuses_of(place: Place, cases: dict[str, bytes]) -> dict[str, list[int]]:
    """The HTTP statuses that are told to each case, all of them at once."""
    answers = await gather_all([said_to(place, raw) for raw in cases.values()])
    return {name: [int(each) for each in STATUS.findall(told)] for name, told in zip(cases, answers, strict=True)}


async def test_no_bytes_make_the_server_fail_and_it_goes_on(settings: Settings) -> None:
    async with serving(settings) as place:
        told = await statuses_of(place, REQUESTS)
        async with place.http.get(place.server.make_url("/api/v1/health")) as answer:
            assert answer.status == 200
    assert not {name: found for name, found in told.items() if any(status >= 500 for status in found)}
    refused = {name for name, found in told.items() if found and all(400 <= status < 500 for status in found)}
    assert REQUESTS.keys() - refused <= HARMLESS, "what is wrong is told so"


async def test_no_frame_harms_the_server_or_another_socket(settings: Settings) -> None:
    async with serving(settings) as place:
        lesson = await Class.of(place)
        host, ann = await lesson.host(), await lesson.player("Ann")
        told = await statuses_of(place, {name: UPGRADE + frame for name, frame in FRAMES.items()})
        assert told == {name: [101] for name in FRAMES}
        item = await lesson.open(host)
        assert (await ann.ask("answer.submit", lesson.ch, lesson.submission(item)))["status"] == "accepted"
