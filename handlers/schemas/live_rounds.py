"""The shape of what changed between two rounds of one item."""

from uuid import UUID

from server.endpoint import Out


class MoveOut(Out):
    """So many people went from one answer (in words) to another; correctness is null without a key."""

    before: str
    after: str
    n: int
    before_correct: bool | None
    after_correct: bool | None


class StepOut(Out):
    """From one run of an item to its next one; who answered only one of them is counted apart."""

    before: UUID
    after: UUID
    moves: list[MoveOut]
    only_before: int
    only_after: int


class RoundsOut(Out):
    """An item that was asked more than once."""

    item: UUID
    stem: str
    steps: list[StepOut]


class TransitionsOut(Out):
    """Every such item, in the order of the plan."""

    items: list[RoundsOut]
