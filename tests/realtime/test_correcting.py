"""What a host sets right during a session: late answers that shall count, wrong keys, and the proof that it holds."""

from typing import Any

import asyncpg
import pytest

from tests.realtime.wire import Body, Class, Place, Wire, enrolled

RIGHT_IS_CHAD = {"choices": [{"text": text, "correct": text == "Chad"} for text in ("Aral", "Chad")]}


@pytest.fixture
async def lesson(place: Place) -> Class:
    return await Class.of(place)


async def asked(lesson: Class, host: Wire, t: str, **d: Any) -> Body:
    return await host.ask(t, lesson.ch, d)


async def reveal(lesson: Class, host: Wire) -> Body:
    await lesson.close(host)
    await host.ask("host.reveal", lesson.ch)
    return dict((await host.until("item.scored"))["d"])


async def proven(lesson: Class) -> Body:
    """The replay, and the results by name."""
    rest = lesson.teacher
    replayed = await rest.call("GET", f"/live-sessions/{lesson.session.id}/replay")
    assert replayed["matches"] is True
    told = await rest.call("GET", f"/live-sessions/{lesson.session.id}/results")
    return {person["name"]: person for person in told["participants"]}


async def marks(place: Place) -> list[tuple[float, float]]:
    connection = await asyncpg.connect(place.settings.database_url)
    try:
        return [
            tuple(row) for row in await connection.fetch("SELECT points, max_points FROM attempt_mark ORDER BY points")
        ]
    finally:
        await connection.close()


async def test_a_key_that_changes_after_the_reveal_scores_everyone_anew(lesson: Class) -> None:
    host, ann, ben = await lesson.host(), await lesson.player("Ann"), await lesson.player("Ben")
    item = await lesson.open(host)
    await ann.ask("answer.submit", lesson.ch, lesson.submission(item, "Aral"))
    await ben.ask("answer.submit", lesson.ch, lesson.submission(item, "Chad"))
    await reveal(lesson, host)
    assert (await ann.until("score.you"))["d"]["total"] == 1000
    assert "noop" not in await asked(lesson, host, "host.rekey", item=item["item"], key=RIGHT_IS_CHAD)
    chad = next(each["id"] for each in item["choices"] if each["text"] == "Chad")
    told = (await host.until("item.rescored"))["d"]
    assert told["correct"] == {"choices": [chad]}
    assert [(line["before"], line["after"]) for line in sorted(told["diff"], key=lambda line: line["after"])] == [
        (1000, 0),
        (0, 1000),
    ]
    for wire, total in ((ann, 0), (ben, 1000)):
        rescored = (await wire.until("item.rescored"))["d"]
        assert rescored == {name: told[name] for name in ("run", "correct", "distribution")}
        assert (await wire.until("score.you", total=total))["d"]["run"] == item["run"]
    assert (await asked(lesson, host, "host.rekey", item=item["item"], key=RIGHT_IS_CHAD))["noop"] is True
    people = await proven(lesson)
    assert [(people[name]["points"], len(people[name]["items"])) for name in ("Ann", "Ben")] == [(0, 1), (1000, 1)]


async def test_a_rekeyed_board_is_shown_anew_and_the_grade_follows(place: Place, lesson: Class) -> None:
    student = await enrolled(place, lesson, "Ann")
    host, ann = await lesson.host(), await place.enter(student.token)
    await ann.follow(lesson.ch)
    first = await lesson.open(host)
    await ann.ask("answer.submit", lesson.ch, lesson.submission(first, "Chad"))
    await reveal(lesson, host)
    second = await lesson.open(host)
    await ann.ask("answer.submit", lesson.ch, lesson.submission(second, sub="s2"))
    await reveal(lesson, host)
    await host.ask("host.board", lesson.ch)
    assert (await host.until("board"))["d"]["top"][0]["points"] == 1000
    await asked(lesson, host, "host.rekey", item=first["item"], key=RIGHT_IS_CHAD)
    assert (await host.until("board"))["d"]["top"][0]["points"] == 2000
    # The item on the stage is the second one: its own points stay.
    state = (await ann.follow(lesson.ch))["state"]
    assert (state["you"]["points"], state["you"]["total"], state["board"]["top"][0]["points"]) == (1000, 2000, 2000)
    await host.ask("host.end", lesson.ch)
    await host.closed()
    assert await marks(place) == [(1000, 1000), (1000, 1000)]
    assert (await proven(lesson))["Ann Student"]["grade"] == 2000


