"""Stored answers in words, for people who read a table: texts instead of the ids of one showing. Pure."""

from typing import Any

from models.queries.live import AnswerRow
from models.rules.questions import dump_answer
from models.rules.questions.content import Show
from realtime.judging import read_stored
from realtime.state import Item, Run

LISTS = ("choices", "lefts", "rights", "items")


def answer_text(item: Item, run: Run, row: AnswerRow) -> str:
    """The answer as its author would say it: chosen texts, `left → right`, a value with its unit, typed words."""
    raw: dict[str, Any] = dump_answer(item.content, read_stored(item, run, row), live=True)
    texts = _texts(item)
    if "pairs" in raw:
        return "; ".join(f"{texts[left]} → {texts[right]}" for left, right in raw["pairs"])
    if "words" in raw:
        return "; ".join(raw["words"])
    if "text" in raw:
        return str(raw["text"])
    if "value" in raw:
        return _value(raw)
    return "; ".join(texts[each] for each in raw.get("choices", raw.get("order", ())))


def _value(raw: dict[str, Any]) -> str:
    value = raw["value"]
    shown = str(value).lower() if isinstance(value, bool) else str(value)
    return f"{shown} {raw['unit']}" if raw.get("unit") else shown


def _texts(item: Item) -> dict[str, str]:
    order = {name: list(ids) for name, ids in item.content.lists().items()}
    public: dict[str, Any] = item.content.public(Show(order))
    return {each["id"]: each["text"] for name in LISTS for each in public.get(name, ())}
