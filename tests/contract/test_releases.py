"""What is not released yet is in no answer: drafts, scheduled courses, locked lessons, quizzes before their time."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from server.settings import Settings
from tests.contract.test_excess import shown_by
from tests.contract.test_swaps import QUERIES, filled, names_in, place
from tests.contract.world import whole_school
from tests.files import PDF, upload
from tests.school import Course, Person, School, course_by

EMBARGO = "Embargo"
QUESTION = {"kind": "true_false", "stem": f"{EMBARGO} stem", "answer": True}


async def told(person: Person, ids: Mapping[str, str]) -> list[str]:
    """The routes whose answers tell a person of something under embargo, out of all that show anything."""
    found = []
    for spec in shown_by():
        if set(names_in(spec)) <= set(ids):
            answer = await person.ask("GET", filled(spec, ids) + QUERIES.get(place(spec)[1], ""))
            if EMBARGO in str(answer.body):
                found.append(f"{place(spec)[1]} {answer.status}")
    return found


async def told_any(people: Iterable[Person], worlds: Iterable[Mapping[str, str]]) -> list[str]:
    every = list(worlds)
    return [f"{person.email}: {line}" for person in people for ids in every for line in await told(person, ids)]


async def hidden_course(owner: Person, **fields: Any) -> dict[str, str]:
    """A course that is not out, with something in it; the ids to ask for."""
    course = await course_by(owner, published=False, title=f"{EMBARGO} course", **fields)
    preview = {"title": f"{EMBARGO} lesson", "kind": "text", "body": EMBARGO, "preview": True}
    lesson = await owner.make(f"/sections/{course.section_id}/lessons", preview)
    return {"course_id": course.id, "section_id": course.section_id, "lesson_id": lesson.id}


async def test_a_course_that_is_not_out_is_known_to_its_staff_alone(settings: Settings) -> None:
    async with whole_school(settings) as school:
        owner, other, student = await school.teacher(), await school.teacher("Other"), await school.person("Mariam")
        later = (school.clock.now + timedelta(days=1)).isoformat()
        worlds = [await hidden_course(owner), await hidden_course(owner, publish_at=later)]
        taken_back = await hidden_course(owner)
        assert (await owner.post(f"/courses/{taken_back['course_id']}/publish")).status == 200
        assert await told(student, taken_back) != [], "it was out"
        assert (await owner.post(f"/courses/{taken_back['course_id']}/unpublish")).status == 200
        assert await told_any((school.nobody, student, other), [*worlds, taken_back]) == []
        assert await told(owner, worlds[0]) != []


async def locked_things(school: School, course: Course, opens: str) -> list[dict[str, str]]:
    """Lessons that open tomorrow with all that can hang on them, quizzes that are not out or not open."""
    owner, unlock = course.owner, {"unlock": {"at": opens}}
    text = {"title": "Later", "kind": "text", "body": EMBARGO, **unlock}
    lesson = (await owner.make(f"/sections/{course.section_id}/lessons", text)).id
    file = (await upload(owner, f"{EMBARGO}.pdf", PDF)).id
    assert (await owner.post(f"/lessons/{lesson}/attachments", {"file": file})).status == 201
    handing_in = {"title": "Hand in later", "kind": "assignment", **unlock}
    second = (await owner.make(f"/sections/{course.section_id}/lessons", handing_in)).id
    task = {"title": "Task", "body": EMBARGO, "lesson_id": second}
    assignment = (await owner.make(f"{course.path}/assignments", task)).id
    draft = (await owner.make(f"{course.path}/quizzes", {"title": f"{EMBARGO} quiz"})).id
    _ = await owner.make(f"/quizzes/{draft}/questions", QUESTION)
    early = await course.quiz(QUESTION, opens_at=opens)
    own = {"course_id": course.id, "section_id": course.section_id}
    return [
        {**own, "lesson_id": lesson, "file_id": file},
        {**own, "lesson_id": second, "assignment_id": assignment},
        {"quiz_id": draft},
        {"quiz_id": early},
    ]


async def test_what_opens_tomorrow_is_in_no_answer_today_and_there_tomorrow(settings: Settings) -> None:
    async with whole_school(settings) as school:
        course = await course_by(await school.teacher())
        opens = school.clock.now + timedelta(days=1)
        worlds = await locked_things(school, course, opens.isoformat())
        learner = await school.person("Mariam")
        enrollment = {"enrollment_id": await course.enroll(learner), "user_id": str(learner.id)}
        asked = [{**ids, **enrollment} for ids in worlds]
        early = await told_any((learner,), asked)
        assert not early, "\n".join(early)
        files = [await learner.get(f"/files/{ids['file_id']}{part}") for ids in worlds[:1] for part in ("", "/content")]
        assert [answer.status for answer in files] == [404, 404]
        starts = [await learner.post(f"/quizzes/{ids['quiz_id']}/attempts", {}) for ids in worlds[2:]]
        assert [answer.status in {403, 404, 409} for answer in starts] == [True, True]
        handed = await learner.post(f"/assignments/{worlds[1]['assignment_id']}/submissions", {"text": "early"})
        assert handed.status == 403
        school.clock.now = opens
        assert (await learner.get(f"/lessons/{worlds[0]['lesson_id']}")).body["body"] == EMBARGO
        assert (await learner.get(f"/assignments/{worlds[1]['assignment_id']}")).body["body"] == EMBARGO
        begun = await learner.make(f"/quizzes/{worlds[3]['quiz_id']}/attempts", {})
        assert EMBARGO in str(begun.body)
