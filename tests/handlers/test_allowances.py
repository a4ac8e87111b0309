"""Limits of one learner: extra time, attempts and dates, by profile, by override and by group, told with their source."""

from datetime import timedelta
from typing import Any

from models.queries.invariants import broken
from models.tables.quizzes import Quiz
from tests.school import NOW, TRUE_FALSE, Course, Person, School, course_by

OVER = "somebody has more attempts than allowed"
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


def _time(after: timedelta) -> str:
    return (NOW + after).isoformat().replace("+00:00", "Z")


async def _class(school: School, **quiz: Any) -> tuple[Course, Person, str]:
    course, student = await course_by(await school.teacher()), await school.person("Sam")
    quiz_id = await course.quiz(TRUE_FALSE, **quiz)
    _ = await course.enroll(student)
    return course, student, quiz_id


async def _group(course: Course, name: str, *people: Person) -> str:
    group = await course.owner.make(f"{course.path}/groups", {"name": name})
    _ = await course.owner.put(f"/groups/{group.id}/members", {"users": [str(each.id) for each in people]})
    return group.id


async def test_the_deadline_is_stretched_by_what_the_learner_is_granted_and_the_attempt_says_why(
    school: School,
) -> None:
    course, student, quiz = await _class(school, time_limit_seconds=600, closes_at=_time(HOUR))
    grant = {"time_factor": 1.5, "extra_minutes": 5}
    _ = await course.owner.put(f"{course.path}/accommodations/{student.id}", grant)
    _ = await course.owner.put(f"/quizzes/{quiz}/overrides/users/{student.id}", {"closes_at": _time(2 * HOUR)})

    limits = (await student.get(f"/quizzes/{quiz}/limits")).body
    attempt = (await student.make(f"/quizzes/{quiz}/attempts", {})).body

    assert attempt["deadline"] == limits["deadline"] == _time(20 * MINUTE)
    first, second = attempt["deadline_why"]
    assert first == {
        "limit": "time_limit",
        "at": _time(20 * MINUTE),
        "seconds": 600,
        "time_factor": 1.5,
        "extra_minutes": 5,
        "granted": {"time_factor": "own_in_course", "extra_minutes": "own_in_course"},
    }
    assert second == {"limit": "closes_at", "at": _time(2 * HOUR), "granted": {"closes_at": "own_in_quiz"}}
    assert limits["deadline_why"] == attempt["deadline_why"]
    assert (limits["total_seconds"], limits["closes_at"], limits["refusal"]) == (1200, _time(2 * HOUR), None)
    assert (await course.owner.get(f"/quizzes/{quiz}/limits/{student.id}")).body == limits


async def test_extra_attempts_open_the_door_and_keep_the_key_back(school: School) -> None:
    course, student, quiz = await _class(school, attempts_allowed=1)
    attempt = await student.make(f"/quizzes/{quiz}/attempts", {})
    _ = await student.post(f"/attempts/{attempt.id}/submit")
    over = (await student.get(f"/attempts/{attempt.id}/review")).body["shown"]
    refused = await student.post(f"/quizzes/{quiz}/attempts")

    _ = await course.owner.put(f"{course.path}/accommodations/{student.id}", {"extra_attempts": 1})
    again = (await student.get(f"/attempts/{attempt.id}/review")).body["shown"]
    limits = (await student.get(f"/quizzes/{quiz}/limits")).body
    second = await student.make(f"/quizzes/{quiz}/attempts", {})
    _ = await student.post(f"/attempts/{second.id}/submit")

    assert (refused.status, refused.body["code"]) == (409, "no_attempts_left")
    assert ("correct" in over, "correct" in again) == (True, False)
    assert (limits["attempts_allowed"], limits["attempts_left"]) == (2, 1)
    assert limits["granted"] == {"extra_attempts": "own_in_course"}
    assert (await student.post(f"/quizzes/{quiz}/attempts")).body["code"] == "no_attempts_left"


async def test_attempts_that_an_override_granted_break_no_invariant_not_even_when_it_is_taken_back(
    school: School,
) -> None:
    course, student, quiz = await _class(school, attempts_allowed=1)
    path = f"/quizzes/{quiz}/overrides/groups/{await _group(course, 'Again', student)}"
    _ = await course.owner.put(path, {"extra_attempts": 1})
    for minute in (1, 2):
        school.clock.now = NOW + minute * MINUTE
        attempt = await student.make(f"/quizzes/{quiz}/attempts", {})
        _ = await student.post(f"/attempts/{attempt.id}/submit")
    granted = await broken()

    school.clock.now = NOW + 3 * MINUTE
    _ = await course.owner.delete(path)

    assert [OVER in found for found in (granted, await broken())] == [False, False]
    await Quiz.filter(id=quiz).update(updated_at=NOW)
    assert OVER in await broken(), "without the grant it would be told"


