"""Shapes of the system routes."""

from typing import Literal, Self

from server.endpoint import Out
from server.health import Finding, Part


class HealthOut(Out):
    """The process runs and answers."""

    status: Literal["ok"] = "ok"


class PartOut(Out):
    """One thing this process depends on."""

    part: Part
    ok: bool
    detail: str

    @classmethod
    def of(cls, finding: Finding) -> Self:
        """The wire shape of a finding."""
        return cls(part=finding.part, ok=finding.ok, detail=finding.detail)


class ReadyOut(Out):
    """Whether the process can do its work; "degraded" means that only Redis is away."""

    status: Literal["ready", "degraded", "unavailable"]
    parts: list[PartOut]

    @classmethod
    def of(cls, findings: list[Finding]) -> Self:
        """Judge the findings. The worker's heartbeat is kept in Redis: without Redis nothing is known of it."""
        down = {finding.part for finding in findings if not finding.ok}
        if Part.REDIS in down:
            down.discard(Part.WORKER)
        status: Literal["ready", "degraded", "unavailable"] = "unavailable"
        if down <= {Part.REDIS}:
            status = "degraded" if down else "ready"
        return cls(status=status, parts=[PartOut.of(finding) for finding in findings])
