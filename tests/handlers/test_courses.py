"""Courses over HTTP: who may see and change them, what publishing asks, and how lists are paged."""

from datetime import timedelta

import pytest

from tests.school import NOW, School, course_by


async def test_a_new_course_is_a_draft_with_its_maker_as_owner(school: School) -> None:
    teacher = await school.teacher("Noor")

    course = await teacher.make(
        "/courses",
        {"title": "How Maps Lie", "tags": ["maps", "maps"], "price": {"amount": 12500, "currency": "KWD"}},
    )

    assert course.headers["Location"] == f"/api/v1/courses/{course.id}"
    assert course.body["state"] == "draft"
    assert course.body["slug"] == "how-maps-lie"
    assert course.body["tags"] == ["maps"]
    assert course.body["price"] == {"amount": 12500, "currency": "KWD"}
    assert course.body["staff"] == [{"user_id": str(teacher.id), "full_name": "Noor", "role": "owner"}]
    assert course.body["rating"] == {"average": None, "count": 0}
    assert course.body["counts"] == {"sections": 0, "lessons": 0, "quizzes": 0, "learners": 0}


async def test_students_and_strangers_make_no_courses(school: School) -> None:
    student = await school.person("Sam")

    assert (await student.post("/courses", {"title": "Mine"})).status == 403
    assert (await school.nobody.post("/courses", {"title": "Mine"})).status == 401


async def test_a_draft_is_known_to_its_staff_alone(school: School) -> None:
    teacher, other, admin = await school.teacher(), await school.teacher("Other"), await school.admin()
    course = await course_by(teacher, published=False)

    assert [(await person.get(course.path)).status for person in (teacher, admin)] == [200, 200]
    assert [(await person.get(course.path)).status for person in (other, school.nobody)] == [404, 404]
    assert (await other.patch(course.path, {"title": "Stolen"})).status == 404
    assert (await other.get("/courses")).body["items"] == []


async def test_staff_of_another_course_may_not_change_a_published_one(school: School) -> None:
    course = await course_by(await school.teacher())
    other = await school.teacher("Other")

    refusal = await other.patch(course.path, {"title": "Stolen"})

    assert (refusal.status, refusal.body["reason"]) == (403, "not_staff_of_course")


async def test_a_course_is_found_by_its_slug(school: School) -> None:
    teacher = await school.teacher()
    course = await teacher.make("/courses", {"title": "كيف تكذب الخرائط"})

    found = await teacher.get(f"/courses/{course.body['slug']}")

    assert found.id == course.id
    assert course.body["slug"] == "كيف-تكذب-الخرائط"


async def test_two_courses_of_one_title_get_two_slugs_but_a_slug_of_ones_own_must_be_free(school: School) -> None:
    teacher = await school.teacher()
    first = await teacher.make("/courses", {"title": "Maps"})
    second = await teacher.make("/courses", {"title": "Maps"})

    taken = await teacher.post("/courses", {"title": "Maps again", "slug": "maps"})
    changed = await teacher.patch(f"/courses/{second.id}", {"slug": "maps"})

    assert first.body["slug"] == "maps" != second.body["slug"]
    assert (taken.status, taken.body["code"]) == (409, "slug_taken")
    assert (changed.status, changed.body["code"]) == (409, "slug_taken")


@pytest.mark.parametrize("slug", ["Maps", "a b", "-a", "a--b", "0191e0c8-0000-7000-8000-000000000000"])
async def test_a_slug_that_cannot_stand_in_an_address_is_refused(school: School, slug: str) -> None:
    teacher = await school.teacher()

    refusal = await teacher.post("/courses", {"title": "Maps", "slug": slug})

    assert (refusal.status, refusal.codes) == (422, {"bad_slug"})


async def test_null_clears_a_limit_and_what_was_not_sent_stays(school: School) -> None:
    teacher = await school.teacher()
    course = await teacher.make("/courses", {"title": "Maps", "capacity": 3, "summary": "Short", "access_days": 30})

    changed = await teacher.patch(f"/courses/{course.id}", {"capacity": None, "summary": None})

    assert (changed.body["capacity"], changed.body["summary"], changed.body["access_days"]) == (None, "", 30)
    assert (await teacher.patch(f"/courses/{course.id}", {"title": None})).status == 422


async def test_a_stale_tag_changes_nothing(school: School) -> None:
    teacher = await school.teacher()
    course = await teacher.make("/courses", {"title": "Maps"})
    changed = await teacher.patch(f"/courses/{course.id}", {"title": "Maps II"}, if_match=course.etag)

    stale = await teacher.patch(f"/courses/{course.id}", {"title": "Maps III"}, if_match=course.etag)
    deleted = await teacher.delete(f"/courses/{course.id}", if_match=course.etag)

    assert (changed.status, stale.status, deleted.status) == (200, 412, 412)
    assert (await teacher.get(f"/courses/{course.id}")).body["title"] == "Maps II"


async def test_publishing_tells_everything_that_is_missing_at_once(school: School) -> None:
    teacher = await school.teacher()
    course = await teacher.make("/courses", {"title": "Maps"})
    empty = await teacher.post(f"/courses/{course.id}/publish")
    section = await teacher.make(f"/courses/{course.id}/sections", {"title": "One"})
    for lesson in ({"kind": "text"}, {"kind": "video"}, {"kind": "quiz"}):
        _ = await teacher.make(f"/sections/{section.id}/lessons", {"title": "Lesson", **lesson})

    refusal = await teacher.post(f"/courses/{course.id}/publish")

    assert (empty.status, [lack["code"] for lack in empty.body["missing"]]) == (409, ["no_section", "no_lesson"])
    assert refusal.body["code"] == "not_ready"
    assert [lack["code"] for lack in refusal.body["missing"]] == ["no_text", "no_video", "no_quiz"]


