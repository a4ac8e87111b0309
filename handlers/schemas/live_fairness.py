"""The shape of the fairness report of a live session; times in ms."""

from uuid import UUID

from server.endpoint import Out


class SpreadOut(Out):
    """Median, 95th percentile and maximum; null when nothing was measured."""

    p50: int | None
    p95: int | None
    max: int | None


class CreditOut(Out):
    """Median and maximum of received less credited tap."""

    p50: int | None
    max: int | None


class RankChangeOut(Out):
    """Somebody whose final rank depends on credit."""

    participant: UUID
    name: str
    rank: int
    rank_without_credit: int


class BucketOut(Out):
    """An answer that falls into another 250 ms bucket without credit."""

    run: UUID
    participant: UUID
    bucket_ms: int
    bucket_without_credit_ms: int
    points: int
    points_without_credit: int


class WiderOut(Out):
    """An answer that waited for us during an outage, and how far back its tap could lie."""

    run: UUID
    participant: UUID
    allowed_ms: int


class FairnessOut(Out):
    """How fair a session was."""

    rtt: SpreadOut
    credit: CreditOut
    rank_changes: list[RankChangeOut]
    lying_gain_max_ms: int
    cap_ms: int
    buckets: list[BucketOut]
    wider: list[WiderOut]
