"""Shapes of learning platforms that launch us."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field, StringConstraints

from models.actions.lti import PlatformFacts
from models.tables.lti import LtiPlatform
from server.endpoint import In, Line, Out

Url = Annotated[str, StringConstraints(min_length=8, max_length=2000)]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=255)]


class PlatformIn(In):
    """What the platform's own page says of itself, and how far it is trusted."""

    name: Line
    issuer: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]
    client_id: Name
    deployments: list[Name] = Field(min_length=1, max_length=100)
    login_url: Url
    token_url: Url
    keys_url: Url
    token_audience: Url | None = None
    trusts_email: bool = False
    trusts_roles: bool = False
    courses: list[UUID] = Field(default_factory=list, max_length=500)

    def facts(self) -> PlatformFacts:
        """As the action wants them."""
        values = {name: getattr(self, name) for name in PlatformFacts.__slots__}
        return PlatformFacts(**values)


class PlatformOut(Out):
    """A platform; the last three are what is typed in over there."""

    id: UUID
    name: str
    issuer: str
    client_id: str
    deployments: list[str]
    login_url: str
    token_url: str
    keys_url: str
    token_audience: str | None
    trusts_email: bool
    trusts_roles: bool
    courses: list[UUID]
    created_at: datetime
    our_login_url: str
    our_launch_url: str
    our_keys_url: str

    @classmethod
    def of(cls, row: LtiPlatform, courses: Sequence[UUID], origin: str) -> Self:
        """From the row, the courses that were opened to it, and our own origin."""
        return cls(
            id=row.id,
            name=row.name,
            issuer=row.issuer,
            client_id=row.client_id,
            deployments=row.deployments,
            login_url=row.login_url,
            token_url=row.token_url,
            keys_url=row.keys_url,
            token_audience=row.token_audience,
            trusts_email=row.trusts_email,
            trusts_roles=row.trusts_roles,
            courses=list(courses),
            created_at=row.created_at,
            our_login_url=f"{origin}/api/v1/lti/login",
            our_launch_url=f"{origin}/api/v1/lti/launch",
            our_keys_url=f"{origin}/api/v1/lti/jwks",
        )
