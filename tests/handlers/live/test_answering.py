"""The HTTP twin of answering: the same acceptance function."""

from typing import Any

from clients.rest import Rest, Seat
from tests.handlers.live.lesson import refused
from tests.realtime.wire import Class, Place

# --- the HTTP twin


async def twin(rest: Rest, seat: Seat, run: str, body: dict[str, Any]) -> Any:
    return await rest.as_token(seat.token).call("POST", f"/live-sessions/{seat.session}/runs/{run}/answers", body)


async def test_an_answer_over_http_is_the_same_answer(place: Place, lesson: Class) -> None:
    host, seat = await lesson.host(), await lesson.seat("Ann")
    run = (await host.ask("host.next", lesson.ch))["run"]
    early = {"sub": "s0", "at": 1, "choices": ["x"]}
    assert (await refused(twin(place.rest, seat, run, early)))[1] in {"not_open", "invalid", ""}
    await host.ask("host.open", lesson.ch)
    item = (await host.until("item.open"))["d"]
    body = {name: value for name, value in lesson.submission(item).items() if name != "run"}
    first = await twin(place.rest, seat, run, body)
    assert first["status"] == "accepted"
    again = await twin(place.rest, seat, run, body)
    assert again == {**first, "status": "duplicate", "was": "accepted"}
    wire = await lesson.player("Ann")
    over_socket = await wire.ask("answer.submit", lesson.ch, {"run": run, **body})
    assert over_socket == again
    assert await refused(twin(place.rest, seat, run, {**body, "sub": "s2"})) == (409, "already_answered")
    other = lesson.submission(item, "Chad")["choices"]
    assert (await refused(twin(place.rest, seat, run, {**body, "choices": other})))[0] == 422
    for wrong in ({"choices": "x"}, {"at": "now"}, {"sub": ""}, {"rev": 2**40}, {"extra": 1}, {"text": "x"}):
        assert (await refused(twin(place.rest, seat, run, {**body, **wrong})))[0] == 422, wrong
    await lesson.close(host)
    ben = await lesson.seat("Ben")
    assert (await twin(place.rest, ben, run, body))["status"] == "late"
    await host.ask("host.reveal", lesson.ch)
    cat = await lesson.seat("Cat")
    assert await refused(twin(place.rest, cat, run, body)) == (409, "closed")
    assert (await twin(place.rest, seat, run, body))["status"] == "duplicate", "a retry is answered for ever"
    assert (await refused(twin(place.rest, seat, run, {**body, "choices": other})))[0] == 422


async def test_the_twin_is_for_players_of_this_session(place: Place, lesson: Class) -> None:
    other = await Class.of(place)
    host, eve = await lesson.host(), await other.seat("Eve")
    item = await lesson.open(host)
    body = {name: value for name, value in lesson.submission(item).items() if name != "run"}
    path = f"/live-sessions/{lesson.session.id}/runs/{item['run']}/answers"
    assert (await refused(place.rest.as_token(eve.token).call("POST", path, body)))[0] in {403, 404}
    assert (await refused(place.rest.call("POST", path, body)))[0] in {401, 404}
    assert await refused(lesson.teacher.call("POST", path, body)) == (403, "forbidden")


async def test_a_late_answer_over_http_is_kept_and_said_to_be_late(place: Place) -> None:
    lesson = await Class.of(place, recovery_ms=0)
    host, _ = await lesson.host(), await lesson.player("Ann")
    item = await lesson.open(host)
    await lesson.close(host)
    rest = place.rest.as_token((await lesson.seat("Ann")).token)
    ack = await twin(rest, await lesson.seat("Ann"), item["run"], lesson.submission(item))
    assert ack["status"] == "late"
    again = await twin(rest, await lesson.seat("Ann"), item["run"], lesson.submission(item))
    assert (again["status"], again["was"], again["receipt"]) == ("duplicate", "late", ack["receipt"])
