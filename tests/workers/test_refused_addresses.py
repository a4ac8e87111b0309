"""An address that nobody has gets no more news, its person and the admins are told, and an answered mail ends that."""

from datetime import timedelta

from tortoise.transactions import in_transaction

from models.actions.accounts import create_account
from models.actions.audit import Cause
from models.actions.mail import send_mail
from models.actions.notifications import News, notify
from models.actions.refused_addresses import arrived, is_refused, refuse_by_bounce
from models.queries.notifications import refused_addresses
from models.rules.notices import Notice
from models.tables.notifications import Notification, SentMail
from models.tables.system import Outbox
from models.tables.users import User
from server.mail.base import Letter, NoSuchMailbox
from server.settings import Settings
from tests.workers.desk import MONDAY, Desk


class Nobody:
    """A mail server that knows nobody."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    async def send(self, letter: Letter) -> str:
        self.asked.append(letter.template)
        raise NoSuchMailbox("550")


async def person(name: str) -> User:
    return await create_account(
        email=f"{name}@School.example", full_name=name, password_hash=None, cause=Cause(MONDAY), verified=True
    )


async def tell(user: User, title: str) -> None:
    news = News(Notice.ANNOUNCEMENT, {"course": "Maps", "title": title, "text": "…"}, key=title)
    await notify(None, user.id, news, MONDAY)


async def kinds(user: User) -> list[str]:
    return [note.kind for note in await Notification.filter(user_id=user.id).order_by("id")]


async def test_an_address_that_nobody_has_is_asked_once_for_news_and_always_for_security(
    settings: Settings, desk: Desk
) -> None:
    sam, nobody = await person("sam"), Nobody()
    refusing = Desk(settings, nobody)
    await tell(sam, "One")
    for row in await Outbox.filter(failed_at=None):
        _ = await refusing.run(row)
    await tell(sam, "Two")
    async with in_transaction() as tx:
        await send_mail(tx, template="reset_password", to=sam.email, locale="en", data={}, now=MONDAY)
    for row in await Outbox.filter(done_at=None, failed_at=None).order_by("id"):
        _ = await refusing.run(row)

    assert nobody.asked == ["announcement", "reset_password"]
    assert await kinds(sam) == ["announcement", "address_refused", "announcement"]
    rows, _ = await refused_addresses(after=None, limit=5)
    assert [(row.user.full_name, row.email_key, row.reason) for row in rows] == [("sam", "sam@school.example", "550")]

    async with in_transaction() as tx:
        await arrived(tx, sam.email)
    await tell(sam, "Three")
    await desk.work()
    assert [str(mail["Subject"]) for mail in desk.mailer.taken.values()] == ["Maps: Three"]


async def test_a_returned_mail_counts_only_for_the_address_it_was_sent_to(desk: Desk) -> None:
    sam, eve = await person("sam"), await person("eve")
    await tell(eve, "One")
    await desk.work()
    mail = await SentMail.get()

    assert not await refuse_by_bounce(mail.message_id, sam.email, "5.1.1", MONDAY), "Eve cannot silence Sam"
    assert not await refuse_by_bounce("<made-up@x>", sam.email, "5.1.1", MONDAY)
    assert not await is_refused(sam)
    for days in range(2):
        assert await refuse_by_bounce(mail.message_id, "EVE@school.example", "5.1.1", MONDAY + timedelta(days=days))
    assert await is_refused(eve)
    assert await kinds(eve) == ["announcement", "address_refused"], "told once"


async def test_a_new_address_is_not_the_refused_one(desk: Desk) -> None:
    sam = await person("sam")
    await tell(sam, "One")
    await desk.work()
    assert await refuse_by_bounce((await SentMail.get()).message_id, sam.email, "5.1.1", MONDAY)
    sam.email = sam.email_key = "sam@other.example"
    await sam.save()
    assert not await is_refused(sam)
