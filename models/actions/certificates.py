"""Certificates: issued once for each learner and run, revoked with a reason, issued anew in a next version."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.connection import get_connection
from tortoise.transactions import in_transaction

from models.actions import feeds, webhook_events
from models.actions.audit import Cause, record
from models.actions.notifications import News, notify
from models.actions.outbox import order_work
from models.ids import new_certificate_tail, new_id, new_verify_code
from models.refusals import NotNow, NotThere
from models.rules.access import CourseRole
from models.rules.certificates import Missing, Requirement, missing_for, number_of, place_of
from models.rules.notices import Notice
from models.rules.progress import LessonState
from models.tables.certificates import BadgeKey, Certificate, CertificateFile, CertificateTemplate
from models.tables.courses import Course, CourseStaff, Lesson
from models.tables.enrollments import Enrollment, LessonProgress
from models.tables.users import User

ISSUE = "certificate.issue"
MAKE = "certificate.make"
REISSUED = "reissued"
"""The reason for which a version was revoked when the next one was made."""

_SAVE_FILE = """
INSERT INTO certificate_file (id, content, made_at) VALUES ($1, $2, $3)
ON CONFLICT (id) DO UPDATE SET content = excluded.content, made_at = excluded.made_at
"""


@dataclass(frozen=True, slots=True)
class Issued:
    """A certificate, and whether it was issued just now."""

    certificate: Certificate
    made: bool


async def course_completed(tx: BaseDBAsyncClient, enrollment: Enrollment, now: datetime) -> None:
    """Order the certificate of a completed course within its transaction."""
    _ = await order_work(tx, ISSUE, {"enrollment_id": enrollment.id}, now=now, key=f"{ISSUE}:{enrollment.id}")


async def issue(enrollment_id: UUID, cause: Cause) -> Issued:
    """Issue the certificate of an enrolment, or return the one there is.

    The enrolment's row is locked, and its first version is unique: fifty at once make one. Raises NotThere, and
    NotNow(`not_earned`) with every criterion that is `missing`, or NotNow(`certificate_revoked`).
    """
    async with in_transaction() as tx:
        place = await _locked(tx, enrollment_id)
        if there := await _newest(tx, enrollment_id):
            if there.revoked_at is not None:
                raise NotNow("The certificate was revoked", code="certificate_revoked", reason=there.revoked_reason)
            return Issued(there, made=False)
        if missing := await _missing(tx, place):
            raise NotNow("The certificate is not earned yet", code="not_earned", missing=[asdict(m) for m in missing])
        return Issued(await _make(tx, place, 1, cause), made=True)


async def revoke(certificate_id: UUID, reason: str, cause: Cause) -> Certificate:
    """Take a certificate's worth away; it stays as a tombstone. Raises NotThere, NotNow(`certificate_revoked`)."""
    async with in_transaction() as tx:
        row = await _locked_certificate(tx, certificate_id)
        if row.revoked_at is not None:
            raise NotNow("The certificate was revoked before", code="certificate_revoked")
        await _revoke(tx, row, reason, cause)
        data = {"course": row.course_title, "number": row.number, "reason": reason}
        await notify(tx, row.user_id, News(Notice.CERTIFICATE_REVOKED, data, key=str(row.id)), cause.now)
    return row


async def reissue(certificate_id: UUID, cause: Cause) -> Certificate:
    """Issue the next version, with the learner's name and the course's look of today; the version before is revoked.

    Raises NotThere, NotNow(`certificate_superseded`) when it is not the newest.
    """
    async with in_transaction() as tx:
        row = await _locked_certificate(tx, certificate_id)
        place = await _locked(tx, row.enrollment_id)
        newest = await _newest(tx, row.enrollment_id)
        if newest is None or newest.id != row.id:
            raise NotNow("There is a newer certificate", code="certificate_superseded")
        if row.revoked_at is None:
            await _revoke(tx, row, REISSUED, cause)
        return await _make(tx, place, row.version + 1, cause)


async def _locked(tx: BaseDBAsyncClient, enrollment_id: UUID) -> Enrollment:
    place = await Enrollment.select_for_update().using_db(tx).get_or_none(id=enrollment_id)
    if place is None:
        raise NotThere("There is no such enrolment")
    return place


async def _locked_certificate(tx: BaseDBAsyncClient, certificate_id: UUID) -> Certificate:
    row = await Certificate.select_for_update().using_db(tx).get_or_none(id=certificate_id)
    if row is None:
        raise NotThere("There is no such certificate")
    return row


async def _newest(tx: BaseDBAsyncClient, enrollment_id: UUID) -> Certificate | None:
    return await Certificate.filter(enrollment_id=enrollment_id).using_db(tx).order_by("-version").first()


