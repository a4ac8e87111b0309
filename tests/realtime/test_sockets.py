"""The connection, with real WebSocket clients: handshake, hello, envelope, order, roles, goodbyes (live.md §2)."""

from typing import Any

import aiohttp
import pytest

from tests.realtime.wire import Class, Place, serving


@pytest.fixture
async def lesson(place: Place) -> Class:
    return await Class.of(place)


# --- the handshake


async def refused_with(place: Place, **options: Any) -> int:
    with pytest.raises(aiohttp.WSServerHandshakeError) as caught:
        await place.dial(**options)
    return caught.value.status


async def test_a_socket_needs_our_subprotocol_and_a_page_of_ours(place: Place) -> None:
    assert await refused_with(place, protocols=()) == 400
    assert await refused_with(place, protocols=("chat",)) == 400
    assert await refused_with(place, headers={"Origin": "https://evil.example"}) == 403
    assert await refused_with(place, headers={"Origin": "null"}) == 403
    own = await place.dial(headers={"Origin": str(place.server.make_url("/"))[:-1]}, protocols=("chat", "lectern.v1"))
    assert own.ws.protocol == "lectern.v1"
    assert own.ws.compress == 0


async def test_deflate_is_not_spoken(place: Place) -> None:
    assert (await place.dial(compress=15)).ws.compress == 0


async def test_a_plain_request_is_told_what_the_address_is_for(place: Place) -> None:
    headers = {"Sec-WebSocket-Protocol": "lectern.v1"}
    async with place.http.get(place.server.make_url("/ws"), headers=headers) as answer:
        assert answer.status == 400


# --- hello


async def test_hello_says_who_one_is_and_what_holds(place: Place, lesson: Class) -> None:
    teacher, guest = await place.enter(lesson.teacher.token), await place.enter((await lesson.seat("Ann")).token)
    assert teacher.welcome["user"]["name"] == "Nadia Teacher"
    assert teacher.welcome["user"]["role"] == "instructor"
    assert teacher.welcome["participant"] is None
    assert (guest.welcome["user"], guest.welcome["participant"]) == (None, lesson.seats["Ann"].participant)
    assert guest.welcome["heartbeat"] == {"every_ms": 10_000, "dead_ms": 25_000}
    assert {"conn", "now", "limits"} <= guest.welcome.keys()
    assert teacher.welcome["conn"] != guest.welcome["conn"]


async def test_hello_calls_a_guest_by_the_newest_name_whether_or_not_the_session_is_loaded(
    place: Place, lesson: Class
) -> None:
    seat, host = await lesson.seat("Ann"), await lesson.host()
    assert (await place.enter(seat.token)).welcome["name"] == "Ann"
    await host.ask("host.rename", lesson.ch, {"participant": seat.participant, "name": "Anna"})
    assert (await place.enter(seat.token)).welcome["name"] == "Anna"
    async with serving(place.settings) as other:
        assert (await other.enter(seat.token)).welcome["name"] == "Anna"


async def test_a_bad_token_closes_with_4001(place: Place) -> None:
    for d in ({"token": "no token"}, {"token": ""}, {"ticket": "no ticket"}, {"token": "a\0b"}, {"token": "ä.ö.ü"}):
        wire = await place.dial()
        assert await wire.refused("hello", d=d) == "unauthorized"
        assert await wire.closed() == 4001


async def test_whoever_does_not_say_hello_first_is_shown_out(place: Place) -> None:
    answer = {"run": "r", "sub": "s", "at": 1}
    bodies: dict[str, dict[str, Any]] = {"clock": {"c0": 1}, "subscribe": {"ch": "me"}, "host.next": {}}
    for t, d in {**bodies, "answer.submit": answer}.items():
        wire = await place.dial()
        assert await wire.refused(t, "live:x", d) == "unauthorized"
        assert await wire.closed() == 4001


async def test_a_ticket_works_once(place: Place, lesson: Class) -> None:
    ticket = (await lesson.teacher.call("POST", "/ws/tickets"))["ticket"]
    first, second = await place.dial(), await place.dial()
    assert (await first.ask("hello", d={"ticket": ticket}))["user"]["name"] == "Nadia Teacher"
    assert await second.refused("hello", d={"ticket": ticket}) == "unauthorized"


async def test_hello_takes_one_proof_and_keeps_the_person(place: Place, lesson: Class) -> None:
    guest = await lesson.seat("Ann")
    wire = await place.dial()
    assert await wire.refused("hello", d={}) == "bad_request"
    assert await wire.refused("hello", d={"token": "a", "ticket": "b"}) == "bad_request"
    await wire.ask("hello", d={"token": guest.token})
    assert (await wire.ask("hello", d={"token": guest.token}))["participant"] == guest.participant
    assert await wire.refused("hello", d={"token": lesson.teacher.token}) == "forbidden"
    assert await wire.refused("host.next", lesson.ch) == "forbidden", "still the guest"


async def test_a_socket_closes_when_the_right_behind_it_ends(place: Place, lesson: Class) -> None:
    host, guest = await lesson.host(), await lesson.player("Ann")
    await lesson.teacher.call("POST", "/auth/logout")
    assert await host.closed() == 4001
    await guest.ask("clock", d={"c0": 1})
