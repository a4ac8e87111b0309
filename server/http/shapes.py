"""The base classes of everything that crosses the wire, and field types that no input can overflow."""

from datetime import UTC, datetime
from http import HTTPStatus
from typing import Annotated, Any, Generic, Self, TypeVar

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

T = TypeVar("T")

INT32_MAX = 2**31 - 1
INT64_MAX = 2**63 - 1
_YEARS = range(1970, 2201)


def _utc(moment: datetime) -> datetime:
    if moment.year not in _YEARS:
        raise ValueError(f"must lie in the years {_YEARS.start} to {_YEARS.stop - 1}")
    return moment.astimezone(UTC)


Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
"""One line that must say something: a name, a title."""
Prose = Annotated[str, StringConstraints(max_length=50_000)]
"""A longer text, perhaps empty; Markdown where the field says so."""
Count = Annotated[int, Field(ge=0, le=INT32_MAX)]
"""A whole number that fits an `integer` column."""
Minor = Annotated[int, Field(ge=0, le=INT64_MAX)]
"""Money in minor units; fits a `bigint` column."""
Moment = Annotated[AwareDatetime, AfterValidator(_utc)]
"""A time with an offset, turned to UTC."""


class In(BaseModel):
    """What a caller sends: closed, frozen, strictly typed."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, allow_inf_nan=False)


class Patch(In):
    """A merge patch (RFC 7396): only members that were sent change anything.

    Give every field a default (it is never used) and let its type say whether `null` clears it:
    `summary: Prose | None = None` may be cleared, `title: Line = "unused"` may not.
    """

    def changes(self) -> dict[str, Any]:
        """The fields that were sent, by name; None means: clear it."""
        return {name: getattr(self, name) for name in self.model_fields_set}


class Out(BaseModel):
    """What we send: closed and frozen, mapped from rows by hand in an `of` of its own."""

    # A default saves typing here, but the member is always sent, and the schema says so.
    model_config = ConfigDict(extra="forbid", frozen=True, json_schema_serialization_defaults_required=True)


class PageQuery(In):
    """The query of every list; subclass it to add filters and `sort`."""

    limit: int = Field(20, ge=1, le=100, description="How many items at most.")
    cursor: str | None = Field(None, max_length=1024, description="`next` of the page before.")
    count: bool = Field(default=False, description="Whether to count all items as `total`.")


class Page(Out, Generic[T]):
    """One page of a list; `next` is the cursor of the page after it, or null at the end."""

    model_config = ConfigDict(json_schema_extra={"required": ["items", "next"]})

    items: list[T]
    next: str | None = None
    total: int | None = Field(None, exclude_if=lambda total: total is None)


class Answer(Generic[T]):
    """An answer with a status, headers or an entity tag of its own; `etag` as made by `etag()`."""

    def __init__(
        self, out: T, *, status: HTTPStatus | None = None, headers: dict[str, str] | None = None, etag: str = ""
    ) -> None:
        self.out = out
        self.status = status
        self.headers = {**(headers or {}), **({"ETag": etag} if etag else {})}


class Created(Answer[T]):
    """201 with the object and where it can be found."""

    def __init__(self, out: T, location: str, *, etag: str = "") -> None:
        super().__init__(out, status=HTTPStatus.CREATED, headers={"Location": location}, etag=etag)


class Money(In):
    """An amount in the currency's minor units (KWD has three decimals, JPY none)."""

    amount: Minor
    currency: Annotated[str, StringConstraints(pattern="^[A-Z]{3}$")]

    @classmethod
    def of(cls, amount: int, currency: str) -> Self:
        """Money from a row's two columns."""
        return cls(amount=amount, currency=currency)
