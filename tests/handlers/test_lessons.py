"""Sections and lessons over HTTP: who reads them, what rules are refused, and how the whole order is set."""

import asyncio
from uuid import uuid4

import pytest

from tests.school import TEXT_LESSON, School, course_by


async def test_a_lesson_of_a_published_course_is_not_readable_by_everyone(school: School) -> None:
    course = await course_by(await school.teacher())
    student = await school.person("Sam")
    path = f"/lessons/{course.lesson_id}"

    assert (await school.nobody.get(path)).status == 401
    refusal = await student.get(path)
    assert (refusal.status, refusal.body["reason"]) == (403, "not_enrolled")
    _ = await course.enroll(student)
    assert (await student.get(path)).body["body"] == TEXT_LESSON["body"]
    assert (await course.owner.get(path)).status == 200


async def test_a_preview_is_public_once_the_course_is(school: School) -> None:
    course = await course_by(await school.teacher(), published=False)
    path = f"/lessons/{course.lesson_id}"
    _ = await course.owner.patch(path, {"preview": True})

    assert (await school.nobody.get(path)).status == 404
    _ = await course.owner.post(f"{course.path}/publish")
    assert (await school.nobody.get(path)).status == 200


async def test_who_dropped_out_reads_no_more(school: School) -> None:
    course = await course_by(await school.teacher())
    student = await school.person("Sam")
    enrollment = await course.enroll(student)

    assert (await student.delete(f"/enrollments/{enrollment}")).status == 204

    assert (await student.get(f"/lessons/{course.lesson_id}")).body["reason"] == "not_enrolled"


async def test_the_outline_shows_titles_but_no_content(school: School) -> None:
    course = await course_by(await school.teacher())

    outline = await school.nobody.get(f"{course.path}/outline")

    assert [section["title"] for section in outline.body["sections"]] == ["Projections"]
    assert [lesson["title"] for lesson in outline.body["sections"][0]["lessons"]] == ["Begin here"]
    assert "body" not in outline.body["sections"][0]["lessons"][0]


async def test_a_child_of_another_course_is_not_reached_through_ones_own(school: School) -> None:
    mine = await course_by(await school.teacher())
    other = await course_by(await school.teacher("Other"))

    assert (await mine.owner.patch(f"/sections/{other.section_id}", {"title": "Mine"})).status == 403
    assert (await mine.owner.post(f"/sections/{other.section_id}/lessons", TEXT_LESSON)).status == 403
    assert (await mine.owner.delete(f"/lessons/{other.lesson_id}")).status == 403
    order = {"sections": [{"id": other.section_id, "lessons": [mine.lesson_id]}]}
    assert (await mine.owner.put(f"{mine.path}/order", order)).codes == {"unknown_id", "left_out"}
    foreign_quiz = {"title": "Quiz", "kind": "quiz", "quiz_id": await other.quiz()}
    assert (await mine.owner.post(f"/sections/{mine.section_id}/lessons", foreign_quiz)).codes == {"unknown_id"}
    foreign_lock = {**TEXT_LESSON, "unlock": {"after_lesson": other.lesson_id}}
    assert (await mine.owner.post(f"/sections/{mine.section_id}/lessons", foreign_lock)).codes == {"unknown_id"}


@pytest.mark.parametrize(
    ("lesson", "code"),
    [
        ({"kind": "quiz", "completion": {"rule": "mark"}}, "needs_pass"),
        ({"kind": "text", "completion": {"rule": "pass"}}, "no_quiz"),
        ({"kind": "text", "completion": {"rule": "submit"}}, "no_assignment"),
        ({"kind": "text", "quiz_id": str(uuid4())}, "not_for_this_kind"),
        ({"kind": "video", "video_url": "javascript:alert(1)"}, "value_error"),
        ({"kind": "text", "unlock": {"days_after_enrollment": -1}}, "greater_than_equal"),
        ({"kind": "hologram"}, "enum"),
        ({"kind": "text", "state": "done"}, "unknown_field"),
    ],
)
async def test_a_lesson_that_cannot_work_is_refused(school: School, lesson: dict[str, object], code: str) -> None:
    course = await course_by(await school.teacher())

    refusal = await course.owner.post(f"/sections/{course.section_id}/lessons", {"title": "Lesson", **lesson})

    assert (refusal.status, refusal.codes) == (422, {code})


