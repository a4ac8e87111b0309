"""Live sessions looked back at: receipts, the log, results, replay, the gradebook."""

import asyncio
import csv
import io

from clients.rest import ProblemError
from tests.handlers.live.lesson import played, refused, sql, student
from tests.realtime.wire import Class, Place, soon

# --- looking back


async def test_a_receipt_shows_its_answer_to_its_owner_and_the_host(place: Place, lesson: Class) -> None:
    _, (ann, ben) = await played(lesson, {"Ann": "Aral", "Ben": "Chad"}, end=False)
    path = f"/live-sessions/{lesson.session.id}/receipts"
    of_ann = place.rest.as_token(lesson.seats["Ann"].token)
    told = await of_ann.call("GET", f"{path}/{ann['receipt']}")
    assert (told["participant"], told["sub"], told["status"]) == (lesson.seats["Ann"].participant, "s1", "accepted")
    assert told["credited_ms"] == ann["credited_ms"]
    assert (await refused(of_ann.call("GET", f"{path}/{ben['receipt']}")))[0] == 404
    of_ben = await lesson.teacher.call("GET", f"{path}/{ben['receipt']}")
    assert of_ben["participant"] == lesson.seats["Ben"].participant
    for wrong in ("x", "a" * 64, "%00"):
        assert (await refused(of_ann.call("GET", f"{path}/{wrong}")))[0] in {400, 404}


async def test_the_log_is_told_as_the_role_may_see_it(place: Place, lesson: Class) -> None:
    _ = await played(lesson, {"Ann": "Aral"})
    session = lesson.session.id
    of_host = await lesson.teacher.events(session, limit=3)
    of_ann = await place.rest.as_token(lesson.seats["Ann"].token).events(session, limit=2)
    assert [each["t"] for each in of_host if each["t"].startswith("roster")] == ["roster.joined"]
    assert "score.you" in [each["t"] for each in of_ann]
    assert not {"item.scored", "roster.joined", "item.closing"} & {each["t"] for each in of_ann}
    assert [each["t"] for each in of_ann][-2:] == ["session.ended", "session.finalized"]
    assert all(len(each["h"]) == 64 for each in of_ann)
    by_s = {each["s"]: each["h"] for each in of_host}
    assert all(by_s[each["s"]] == each["h"] for each in of_ann if each["s"] in by_s)
    for query in ({"limit": 0}, {"limit": 501}, {"after": -1}, {"after": 2**40}):
        asked = lesson.teacher.call("GET", f"/live-sessions/{session}/events", **query)
        assert (await refused(asked))[0] == 422


async def test_results_name_everyone_best_first(place: Place, lesson: Class) -> None:
    host, _ = await played(lesson, {"Ann": "Aral", "Ben": "Chad"}, end=False)
    _ = await lesson.seat("Cat")
    await host.ask("host.end", lesson.ch)
    await host.closed()
    people = (await lesson.teacher.results(lesson.session.id))["participants"]
    assert [(each["name"], each["points"], each["rank"]) for each in people] == [
        ("Ann", 1_000, 1),
        ("Ben", 0, 2),
        ("Cat", 0, 2),
    ]
    assert [each["items"][0]["status"] for each in people] == ["accepted", "accepted", "none"]
    assert people[0]["items"][0]["correct"] == 1
    asked = place.rest.as_token(lesson.seats["Ann"].token).results(lesson.session.id)
    assert (await refused(asked))[0] in {401, 403, 404}


async def test_a_spreadsheet_of_results_holds_no_formula(place: Place, lesson: Class) -> None:
    _ = await played(lesson, {"=1+1": "Aral", "نور": "Chad"})
    url = place.server.make_url(f"/api/v1/live-sessions/{lesson.session.id}/results")
    headers = {"Accept": "text/csv", "Authorization": f"Bearer {lesson.teacher.token}"}
    async with place.http.get(url, headers=headers) as answer:
        rows = list(csv.reader(io.StringIO((await answer.text()).removeprefix("\ufeff"))))
    assert rows[0][:2] == ["rank", "name"]
    assert [row[1] for row in rows[1:]] == ["'=1+1", "نور"]


TAMPERING = {
    "an answer's text": "UPDATE live_answer SET answer = jsonb_set(answer, '{choices,0}', '\"x\"') WHERE sub = 's1'",
    "an answer's time": "UPDATE live_answer SET credited_ms = credited_ms - 1",
    "a lost answer": "DELETE FROM live_answer WHERE id IN (SELECT id FROM live_answer LIMIT 1)",
    "a score": """UPDATE live_event SET d = jsonb_set(d, '{scored,0,points}', '999') WHERE t = 'item.scored'""",
    "a time in the log": "UPDATE live_event SET ts_ms = ts_ms + 1 WHERE s = 2",
    "a cut log": "DELETE FROM live_event WHERE t = 'session.finalized'",
    "a hole in the log": "DELETE FROM live_event WHERE s = 2",
}


