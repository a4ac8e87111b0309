"""Shapes of API tokens."""

from datetime import datetime
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import Field, StringConstraints

from models.rules.scopes import SCOPES
from models.tables.credentials import ApiToken
from server.endpoint import In, Moment, Out

Scope = Literal[SCOPES]  # type: ignore[valid-type]  # one source for the names: models.rules.scopes


class ApiTokenIn(In):
    """A new API token: what it is for, what it may do, when it ends."""

    name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]
    scopes: list[Scope] = Field(min_length=1, max_length=len(SCOPES))
    expires_at: Moment | None = None


class ApiTokenOut(Out):
    """An API token without its secret; `hint` is how it ends."""

    id: UUID
    name: str
    scopes: list[str]
    hint: str
    created_at: datetime
    expires_at: datetime | None
    last_used_at: datetime | None

    @classmethod
    def of(cls, row: ApiToken) -> Self:
        """The token of a row."""
        return cls(
            id=row.id,
            name=row.name,
            scopes=row.scopes,
            hint=row.hint,
            created_at=row.created_at,
            expires_at=row.expires_at,
            last_used_at=row.last_used_at,
        )


class NewApiTokenOut(ApiTokenOut):
    """A new API token with its secret, shown this once."""

    token: str = Field("", min_length=1)

    @classmethod
    def of_new(cls, row: ApiToken, text: str) -> Self:
        """The token of a row, with its text."""
        return cls.of(row).model_copy(update={"token": text})
