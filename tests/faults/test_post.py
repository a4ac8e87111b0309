"""A worker that is killed at random while it prints certificates and a slow mail server takes its mails."""

import asyncio
import random
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from email import message_from_bytes
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session

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
from server.clock import utc_now
from server.database import open_orm
from server.datadir import claim
from server.embedded import with_servers
from server.migrating import migrate
from server.settings import Settings, child_environment
from server.supervisor import Supervisor

pytestmark = [pytest.mark.faults, pytest.mark.timeout(300)]
AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
KILLS, LEARNERS = 10, 8


class SlowPost:
    """Takes a second over each mail, and remembers every one that it said yes to."""

    def __init__(self) -> None:
        self.ids: list[str] = []

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        del server, session
        await asyncio.sleep(1)
        assert isinstance(envelope.content, bytes)
        self.ids.append(message_from_bytes(envelope.content)["Message-ID"])
        return "250 OK"


@asynccontextmanager
async def working() -> AsyncIterator[tuple[dict[str, str], SlowPost]]:
    """A machine with a slow mail server, and the environment of its workers; the tables are open here too."""
    post = SlowPost()
    server = await asyncio.get_running_loop().create_server(lambda: SMTP(post, ident="slow"), "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    environment = {"LECTERN_ENV": "test", "LOG_LEVEL": "warning", "SMTP_HOST": "127.0.0.1", "SMTP_PORT": str(port)}

    def quiet(*_words: str) -> None:
        pass

    with TemporaryDirectory(prefix="lt-", ignore_cleanup_errors=True) as folder, claim(Path(folder)) as place:
        async with Supervisor(emit=quiet, say=quiet) as supervisor:
            settings = Settings(data_dir=place.path, database_url="", redis_url="")
            settings = await with_servers(settings, supervisor, place)
            _ = await migrate(settings.database_url)
            orm = await open_orm(settings.database_url, pool_size=2)
            yield child_environment(settings, **environment, SMTP_SECURITY="none"), post
            await orm.close_connections()
    server.close()


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


async def begin(environment: dict[str, str]) -> asyncio.subprocess.Process:
    """Start a worker, and wait until it works."""
    command = (sys.executable, "-m", "server", "worker")
    worker = await asyncio.create_subprocess_exec(*command, env=environment, stdout=asyncio.subprocess.PIPE)
    assert worker.stdout is not None
    assert await worker.stdout.readline()
    return worker


async def test_a_worker_killed_ten_times_issues_each_certificate_and_sends_each_mail_once() -> None:
    chance = random.Random(7)
    async with working() as (environment, post):
        for number in range(LEARNERS):
            await complete(number)
        for _ in range(KILLS):
            worker = await begin(environment)
            await asyncio.sleep(chance.uniform(0.0, 1.5))  # not a wait for something: the moment of the kill is chance
            worker.kill()
            _ = await worker.wait()
        worker = await begin(environment)
        async with asyncio.timeout(60):
            while await Outbox.filter(done_at=None).exists():  # noqa: ASYNC110 - it happens in another process
                await asyncio.sleep(0.1)
        worker.terminate()
        _ = await worker.wait()

        assert await Outbox.filter(failed_at__not_isnull=True).count() == 0
        assert await Certificate.all().count() == await CertificateFile.all().count() == LEARNERS
        assert await Notification.all().count() == LEARNERS
        assert await SentMail.all().count() == LEARNERS
        # A mail that was taken while we died is sent again under its own name: mail programs show it once.
        assert len(set(post.ids)) == LEARNERS
