"""A worker that is killed at random while it prints certificates and a slow mail server takes its mails."""

import asyncio
import multiprocessing
import random
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from email import message_from_bytes
from typing import Any

import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session
from tortoise.connection import get_connection
from tortoise.context import TortoiseContext

from models.actions.accounts import create_account
from models.actions.audit import Cause
from models.actions.certificates import ISSUE
from models.actions.outbox import order_work
from models.ids import new_id
from models.tables.certificates import Certificate, CertificateFile
from models.tables.courses import Course
from models.tables.enrollments import Enrollment
from models.tables.notifications import Notification, SentMail
from models.tables.system import Outbox
from server.cli.working import work_here
from server.clock import utc_now
from server.settings import Settings

pytestmark = [pytest.mark.faults, pytest.mark.timeout(180)]
AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
KILLS, LEARNERS = 10, 4
LONGEST_WORK_S = 1.5
"""Long enough to print a page and begin its mail, so that deaths meet every step."""
PATIENCE_S = 90.0
_TIME_PASSES = """
UPDATE outbox SET lease_until = lease_until - interval '1 hour', sent_at = sent_at - interval '1 hour',
                  due_at = least(due_at, now())
WHERE done_at IS NULL
"""


class SlowPost:
    """Takes half a second over each mail, and remembers every one that it said yes to."""

    def __init__(self) -> None:
        self.ids: list[str] = []

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - the name that the library calls
        del server, session
        await asyncio.sleep(0.5)
        assert isinstance(envelope.content, bytes)
        self.ids.append(message_from_bytes(envelope.content)["Message-ID"])
        return "250 OK"


@pytest.fixture
async def post(settings: Settings, database: TortoiseContext) -> AsyncIterator[tuple[SlowPost, Settings]]:
    """A slow mail server, and the settings of workers that send through it."""
    post = SlowPost()
    server = await asyncio.get_running_loop().create_server(lambda: SMTP(post, ident="slow"), "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    mailing = {"smtp_host": "127.0.0.1", "smtp_port": port, "smtp_security": "none"}
    yield post, settings.model_copy(update=mailing)
    server.close()


def work(settings: Settings, ready: Any) -> None:
    """What a worker's process does."""
    work_here(settings, ready.set)


@contextmanager
def worker(settings: Settings) -> Iterator[Any]:
    """A worker in a process of its own, and the event of its being ready; killed at the end. It is forked from one that has our code, because importing takes longer."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["server.cli.working"])
    ready = context.Event()
    process = context.Process(target=work, args=(settings, ready))
    process.start()
    yield ready
    process.kill()
    process.join()


async def complete(number: int) -> None:
    user = await create_account(
        email=f"s{number}@school.example", full_name=f"S {number}", password_hash=None, cause=Cause(AT), verified=True
    )
    course = Course(title="Maps", slug=str(new_id()), state="published", created_at=AT, updated_at=AT)
    await course.save()
    done: dict[str, Any] = {"state": "completed", "enrolled_at": AT, "completed_at": AT}
    place = Enrollment(course_id=course.id, user_id=user.id, **done)
    await place.save()
    _ = await order_work(None, ISSUE, {"enrollment_id": place.id}, now=utc_now())


async def starts() -> int:
    return sum(row.starts for row in await Outbox.all())


async def begun(before: int) -> None:
    """Wait until more work was begun than before, or none is left."""
    async with asyncio.timeout(PATIENCE_S):
        while await starts() <= before and await Outbox.filter(done_at=None, failed_at=None).exists():  # noqa: ASYNC110
            await asyncio.sleep(0.02)


async def test_a_worker_killed_ten_times_issues_each_certificate_and_sends_each_mail_once(
    post: tuple[SlowPost, Settings],
) -> None:
    chance, (slow, settings) = random.Random(7), post
    for number in range(LEARNERS):
        await complete(number)
    for _ in range(KILLS):
        before = await starts()
        with worker(settings) as ready:
            assert await asyncio.to_thread(ready.wait, PATIENCE_S)
            await begun(before)
            # Not a wait for something: the moment of the kill is chance.
            await asyncio.sleep(chance.uniform(0.0, LONGEST_WORK_S))
        _ = await get_connection("default").execute_query(_TIME_PASSES)
    with worker(settings):
        async with asyncio.timeout(PATIENCE_S):
            while await Outbox.filter(done_at=None, failed_at=None).exists():  # noqa: ASYNC110 - in another process
                await asyncio.sleep(0.1)

    rows = await Outbox.all()
    assert [row.error for row in rows if row.failed_at] == []
    assert sum(row.starts for row in rows) > sum(row.starts > 0 for row in rows), "the kills met work under way"
    assert await Certificate.all().count() == await CertificateFile.all().count() == LEARNERS
    assert await Notification.all().count() == LEARNERS
    assert await SentMail.all().count() == LEARNERS
    # A mail that was taken while we died is sent again under its own name: mail programs show it once.
    assert len(set(slow.ids)) == LEARNERS
