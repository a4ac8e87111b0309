"""Places promised to addresses: they wait for the proof, are given once, and can be taken back."""

import asyncio
from typing import Any
from uuid import UUID

from models.actions.audit import Cause
from models.actions.credentials import Mailed, verify_email
from models.actions.invitations import GRANT, grant
from models.ids import new_id
from models.queries.invitations import held, promised_to
from models.rules.accounts import email_key
from models.tables.credentials import MailToken
from models.tables.enrollments import Enrollment, Invitation
from models.tables.system import Outbox
from models.tables.users import User
from tests.school import NOW, Course, School, course_by
from workers.courses import move_places


async def _unverified(email: str) -> User:
    now: dict[str, Any] = {"created_at": NOW, "updated_at": NOW}
    user = User(email=email, email_key=email_key(email), full_name="Nia", **now)
    await user.save()
    return user


async def _prove(user: User) -> None:
    """Follow the link of the mail that proves the address."""
    token = await MailToken.create(
        user_id=user.id,
        purpose=Mailed.VERIFY_EMAIL,
        token_hash=new_id().bytes,
        email=user.email,
        created_at=NOW,
        expires_at=NOW.replace(year=2099),
    )
    assert await verify_email(token, Cause(NOW))


async def _invite(course: Course, email: str) -> str:
    answer = await course.owner.post(f"{course.path}/enrollments", {"email": email})
    assert (answer.status, answer.body["state"]) == (202, "waiting"), answer.body
    return answer.id


async def test_a_place_is_promised_to_an_unproved_address_and_given_when_it_is_proved(school: School) -> None:
    course = await course_by(await school.teacher(), price={"amount": 100, "currency": "USD"})
    nia = await _unverified("Nia@school.example")
    first, again = await _invite(course, "nia@school.example"), await _invite(course, "NIA@school.example")
    roster = (await course.owner.get(f"{course.path}/invitations?state=waiting&count=true")).body
    stats = (await course.owner.get(f"{course.path}/enrollments/stats")).body["invited"]
    before = await Enrollment.all().count()

    await _prove(nia)
    ordered = await Outbox.get(kind=GRANT)
    for invitation_id in await promised_to(ordered.payload["user_id"]):
        for _ in range(2):
            await grant(invitation_id, now=NOW)

    assert (first, before, roster["total"], stats) == (again, 0, 1, 1)
    assert (roster["items"][0]["email"], roster["items"][0]["enrollment_id"]) == ("nia@school.example", None)
    place = await Enrollment.get(user_id=nia.id)
    given = (await course.owner.get(f"{course.path}/invitations")).body["items"]
    assert [(each["state"], each["enrollment_id"]) for each in given] == [("granted", str(place.id))]
    assert (place.state, place.reason) == ("active", "staff")
    assert (await course.owner.delete(f"/invitations/{first}")).body["code"] == "invitation_over"


async def test_an_address_that_came_to_be_held_in_any_other_way_is_found_by_the_sweep(school: School) -> None:
    course = await course_by(await school.teacher())
    _ = await _invite(course, "nia@school.example")
    swept = [await move_places(NOW)]

    nia = await school.person("Nia")

    swept += [await move_places(NOW) for _ in range(2)]
    assert (swept, await held(limit=9)) == ([0, 1, 0], [])
    assert await Enrollment.filter(user_id=nia.id, state="active").count() == 1


async def test_a_promise_that_was_taken_back_gives_nothing(school: School) -> None:
    course, other = await course_by(await school.teacher()), await school.teacher("Other")
    invitation = await _invite(course, "nia@school.example")
    student = await school.person("Sam")
    refused = [(await person.delete(f"/invitations/{invitation}")).status for person in (student, other, school.nobody)]

    taken = [(await course.owner.delete(f"/invitations/{invitation}")).status for _ in range(2)]
    nia = await school.person("Nia")

    await grant(UUID(invitation), now=NOW)  # by a sweep that found it before it was taken back

    assert (refused, taken, await move_places(NOW)) == ([403, 403, 401], [204, 204], 0)
    assert await Enrollment.filter(user_id=nia.id).count() == 0
    assert (await student.get(f"{course.path}/invitations")).status == 403


async def test_a_promise_takes_no_seat_and_waits_in_line_when_every_seat_is_taken(school: School) -> None:
    course = await course_by(await school.teacher(), capacity=1)
    _ = await _invite(course, "nia@school.example")
    _ = await course.enroll(await school.person("Sam"))
    nia = await school.person("Nia")

    assert await move_places(NOW) == 1

    assert [(row.state, row.user_id == nia.id) for row in await Enrollment.all().order_by("id")] == [
        ("active", False),
        ("waiting", True),
    ]


async def test_an_archived_course_keeps_no_promise(school: School) -> None:
    course = await course_by(await school.teacher())
    _ = await _invite(course, "nia@school.example")
    _ = await course.owner.post(f"{course.path}/archive")
    nia = await school.person("Nia")

    _ = await move_places(NOW)

    assert [row.state for row in await Invitation.all()] == ["refused"]
    assert await Enrollment.filter(user_id=nia.id).count() == 0
    refused = await course.owner.post(f"{course.path}/enrollments", {"email": "who@school.example"})
    assert (refused.status, refused.body["code"]) == (409, "course_archived")


async def test_ten_invitations_and_ten_grants_at_once_make_one_place(school: School) -> None:
    course = await course_by(await school.teacher())
    ids = set(await asyncio.gather(*(_invite(course, "nia@school.example") for _ in range(10))))
    _ = await school.person("Nia")
    (waiting,) = await held(limit=9)

    _ = await asyncio.gather(*(grant(waiting, now=NOW) for _ in range(10)))

    assert ids == {str(waiting)}
    assert await Enrollment.all().count() == 1