async def test_lessons_cannot_wait_for_each_other_in_a_circle(school: School) -> None:
    course = await course_by(await school.teacher())
    second = await course.owner.make(
        f"/sections/{course.section_id}/lessons", {**TEXT_LESSON, "unlock": {"after_lesson": course.lesson_id}}
    )

    circle = await course.owner.patch(f"/lessons/{course.lesson_id}", {"unlock": {"after_lesson": second.id}})
    itself = await course.owner.patch(f"/lessons/{course.lesson_id}", {"unlock": {"after_lesson": course.lesson_id}})
    freed = await course.owner.patch(f"/lessons/{second.id}", {"unlock": None})

    assert (circle.codes, itself.codes) == ({"circle"}, {"circle"})
    assert (freed.status, freed.body["unlock"]) == (200, None)


async def test_the_whole_order_is_set_at_once_and_lessons_may_move(school: School) -> None:
    course = await course_by(await school.teacher())
    second = await course.owner.make(f"{course.path}/sections", {"title": "Borders"})
    lesson = await course.owner.make(f"/sections/{course.section_id}/lessons", TEXT_LESSON)
    order = {
        "sections": [
            {"id": second.id, "lessons": [lesson.id, course.lesson_id]},
            {"id": course.section_id, "lessons": []},
        ]
    }

    answer = await course.owner.put(f"{course.path}/order", order)

    shown = [(part["id"], [each["id"] for each in part["lessons"]]) for part in answer.body["sections"]]
    assert shown == [(second.id, [lesson.id, course.lesson_id]), (course.section_id, [])]


@pytest.mark.parametrize(
    ("mistake", "code"), [("leave out", "left_out"), ("repeat", "duplicate"), ("invent", "unknown_id")]
)
async def test_an_order_that_is_not_whole_changes_nothing(school: School, mistake: str, code: str) -> None:
    course = await course_by(await school.teacher())
    before = (await course.owner.get(f"{course.path}/outline")).body
    lessons = {
        "leave out": [],
        "repeat": [course.lesson_id, course.lesson_id],
        "invent": [course.lesson_id, str(uuid4())],
    }[mistake]

    order = {"sections": [{"id": course.section_id, "lessons": lessons}]}
    refusal = await course.owner.put(f"{course.path}/order", order)

    assert (refusal.status, refusal.body["code"], refusal.codes) == (422, "order_mismatch", {code})
    assert (await course.owner.get(f"{course.path}/outline")).body == before


async def test_orders_and_additions_at_the_same_time_leave_one_course_that_is_whole(school: School) -> None:
    course = await course_by(await school.teacher())
    sections = [course.section_id] + [
        (await course.owner.make(f"{course.path}/sections", {"title": f"Part {number}"})).id for number in range(3)
    ]

    async def reorder(turn: int) -> None:
        order = [*sections[turn:], *sections[:turn]]
        places = [{"id": each, "lessons": [course.lesson_id] if each == course.section_id else []} for each in order]
        assert (await course.owner.put(f"{course.path}/order", {"sections": places})).status in {200, 422}

    async def change(number: int) -> None:
        assert (await course.owner.patch(f"/lessons/{course.lesson_id}", {"minutes": number})).status == 200
        section = await course.owner.make(f"{course.path}/sections", {"title": f"More {number}"})
        assert (await course.owner.delete(f"/sections/{section.id}")).status == 204

    _ = await asyncio.gather(*map(reorder, range(4)), *map(change, range(4)))

    outline = (await course.owner.get(f"{course.path}/outline")).body["sections"]
    assert sorted(part["id"] for part in outline) == sorted(sections)


async def test_removing_a_section_takes_its_lessons_out_of_the_course(school: School) -> None:
    course = await course_by(await school.teacher())

    assert (await course.owner.delete(f"/sections/{course.section_id}")).status == 204

    assert (await course.owner.get(f"/lessons/{course.lesson_id}")).status == 404
    assert (await course.owner.get(f"{course.path}/outline")).body["sections"] == []


async def test_a_stale_tag_changes_no_lesson(school: School) -> None:
    course = await course_by(await school.teacher())
    read = await course.owner.get(f"/lessons/{course.lesson_id}")
    _ = await course.owner.patch(f"/lessons/{course.lesson_id}", {"title": "New"}, if_match=read.etag)

    assert (await course.owner.patch(f"/lessons/{course.lesson_id}", {"title": "X"}, if_match=read.etag)).status == 412
    assert (await course.owner.delete(f"/lessons/{course.lesson_id}", if_match=read.etag)).status == 412
