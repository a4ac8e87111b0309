"""Goodbyes and host commands, with real WebSocket clients (live.md §2, §3)."""

import asyncio
from typing import Any

import pytest

from tests.realtime.wire import Class, Place, RefusedError


@pytest.fixture
async def lesson(place: Place) -> Class:
    return await Class.of(place)


# --- goodbyes


async def test_the_newest_player_of_a_seat_wins(place: Place, lesson: Class) -> None:
    first, second = await lesson.player("Ann"), await lesson.player("Ann")
    assert (await first.until("gone"))["d"] == {"code": "replaced"}
    assert await first.closed() == 4009
    await second.ask("clock", d={"c0": 1})
    hosts = [await lesson.host() for _ in range(3)]
    for host in hosts:
        await host.ask("clock", d={"c0": 1})


@pytest.mark.parametrize("t", ["host.kick", "host.ban"])
async def test_a_removed_player_is_shown_out_and_stays_out(place: Place, lesson: Class, t: str) -> None:
    host, ann = await lesson.host(), await lesson.player("Ann")
    seat = lesson.seats["Ann"]
    assert "noop" not in await host.ask(t, lesson.ch, {"participant": seat.participant})
    assert (await host.ask(t, lesson.ch, {"participant": seat.participant}))["noop"], "a double click is harmless"
    assert (await ann.until("gone"))["d"] == {"code": "removed"}
    assert await ann.closed() == 4003
    again, reason = await place.dial(), {"host.kick": "removed", "host.ban": "banned"}[t]
    with pytest.raises(RefusedError) as refused:
        await again.ask("hello", d={"token": seat.token})
    assert (refused.value.code, refused.value.error["reason"]) == ("forbidden", reason)
    assert await again.closed() == 4003
    assert (await host.until("roster.removed"))["d"]["name"] == "Ann"


async def test_after_the_end_everyone_is_told_and_later_comers_too(lesson: Class) -> None:
    host, ann = await lesson.host(), await lesson.player("Ann")
    await host.ask("host.end", lesson.ch)
    for wire in (host, ann):
        assert (await wire.until("gone"))["d"] == {"code": "over"}
        assert await wire.closed() == 4011
        assert wire.durable(lesson.ch)[-1]["t"] == "session.finalized"
    late = await lesson.player("Ann")
    snapshot = next(each for each in late.heard if each.get("t") == "snapshot")
    assert snapshot["d"]["phase"] == "finalized"
    assert await late.closed() == 4011


async def test_who_leaves_keeps_the_seat(lesson: Class) -> None:
    host, ann = await lesson.host(), await lesson.player("Ann")
    assert await ann.ask("leave", lesson.ch) == {}
    assert (await host.until("roster.left"))["d"] == {"participant": lesson.seats["Ann"].participant, "name": "Ann"}
    assert await ann.refused("leave", lesson.ch) == "not_found"
    told = await ann.follow(lesson.ch)
    assert told["participant"] == lesson.seats["Ann"].participant
    assert (await host.until("roster.joined"))["d"]["name"] == "Ann"
    assert told["state"]["counts"]["joined"] == 1


async def test_a_shutdown_says_when_to_come_back(lesson: Class) -> None:
    ann = await lesson.player("Ann")
    closing = asyncio.create_task(lesson.place.server.close())
    told = await ann.until("bye")
    assert 0 <= told["after_ms"] < 3_000
    assert await ann.closed() == 4000
    await closing


# --- the host's commands


async def test_a_host_command_meant_for_another_state_is_refused_with_the_phase(lesson: Class) -> None:
    host = await lesson.host()
    with pytest.raises(RefusedError) as caught:
        await host.ask("host.open", lesson.ch)
    assert caught.value.error["code"] == "stale_state"
    assert caught.value.error["phase"] == "lobby"
    item = await lesson.open(host)
    meant = {"expect": {"phase": "open", "run": "another"}}
    assert await host.refused("host.close", lesson.ch, meant) == "stale_state"
    assert await host.refused("host.skip", lesson.ch, {"expect": {"phase": "prepare"}}) == "stale_state"
    done = await host.ask("host.close", lesson.ch, {"expect": {"phase": "open", "run": item["run"]}})
    assert (done["phase"], done["run"]) == ("open", item["run"])
    assert (await host.ask("host.close", lesson.ch, {"expect": {"phase": "open"}}))["noop"]


