"""Analytics over HTTP: small histories made by hand, with every figure worked out beside them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from uuid import UUID

import pytest

from models.actions.analytics import add_up
from models.rules.access import CourseRole
from models.tables.assignments import Assignment, Submission
from models.tables.courses import CourseStaff
from models.tables.enrollments import Enrollment
from models.tables.quizzes import Quiz
from models.tables.users import User
from server.keys import CACHE
from tests.handlers.histories import DAY, place, sold, table_of, touched, tried
from tests.school import NOW, Course, Person, School, course_by

ROUTES = ("", "/funnel", "/lessons", "/at-risk", "/cohorts")


@pytest.fixture
async def course(school: School) -> Course:
    return await course_by(await school.teacher())


async def six_people_come(school: School, course: Course, quiz: str) -> None:
    """Three learn, one of them to the end; one waits, one declined, one's time is over. Two pay, one of them twice."""
    people = [await school.person(name) for name in ("Ann", "Ben", "Cem", "Dia", "Eli", "Fay")]
    ann, ben, cem, _, _, _ = [
        await place(course, people[0], days_ago=9, state="completed", percent=100, completed_at=NOW - DAY),
        await place(course, people[1], days_ago=9, state="active", percent=50, last_seen_at=NOW),
        await place(course, people[2], days_ago=8, state="active", percent=0),
        await place(course, people[3], days_ago=3, state="waiting"),
        await place(course, people[4], days_ago=3, state="dropped", reason="declined", ended_at=NOW),
        await place(course, people[5], days_ago=3, state="expired", reason="access_ended", ended_at=NOW),
    ]
    await touched(ann, course.lesson_id, seconds=300)
    _ = await tried(ann, quiz, 40.0, days_ago=2), await tried(ann, quiz, 90.0, days_ago=1, number=2)
    _ = await tried(ben, quiz, 65.0)
    await touched(cem, course.lesson_id, state="in_progress", seconds=40)
    await sold(course, people[0], 5000, "KWD")
    await sold(course, people[1], 3000, "KWD", refunded=1000)
    await sold(course, people[1], 900, "EUR")


async def test_a_course_tells_its_learners_scores_time_and_money(school: School, course: Course) -> None:
    quiz = await course.quiz()
    await six_people_come(school, course, quiz)

    body = (await course.owner.get(f"/analytics/courses/{course.id}?tz=UTC")).body

    assert body["learners"] == {
        "enrolled": 4,
        "started": 3,
        "halfway": 2,
        "completed": 1,
        "certified": 0,
        "active": 2,
        "ended": 1,
        "seen_this_week": 1,
        "median_percent": 50.0,
    }
    assert (body["seconds"], body["median_seconds"]) == (300 + 40 + 3 * 600, 600.0), "1500, 600 and 40 s"
    assert body["scores"] == [0, 0, 0, 0, 0, 0, 1, 0, 0, 1], "the better of Ann's attempts counts"
    assert body["quizzes"] == [
        {
            "quiz_id": quiz,
            "title": "Check",
            "pass_percent": 70.0,
            "attempts": 3,
            "learners": 2,
            "passed": 1,
            "mean_percent": 77.5,
            "median_percent": 77.5,
        }
    ]
    euro = {"currency": "EUR", "sales": 1, "gross_minor": 900, "discounts_minor": 100, "refunds_minor": 0}
    dinar = {"currency": "KWD", "sales": 2, "gross_minor": 8000, "discounts_minor": 200, "refunds_minor": 1000}
    rest = {"disputes_minor": 0}
    assert body["money"] == [{**euro, **rest, "net_minor": 800}, {**dinar, **rest, "net_minor": 6800}]
    days_tell_what_happened_when({day["day"]: day["counts"] for day in body["days"]})


def days_tell_what_happened_when(days: dict[str, dict[str, int]]) -> None:
    assert len(days) == 30
    assert days["2026-02-21"]["enrolled"] == 2
    assert (days["2026-03-01"]["completed"], days["2026-03-01"]["attempts"], days["2026-03-01"]["passed"]) == (1, 1, 1)
    assert days["2026-03-02"] == dict.fromkeys(days["2026-03-02"], 0) | {
        "ended": 1,
        "lessons": 1,
        "attempts": 1,
        "quiz_seconds": 600,
    }


@pytest.mark.parametrize(
    ("zone", "day"), [("UTC", "2026-03-01"), ("Asia/Kathmandu", "2026-03-02"), ("America/New_York", "2026-03-01")]
)
async def test_a_day_is_the_day_of_the_zone(school: School, course: Course, zone: str, day: str) -> None:
    late = datetime(2026, 3, 1, 18, 16, tzinfo=NOW.tzinfo)
    assert course.owner.id is not None
    _ = await User.filter(id=course.owner.id).update(time_zone=zone)
    row = await place(course, await school.person("Sam"), state="active")
    _ = await Enrollment.filter(id=row.id).update(enrolled_at=late)
    body = (await course.owner.get(f"/analytics/courses/{course.id}?from=2026-02-28&to=2026-03-03")).body
    assert body["time_zone"] == zone, "one's own, unless another is asked for"
    assert [each["day"] for each in body["days"] if each["counts"]["enrolled"]] == [day]