async def test_the_replay_matches_and_finds_any_tampering(place: Place, lesson: Class) -> None:
    _ = await played(lesson, {"Ann": "Aral", "Ben": "Chad"})
    told = await lesson.teacher.replay(lesson.session.id)
    assert told["matches"]
    assert [(line["name"], line["points"], line["rank"]) for line in told["board"]] == [
        ("Ann", 1_000, 1),
        ("Ben", 0, 2),
    ]
    assert told == await lesson.teacher.replay(lesson.session.id)
    tables = ("live_event", "live_answer")
    for name, statement in TAMPERING.items():
        for table in tables:
            await sql(place, f"DROP TABLE IF EXISTS kept_{table}")
            await sql(place, f"CREATE TABLE kept_{table} AS SELECT * FROM {table}")  # noqa: S608
        await sql(place, statement)
        try:
            matches = (await lesson.teacher.replay(lesson.session.id))["matches"]
        except ProblemError as error:
            matches = error.status == 200
        assert not matches, name
        for table in tables:
            await sql(place, f"DELETE FROM {table}")  # noqa: S608
            await sql(place, f"INSERT INTO {table} SELECT * FROM kept_{table}")  # noqa: S608
            await sql(place, f"DROP TABLE kept_{table}")
    assert (await lesson.teacher.replay(lesson.session.id))["matches"]


# --- into the gradebook


async def test_the_enrolled_get_an_attempt_and_guests_get_none(place: Place, lesson: Class) -> None:
    sam, host = await student(place, lesson, "Sam"), await lesson.host()
    wire, guest = await place.enter(sam.token), await lesson.player("Guest")
    await wire.follow(lesson.ch)
    item = await lesson.open(host)
    for each in (wire, guest):
        await each.ask("answer.submit", lesson.ch, lesson.submission(item))
    await lesson.close(host)
    await host.ask("host.reveal", lesson.ch)
    await host.ask("host.end", lesson.ch)
    assert await wire.closed() == 4011
    book = await lesson.teacher.call("GET", f"/courses/{lesson.session.course_id}/gradebook")
    lines = {line["full_name"]: line["grades"][0] for line in book["learners"]}
    assert lines.keys() == {"Sam Student"}
    assert (lines["Sam Student"]["attempts"], lines["Sam Student"]["percent"], lines["Sam Student"]["passed"]) == (
        1,
        100.0,
        True,
    )
    rows = await sql(place, "SELECT kind, state, max_score FROM attempt")
    assert [tuple(row) for row in rows] == [("live", "graded", 1000.0)]


async def test_an_end_that_many_call_for_is_written_once(place: Place, lesson: Class) -> None:
    sam = await student(place, lesson, "Sam")
    wire = await place.enter(sam.token)
    await wire.follow(lesson.ch)
    host, other = await lesson.host(), await lesson.host()
    await lesson.open(host)
    await lesson.close(host)
    await host.ask("host.reveal", lesson.ch)
    replies = await asyncio.gather(*(each.answer("host.end", lesson.ch) for each in (host, other)))
    assert set(replies) == {"ok"}
    await wire.closed()

    async def written() -> bool:
        return bool(await sql(place, "SELECT 1 FROM attempt"))

    await soon(written)
    names = [each["t"] for each in await lesson.teacher.events(lesson.session.id)]
    assert (names.count("session.ended"), names.count("session.finalized")) == (1, 1)
    assert len(await sql(place, "SELECT 1 FROM attempt")) == 1


async def test_a_receipt_says_whether_it_is_genuine_and_what_became_of_its_answer(place: Place) -> None:
    lesson = await Class.of(place, allow_change=True)
    host, ann = await lesson.host(), await lesson.player("Ann")
    item = await lesson.open(host)
    first = await ann.ask("answer.submit", lesson.ch, lesson.submission(item, "Chad"))
    second = await ann.ask("answer.submit", lesson.ch, lesson.submission(item, "Aral", sub="s2", rev=1))
    again = await ann.ask("answer.submit", lesson.ch, lesson.submission(item, "Chad"))
    assert (again["status"], again["was"]) == ("duplicate", "accepted")
    path = f"/live-sessions/{lesson.session.id}/receipts"
    told = [await lesson.teacher.call("GET", f"{path}/{each['receipt']}") for each in (first, second)]
    assert [(each["status"], each["genuine"]) for each in told] == [("superseded", True), ("replaced", True)]
    _ = await sql(place, "UPDATE live_answer SET credited_ms = credited_ms - 1 WHERE sub = 's2'")
    assert (await lesson.teacher.call("GET", f"{path}/{second['receipt']}"))["genuine"] is False
    await lesson.close(host)


async def test_reports_are_made_from_what_is_stored(place: Place, lesson: Class) -> None:
    _ = await played(lesson, {"Ann": "Aral", "Ben": "Chad"})
    told = await lesson.teacher.call("GET", f"/live-sessions/{lesson.session.id}/fairness")
    assert (told["cap_ms"], told["rank_changes"], told["wider"]) == (300, [], [])
    assert 20 <= told["lying_gain_max_ms"] <= 300
    assert told["credit"]["max"] <= told["lying_gain_max_ms"]
    assert (await lesson.teacher.call("GET", f"/live-sessions/{lesson.session.id}/transitions"))["items"] == []
    guest = place.rest.as_token(lesson.seats["Ann"].token)
    for report in ("fairness", "transitions"):
        assert (await refused(guest.call("GET", f"/live-sessions/{lesson.session.id}/{report}")))[0] in {401, 403}