async def test_hosts_double_clicks_and_ends_are_harmless(lesson: Class) -> None:
    host, other = await lesson.host(), await lesson.host()
    await asyncio.gather(*(wire.ask("host.next", lesson.ch) for wire in (host, other) for _ in range(1)))
    await asyncio.gather(*(wire.ask("host.open", lesson.ch) for wire in (host, other)))
    await host.until("item.open")
    await host.ask("clock", d={"c0": 1})
    assert [each["t"] for each in host.durable(lesson.ch)] == ["item.prepare", "item.open"]


async def test_after_the_last_item_next_says_so(lesson: Class) -> None:
    host = await lesson.host()
    for _ in range(2):
        await lesson.open(host)
        await host.ask("host.skip", lesson.ch)
    with pytest.raises(RefusedError) as caught:
        await host.ask("host.next", lesson.ch)
    assert caught.value.error["last"] is True


NONSENSE: list[tuple[str, dict[str, Any], str]] = [
    ("host.goto", {"item": "no such"}, "not_found"),
    ("host.goto", {}, "bad_request"),
    ("host.extend", {"by_ms": 0}, "bad_request"),
    ("host.extend", {"by_ms": 10**15}, "bad_request"),
    ("host.kick", {"participant": "x\0"}, "not_found"),
    ("host.kick", {"participant": "018f0000-0000-7000-8000-000000000000"}, "not_found"),
    ("host.rename", {"participant": "018f0000-0000-7000-8000-000000000000", "name": "X"}, "not_found"),
    ("host.lock", {"locked": 1}, "bad_request"),
]


async def test_a_host_command_that_makes_no_sense_is_refused(lesson: Class) -> None:
    host = await lesson.host()
    for t, d, code in NONSENSE:
        assert await host.refused(t, lesson.ch, d) == code, (t, d)


async def test_names_are_changed_told_and_told_apart(lesson: Class) -> None:
    host = await lesson.host()
    ann, ben = await lesson.seat("Ann"), await lesson.seat("Ben")
    rename = {"participant": ben.participant, "name": "  ann "}
    await host.ask("host.rename", lesson.ch, rename)
    assert (await host.until("roster.renamed"))["d"] == {"participant": ben.participant, "name": "ann 2"}
    await host.ask("host.rename", lesson.ch, {"participant": ann.participant, "name": "Ann"})
    assert (await host.until("roster.renamed"))["d"]["name"] == "Ann", "one's own name is free"
    for name in ("", "a\0b", "\u202e", "\u200b ", "x" * 41):
        told = await host.refused("host.rename", lesson.ch, {"participant": ann.participant, "name": name})
        assert told == "bad_request", name


async def test_a_locked_session_takes_nobody_in(place: Place, lesson: Class) -> None:
    host = await lesson.host()
    _ = await lesson.seat("Ann")
    await host.ask("host.lock", lesson.ch, {"locked": True})
    with pytest.raises(Exception, match="session_locked"):
        await lesson.seat("Ben")
    _ = await lesson.player("Ann")
    await host.ask("host.lock", lesson.ch, {"locked": False})
    _ = await lesson.seat("Ben")


async def test_a_pause_freezes_and_an_extension_moves_the_end(lesson: Class) -> None:
    host, ann = await lesson.host(), await lesson.player("Ann")
    item = await lesson.open(host)
    await host.ask("host.pause", lesson.ch)
    assert (await ann.until("session.paused"))["d"]["reason"] == "host"
    assert await ann.refused("answer.submit", lesson.ch, lesson.submission(item)) == "not_open"
    await host.ask("host.resume", lesson.ch)
    resumed = (await ann.until("session.resumed"))["d"]
    assert resumed["run"] == item["run"]
    assert resumed["closes_at"] > item["closes_at"]
    await host.ask("host.extend", lesson.ch, {"by_ms": 5_000})
    extended = (await ann.until("item.extended"))["d"]
    assert extended == {"run": item["run"], "by_ms": 5_000, "closes_at": resumed["closes_at"] + 5_000, "reason": "host"}
    state = (await ann.follow(lesson.ch))["state"]
    assert (state["paused"], state["item"]["closes_at"]) == (False, extended["closes_at"])
