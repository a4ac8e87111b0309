"""The connection, with real WebSocket clients: handshake, hello, envelope, order, roles, goodbyes (live.md §2)."""

import asyncio
from typing import Any

import aiohttp
import asyncpg
import pytest

from realtime.protocol import MAX_FRAME_BYTES
from tests.realtime.wire import PASSWORD, Class, Place, RefusedError, soon, teacher_at


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


# --- the envelope


GARBAGE = [
    "",
    "x",
    "[]",
    "null",
    "{}",
    '{"id": 1}',
    '{"id": "1", "t": "clock"}',
    '{"id": -1, "t": "clock"}',
    '{"id": 1.5, "t": "clock"}',
    '{"id": 99999999999999999999999999999999, "t": "clock"}',
    '{"id": 1, "t": "clock", "d": {"c0": NaN}}',
    '{"id": 1, "t": "clock", "d": {"c0": 1e999}}',
    '{"id": 1, "t": "clock", "d": {"c0": Infinity}}',
    '{"id": 1, "t": "clock", "d": 7}',
    '{"id": 1, "t": "clock", "d": {"c0": "1"}}',
    '{"id": 1, "t": "clock", "d": {"c0": 1, "extra": 1}}',
    '{"id": 1, "t": "clock", "d": {"c0": 1}, "extra": 1}',
    '{"id": 1, "t": "no.such"}',
    '{"id": 1, "t": "\\u0000"}',
    '{"id": 1, "t": "\\ud800"}',
    '{"id": 1, "t": "subscribe", "d": {"ch": "\\ud800"}}',
    '{"id": 1, "t": "subscribe", "d": {"ch": 7}}',
    '{"id": 1, "t": "clock", "d": ' + "[" * 8_000 + "]" * 8_000 + "}",
    '{"id": 1, "t": "clock", "d": {"c0": ' + "9" * 5_000 + "}}",
    "\ufeff{}",
]


async def test_no_frame_breaks_a_socket_and_each_is_answered(place: Place, lesson: Class) -> None:
    wire = await place.enter((await lesson.seat("Ann")).token)
    for text in GARBAGE:
        await wire.ws.send_str(text)
        told = await wire.frame()
        assert (told["ok"], told["error"]["code"], told["error"]["retry"]) == (False, "bad_request", False), text[:80]
    assert (await wire.ask("clock", d={"c0": 5}))["c0"] == 5


HOSTILE: list[tuple[str, str | None, dict[str, Any], str]] = [
    ("subscribe", None, {"ch": ""}, "not_found"),
    ("subscribe", None, {"ch": "live:"}, "not_found"),
    ("subscribe", None, {"ch": "live:\0"}, "not_found"),
    ("subscribe", None, {"ch": "live:00000000-0000-0000-0000-000000000000"}, "not_found"),
    ("subscribe", None, {"ch": "live:{018f0000-0000-7000-8000-000000000000}"}, "not_found"),
    ("subscribe", None, {"ch": "CH", "as": "king"}, "bad_request"),
    ("subscribe", None, {"ch": "CH", "resume": {"epoch": "e"}}, "bad_request"),
    ("subscribe", None, {"ch": "CH", "pending": ["a\0b"]}, "bad_request"),
    ("subscribe", None, {"ch": "CH", "pending": ["x"] * 51}, "bad_request"),
    ("subscribe", None, {"ch": "CH", "pending": ["x" * 65]}, "bad_request"),
    ("subscribe", None, {"ch": "CH", "as": "host"}, "forbidden"),
    ("subscribe", None, {"ch": "CH", "as": "projector"}, "forbidden"),
    ("resync", None, {"ch": "CH", "s": 0}, "not_found"),
    ("ready", "CH", {"run": "x"}, "not_found"),
    ("answer.submit", "CH", {"run": "x", "sub": "s", "at": 1}, "not_found"),
    ("react", "CH", {"kind": "like"}, "not_found"),
    ("leave", "CH", {}, "not_found"),
    ("host.next", "CH", {}, "forbidden"),
    ("host.kick", "CH", {"participant": "x"}, "forbidden"),
    ("host.next", "live:x", {}, "not_found"),
    ("host.next", None, {}, "not_found"),
]


