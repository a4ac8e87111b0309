"""Who may do what: roles, the caller, and reasons for a refusal."""

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID


class Role(StrEnum):
    """What an account is, everywhere."""

    STUDENT = "student"
    INSTRUCTOR = "instructor"
    ADMIN = "admin"


class CourseRole(StrEnum):
    """What an account is within one course."""

    OWNER = "owner"
    CO_INSTRUCTOR = "co_instructor"
    ASSISTANT = "assistant"
    STUDENT = "student"


STAFF = frozenset({CourseRole.OWNER, CourseRole.CO_INSTRUCTOR, CourseRole.ASSISTANT})


class Principal(NamedTuple):
    """The authenticated caller: an account, or a guest's seat in one live session.

    A tuple, since each authenticated request makes one, and a frozen dataclass takes four times as long.

    `user_id`, `role` and `session_id` belong to accounts; `participant_id` and `live_session_id`
    to a participant token. One of the two groups is always set. An account that comes by an API token
    has `scopes` instead of a session. `withheld` is the account's true role while it may not use it
    (its role demands a second factor and it has none). `proved_at` is when it last showed a password or code.
    """

    user_id: UUID | None = None
    role: Role | None = None
    session_id: UUID | None = None
    participant_id: UUID | None = None
    live_session_id: UUID | None = None
    scopes: frozenset[str] | None = None
    withheld: Role | None = None
    proved_at: datetime | None = None

    @property
    def is_admin(self) -> bool:
        """Whether the caller is an administrator."""
        return self.role is Role.ADMIN

    @property
    def teaches(self) -> bool:
        """Whether the caller may create courses and live sessions."""
        return self.role in {Role.INSTRUCTOR, Role.ADMIN}
