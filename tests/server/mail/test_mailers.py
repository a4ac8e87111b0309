"""Every way of sending promises the same; and what a mail server says becomes "later" or "never"."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session

from server.mail.base import Letter, NeverSent, NoSuchMailbox, NotSentYet
from server.mail.folder import FolderMailer, folder_of, kept_mail, kept_mails
from server.mail.memory import MemoryMailer
from server.mail.smtp import SmtpMailer
from server.settings import Settings

ID = "01980000-0000-7000-8000-000000000001"
LETTER = Letter(ID, "password_changed", "sam@school.example", "en", datetime(2026, 3, 2, tzinfo=UTC), {"name": "Sam"})


class Post:
    """A mail server's mind: takes, or answers what it is told to."""

    def __init__(self) -> None:
        self.taken: list[bytes] = []
        self.rcpt, self.data, self.silent = "", "", False

    async def handle_RCPT(  # noqa: N802 - the library's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        del server, session, options
        if not self.rcpt:
            envelope.rcpt_tos.append(address)
        return self.rcpt or "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        del server, session
        if self.silent:
            await asyncio.sleep(3600)
        if not self.data:
            assert isinstance(envelope.content, bytes)
            self.taken.append(envelope.content)
        return self.data or "250 OK"


@pytest.fixture
async def post() -> AsyncIterator[tuple[Post, int]]:
    mind = Post()
    server = await asyncio.get_running_loop().create_server(
        lambda: SMTP(mind, enable_SMTPUTF8=True, ident="post"), "127.0.0.1", 0
    )
    yield mind, server.sockets[0].getsockname()[1]
    server.close()
    await server.wait_closed()


def smtp(settings: Settings, port: int, **changes: Any) -> SmtpMailer:
    usual = {"smtp_host": "127.0.0.1", "smtp_port": port, "smtp_security": "none"}
    return SmtpMailer(settings.model_copy(update={**usual, **changes}))


@pytest.fixture(params=["smtp", "folder", "memory"])
def mailer(request: pytest.FixtureRequest, settings: Settings, post: tuple[Post, int]) -> Any:
    return {"smtp": smtp(settings, post[1]), "folder": FolderMailer(settings), "memory": MemoryMailer(settings)}[
        request.param
    ]


async def test_every_way_names_the_mail_the_same(mailer: Any) -> None:
    assert [await mailer.send(LETTER) for _ in range(2)] == [f"<{ID}@localhost>"] * 2


async def test_a_mail_arrives_as_it_was_written(settings: Settings, post: tuple[Post, int]) -> None:
    _ = await smtp(settings, post[1]).send(LETTER)
    assert len(post[0].taken) == 1
    assert b"Subject: Your password was changed" in post[0].taken[0]


@pytest.mark.parametrize(
    ("rcpt", "data", "verdict"),
    [
        ("550 no such mailbox", "", NoSuchMailbox),
        ("550 5.1.1 unknown", "", NoSuchMailbox),
        ("550 5.7.1 taken for spam", "", NeverSent),
        ("552 5.2.2 mailbox full", "", NeverSent),
        ("450 greylisted", "", NotSentYet),
        ("", "554 no", NeverSent),
        ("", "451 try again", NotSentYet),
        ("530 log in first", "", NotSentYet),
    ],
)
async def test_what_the_server_says_is_later_or_never(
    settings: Settings, post: tuple[Post, int], rcpt: str, data: str, verdict: type[Exception]
) -> None:
    post[0].rcpt, post[0].data = rcpt, data
    with pytest.raises(verdict) as raised:
        _ = await smtp(settings, post[1]).send(LETTER)
    assert type(raised.value) is verdict


async def test_a_server_that_is_silent_or_away_gets_it_later(settings: Settings, post: tuple[Post, int]) -> None:
    post[0].silent = True
    with pytest.raises(NotSentYet):
        _ = await smtp(settings, post[1], smtp_timeout_seconds=1).send(LETTER)
    with pytest.raises(NotSentYet):
        _ = await smtp(settings, 1).send(LETTER)


async def test_mails_in_the_folder_can_be_listed_and_read(settings: Settings) -> None:
    mailer = FolderMailer(settings)
    for _ in range(2):
        _ = await mailer.send(LETTER)
    kept = kept_mails(folder_of(settings))
    assert [(each.name, each.subject, each.to) for each in kept] == [
        (ID, "Your password was changed", "sam@school.example")
    ]
    mail = kept_mail(folder_of(settings), ID)
    assert mail is not None
    assert "The password of your account was changed" in mail.text
    assert kept_mail(folder_of(settings), "../../etc/passwd") is None
