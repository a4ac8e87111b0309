"""News over HTTP: read, chosen, refused in one click."""

import pytest

from models.actions.notifications import News, notify
from models.actions.refused_addresses import refuse
from models.rules.notices import Notice
from models.tables.system import Outbox
from server.keyring import Keyring
from server.settings import Settings
from server.unsubscribe import Refusal, unsubscribe_link
from tests.school import NOW, Person, School, course_by

NEWS = News(Notice.ANNOUNCEMENT, {"course": "Maps", "title": "Hello", "text": "World"}, "/learn")


async def tell(person: Person, news: News = NEWS) -> None:
    assert person.id is not None
    await notify(None, person.id, news, NOW)


async def test_news_are_listed_for_their_reader_until_they_are_read(school: School) -> None:
    sam, eve = await school.person("Sam"), await school.person("Eve")
    for _ in range(3):
        await tell(sam)

    page = (await sam.get("/notifications?limit=2&count=true&unread=true")).body
    assert (len(page["items"]), page["total"], page["items"][0]["title"]) == (2, 3, "Maps: Hello")
    rest = (await sam.get(f"/notifications?limit=2&cursor={page['next']}")).body
    assert (len(rest["items"]), rest["next"]) == (1, None)
    assert (await eve.get("/notifications")).body["items"] == []

    first = page["items"][0]["id"]
    assert (await eve.post(f"/notifications/{first}/read")).status == 404
    assert (await sam.post(f"/notifications/{first}/read")).body["read_at"] == "2026-03-02T09:00:00Z"
    assert (await sam.get("/notifications?unread=true&count=true")).body["total"] == 2
    assert (await sam.post("/notifications/read-all")).status == 204
    assert (await sam.get("/notifications?unread=true")).body["items"] == []


async def test_what_somebody_does_not_want_is_neither_told_nor_mailed(school: School) -> None:
    sam = await school.person("Sam")
    no = [{"kind": "announcement", "channel": channel, "wanted": False} for channel in ("app", "mail")]
    answer = await sam.put("/notifications/preferences", {"preferences": no})
    assert [each["wanted"] for each in answer.body["preferences"] if each["kind"] == "announcement"] == [False, False]

    await tell(sam)
    assert (await sam.get("/notifications")).body["items"] == []
    assert await Outbox.all().count() == 0

    yes = [{**each, "wanted": True} for each in no]
    _ = await sam.put("/notifications/preferences", {"preferences": yes})
    await tell(sam)
    assert (len((await sam.get("/notifications")).body["items"]), await Outbox.all().count()) == (1, 1)


async def test_receipts_cannot_be_switched_off(school: School) -> None:
    sam = await school.person("Sam")
    wish = {"preferences": [{"kind": "payment_confirmed", "channel": "mail", "wanted": False}]}
    answer = await sam.put("/notifications/preferences", wish)
    assert (answer.status, answer.body["code"]) == (422, "fixed_preference")


async def test_one_click_of_a_mail_program_ends_mails_of_that_kind(school: School, settings: Settings) -> None:
    sam = await school.person("Sam")
    assert sam.id is not None
    path = unsubscribe_link(Keyring.of(settings), "", Refusal(sam.id, Notice.ANNOUNCEMENT))

    asked = await school.client.get(path)
    assert asked.status == 200
    await tell(sam)
    assert await Outbox.all().count() == 1, "a link that is only opened ends nothing"

    clicked = await school.client.post(path, data={"List-Unsubscribe": "One-Click"})
    assert clicked.status == 200
    await tell(sam)
    assert await Outbox.all().count() == 1


@pytest.mark.parametrize("token", ["x", "0" * 32 + ".announcement.AAAAAAAAAAAAAAAAAAAAAA", "a.b.c.d", "%00", "é.x.y"])
async def test_a_made_up_link_ends_nothing(school: School, token: str) -> None:
    assert (await school.client.post(f"/unsubscribe/{token}", data={})).status in {404, 422, 400}


async def test_admins_see_what_failed_and_try_it_again(school: School) -> None:
    admin, sam = await school.admin(), await school.person("Sam")
    await tell(sam)
    await Outbox.all().update(failed_at=NOW, error="Permanent: no such mailbox", tries=1)

    assert (await sam.get("/admin/jobs")).status == 403
    failed = (await admin.get("/admin/jobs?state=failed&count=true")).body
    assert (failed["total"], failed["items"][0]["error"]) == (1, "Permanent: no such mailbox")
    assert "payload" not in failed["items"][0]
    job = failed["items"][0]["id"]
    assert (await admin.post(f"/admin/jobs/{job}/retry")).body["state"] == "waiting"
    again = await admin.post(f"/admin/jobs/{job}/retry")
    assert (again.status, again.body["code"]) == (409, "job_not_failed")


async def test_who_waits_for_a_seat_is_told_when_one_is_kept_for_them(school: School) -> None:
    course = await course_by(await school.teacher(), capacity=1)
    ann, ben = await school.person("Ann"), await school.person("Ben")
    place = await course.enroll(ann)
    assert (await ben.post(f"{course.path}/enroll")).status == 202
    assert (await ann.delete(f"/enrollments/{place}")).status in {200, 204}

    assert [each["kind"] for each in (await ben.get("/notifications")).body["items"]] == ["waitlist_offer"]
    assert [row.payload["kind"] for row in await Outbox.filter(payload__contains={"user_id": str(ben.id)})] == [
        "waitlist_offer"
    ]


async def test_admins_see_whom_no_mail_reaches(school: School) -> None:
    admin, sam = await school.admin(), await school.person("Sam")
    assert await refuse(sam.email, "550", NOW)

    assert (await sam.get("/admin/refused-addresses")).status == 403
    found = (await admin.get("/admin/refused-addresses?count=true")).body
    assert (found["total"], found["items"][0]["email"], found["items"][0]["current"]) == (1, sam.email, True)
    told = (await sam.get("/notifications")).body["items"]
    assert [each["title"] for each in told] == [f"No mail reaches {sam.email}"]
