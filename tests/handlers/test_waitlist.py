"""The waiting list: in order of arrival, offered for a time, passed on, and never more people than seats."""

import asyncio
from datetime import timedelta
from typing import Any
from uuid import UUID

from models.actions.analytics import add_up
from models.queries.analytics.course import places_of
from models.queries.analytics.sums import by_course
from models.rules.analytics.measures import Measure
from models.tables.enrollments import Enrollment
from tests.school import NOW, Course, Person, School, course_by
from workers.courses import move_places, open_courses


async def _full(school: School, waiting: int = 2, **course: Any) -> tuple[Course, list[Person], list[str]]:
    """A course with one seat: the first person has it, the others wait in order."""
    made = await course_by(await school.teacher(), capacity=1, offer_hours=24, **course)
    people = [await school.person(f"Person{number}") for number in range(waiting + 1)]
    places = []
    for person in people:
        places.append((await person.post(f"{made.path}/enroll")).id)
        school.clock.now += timedelta(seconds=1)
    return made, people, places


async def _states(places: list[str]) -> list[str]:
    rows = {str(row.id): row.state for row in await Enrollment.all()}
    return [rows[place] for place in places]


async def test_a_seat_that_is_given_up_is_offered_to_who_waits_longest(school: School) -> None:
    _, people, places = await _full(school)

    _ = await people[0].delete(f"/enrollments/{places[0]}")
    offered = (await people[1].get(f"/enrollments/{places[1]}")).body
    accepted = await people[1].post(f"/enrollments/{places[1]}/accept")

    assert offered["waitlist"] == {"position": None, "offered_until": "2026-03-03T09:00:03Z"}
    assert (accepted.status, accepted.body["state"]) == (200, "active")
    assert "waitlist" not in accepted.body
    assert (await people[2].get(f"/enrollments/{places[2]}")).body["waitlist"]["position"] == 1


async def test_an_offer_that_is_declined_or_over_goes_to_the_next(school: School) -> None:
    _, people, places = await _full(school, waiting=3)
    _ = await people[0].delete(f"/enrollments/{places[0]}")

    _ = await people[1].post(f"/enrollments/{places[1]}/decline")
    declined = await _states(places)
    school.clock.now += timedelta(hours=24)
    late = await people[2].post(f"/enrollments/{places[2]}/accept")
    moved = await move_places(school.clock.now)

    assert declined == ["dropped", "dropped", "offered", "waiting"]
    assert (late.status, late.body["code"]) == (409, "offer_over")
    assert (moved, await _states(places)) == (1, ["dropped", "dropped", "dropped", "offered"])


async def test_nobody_takes_a_seat_that_was_not_offered_to_them(school: School) -> None:
    _, people, places = await _full(school)

    refusal = await people[1].post(f"/enrollments/{places[1]}/accept")

    assert (refusal.status, refusal.body["code"]) == (409, "not_offered")
    assert (await people[2].post(f"/enrollments/{places[1]}/accept")).status == 404


async def test_more_seats_are_offered_at_once_when_the_course_grows(school: School) -> None:
    course, _, places = await _full(school, waiting=3)

    _ = await course.owner.patch(course.path, {"capacity": 3})

    assert await _states(places) == ["active", "offered", "offered", "waiting"]


async def test_who_comes_later_does_not_overtake_those_who_wait(school: School) -> None:
    course, people, places = await _full(school)
    _ = await people[0].delete(f"/enrollments/{places[0]}")

    late = await (await school.person("Late")).post(f"{course.path}/enroll")

    assert (late.status, late.body["waitlist"]["position"]) == (202, 2)


async def test_an_offered_seat_of_a_paid_course_must_still_be_paid(school: School) -> None:
    course, people, places = await _full(school)
    _ = await course.owner.patch(course.path, {"price": {"amount": 100, "currency": "USD"}})
    _ = await people[0].delete(f"/enrollments/{places[0]}")

    assert (await people[1].post(f"/enrollments/{places[1]}/accept")).status == 402


async def test_seats_never_exceed_the_capacity_while_everybody_moves_at_once(school: School) -> None:
    course = await course_by(await school.teacher(), capacity=3)
    people = [await school.person(f"Person{number}") for number in range(12)]

    async def come_and_go(person: Person, number: int) -> None:
        place = (await person.post(f"{course.path}/enroll")).id
        if number % 3 == 0:
            _ = await person.delete(f"/enrollments/{place}")
        _ = await person.post(f"/enrollments/{place}/accept")

    _ = await asyncio.gather(*(come_and_go(person, number) for number, person in enumerate(people)))

    stats = (await course.owner.get(f"{course.path}/enrollments/stats")).body
    seated = stats["by_state"]["active"] + stats["by_state"]["offered"] + stats["by_state"]["completed"]
    assert (seated, stats["capacity"]) == (3, 3)
    assert stats["by_state"]["waiting"] + stats["by_state"]["dropped"] == 9


async def test_a_place_whose_access_is_over_ends_and_its_seat_is_offered(school: School) -> None:
    _, _, places = await _full(school, waiting=1, access_days=10)

    school.clock.now = NOW + timedelta(days=10)
    moved = await move_places(school.clock.now)

    assert (moved, await _states(places)) == (1, ["expired", "offered"])


async def test_a_draft_is_published_when_its_time_has_come_if_it_is_ready(school: School) -> None:
    teacher = await school.teacher()
    when = (NOW + timedelta(hours=1)).isoformat()
    ready = await course_by(teacher, published=False, publish_at=when)
    empty = await teacher.make("/courses", {"title": "Empty", "publish_at": when})

    early = await open_courses(NOW)
    due = await open_courses(NOW + timedelta(hours=1))

    assert (early, due) == (0, 2)
    assert (await school.nobody.get(ready.path)).body["publish_at"] is None
    left = (await teacher.get(f"/courses/{empty.id}")).body
    assert (left["state"], left["publish_at"]) == ("draft", None)


async def test_who_leaves_the_list_without_a_seat_counts_nowhere(school: School) -> None:
    course, people, places = await _full(school, waiting=3)
    _ = await people[1].delete(f"/enrollments/{places[1]}")  # who waits
    _ = await course.owner.delete(f"/enrollments/{places[2]}")  # whom staff takes from the list
    _ = await people[0].delete(f"/enrollments/{places[0]}")  # the seat, which is offered to the last
    _ = await people[3].delete(f"/enrollments/{places[3]}")  # who does not want it
    _ = await add_up()

    reasons = {str(row.id): row.reason for row in await Enrollment.all()}
    sums = (await by_course([UUID(course.id)]))[UUID(course.id)].counts
    figures = await places_of(UUID(course.id), school.clock.now)

    assert [reasons[place] for place in places] == ["self", "unseated_self", "unseated_staff", "unseated_self"]
    assert (sums[Measure.ENROLLED], sums[Measure.ENDED]) == (1, 1)
    assert (figures.enrolled, figures.ended) == (1, 1)
