"""Erasing an account: what names a person goes, what was achieved stays without a name (GDPR, article 17)."""

from datetime import datetime
from uuid import UUID

from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.transactions import in_transaction

from models.actions.audit import Cause, record
from models.actions.mfa import forget_factor
from models.actions.people import require_another_admin
from models.actions.sessions import end_sessions
from models.refusals import NotNow
from models.rules.access import CourseRole, Role
from models.rules.files import FileState
from models.tables.courses import CourseStaff
from models.tables.credentials import Accommodation, ApiToken, MailToken, MfaChallenge
from models.tables.files import Attachment, File
from models.tables.jobs import Job
from models.tables.live import LiveParticipant
from models.tables.system import Outbox
from models.tables.users import AuthSession, User

ERASED = "—"
"""The name of whoever was erased; no word, so that it needs no translation."""


async def erase_account(user_id: UUID, cause: Cause) -> None:
    """Erase an account for good. Raises NotNow for the owner of courses, and for the last admin."""
    async with in_transaction() as tx:
        user = await User.select_for_update().using_db(tx).get(id=user_id)
        await _require_free(tx, user)
        _ = await end_sessions(tx, user_id, "erased", cause)
        await forget_factor(tx, user_id, cause)
        await _forget_traces(tx, user, cause.now)
        _ = user.update_from_dict(
            {
                "email": f"{user_id.hex}@erased.invalid",
                "email_key": f"{user_id.hex}@erased.invalid",
                "full_name": ERASED,
                "password_hash": None,
                "is_active": False,
                "email_verified_at": None,
                "locale": "en",
                "time_zone": "UTC",
                "updated_at": cause.now,
            }
        )
        await user.save(using_db=tx)
        await record(tx, cause, "user.erase", "user", user_id)


async def _require_free(tx: BaseDBAsyncClient, user: User) -> None:
    owned = CourseStaff.filter(user_id=user.id, role=CourseRole.OWNER)
    if courses := await owned.using_db(tx).values_list("course_id", flat=True):
        ids = [str(course) for course in courses]
        raise NotNow("Hand your courses over first", code="owns_courses", courses=ids)
    if user.role is Role.ADMIN and user.is_active:
        await require_another_admin(tx, user.id)


async def _forget_traces(tx: BaseDBAsyncClient, user: User, now: datetime) -> None:
    """Rows that only served the living account go; rows that others' results rest on lose the name."""
    for table in (ApiToken, MailToken, MfaChallenge, Accommodation):
        await table.filter(user_id=user.id).using_db(tx).delete()
    await _remove_files(tx, user, now)
    await Job.filter(owner_id=user.id).using_db(tx).delete()
    await Outbox.filter(kind="mail.send", payload__contains={"to": user.email}).using_db(tx).delete()
    await AuthSession.filter(user_id=user.id).using_db(tx).update(user_agent="", address="")
    for seat in await LiveParticipant.filter(user_id=user.id).using_db(tx):
        seat.name, seat.name_key = ERASED, f"erased:{seat.id.hex}"
        await seat.save(using_db=tx, update_fields=["name", "name_key"])


async def _remove_files(tx: BaseDBAsyncClient, user: User, now: datetime) -> None:
    """Files that hang on lessons belong to the course; all others go, and the sweep deletes their objects."""
    hung = await Attachment.filter(file__owner_id=user.id).using_db(tx).values_list("file_id", flat=True)
    own = File.filter(owner_id=user.id).exclude(id__in=list(hung)) if hung else File.filter(owner_id=user.id)
    _ = await own.using_db(tx).update(state=FileState.REMOVED, changed_at=now)
