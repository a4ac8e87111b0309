"""The shape of a problem document, for the OpenAPI document and for clients made from it."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field


class ProblemField(BaseModel):
    """One thing wrong with the input."""

    model_config = ConfigDict(title="ProblemField")

    loc: list[str | int] = Field(description='Where: `["body", "email"]`.')
    code: str
    detail: str


class Problem(BaseModel):
    """A refusal (RFC 9457); further members belong to the code."""

    model_config = ConfigDict(title="Problem", extra="allow")

    __pydantic_extra__: dict[str, Any]

    type: str
    title: str
    status: int
    code: str = Field(description="Stable; decide by this.")
    detail: str
    request_id: str
    reason: str | None = Field(None, description="Which rule refused, with 403.", exclude_if=lambda r: r is None)
    errors: list[ProblemField] | None = Field(None, exclude_if=lambda e: e is None)
