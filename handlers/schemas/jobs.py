"""Shapes of long work."""

from typing import Any, Literal, Self
from uuid import UUID

from pydantic import Field

from models.tables.jobs import Job
from server.endpoint import In, Out

JobStateName = Literal["queued", "running", "done", "failed", "cancelled"]


class ProgressOut(Out):
    """How far a job is."""

    done: int
    total: int


class JobOut(Out):
    """Long work: ask `GET /jobs/{id}` again, or listen on the `me` channel."""

    id: UUID
    kind: str
    state: JobStateName
    progress: ProgressOut
    result: dict[str, Any] | None = None
    errors: list[dict[str, Any]] = Field(default_factory=list)

    @classmethod
    def of(cls, job: Job) -> Self:
        """The job of a row; its payload is nobody's business."""
        return cls.model_validate(
            {
                "id": job.id,
                "kind": job.kind,
                "state": str(job.state),
                "progress": ProgressOut(done=job.done, total=job.total),
                "result": job.result,
                "errors": job.errors,
            }
        )


class ImportQuery(In):
    """How a table is taken in."""

    dry_run: bool = Field(default=False, description="Only say what would happen.")
