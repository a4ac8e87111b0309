"""Answers by chance to any kind of item, from nothing but what a player is shown."""

from collections.abc import Callable
from random import Random

from clients.protocol import Body

WORDS = ("water", "light", "Nile", "seven", "green", "north", "iron", "spring", "ماء", "نور")


def guess(item: Body, chance: Random) -> Body | None:
    """The answer fields (live.md §4) of a guess at `item`; None where there is nothing to answer (slides)."""
    by_kind = _GUESSES.get(str(item["kind"]))
    return None if by_kind is None else by_kind(item, chance)


def _ids(item: Body, part: str) -> list[str]:
    return [str(each["id"]) for each in item[part]]


def _one(item: Body, chance: Random) -> Body:
    return {"choices": [chance.choice(_ids(item, "choices"))]}


def _some(item: Body, chance: Random) -> Body:
    choices = _ids(item, "choices")
    return {"choices": chance.sample(choices, chance.randint(1, len(choices)))}


def _order(item: Body, chance: Random) -> Body:
    items = _ids(item, "items")
    return {"order": chance.sample(items, len(items))}


def _pairs(item: Body, chance: Random) -> Body:
    lefts, rights = _ids(item, "lefts"), _ids(item, "rights")
    return {"pairs": [list(pair) for pair in zip(lefts, chance.sample(rights, len(lefts)), strict=True)]}


def _text(_: Body, chance: Random) -> Body:
    return {"text": chance.choice(WORDS)}


_GUESSES: dict[str, Callable[[Body, Random], Body]] = {
    "single": _one,
    "poll": _one,
    "multiple": _some,
    "true_false": lambda _, chance: {"value": bool(chance.getrandbits(1))},
    "numeric": lambda _, chance: {"value": chance.randint(0, 100)},
    "short_text": _text,
    "open_text": _text,
    "word_cloud": lambda _, chance: {"words": chance.sample(WORDS, 2)},
    "ordering": _order,
    "matching": _pairs,
}