async def test_publishing_twice_is_publishing_once_and_can_be_taken_back(school: School) -> None:
    course = await course_by(await school.teacher())

    again = await course.owner.post(f"{course.path}/publish")
    hidden = await course.owner.post(f"{course.path}/unpublish")

    assert (again.status, again.body["state"]) == (200, "published")
    assert hidden.body["state"] == "draft"
    assert (await school.nobody.get(course.path)).status == 404


async def test_a_deleted_course_is_archived_and_still_there_for_its_learners(school: School) -> None:
    course = await course_by(await school.teacher())
    student = await school.person("Sam")
    enrollment = await course.enroll(student)

    assert (await course.owner.delete(course.path)).status == 204

    assert (await course.owner.get(course.path)).body["state"] == "archived"
    assert (await student.get(course.path)).status == 200
    assert (await student.get(f"/enrollments/{enrollment}")).status == 200
    assert (await school.nobody.get(course.path)).status == 404


async def test_pages_follow_each_other_without_gap_or_repetition(school: School) -> None:
    teacher = await school.teacher()
    made = [(await course_by(teacher, title=f"Course {number}")).id for number in range(5)]

    for sort, expected in (("newest", made[::-1]), ("oldest", made), ("title", made)):
        found: list[str] = []
        path: str | None = f"/courses?limit=2&sort={sort}"
        while path:
            page = (await school.nobody.get(path)).body
            found += [course["id"] for course in page["items"]]
            path = page["next"] and f"/courses?limit=2&sort={sort}&cursor={page['next']}"
        assert found == expected


async def test_filters_narrow_the_list_and_the_total_counts_all(school: School) -> None:
    teacher, other = await school.teacher(), await school.teacher("Other")
    _ = await course_by(teacher, title="Free 100%", category="Maps", tags=["art"], difficulty="beginner")
    _ = await course_by(teacher, title="Paid", price={"amount": 5, "currency": "USD"}, tags=["science"])
    _ = await course_by(other, title="Else")

    async def titles(query: str) -> list[str]:
        return [course["title"] for course in (await school.nobody.get(f"/courses?sort=title&{query}")).body["items"]]

    assert await titles("price=paid") == ["Paid"]
    assert await titles("price=free") == ["Else", "Free 100%"]
    assert await titles("tag=art") == ["Free 100%"]
    assert await titles("category=maps") == ["Free 100%"]
    assert await titles("difficulty=beginner") == ["Free 100%"]
    assert await titles(f"instructor={other.id}") == ["Else"]
    assert (await school.nobody.get("/courses?count=true&limit=1")).body["total"] == 3


async def test_mine_shows_drafts_to_their_staff_and_needs_an_account(school: School) -> None:
    teacher = await school.teacher()
    draft = await course_by(teacher, published=False)
    _ = await course_by(await school.teacher("Other"))

    mine = await teacher.get("/courses?mine=true")

    assert [course["id"] for course in mine.body["items"]] == [draft.id]
    assert (await school.nobody.get("/courses?mine=true")).status == 401


@pytest.mark.parametrize("query", ["sort=password", "limit=0", "limit=1000000000", "cursor=AAAA", "colour=red"])
async def test_a_query_that_makes_no_sense_is_refused(school: School, query: str) -> None:
    assert (await school.nobody.get(f"/courses?{query}")).status == 422


async def test_enrolment_cannot_close_before_it_opens(school: School) -> None:
    teacher = await school.teacher()
    window = {"enroll_opens_at": NOW.isoformat(), "enroll_closes_at": (NOW - timedelta(days=1)).isoformat()}

    assert (await teacher.post("/courses", {"title": "Maps", **window})).codes == {"before_opening"}


async def test_words_are_found_in_any_form_and_titles_count_more_than_texts(school: School) -> None:
    teacher = await school.teacher()
    _ = await course_by(teacher, title="Cooking", description="Even a cook needs maps of the market.")
    _ = await course_by(teacher, title="Map projections", tags=["geography"])
    _ = await course_by(teacher, title="لماذا ننام؟", summary="النوم والدماغ", language="ar")

    async def titles(query: str) -> list[str]:
        return [course["title"] for course in (await school.nobody.get(f"/courses?q={query}")).body["items"]]

    assert await titles("map") == ["Map projections", "Cooking"]
    assert await titles("geography") == ["Map projections"]
    assert await titles("maps -cook") == ["Map projections"]
    assert await titles("ننام") == ["لماذا ننام؟"]
    assert await titles("map&sort=title") == ["Cooking", "Map projections"]
    assert await titles("%27%22%28%26%21") == []


async def test_a_misspelt_word_finds_titles_that_are_written_alike_page_by_page(school: School) -> None:
    teacher = await school.teacher()
    made = {(await course_by(teacher, title=f"Astronomy {number}")).id for number in range(3)}
    _ = await course_by(teacher, title="Cooking")

    first = (await school.nobody.get("/courses?q=astonomy&limit=2&count=true")).body
    second = (await school.nobody.get(f"/courses?q=astonomy&limit=2&cursor={first['next']}")).body

    assert first["total"] == 3
    assert {course["id"] for course in [*first["items"], *second["items"]]} == made
    assert (len(second["items"]), second["next"]) == (1, None)


async def test_a_cursor_of_another_order_is_refused(school: School) -> None:
    teacher = await school.teacher()
    for number in range(2):
        _ = await course_by(teacher, title=f"Course {number}")

    by_title = (await school.nobody.get("/courses?limit=1&sort=title")).body["next"]

    assert (await school.nobody.get(f"/courses?sort=newest&cursor={by_title}")).status == 422