async def _missing(tx: BaseDBAsyncClient, place: Enrollment) -> list[Missing]:
    rows = await LessonProgress.filter(enrollment_id=place.id).using_db(tx)
    states = {row.lesson_id: row.state for row in rows}
    lessons = await Lesson.filter(course_id=place.course_id, archived_at=None).using_db(tx).order_by("position", "id")
    return missing_for(
        place.state,
        [
            Requirement(
                str(each.id), each.title, states.get(each.id, LessonState.NOT_STARTED), required=not each.optional
            )
            for each in lessons
        ],
    )


async def _make(tx: BaseDBAsyncClient, place: Enrollment, version: int, cause: Cause) -> Certificate:
    course = await Course.get(id=place.course_id, using_db=tx)
    user = await User.get(id=place.user_id, using_db=tx)
    template = await CertificateTemplate.get_or_none(id=course.id, using_db=tx)
    rows = await tx.execute_query_dict("SELECT nextval('certificate_place') AS n")
    status_list, status_index = place_of(rows[0]["n"])
    days = template.validity_days if template else None
    made = await Certificate.create(
        using_db=tx,
        enrollment_id=place.id,
        user_id=user.id,
        course_id=course.id,
        version=version,
        number=number_of(cause.now, new_certificate_tail()),
        code=new_verify_code(),
        name=user.full_name,
        course_title=course.title,
        language=course.language,
        look=template.look if template else await _plain_look(tx, course.id),
        completed_at=place.completed_at or cause.now,
        issued_at=cause.now,
        expires_at=cause.now + timedelta(days=days) if days else None,
        status_list=status_list,
        status_index=status_index,
    )
    await record(tx, cause, "certificate.issue", "certificate", made.id, after={"number": made.number})
    await feeds.certificate_issued(tx, made, cause.now)
    _ = await order_work(tx, MAKE, {"certificate_id": made.id}, now=cause.now, key=f"{MAKE}:{made.id}")
    return made


async def _plain_look(tx: BaseDBAsyncClient, course_id: UUID) -> dict[str, Any]:
    """Without a template the people who own the course sign."""
    owners = await CourseStaff.filter(course_id=course_id, role=CourseRole.OWNER).using_db(tx).select_related("user")
    return {"signatures": [{"name": owner.user.full_name, "role": ""} for owner in owners]}


async def _revoke(tx: BaseDBAsyncClient, row: Certificate, reason: str, cause: Cause) -> None:
    row.revoked_at, row.revoked_reason = cause.now, reason
    await row.save(using_db=tx, update_fields=["revoked_at", "revoked_reason"])
    await record(tx, cause, "certificate.revoke", "certificate", row.id, after={"reason": reason})
    await webhook_events.certificate_revoked(tx, row, cause.now)


async def keep_file(certificate: Certificate, content: bytes, now: datetime) -> None:
    """Keep the PDF, and tell the learner; a second time changes the file and tells nobody."""
    async with in_transaction() as tx:
        await tx.execute_query(_SAVE_FILE, [certificate.id, content, now])
        if certificate.revoked_at is None:
            data = {"course": certificate.course_title, "number": certificate.number}
            path = f"/verify/{certificate.code}"
            first = await _is_first_file(tx, certificate.id)
            news = News(Notice.CERTIFICATE, data, path, key=str(certificate.id))
            if first:
                await notify(tx, certificate.user_id, news, now)


async def _is_first_file(tx: BaseDBAsyncClient, certificate_id: UUID) -> bool:
    """Whether nobody was told of this certificate yet; the key of a row in the outbox remembers it."""
    statement = """
    INSERT INTO outbox (id, kind, key, payload, created_at, due_at, done_at, tries)
    VALUES ($1, 'certificate.told', $2, '{}', now(), now(), now(), 0) ON CONFLICT (key) DO NOTHING RETURNING id
    """
    return bool(await tx.execute_query_dict(statement, [new_id(), f"certificate.told:{certificate_id}"]))


async def set_template(course_id: UUID, look: dict[str, Any], validity_days: int | None, cause: Cause) -> None:
    """Say how the certificates of a course look from now on; those that were issued stay as they are."""
    async with in_transaction() as tx:
        row = await CertificateTemplate.get_or_none(id=course_id, using_db=tx) or CertificateTemplate(id=course_id)
        row.look, row.validity_days, row.updated_at = look, validity_days, cause.now
        await row.save(using_db=tx)
        await record(tx, cause, "certificate.template", "course", course_id)


async def remember_key(kid: str, public_key: bytes, now: datetime) -> None:
    """Keep a public key for good; twice is once."""
    _ = await get_connection("default").execute_query(
        "INSERT INTO badge_key (id, kid, public_key, created_at) VALUES ($1, $2, $3, $4) ON CONFLICT (kid) DO NOTHING",
        [new_id(), kid, public_key, now],
    )


async def known_keys() -> Sequence[BadgeKey]:
    """Every public key that ever signed."""
    return await BadgeKey.all().order_by("created_at", "id")


async def file_of(certificate_id: UUID) -> bytes | None:
    """The PDF, once it is made."""
    row = await CertificateFile.get_or_none(id=certificate_id)
    return bytes(row.content) if row else None