async def test_what_a_guest_may_not_or_cannot_is_refused_by_its_name(place: Place, lesson: Class) -> None:
    wire = await place.enter((await lesson.seat("Ann")).token)
    for t, ch, d, code in HOSTILE:
        named = {key: lesson.ch if value == "CH" else value for key, value in d.items()}
        assert await wire.refused(t, lesson.ch if ch == "CH" else ch, named) == code, (t, d)


SUBMITS: list[dict[str, Any]] = [
    {"sub": "a\0b"},
    {"sub": "\ud800"},
    {"sub": ""},
    {"sub": 7},
    {"at": "now"},
    {"at": 10**400},
    {"rev": 2**63},
    {"rev": -1},
    {"confidence": 10**30},
    {"choices": "Aral"},
    {"choices": [None]},
    {"choices": [{"id": 1}]},
    {"choices": ["\ud800"]},
    {"choices": ["a\0"]},
    {"choices": [0]},
    {"choices": []},
    {"text": "Aral"},
    {"correct": True},
]


async def test_no_answer_breaks_anything(lesson: Class) -> None:
    host, player = await lesson.host(), await lesson.player("Ann")
    item = await lesson.open(host)
    good = lesson.submission(item)
    for bad in SUBMITS:
        assert await player.refused("answer.submit", lesson.ch, {**good, **bad}) == "bad_request", bad
    assert await player.refused("answer.submit", lesson.ch, {**good, "run": "\ud800"}) in {"closed", "bad_request"}
    assert (await player.ask("answer.submit", lesson.ch, good))["status"] == "accepted"


async def test_a_frame_of_16_kib_is_read_and_a_longer_one_closes_with_1009(place: Place, lesson: Class) -> None:
    wire = await place.enter((await lesson.seat("Ann")).token)
    head = '{"id": 1, "t": "clock", "d": {"c0": 1}'
    await wire.ws.send_str(head + " " * (MAX_FRAME_BYTES - len(head) - 1) + "}")
    assert (await wire.reply(1))["c0"] == 1
    await wire.ws.send_str(head + " " * (MAX_FRAME_BYTES - len(head)) + "}")
    assert await wire.closed() == 1009


