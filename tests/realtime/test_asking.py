"""Questions to the host: shown without their authors, and voted for once by each."""

import pytest

from clients.state import comparable, fold, own_vote
from tests.realtime.wire import Class, Place, frame_of


@pytest.fixture
async def lesson(place: Place) -> Class:
    return await Class.of(place)


async def test_a_question_that_is_shown_gets_one_vote_from_each(lesson: Class) -> None:
    host, ann, ben = await lesson.host(), await lesson.player("Ann"), await lesson.player("Ben")
    before = (await ben.follow(lesson.ch))["state"]
    ask = (await ann.ask("ask", lesson.ch, {"text": "Why is it salty?"}))["id"]
    up, down = {"ask": ask, "up": True}, {"ask": ask, "up": False}
    # Before the host shows it, nobody else knows of it.
    assert await ben.refused("vote", lesson.ch, up) == "not_found"
    assert "noop" not in await host.ask("host.ask", lesson.ch, {"ask": ask, "shown": True})
    assert (await host.ask("host.ask", lesson.ch, {"ask": ask, "shown": True}))["noop"] is True
    told = [await ben.until("ask.shown")]
    assert told[0]["d"] == {"id": ask, "text": "Why is it salty?", "votes": 0}
    assert await ben.ask("vote", lesson.ch, up) == {"votes": 1}
    assert await ben.ask("vote", lesson.ch, up) == {"votes": 1, "noop": True}
    assert await ann.ask("vote", lesson.ch, up) == {"votes": 2}
    assert await ann.ask("vote", lesson.ch, down) == {"votes": 1}
    told += [await ben.until("ask.voted") for _ in range(3)]
    assert [each["d"] for each in told[1:]] == [{"id": ask, "votes": votes} for votes in (1, 2, 1)]
    state = before
    for each in told:
        state = fold(state, frame_of(each))
    state = own_vote(state, ask, up=True)
    fresh = (await ben.follow(lesson.ch))["state"]
    assert fresh["you"]["votes"] == [ask], "who comes back knows what they voted for"
    assert "votes" not in (await ann.follow(lesson.ch))["state"]["you"]
    assert comparable(state) == comparable(fresh)
    assert fresh["asks"] == [{"id": ask, "text": "Why is it salty?", "votes": 1}]
    listed = (await host.follow(lesson.ch))["state"]["asks"]
    assert listed == [
        {
            "id": ask,
            "participant": lesson.seats["Ann"].participant,
            "text": "Why is it salty?",
            "votes": 1,
            "shown": True,
        }
    ]
    await host.ask("host.ask", lesson.ch, {"ask": ask, "shown": False})
    assert (await ben.follow(lesson.ch))["state"]["asks"] == []
    assert await ben.refused("vote", lesson.ch, down) == "not_found"
    assert await host.refused("vote", lesson.ch, up) == "forbidden"
    assert await ben.refused("host.ask", lesson.ch, {"ask": ask, "shown": True}) == "forbidden"
    await host.ask("host.end", lesson.ch)
    assert await host.answer("host.ask", lesson.ch, {"ask": ask, "shown": True}) == "stale_state"
