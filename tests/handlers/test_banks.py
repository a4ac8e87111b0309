"""Question banks over HTTP: a quiz draws from them, and every attempt keeps what its seed drew."""

from typing import Any
from uuid import UUID

from models.actions.live_sessions import create_session
from models.tables.live import LiveSession
from tests.school import NOW, TRUE_FALSE, Course, School, course_by


async def _bank(course: Course, count: int, **fields: Any) -> str:
    bank = await course.owner.make(f"{course.path}/banks", {"title": "Projections"})
    for at in range(count):
        tags = ["hard" if at % 2 else "easy"]
        question = {**TRUE_FALSE, "stem": f"Statement {at}", "tags": tags, "points": 5, **fields}
        _ = await course.owner.make(f"/banks/{bank.id}/questions", question)
    return bank.id


async def test_a_bank_is_made_filled_listed_renamed_and_removed(school: School) -> None:
    course = await course_by(await school.teacher())
    bank = await _bank(course, 3)

    renamed = await course.owner.patch(f"/banks/{bank}", {"title": "Globes"})
    listed = (await course.owner.get(f"{course.path}/banks?count=true")).body
    first = (await course.owner.get(f"/banks/{bank}/questions?limit=2&count=true")).body
    rest = (await course.owner.get(f"/banks/{bank}/questions?cursor={first['next']}")).body["items"]
    changed = await course.owner.patch(f"/questions/{rest[0]['id']}", {"stem": "Other words"})

    assert (renamed.body["title"], renamed.body["question_count"]) == ("Globes", 3)
    assert [each["id"] for each in listed["items"]] == [bank]
    assert (first["total"], listed["total"]) == (3, 1)
    assert [each["stem"] for each in [*first["items"], *rest]] == ["Statement 0", "Statement 1", "Statement 2"]
    assert (changed.body["version"], changed.body["bank_id"], changed.body["quiz_id"]) == (2, bank, None)
    assert (await course.owner.delete(f"/banks/{bank}")).status == 204
    assert (await course.owner.get(f"/banks/{bank}/questions")).status == 404
    assert (await course.owner.patch(f"/questions/{rest[0]['id']}", {"stem": "Gone"})).status == 404


async def test_strangers_and_learners_see_no_bank(school: School) -> None:
    course, student = await course_by(await school.teacher()), await school.person("Sam")
    bank = await _bank(course, 1)
    _ = await course.enroll(student)

    for person in (student, await school.teacher("Other"), await school.person("Eve")):
        assert (await person.get(f"{course.path}/banks")).status in {403, 404}
        assert (await person.get(f"/banks/{bank}/questions")).status in {403, 404}
        assert (await person.post(f"/banks/{bank}/questions", TRUE_FALSE)).status in {403, 404}


async def test_each_attempt_draws_by_its_own_seed_and_keeps_what_it_drew(school: School) -> None:
    course, quiz_fields = await course_by(await school.teacher()), {"title": "Check"}
    bank = await _bank(course, 12)
    quiz = (await course.owner.make(f"{course.path}/quizzes", quiz_fields)).id
    _ = await course.owner.make(f"/quizzes/{quiz}/questions", {**TRUE_FALSE, "stem": "Own"})
    draw = await course.owner.make(
        f"/quizzes/{quiz}/draws", {"bank_id": bank, "count": 2, "tags": ["hard"], "points": 3}
    )
    _ = await course.owner.make(f"/quizzes/{quiz}/draws", {"bank_id": bank, "count": 3})
    card = (await course.owner.post(f"/quizzes/{quiz}/publish")).body

    drawn = []
    for name in ("Ana", "Ben", "Cleo", "Dan"):
        student = await school.person(name)
        _ = await course.enroll(student)
        attempt = await student.make(f"/quizzes/{quiz}/attempts", {})
        again = await student.post(f"/quizzes/{quiz}/attempts", {})
        assert [each["id"] for each in attempt.body["questions"]] == [each["id"] for each in again.body["questions"]]
        drawn.append(attempt.body["questions"])

    assert (card["question_count"], card["points"]) == (6, 10.0)
    for questions in drawn:
        assert [each["points"] for each in questions] == [1, 3, 3, 1, 1, 1]
        assert questions[0]["stem"] == "Own"
        assert all(int(each["stem"].split()[1]) % 2 for each in questions[1:3])
        assert len({each["id"] for each in questions}) == 6
    assert len({tuple(each["id"] for each in questions) for questions in drawn}) > 1

    assert (await course.owner.delete(f"/banks/{bank}")).body["code"] == "bank_in_use"
    assert (await course.owner.delete(f"/draws/{draw.id}")).status == 204
    left = (await course.owner.get(f"/quizzes/{quiz}/draws")).body["items"]
    assert [each["count"] for each in left] == [3]


async def test_a_live_session_plays_what_chance_drew_for_it_once_for_everyone(school: School) -> None:
    course = await course_by(await school.teacher())
    bank, quiz = (
        await _bank(course, 12),
        await course.quiz({**TRUE_FALSE, "stem": "Own"}, {"kind": "essay", "stem": "Why?"}),
    )
    _ = await course.owner.make(f"/banks/{bank}/questions", {"kind": "essay", "stem": "Never live", "tags": ["hard"]})
    _ = await course.owner.make(f"/quizzes/{quiz}/draws", {"bank_id": bank, "count": 5, "tags": ["hard"], "points": 3})

    plans, owner = [], course.owner.id
    assert owner is not None
    for _ in range(4):
        session = await create_session(UUID(quiz), owner, {"scoring": "accuracy"}, now=NOW)
        plans.append((await LiveSession.get(id=session.id)).plan)
        assert [each["kind"] for each in session.settings["skipped"]] == ["essay"]

    for plan in plans:
        assert [each["points"] for each in plan] == [1, 3, 3, 3, 3, 3]
        assert len({each["id"] for each in plan}) == 6
        assert all(int(each["stem"].split()[1]) % 2 for each in plan[1:])
    assert len({tuple(each["id"] for each in plan) for plan in plans}) > 1


async def test_a_draw_needs_a_bank_of_the_course_with_enough_questions(school: School) -> None:
    teacher = await school.teacher()
    course, other = await course_by(teacher), await course_by(teacher)
    quiz, bank = await course.quiz(), await _bank(course, 4)

    few = await teacher.post(f"/quizzes/{quiz}/draws", {"bank_id": bank, "count": 3, "tags": ["hard"]})
    foreign = await teacher.post(f"/quizzes/{quiz}/draws", {"bank_id": await _bank(other, 4)})

    assert (few.status, few.codes, foreign.status, foreign.codes) == (422, {"too_few"}, 422, {"unknown_id"})


async def test_a_quiz_that_only_draws_may_be_published(school: School) -> None:
    course = await course_by(await school.teacher())
    bank = await _bank(course, 2)
    quiz = (await course.owner.make(f"{course.path}/quizzes", {"title": "Check"})).id
    _ = await course.owner.make(f"/quizzes/{quiz}/draws", {"bank_id": bank})

    assert (await course.owner.post(f"/quizzes/{quiz}/publish")).status == 200