async def test_the_funnel_tells_how_far_those_came_who_enrolled_then(school: School, course: Course) -> None:
    first = await place(course, await school.person("Ann"), days_ago=20, state="active", percent=50)
    _ = await place(course, await school.person("Ben"), days_ago=1, state="active")
    await touched(first, course.lesson_id)
    every = (await course.owner.get(f"/analytics/courses/{course.id}/funnel")).body
    assert [(step["step"], step["learners"], step["share"]) for step in every["steps"]] == [
        ("enrolled", 2, 1.0),
        ("started", 1, 0.5),
        ("halfway", 1, 0.5),
        ("completed", 0, 0.0),
        ("certified", 0, 0.0),
    ]
    late = (await course.owner.get(f"/analytics/courses/{course.id}/funnel?from=2026-03-01")).body
    assert [step["learners"] for step in late["steps"]] == [1, 0, 0, 0, 0]
    nobody = (await course.owner.get(f"/analytics/courses/{course.id}/funnel?from=2020-01-01&to=2020-01-02")).body
    assert nobody["steps"][0]["share"] is None


async def test_lessons_tell_who_stopped_where(school: School, course: Course) -> None:
    sections = f"/sections/{course.section_id}/lessons"
    second = (await course.owner.make(sections, {"title": "=2", "kind": "text", "body": "x"})).id
    third = (await course.owner.make(sections, {"title": "3", "kind": "text", "body": "x", "optional": True})).id
    ann, ben, cem = [await place(course, await school.person(name), state="active") for name in ("Ann", "Ben", "Cem")]
    for row in (ann, ben, cem):
        await touched(row, course.lesson_id, seconds=60)
    await touched(ann, second, seconds=30)
    await touched(ben, second, state="in_progress", seconds=90)
    await touched(ann, third)
    path = f"/analytics/courses/{course.id}/lessons"

    lessons = (await course.owner.get(path)).body["lessons"]

    names = ("reached", "done", "stopped", "drop_off", "seconds", "median_seconds")
    assert [tuple(each[name] for name in names) for each in lessons] == [
        (3, 3, 1, pytest.approx(1 / 3), 180, 60.0),
        (2, 1, 1, 0.5, 120, 60.0),
        (1, 1, 1, 1.0, 0, None),
    ]
    assert [each["lesson_id"] for each in lessons] == [course.lesson_id, second, third]
    sheet = table_of(await course.owner.get(path, Accept="text/csv"))
    assert [line["title"] for line in sheet] == ["Begin here", "'=2", "3"], "no cell is a formula"


async def test_the_list_of_those_at_risk_adds_up(school: School, course: Course) -> None:
    quiz = await course.quiz()
    _ = await Quiz.filter(id=quiz).update(grading="latest")
    work = Assignment(course_id=UUID(course.id), title="Essay", due_at=NOW - DAY, created_at=NOW, updated_at=NOW)
    await work.save()
    for name in ("Ann", "Ben", "Cem", "Dia", "Eli"):
        row = await place(course, await school.person(name), days_ago=30, state="active", percent=80, last_seen_at=NOW)
        await Submission(
            assignment_id=work.id, enrollment_id=row.id, user_id=row.user_id, number=1, handed_in_at=NOW
        ).save()
    gone = await place(course, await school.person("=Zed"), days_ago=30, state="active", percent=60)
    _ = await tried(gone, quiz, 90.0, days_ago=13), await tried(gone, quiz, 10.0, days_ago=12.5, number=2)
    _ = await place(course, await school.person("New"), days_ago=5, state="active")
    _ = await place(course, await school.person("Out"), days_ago=30, state="dropped", ended_at=NOW)

    path = f"/analytics/courses/{course.id}/at-risk"
    body = (await course.owner.get(path)).body

    assert [(each["full_name"], each["score"], each["level"]) for each in body["learners"]] == [
        ("=Zed", 40, "medium"),
        ("New", 37, "medium"),
    ]
    reasons = {
        each["full_name"]: [(one["reason"], one["number"], one["points"]) for one in each["reasons"]]
        for each in body["learners"]
    }
    assert reasons["=Zed"] == [("away", 12, 15), ("behind", 20, 12), ("overdue_work", 1, 7), ("failed_quizzes", 1, 6)]
    assert reasons["New"] == [("behind", 80, 25), ("overdue_work", 1, 7), ("away", 5, 3), ("not_started", 5, 2)]
    for each in body["learners"]:
        assert each["score"] == sum(one["points"] for one in each["reasons"])
    assert sum(weight["most"] for weight in body["weights"]) == 100
    sheet = table_of(await course.owner.get(path, Accept="text/csv"))
    assert [line["full_name"] for line in sheet] == ["'=Zed", "New"]
    assert (sheet[0]["away"], sheet[0]["away_points"], sheet[0]["not_started_points"]) == ("12", "15", "0")