async def test_long_letters_count_by_their_bytes(place: Place, lesson: Class) -> None:
    wire = await place.enter((await lesson.seat("Ann")).token)
    await wire.ws.send_str('{"id": 1, "t": "' + "ä" * (MAX_FRAME_BYTES // 2) + '"}')
    assert await wire.closed() == 1009


async def test_binary_frames_are_not_spoken(place: Place, lesson: Class) -> None:
    wire = await place.enter((await lesson.seat("Ann")).token)
    await wire.ws.send_bytes(b'{"id": 1, "t": "clock", "d": {"c0": 1}}')
    assert await wire.closed() == 1003


async def test_who_sends_too_much_is_told_to_wait_and_then_cut(place: Place, lesson: Class) -> None:
    wire = await place.enter((await lesson.seat("Ann")).token)
    for _ in range(120):
        await wire.ws.send_str("garbage costs a credit, too")
    assert await wire.closed() == 4029
    codes = [told["error"]["code"] for told in wire.heard if not told["ok"]]
    assert 25 <= codes.count("bad_request") <= 35
    limited = next(told["error"] for told in wire.heard if not told["ok"] and told["error"]["code"] == "rate_limited")
    assert limited["retry"]
    assert limited["after_ms"] > 0


async def test_the_clock_sample_lies_between_two_looks_at_the_clock(place: Place, lesson: Class) -> None:
    wire = await place.enter(lesson.teacher.token)
    before = wire.welcome["now"]
    told = await wire.ask("clock", d={"c0": 123.5})
    assert before <= told["s1"] <= told["s2"]
    assert told["c0"] == 123.5


# --- subscribing


async def test_the_order_is_reply_snapshot_synced_and_then_live(place: Place, lesson: Class) -> None:
    host = await lesson.host()
    wire = await place.enter((await lesson.seat("Ann")).token)
    number = await wire.say("subscribe", d={"ch": lesson.ch})
    await lesson.open(host)
    await wire.until("item.open")
    told = [each for each in wire.heard if each.get("re") == number or each.get("ch") == lesson.ch]
    names = [each.get("t", "reply") for each in told]
    assert names[:3] == ["reply", "snapshot", "synced"]
    reply, snapshot, synced = told[:3]
    assert reply["d"]["mode"] == "snapshot"
    assert reply["d"]["role"] == "player"
    assert reply["d"]["participant"] == lesson.seats["Ann"].participant
    assert snapshot["s"] == synced["s"] == reply["d"]["head"]
    assert "p" not in synced
    assert_unbroken(told[3:], synced["s"])


def assert_unbroken(told: list[dict[str, Any]], s: int) -> None:
    for each in told:
        if "p" in each:
            assert each["p"] == s, each
            s = each["s"]


async def test_each_audience_has_a_chain_of_its_own(lesson: Class) -> None:
    host, ann = await lesson.host(), await lesson.player("Ann")
    screen = await lesson.host(**{"as": "projector"})
    starts = [wire.heard for wire in (host, ann, screen)]
    heads = [next(each["s"] for each in heard if each.get("t") == "synced") for heard in starts]
    _ = await lesson.player("Ben")
    item = await lesson.open(host)
    await ann.ask("answer.submit", lesson.ch, lesson.submission(item))
    await lesson.close(host)
    await host.ask("host.reveal", lesson.ch)
    await host.ask("host.board", lesson.ch)
    for wire in (host, ann, screen):
        await wire.until("board")
    for wire, head in zip((host, ann, screen), heads, strict=True):
        assert_unbroken(wire.durable(lesson.ch), head)
    assert [each["t"] for each in ann.durable(lesson.ch)][-4:] == ["item.closed", "item.revealed", "score.you", "board"]
    assert [each["t"] for each in screen.durable(lesson.ch)][-3:] == ["item.closed", "item.revealed", "board"]
    scored, own = await host.until("item.scored"), await ann.until("score.you")
    assert scored["s"] == own["s"]
    assert (own["d"]["points"], own["d"]["rank"], own["d"]["correct"]) == (1_000, 1, 1)


async def test_a_client_that_returns_gets_what_it_missed(place: Place, lesson: Class) -> None:
    host, ann = await lesson.host(), await lesson.player("Ann")
    at = (await place.enter(lesson.seats["Ann"].token), next(e["s"] for e in ann.heard if e.get("t") == "synced"))
    epoch = (await at[0].follow(lesson.ch))["epoch"]
    await lesson.open(host)
    await lesson.close(host)
    back = await place.enter(lesson.seats["Ann"].token)
    told = await back.follow(lesson.ch, resume={"epoch": epoch, "s": at[1]})
    assert told["mode"] == "replay"
    assert [each["t"] for each in back.durable(lesson.ch)] == ["item.prepare", "item.open", "item.closed"]
    assert_unbroken(back.durable(lesson.ch), at[1])


async def test_what_cannot_be_resumed_is_answered_with_a_snapshot(lesson: Class) -> None:
    ann = await lesson.player("Ann")
    told = await ann.follow(lesson.ch)
    joined = told["head"] + 1  # the host alone sees who joins
    wrong = {
        "epoch": {"epoch": "other", "s": told["head"]},
        "beyond": {"epoch": told["epoch"], "s": 10**6},
        "unseen": {"epoch": told["epoch"], "s": joined},
        "negative": {"epoch": told["epoch"], "s": -1},
    }
    for name, resume in wrong.items():
        assert (await ann.follow(lesson.ch, resume=resume))["mode"] == "snapshot", name


async def test_resync_fills_a_hole(lesson: Class) -> None:
    host, ann = await lesson.host(), await lesson.player("Ann")
    at = next(each["s"] for each in ann.heard if each.get("t") == "synced")
    await lesson.open(host)
    await ann.until("item.open")
    told = await ann.ask("resync", None, {"ch": lesson.ch, "s": at})
    assert told["mode"] == "replay"
    await ann.until("synced")
    assert [each["t"] for each in ann.durable(lesson.ch)] == ["item.prepare", "item.open"] * 2
    assert (await ann.ask("resync", None, {"ch": lesson.ch, "s": 10**6}))["mode"] == "snapshot"


async def test_a_second_subscribe_on_one_socket_replaces_the_first(lesson: Class) -> None:
    host = await lesson.host()
    told = await host.follow(lesson.ch, **{"as": "projector"})
    assert told["role"] == "projector"
    before = len(host.heard)
    await lesson.player("Ann")
    await lesson.open(host)
    assert [each["t"] for each in host.heard[before:] if "p" in each][:2] == ["item.prepare", "item.open"]
    assert not any(each.get("t") == "gone" for each in host.heard)


async def test_pending_subs_are_answered_with_their_receipts(lesson: Class) -> None:
    host, ann = await lesson.host(), await lesson.player("Ann")
    item = await lesson.open(host)
    ack = await ann.ask("answer.submit", lesson.ch, lesson.submission(item))
    told = await ann.follow(lesson.ch, pending=["s1", "s2"])
    first = {"status": "accepted", "receipt": ack["receipt"], "credited_ms": ack["credited_ms"]}
    assert told["receipts"] == {"s1": first, "s2": {"status": "unknown"}}
    assert told["state"]["you"]["status"] == "accepted"
    assert told["state"]["you"]["answer"] == {"choices": lesson.submission(item)["choices"]}


async def test_after_unsubscribe_nothing_comes(lesson: Class) -> None:
    host, ann = await lesson.host(), await lesson.player("Ann")
    assert await ann.ask("unsubscribe", None, {"ch": lesson.ch}) == {}
    assert await ann.ask("unsubscribe", None, {"ch": lesson.ch}) == {}
    await lesson.open(host)
    await ann.ask("clock", d={"c0": 1})
    assert ann.durable(lesson.ch) == []


async def test_a_snapshot_says_what_each_role_may_know(lesson: Class) -> None:
    host = await lesson.host()
    _ = await lesson.player("Ann")
    item = await lesson.open(host)
    of_host = (await host.follow(lesson.ch))["state"]
    of_ann = (await (await lesson.player("Ann")).follow(lesson.ch))["state"]
    of_screen = (await host.follow(lesson.ch, **{"as": "projector"}))["state"]
    assert [each["name"] for each in of_host["roster"]] == ["Ann"]
    assert [each["kind"] for each in of_host["plan"]] == ["single", "true_false"]
    assert not {"roster", "plan"} & (of_ann.keys() | of_screen.keys())
    assert "you" not in of_screen.keys() | of_host.keys()
    assert of_ann["you"]["name"] == "Ann"
    assert of_ann["item"] == of_host["item"] == of_screen["item"]
    assert of_ann["item"]["choices"] == item["choices"], "the same order for everyone"
    assert of_ann["phase"] == "open"
    assert of_ann["counts"] == {"joined": 1, "present": 1, "answered": 0}


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


# --- the usual way by itself


async def test_the_item_opens_when_all_are_ready_and_closes_when_all_have_answered(place: Place) -> None:
    lesson = await Class.of(place, close_when_all_answered=True)
    host, ann, ben = await lesson.host(), await lesson.player("Ann"), await lesson.player("Ben")
    run = (await host.ask("host.next", lesson.ch))["run"]
    await ann.ask("ready", lesson.ch, {"run": run})
    await host.ask("clock", d={"c0": 1})
    assert not any(each.get("t") == "item.open" for each in host.heard)
    await ben.ask("ready", lesson.ch, {"run": run})
    item = (await host.until("item.open"))["d"]
    await asyncio.gather(
        *(wire.ask("answer.submit", lesson.ch, lesson.submission(item)) for wire in (ann, ben)),
    )
    closed = (await host.until("item.closed"))["d"]
    assert closed["answers"] == 2
    assert closed["run"] == run


async def test_a_phone_that_left_keeps_nobody_waiting(place: Place) -> None:
    lesson = await Class.of(place, close_when_all_answered=True)
    host, ann, ben = await lesson.host(), await lesson.player("Ann"), await lesson.player("Ben")
    item = await lesson.open(host)
    await ann.ask("answer.submit", lesson.ch, lesson.submission(item))
    await ben.ws.close()
    assert (await host.until("item.closed"))["d"]["answers"] == 1


async def test_the_tally_and_the_presence_reach_everyone_in_their_form(lesson: Class) -> None:
    host, ann = await lesson.host(), await lesson.player("Ann")
    item = await lesson.open(host)
    await ann.ask("answer.submit", lesson.ch, lesson.submission(item, "Chad"))
    of_host, of_ann = await host.until("tally", answered=1), await ann.until("tally", answered=1)
    assert of_host["k"] == of_ann["k"] == f"run:{item['run']}"
    given = {each["id"]: each["n"] for each in of_host["d"]["distribution"]}
    assert given[lesson.submission(item, "Chad")["choices"][0]] == 1
    assert "distribution" not in of_ann["d"]
    who = await host.until("presence", present=1)
    assert who["d"]["who"] == [lesson.seats["Ann"].participant]
    assert "who" not in (await ann.until("presence", present=1))["d"]


async def test_reactions_are_counted_without_names(lesson: Class) -> None:
    host, ann = await lesson.host(), await lesson.player("Ann")
    for kind in ("like", "like", "wow"):
        await ann.ask("react", lesson.ch, {"kind": kind})
    assert (await host.until("reactions"))["d"] == {"counts": {"like": 2, "wow": 1}}
    assert await ann.refused("react", lesson.ch, {"kind": "hate"}) == "bad_request"
    assert await host.refused("react", lesson.ch, {"kind": "like"}) == "forbidden"


async def test_two_sessions_at_once_hear_nothing_of_each_other(place: Place) -> None:
    one, two = await Class.of(place), await Class.of(place)
    host, ann, eve = await one.host(), await one.player("Ann"), await two.player("Eve")
    item = await one.open(host)
    await ann.ask("answer.submit", one.ch, one.submission(item))
    assert await ann.refused("subscribe", None, {"ch": two.ch}) == "forbidden"
    await eve.ask("clock", d={"c0": 1})
    assert {each.get("ch") for each in eve.heard} <= {two.ch, None}
    assert {each.get("ch") for each in ann.heard} <= {one.ch, None}


async def test_an_enrolled_student_needs_no_code_and_a_stranger_sees_nothing(place: Place, lesson: Class) -> None:
    student = await place.rest.register("sam@school.example", "Sam Student", PASSWORD)
    wire = await place.enter(student.token)
    assert await wire.refused("subscribe", None, {"ch": lesson.ch}) in {"not_found", "forbidden"}
    assert await publish(lesson)
    _ = await student.call("POST", f"/courses/{lesson.session.course_id}/enroll")
    told = await wire.follow(lesson.ch)
    assert told["state"]["you"]["name"] == "Sam Student"
    again = await (await place.enter(student.token)).follow(lesson.ch)
    assert again["participant"] == told["participant"]


async def publish(lesson: Class) -> bool:
    """A published course needs a lesson."""
    course = f"/courses/{lesson.session.course_id}"
    section = await lesson.teacher.call("POST", f"{course}/sections", {"title": "One"})
    text = {"title": "Read", "kind": "text", "body": "Words."}
    _ = await lesson.teacher.call("POST", f"/sections/{section['id']}/lessons", text)
    told = await lesson.teacher.call("POST", f"{course}/publish")
    return bool(told["state"] == "published")


async def test_another_teacher_may_not_host(place: Place, lesson: Class) -> None:
    other = await teacher_at(place, "other@school.example")
    wire = await place.enter(other.token)
    assert await wire.refused("host.next", lesson.ch) == "forbidden"
    assert await wire.refused("subscribe", None, {"ch": lesson.ch, "as": "host"}) in {"forbidden", "not_found"}


async def test_a_database_that_is_away_for_a_moment_does_not_cut_the_line(place: Place, lesson: Class) -> None:
    host = await lesson.host()
    connection = await asyncpg.connect(place.settings.database_url)
    await connection.execute(
        """SELECT pg_terminate_backend(pid) FROM pg_stat_activity
           WHERE datname = current_database() AND pid <> pg_backend_pid()"""
    )
    await connection.close()

    async def shown() -> bool:
        told = await host.answer("host.next", lesson.ch)
        assert told in {"ok", "unavailable"}
        return told == "ok"

    await soon(shown)