async def test_of_several_groups_the_most_lenient_counts_and_an_own_override_stands_above_them(school: School) -> None:
    course, student, quiz = await _class(school, time_limit_seconds=600)
    other = await school.person("Eve")
    _ = await course.enroll(other)
    slow, slower = await _group(course, "Slow", student, other), await _group(course, "Slower", student)
    for group, factor in ((slow, 1.5), (slower, 2.0)):
        put = await course.owner.put(f"/quizzes/{quiz}/overrides/groups/{group}", {"time_factor": factor})
        assert (put.status, put.body["kind"]) == (200, "group")

    by_group = [(await each.get(f"/quizzes/{quiz}/limits")).body["total_seconds"] for each in (student, other)]
    _ = await course.owner.put(f"/quizzes/{quiz}/overrides/users/{student.id}", {"time_factor": 1.2})
    own = (await student.get(f"/quizzes/{quiz}/limits")).body
    listed = (await course.owner.get(f"/quizzes/{quiz}/overrides?count=true")).body
    gone = await course.owner.delete(f"/quizzes/{quiz}/overrides/users/{student.id}")

    assert by_group == [1200, 900]
    assert (own["total_seconds"], own["granted"]) == (720, {"time_factor": "own_in_quiz"})
    assert [each["name"] for each in listed["items"]] == ["Slow", "Slower", "Sam"]
    assert listed["total"] == 3
    assert gone.status == 204
    assert (await student.get(f"/quizzes/{quiz}/limits")).body["total_seconds"] == 1200


async def test_an_override_gives_an_attempt_that_runs_more_time_and_never_less(school: School) -> None:
    course, student, quiz = await _class(school, time_limit_seconds=600)
    attempt = await student.make(f"/quizzes/{quiz}/attempts", {})
    path = f"/quizzes/{quiz}/overrides/users/{student.id}"

    _ = await course.owner.put(path, {"extra_minutes": 10})
    longer = (await student.get(f"/attempts/{attempt.id}")).body
    _ = await course.owner.put(path, {"closes_at": _time(MINUTE)})
    kept = (await student.get(f"/attempts/{attempt.id}")).body

    assert longer["deadline"] == kept["deadline"] == _time(20 * MINUTE)
    assert longer["deadline_why"][0]["granted"] == {"extra_minutes": "own_in_quiz"}


async def test_the_right_answers_wait_for_the_last_learner_who_may_still_begin(school: School) -> None:
    course, student, quiz = await _class(school, closes_at=_time(HOUR))
    late = await school.person("Late")
    _ = await course.enroll(late)
    _ = await course.owner.put(f"/quizzes/{quiz}/overrides/users/{late.id}", {"closes_at": _time(3 * HOUR)})
    attempt = await student.make(f"/quizzes/{quiz}/attempts", {})
    _ = await student.post(f"/attempts/{attempt.id}/submit")

    shown = {}
    for hours in (2, 3):
        school.clock.now = NOW + hours * HOUR
        shown[hours] = (await student.get(f"/attempts/{attempt.id}/review")).body["shown"]
        if hours == 2:
            assert (await late.post(f"/quizzes/{quiz}/attempts")).status == 201

    assert ("correct" in shown[2], "correct" in shown[3]) == (False, True)


async def test_overrides_are_for_learners_and_groups_of_the_course_and_from_its_staff(school: School) -> None:
    course, student, quiz = await _class(school)
    stranger, elsewhere = await school.person("Stranger"), await course_by(await school.teacher("Other"))
    foreign = await _group(elsewhere, "Foreign")
    path = f"/quizzes/{quiz}/overrides"

    assert (await course.owner.put(f"{path}/users/{stranger.id}", {})).status == 404
    assert (await course.owner.put(f"{path}/groups/{foreign}", {})).status == 404
    assert (await course.owner.delete(f"{path}/users/{student.id}")).status == 404
    assert (await course.owner.get(f"/quizzes/{quiz}/limits/{stranger.id}")).status == 404
    assert (await student.put(f"{path}/users/{student.id}", {"time_factor": 9.0})).status == 403
    assert (await student.get(f"/quizzes/{quiz}/limits/{student.id}")).status == 403
    backwards = {"opens_at": _time(HOUR), "closes_at": _time(HOUR)}
    assert (await course.owner.put(f"{path}/users/{student.id}", backwards)).codes == {"before_opening"}
    assert (await course.owner.put(f"{path}/users/{student.id}", {"time_factor": 0.5})).status == 422
