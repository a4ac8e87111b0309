"""What a learner reached is told once it is known and may be seen: not sooner, and not twice."""

from datetime import datetime, timedelta
from typing import Any

from models.tables.system import Outbox
from server.settings import Settings
from tests.school import NOW, Course, Person, School, course_by
from tests.workers.desk import Desk

ESSAY = {"kind": "essay", "stem": "Why do maps lie?", "points": 4}
HOUR = timedelta(hours=1)
LATER = {"review": {"right_after": [], "while_open": []}, "closes_at": (NOW + HOUR).isoformat()}


async def handed_in(school: School, *questions: dict[str, Any], **quiz: Any) -> tuple[Course, Person, str]:
    """A course, a learner in it, and the attempt that they handed in."""
    course, sam = await course_by(await school.teacher()), await school.person("Sam")
    quiz_id = await course.quiz(*questions, **quiz)
    _ = await course.enroll(sam)
    attempt = await sam.make(f"/quizzes/{quiz_id}/attempts", {})
    answers = {each["id"]: {"text": "They are flat."} for each in attempt.body["questions"] if each["kind"] == "essay"}
    assert (await sam.post(f"/attempts/{attempt.id}/submit", {"answers": answers})).status == 200
    return course, sam, attempt.id


async def told(settings: Settings, at: datetime = NOW) -> list[str]:
    """The subjects of the results that are mailed when the worker works at a moment."""
    desk = Desk(settings)
    desk.now = at
    await desk.work()
    return [str(mail["Subject"]) for mail in desk.mailer.taken.values() if "result" in str(mail["Subject"])]


async def test_a_result_that_may_be_seen_is_told_at_once_and_once(school: School, settings: Settings) -> None:
    _, sam, _ = await handed_in(school)
    assert await told(settings) == ["Your result: Check"]
    assert await told(settings, NOW + HOUR) == []
    news = [each for each in (await sam.get("/notifications")).body["items"] if each["kind"] == "quiz_result"]
    assert [each["data"]["percent"] for each in news] == ["0"]


async def test_a_score_is_told_when_its_moment_comes_also_when_that_is_moved(
    school: School, settings: Settings
) -> None:
    course, sam, attempt = await handed_in(school, **LATER)
    quiz = (await sam.get(f"/attempts/{attempt}")).body["quiz_id"]
    assert await told(settings, NOW + HOUR - timedelta(seconds=1)) == []
    answer = await course.owner.patch(f"/quizzes/{quiz}", {"closes_at": (NOW + 2 * HOUR).isoformat()})
    assert answer.status == 200, answer.body
    assert await told(settings, NOW + HOUR) == []
    assert await told(settings, NOW + 2 * HOUR) == ["Your result: Check"]


async def test_a_score_that_is_never_shown_is_never_told(school: School) -> None:
    review: dict[str, list[str]] = {"right_after": [], "while_open": [], "after_close": []}
    _ = await handed_in(school, review=review)
    assert not await Outbox.filter(kind="quiz.result").exists()


async def test_an_essay_is_told_when_it_is_graded_and_not_when_its_mark_is_changed(
    school: School, settings: Settings
) -> None:
    course, sam, attempt = await handed_in(school, ESSAY)
    assert await told(settings) == []
    question = (await sam.get(f"/attempts/{attempt}")).body["questions"][0]["id"]
    found = []
    for points in (3, 4):
        grades = {"grades": [{"question": question, "points": points}]}
        answer = await course.owner.post(f"/attempts/{attempt}/grades", grades)
        assert answer.status == 200, answer.body
        found.append(await told(settings))
        await Outbox.all().delete()  # done work is forgotten after a month
    assert found == [["Your result: Check"], []]
