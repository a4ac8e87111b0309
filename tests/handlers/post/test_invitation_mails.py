"""The mail about a kept place: once, to who may want it, in the course's language, with a way to end such mails."""

from urllib.parse import urlsplit
from uuid import UUID

import pytest

from models.actions.invitations import revoke
from models.tables.enrollments import Invitation
from server.keyring import Keyring
from server.settings import Settings
from server.unsubscribe import Uninvited, unsubscribe_link
from tests.school import School, course_by
from tests.workers.desk import Desk

ADDRESS = "nia@school.example"


@pytest.fixture
def desk(settings: Settings, school: School) -> Desk:
    """Work done by hand, at the school's time."""
    return Desk(settings)


async def _mails(desk: Desk) -> list[str]:
    await desk.work()
    taken = [f"{mail['To']} {mail['Subject']}" for mail in desk.mailer.taken.values()]
    desk.mailer.taken.clear()
    return taken


async def test_an_invited_address_is_told_once_in_the_courses_language(desk: Desk, school: School) -> None:
    course = await course_by(await school.teacher(), title="Maps", language="ar")
    for _ in range(2):
        _ = await course.owner.post(f"{course.path}/enrollments", {"email": ADDRESS})
    await desk.work()

    (mail,) = desk.mailer.taken.values()
    body = mail.get_body(("plain",))
    assert body is not None
    text = body.get_content()

    assert (mail["To"], mail["Content-Language"], mail["Subject"]) == (ADDRESS, "ar", "مقعد محفوظ لك في Maps")
    assert "/register" in text
    assert urlsplit(mail["List-Unsubscribe"].strip("<>")).path in text


async def test_who_wants_no_invitations_gets_none_of_any_course(desk: Desk, school: School, settings: Settings) -> None:
    course = await course_by(await school.teacher(), title="Maps")
    invited = (await course.owner.post(f"{course.path}/enrollments", {"email": ADDRESS})).id
    link = unsubscribe_link(Keyring.of(settings), "", Uninvited(UUID(invited)))
    first = await _mails(desk)

    asked = await school.client.get(link)
    before = [row.state for row in await Invitation.all()]
    clicked = await school.client.post(link, data={"List-Unsubscribe": "One-Click"})
    other = await course_by(course.owner)
    _ = await other.owner.post(f"{other.path}/enrollments", {"email": ADDRESS})

    assert first == [f"{ADDRESS} A place in Maps is kept for you"]
    assert (asked.status, before, clicked.status) == (200, ["waiting"], 200)
    assert [row.state for row in await Invitation.all().order_by("id")] == ["unwanted", "waiting"]
    assert await _mails(desk) == []


async def test_a_promise_that_is_over_or_repeated_too_often_is_not_mailed(desk: Desk, school: School) -> None:
    course = await course_by(await school.teacher())
    most = desk.deps.settings.mails_per_day
    for number in range(most + 2):
        answer = await course.owner.post(f"{course.path}/enrollments", {"email": ADDRESS})
        if number:  # the first is taken back before its mail could go
            await desk.work()
        await revoke(UUID(answer.id), now=school.clock.now)

    assert len(desk.mailer.taken) == most - 1