async def test_a_key_that_changes_before_the_reveal_is_told_to_hosts_alone(lesson: Class) -> None:
    host, ann = await lesson.host(), await lesson.player("Ann")
    item = await lesson.open(host)
    await ann.ask("answer.submit", lesson.ch, lesson.submission(item, "Chad"))
    await asked(lesson, host, "host.rekey", item=item["item"], key=RIGHT_IS_CHAD)
    assert (await host.until("item.rekeyed"))["d"] == {"item": item["item"]}
    await reveal(lesson, host)
    assert (await ann.until("score.you"))["d"]["points"] == 1000
    assert not [told for told in ann.heard if told.get("t", "").startswith(("item.rekeyed", "item.rescored"))]
    # Asked again, the new key must not be told before the second reveal.
    again = await lesson.open_again(host, item)
    key = {"choices": [{"text": "Chad", "correct": False}, {"text": "Baikal", "correct": True}]}
    await asked(lesson, host, "host.rekey", item=item["item"], key=key)
    await ann.ask("answer.submit", lesson.ch, lesson.submission(again, "Baikal", sub="s2"))
    await reveal(lesson, host)
    assert (await ann.until("score.you", run=again["run"]))["d"]["total"] == 1000
    assert not [told for told in ann.heard if told.get("t") == "item.rescored"]
    await proven(lesson)


@pytest.mark.parametrize("revealed", [False, True])
async def test_a_late_answer_counts_when_the_host_says_so(place: Place, *, revealed: bool) -> None:
    lesson = await Class.of(place, recovery_ms=0)
    host, ann, ben = await lesson.host(), await lesson.player("Ann"), await lesson.player("Ben")
    item = await lesson.open(host)
    await ben.ask("answer.submit", lesson.ch, lesson.submission(item, "Aral"))
    await lesson.close(host)
    late = await ann.ask("answer.submit", lesson.ch, lesson.submission(item, "Aral"))
    assert late["status"] == "late"
    if revealed:
        await host.ask("host.reveal", lesson.ch)
        assert (await ann.until("score.you"))["d"]["points"] == 0
    mine = {"run": item["run"], "participant": lesson.seats["Ann"].participant}
    await asked(lesson, host, "host.credit", **mine)
    assert (await host.until("item.credited"))["d"] == mine
    assert (await host.until("item.recovered"))["d"]["answers"] == 2
    assert (await asked(lesson, host, "host.credit", **mine))["noop"] is True
    if not revealed:
        await host.ask("host.reveal", lesson.ch)
    assert (await ann.until("score.you", total=1000))["d"]["correct"] == 1
    told = await ann.follow(lesson.ch, pending=["s1"])
    assert (told["state"]["you"]["status"], told["receipts"]["s1"]["status"]) == ("late", "credited")
    again = await ann.ask("answer.submit", lesson.ch, lesson.submission(item, "Aral"))
    assert (again["status"], again["was"], again["receipt"]) == ("duplicate", "late", late["receipt"])
    people = await proven(lesson)
    assert (people["Ann"]["points"], people["Ann"]["items"][0]["status"]) == (1000, "credited")


async def test_what_cannot_be_credited_or_rekeyed_is_refused_by_its_name(lesson: Class) -> None:
    host, ann = await lesson.host(), await lesson.player("Ann")
    seat = lesson.seats["Ann"].participant
    item = await lesson.open(host)
    await ann.ask("answer.submit", lesson.ch, lesson.submission(item))
    said = [
        await host.answer(t, lesson.ch, d)
        for t, d in (
            ("host.credit", {"run": "no", "participant": seat}),
            ("host.credit", {"run": lesson.session.id, "participant": seat}),
            ("host.credit", {"run": item["run"], "participant": lesson.session.id}),
            ("host.rekey", {"item": "no", "key": {}}),
            ("host.rekey", {"item": item["item"], "key": {"choices": [{"text": "Volga", "correct": True}]}}),
            ("host.rekey", {"item": item["item"], "key": {"answer": True}}),
        )
    ]
    assert said == [*["not_found"] * 4, *["bad_request"] * 2]
    # It counts already: nothing to do.
    assert (await asked(lesson, host, "host.credit", run=item["run"], participant=seat))["noop"] is True
    assert await ann.refused("host.rekey", lesson.ch, {"item": item["item"], "key": {}}) == "forbidden"
    await host.ask("host.skip", lesson.ch)
    assert await host.answer("host.credit", lesson.ch, {"run": item["run"], "participant": seat}) == "stale_state"
