"""Extra time and attempts in one course: given by its staff, to its learners."""

from tests.school import School, course_by

EXTRA = {"time_factor": 1.5, "extra_minutes": 10, "extra_attempts": 1}
NEUTRAL = {"time_factor": 1.0, "extra_minutes": 0, "extra_attempts": 0}


async def test_staff_give_a_learner_more_time_in_their_course_only(school: School) -> None:
    one, other = await course_by(await school.teacher()), await course_by(await school.teacher("Other"))
    learner = await school.person("Learner")
    for course in (one, other):
        _ = await course.enroll(learner)
    path = f"{one.path}/accommodations/{learner.id}"
    assert (await one.owner.get(path)).body == NEUTRAL
    assert (await one.owner.put(path, EXTRA)).body == EXTRA
    assert (await one.owner.get(path)).body == EXTRA
    assert (await other.owner.get(f"{other.path}/accommodations/{learner.id}")).body == NEUTRAL


async def test_nobody_else_gives_or_sees_it(school: School) -> None:
    course = await course_by(await school.teacher())
    learner, stranger = await school.person("Learner"), await school.teacher("Stranger")
    _ = await course.enroll(learner)
    path = f"{course.path}/accommodations/{learner.id}"
    for person in (learner, stranger):
        assert (await person.get(path)).status in {403, 404}
        assert (await person.put(path, EXTRA)).status in {403, 404}


async def test_only_learners_of_the_course_get_it(school: School) -> None:
    course, stranger = await course_by(await school.teacher()), await school.person("Stranger")
    path = f"{course.path}/accommodations/{stranger.id}"
    assert (await course.owner.get(path)).status == 404
    assert (await course.owner.put(path, EXTRA)).status == 404