async def test_cohorts_are_those_of_one_week_of_the_zone(school: School, course: Course) -> None:
    monday = 14 + 9 / 24  # Monday 16 February, 00:00 in UTC; still Sunday in New York
    ann = await place(course, await school.person("Ann"), days_ago=monday, state="active")
    ben = await place(course, await school.person("Ben"), days_ago=monday - 1, state="completed", completed_at=NOW)
    _ = await place(course, await school.person("Cem"), days_ago=1, state="active")
    await touched(ann, course.lesson_id, days_ago=13)
    await touched(ben, course.lesson_id, days_ago=6)
    quiz = await course.quiz()
    _ = await tried(ben, quiz, 50.0, days_ago=6)
    path = f"/analytics/courses/{course.id}/cohorts"

    body = (await course.owner.get(f"{path}?tz=UTC")).body

    shape = [(each["week"], each["learners"], each["completed"], each["active"]) for each in body["cohorts"]]
    assert shape == [("2026-W08", 2, 1, [1, 1, 0]), ("2026-W09", 1, 0, [0, 0])]
    there = (await course.owner.get(f"{path}?tz=America/New_York")).body
    assert [each["week"] for each in there["cohorts"]] == ["2026-W07", "2026-W08", "2026-W09"]
    sheet = table_of(await course.owner.get(f"{path}?tz=UTC", Accept="text/csv"))
    assert sheet[1]["week_2"] == ""


async def test_whoever_may_not_see_figures_gets_none_though_they_are_kept(school: School, course: Course) -> None:
    """Cached analytics were once served before the role was checked."""
    sam, stranger, admin = await school.person("Sam"), await school.teacher("Eve"), await school.admin()
    _ = await place(course, sam, state="active")
    helper = await school.teacher("Hal")
    assert helper.id is not None
    await CourseStaff(course_id=UUID(course.id), user_id=helper.id, role=CourseRole.ASSISTANT, created_at=NOW).save()
    for tail in ROUTES:
        path = f"/analytics/courses/{course.id}{tail}"
        asked = [(await who.get(path)).status for who in (course.owner, helper, admin, sam, stranger, school.nobody)]
        assert asked == [200, 200, 200, 403, 403, 401], path
    path = f"/analytics/instructors/{course.owner.id}"
    asked = [(await who.get(path)).status for who in (course.owner, admin, stranger, sam, school.nobody)]
    assert asked == [200, 200, 404, 403, 401]
    asked = [(await who.get("/analytics/system")).status for who in (admin, stranger, sam, school.nobody)]
    assert asked == [200, 403, 403, 401]
    assert (await admin.get(f"/analytics/instructors/{sam.id}")).status == 404, "no teacher"
    draft = await course_by(course.owner, published=False)
    assert (await sam.get(f"/analytics/courses/{draft.id}")).status == 404


async def test_figures_are_kept_for_seconds_and_made_anew_without_redis(school: School, course: Course) -> None:
    path = f"/analytics/courses/{course.id}"
    assert (await course.owner.get(path)).body["learners"]["enrolled"] == 0
    _ = await place(course, await school.person("Sam"), state="active")
    assert (await course.owner.get(path)).body["learners"]["enrolled"] == 0, "kept"
    assert (await course.owner.get(f"{path}?tz=Asia/Kuwait")).body["learners"]["enrolled"] == 1, "another question"
    app = course.owner.client.app
    assert app is not None
    app[CACHE]._retry_at = float("inf")
    assert (await course.owner.get(path)).body["learners"]["enrolled"] == 1, "Redis is left alone"


@pytest.mark.parametrize(
    "query",
    ["tz=Mars/Olympus", "from=2026-03-02&to=2026-03-01", "from=2020-01-01&to=2026-01-01", "from=soon", "sort=x"],
)
async def test_a_question_that_makes_no_sense_is_refused(school: School, course: Course, query: str) -> None:
    assert (await course.owner.get(f"/analytics/courses/{course.id}?{query}")).status == 422


async def test_a_zone_that_only_python_knows_means_utc(school: School, course: Course) -> None:
    answer = await course.owner.get(f"/analytics/courses/{course.id}/cohorts?tz=localtime")
    assert (answer.status, answer.body["time_zone"]) == (200, "UTC")


async def test_every_table_is_also_csv_and_agrees_with_the_job(school: School, course: Course) -> None:
    sam = await school.person("Sam")
    row = await place(course, sam, state="active", days_ago=4)
    await touched(row, course.lesson_id)
    paths: Mapping[str, Person] = {
        **{f"/analytics/courses/{course.id}{tail}": course.owner for tail in ROUTES},
        **dict.fromkeys(("/analytics/me", "/analytics/me/dashboard"), sam),
    }
    before = {path: table_of(await who.get(path, Accept="text/csv")) for path, who in paths.items()}
    assert all(before.values())
    assert await add_up() > 0
    app = course.owner.client.app
    assert app is not None
    app[CACHE]._retry_at = float("inf")
    for path, who in paths.items():
        assert table_of(await replace(who).get(path, Accept="text/csv")) == before[path], path
