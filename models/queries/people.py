"""Accounts as administrators look for them, and the audit log."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tortoise.expressions import Q
from tortoise.queryset import QuerySet

from models.queries.keyset import past
from models.rules.access import Role
from models.rules.accounts import email_key
from models.tables.system import AuditLog
from models.tables.users import User


@dataclass(frozen=True, slots=True)
class PeopleSearch:
    """Which accounts: `text` is looked for in names and addresses."""

    text: str | None = None
    role: Role | None = None
    is_active: bool | None = None


@dataclass(frozen=True, slots=True)
class AuditSearch:
    """Which rows of the audit log; `action` is a name or the first part of one (`session.`)."""

    actor: UUID | None = None
    action: str | None = None
    object: UUID | None = None


Place = tuple[datetime, UUID]
"""Where a page ended: time and id, the newest first."""


async def find_people(search: PeopleSearch, *, after: Place | None, limit: int) -> Sequence[User]:
    """At most `limit` accounts after a place, the newest first."""
    found = _people(search)
    if after:
        found = found.filter(past("created_at", after[0], after[1]))
    return await found.order_by("-created_at", "-id").limit(limit)


async def count_people(search: PeopleSearch) -> int:
    """How many accounts a search finds."""
    return await _people(search).count()


def _people(search: PeopleSearch) -> QuerySet[User]:
    found = User.all()
    if search.text:
        found = found.filter(Q(full_name__icontains=search.text) | Q(email_key__contains=email_key(search.text)))
    if search.role is not None:
        found = found.filter(role=search.role)
    if search.is_active is not None:
        found = found.filter(is_active=search.is_active)
    return found


async def find_audit(search: AuditSearch, *, after: Place | None, limit: int) -> Sequence[AuditLog]:
    """At most `limit` rows of the audit log after a place, the newest first."""
    found = _audit(search)
    if after:
        found = found.filter(past("at", after[0], after[1]))
    return await found.order_by("-at", "-id").limit(limit)


async def count_audit(search: AuditSearch) -> int:
    """How many rows a search finds."""
    return await _audit(search).count()


def _audit(search: AuditSearch) -> QuerySet[AuditLog]:
    found = AuditLog.all()
    if search.actor:
        found = found.filter(actor_id=search.actor)
    if search.object:
        found = found.filter(object_id=search.object)
    if search.action:
        found = found.filter(action__startswith=search.action)
    return found
