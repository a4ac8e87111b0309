"""Subscribing, with real WebSocket clients: order, replay, snapshots, roles (live.md §2)."""

from typing import Any

import pytest

from tests.realtime.wire import Class, Place


@pytest.fixture
async def lesson(place: Place) -> Class:
    return await Class.of(place)


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
