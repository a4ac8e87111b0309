"""The mails of a development server can be read there, and only there."""

from datetime import UTC, datetime

from server.mail.base import Letter
from server.mail.folder import FolderMailer
from server.settings import Settings
from tests.school import School

ID = "01980000-0000-7000-8000-000000000001"
LINK = "https://lectern.example/reset#token=x"


async def test_a_mail_is_listed_and_shown_with_its_link(school: School, settings: Settings) -> None:
    data = {"name": "<b>Sam</b>", "link": LINK, "hours": 1}
    letter = Letter(ID, "reset_password", "sam@school.example", "en", datetime(2026, 3, 2, tzinfo=UTC), data)
    _ = await FolderMailer(settings).send(letter)

    listed = await (await school.client.get("/dev/mail")).text()
    shown = await (await school.client.get(f"/dev/mail/{ID}")).text()

    assert f'href="/dev/mail/{ID}"' in listed
    assert f'href="{LINK}"' in shown
    assert "<b>Sam" not in shown
    assert (await school.client.get(f"/dev/mail/{ID[:-1]}2")).status == 404
    assert (await school.client.get("/dev/mail/..%2f..%2fetc%2fpasswd")).status in {404, 422}


async def test_nobody_reads_them_from_elsewhere(school: School) -> None:
    answer = await school.client.get("/dev/mail", headers={"X-Forwarded-For": "203.0.113.7"})
    assert answer.status == 404
