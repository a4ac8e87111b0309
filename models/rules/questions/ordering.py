"""Ordering: items to be put into the right order; items with the same text can stand for each other."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar, Final, Self

from models.rules.questions.answers import Answer, Ordered, expect
from models.rules.questions.content import Asked, Content, Json, NewId, Show
from models.rules.questions.kinds import Kind
from models.rules.questions.marks import BLANK, Mark, Rule, Scoring, Tally, Why, by_rule
from models.rules.questions.reader import Reader
from models.rules.texts import fold

MOST_ITEMS: Final = 50


@dataclass(frozen=True, slots=True)
class Item:
    """One item."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Ordering(Content):
    """Items in the right order. `all_or_nothing` (default), or `every_decision`: the share at their right place."""

    kind: ClassVar[Kind] = Kind.ORDERING
    items: tuple[Item, ...]
    scoring: Scoring

    @classmethod
    def read(cls, reader: Reader, new_id: NewId) -> Self:
        """Read `items: [text]`, the right order."""
        scoring = Scoring.read(reader, (Rule.ALL_OR_NOTHING, Rule.EVERY_DECISION), default=Rule.ALL_OR_NOTHING)
        if reader.stored:
            rows = reader.objects("items", least=2, most=MOST_ITEMS)
            return cls(tuple(Item(each.text("id"), each.text("text")) for each in rows), scoring)
        texts = reader.texts("items", least=2, most=MOST_ITEMS)
        if len(texts) > 1 and len({_key(text) for text in texts}) == 1:
            reader.fault("items", "duplicate", "Items that are all the same have no order.")
        return cls(tuple(Item(new_id(), text) for text in texts), scoring)

    def dump(self) -> Json:
        """Items with ids in the right order."""
        return {"items": [{"id": each.id, "text": each.text} for each in self.items], **self.scoring.dump()}

    def author(self) -> Json:
        """Texts in the right order."""
        return {"items": [each.text for each in self.items], **self.scoring.author()}

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids in the right order."""
        return tuple(each.id for each in self.items)

    def lists(self) -> dict[str, tuple[str, ...]]:
        """One list."""
        return {"items": self.ids}

    def telling(self) -> frozenset[str]:
        """The stored order is the key."""
        return frozenset({"items"})

    def public(self, show: Show) -> Json:
        """Items in the order that was given."""
        return {"items": show.rows("items", {each.id: each.text for each in self.items}, telling=True)}

    def read_answer(self, reader: Reader, asked: Asked) -> Ordered | None:
        """`order: [id]`, all of them."""
        order = reader.ids("order", asked.known(self.ids))
        if order and len(order) < len(self.items):
            reader.fault("order", "too_few", "Every item must have its place.")
        return Ordered(order) if order else None

    def answer_json(self, answer: Answer, asked: Asked) -> Json:
        """The shape of `read_answer`."""
        show = Show(relabel=asked.relabel)
        return {"order": [show.name(each) for each in expect(answer, Ordered).ids]}

    def mark(self, answer: Answer) -> Mark:
        """The named rule over the places."""
        given = self._fits(expect(answer, Ordered))
        right, of = sum(fit for _, fit in given), len(self.items)
        tally = Tally(of=of, keyed=of, right=right, wrong=of - right, errors=of - right)
        why = [Why("place", {"place": at, "id": each, "correct": fit}) for at, (each, fit) in enumerate(given, 1)]
        return self.scoring.settle(by_rule(self.scoring.rule, tally), why)

    def _fits(self, answer: Ordered) -> list[tuple[str, bool]]:
        texts = {each.id: _key(each.text) for each in self.items}
        pairs = zip(answer.ids, self.items, strict=True)
        return [(given, texts[given] == texts[item.id]) for given, item in pairs]

    def mark_blank(self) -> Mark:
        """0."""
        return BLANK

    def correct(self, show: Show) -> Json:
        """`{order}`."""
        return {"order": [show.name(each) for each in self.ids]}

    def distribution(self, answers: Sequence[Answer], show: Show) -> list[Json]:
        """For each item of the right order, how many had its place right."""
        counts: Counter[str] = Counter()
        for answer in answers:
            fits = self._fits(expect(answer, Ordered))
            counts.update(item.id for item, (_, fit) in zip(self.items, fits, strict=True) if fit)
        return [{"id": show.name(each), "n": counts[each]} for each in self.ids]

    def rekey(self, reader: Reader) -> Self:
        """`items: [text]`: the same texts in the right order."""
        texts = [_key(text) for text in reader.texts("items", least=1, most=MOST_ITEMS)]
        if sorted(texts) != sorted(_key(each.text) for each in self.items):
            reader.fault("items", "unknown_text", "The same texts are needed, each as often as the question has it.")
            return self
        left = list(self.items)
        order: list[Item] = []
        for text in texts:
            item = next(each for each in left if _key(each.text) == text)
            left.remove(item)
            order.append(item)
        return replace(self, items=tuple(order))


def _key(text: str) -> str:
    return fold(text, case_sensitive=True)
