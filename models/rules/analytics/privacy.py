"""Figures of groups so small that they tell of one person."""


def for_outsiders(figure: float | None, *, group: int, least: int) -> float | None:
    """A figure about a group as somebody who does not teach it may see it: None for fewer than `least` people."""
    return figure if group >= least else None
