"""From a completed course to the mail with the certificate, through a real worker and real presses."""

import io
import json
from datetime import UTC, datetime, timedelta

import pikepdf
import pytest
from tortoise.context import TortoiseContext

from clients.badge import check, credential_in
from models.actions.accounts import create_account
from models.actions.audit import Cause
from models.actions.certificates import ISSUE, file_of
from models.actions.outbox import order_work
from models.ids import new_id
from models.tables.certificates import Certificate
from models.tables.courses import Course
from models.tables.enrollments import Enrollment
from models.tables.notifications import Notification
from models.tables.system import Outbox
from server.badges.credential import issuer_profile
from server.badges.keys import derived_keys
from server.clock import utc_now
from server.keyring import Keyring
from server.settings import Settings
from tests.workers.conftest import Hand, until

# arq leaves a pipeline open when it is cancelled while it writes; the collector then says so.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


async def completed(name: str = "Maya Chen") -> Enrollment:
    """Somebody's completed course."""
    user = await create_account(
        email=f"{new_id()}@school.example", full_name=name, password_hash=None, cause=Cause(AT), verified=True
    )
    course = Course(title="How Maps Lie", slug=str(new_id()), state="published", created_at=AT, updated_at=AT)
    await course.save()
    place = Enrollment(course_id=course.id, user_id=user.id, state="completed", enrolled_at=AT, completed_at=AT)
    await place.save()
    return place


async def nothing_owed() -> bool:
    return not await Outbox.filter(done_at=None).exists()


async def test_a_completed_course_becomes_a_pdf_a_credential_a_note_and_a_mail(
    worker: Hand, settings: Settings
) -> None:
    place = await completed("يوسف الحداد")
    _ = await order_work(None, ISSUE, {"enrollment_id": place.id}, now=utc_now())
    await until(nothing_owed)

    certificate = await Certificate.get()
    content = await file_of(certificate.id)
    assert content is not None
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert "يوسف الحداد" in str(pdf.docinfo["/Subject"])
        assert json.loads(pdf.attachments["badge.json"].get_file().read_bytes())["id"] == f"urn:uuid:{certificate.id}"
    issuer = issuer_profile(settings.origin, "Lectern", derived_keys(Keyring.of(settings)))
    check(credential_in(content), issuer, now=utc_now() + timedelta(minutes=1))
    assert [note.kind for note in await Notification.all()] == ["certificate"]
    mails = [mail["Subject"] for mail in worker.mailer.taken.values()]
    assert mails == ["Your certificate for How Maps Lie"]


async def test_doing_it_all_again_changes_nothing_and_tells_nobody(worker: Hand) -> None:
    place = await completed()
    for _ in range(2):
        _ = await order_work(None, ISSUE, {"enrollment_id": place.id}, now=utc_now())
    await until(nothing_owed)
    certificate = await Certificate.get()
    before = await file_of(certificate.id)
    _ = await order_work(None, "certificate.make", {"certificate_id": certificate.id}, now=utc_now())
    await until(nothing_owed)

    assert await file_of(certificate.id) == before
    assert (await Notification.all().count(), len(worker.mailer.taken)) == (1, 1)


async def test_a_certificate_that_is_not_earned_waits_for_an_admin(worker: Hand, database: TortoiseContext) -> None:
    place = await completed()
    await Enrollment.filter(id=place.id).update(state="dropped")
    _ = await order_work(None, ISSUE, {"enrollment_id": place.id}, now=utc_now())
    await until(lambda: Outbox.filter(failed_at__not_isnull=True).exists())
    row = await Outbox.get()
    assert row.error is not None
    assert row.error.startswith("Permanent: not_earned")
