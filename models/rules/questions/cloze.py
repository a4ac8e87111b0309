"""Cloze: a text with blanks, each of them a small question with a weight."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar, Final, Self

from models.rules.numbers import json_number
from models.rules.problems import Problems
from models.rules.questions.answers import Answer, Filled, expect
from models.rules.questions.choices import Single
from models.rules.questions.content import Asked, Content, Json, NewId, Order, Show
from models.rules.questions.kinds import Kind
from models.rules.questions.marks import BLANK, ONE, ZERO, Mark, Rule, Scoring, Why
from models.rules.questions.numeric import Numeric
from models.rules.questions.reader import Reader
from models.rules.questions.short_text import ShortText

TEXT_LIMIT: Final = 20_000
MOST_BLANKS: Final = 50
BLANK_KINDS: Final[Mapping[str, type[ShortText | Numeric | Single]]] = {
    Kind.SHORT_TEXT: ShortText,
    Kind.NUMERIC: Numeric,
    Kind.SINGLE: Single,
}
_PLACE: Final = re.compile(r"\{\{([A-Za-z0-9_]{1,20})\}\}")


@dataclass(frozen=True, slots=True)
class Blank:
    """One blank: its name in the text, what it asks, and how much it weighs."""

    name: str
    content: ShortText | Numeric | Single
    weight: Decimal = Decimal(1)

    def within(self, order: Order) -> Order:
        """The part of an order that concerns this blank, with its own list names."""
        prefix = f"{self.name}."
        return {name.removeprefix(prefix): ids for name, ids in order.items() if name.startswith(prefix)}


@dataclass(frozen=True, slots=True)
class Cloze(Content):
    """A text with `{{1}}`, `{{2}}` and what belongs into them; blanks in the order of the text."""

    kind: ClassVar[Kind] = Kind.CLOZE
    text: str
    blanks: tuple[Blank, ...]
    scoring: Scoring

    @classmethod
    def read(cls, reader: Reader, new_id: NewId) -> Self:
        """Read `text` and `blanks`; the weighted mean of the blanks unless `all_or_nothing` is named."""
        scoring = Scoring.read(reader, (Rule.ALL_OR_NOTHING, Rule.WEIGHTS), default=Rule.WEIGHTS)
        text, bodies = reader.text("text", limit=TEXT_LIMIT), reader.object("blanks")
        names = _PLACE.findall(text)
        if not 1 <= len(names) <= MOST_BLANKS:
            reader.fault("text", "out_of_range", f"The text needs 1 to {MOST_BLANKS} blanks such as {{{{1}}}}.")
        if len(set(names)) < len(names):
            reader.fault("text", "duplicate", "A blank stands in the text twice.")
        blanks = tuple(_read_blank(name, bodies.object(name), new_id) for name in dict.fromkeys(names[:MOST_BLANKS]))
        bodies.finish()
        return cls(text, blanks, scoring)

    def dump(self) -> Json:
        """Text, and each blank with its kind and weight."""
        blanks = {each.name: _body(each, each.content.dump()) | {"weight": str(each.weight)} for each in self.blanks}
        return {"text": self.text, "blanks": blanks, **self.scoring.dump()}

    def author(self) -> Json:
        """As written."""
        blanks = {
            each.name: _body(each, each.content.author()) | {"weight": json_number(each.weight)} for each in self.blanks
        }
        return {"text": self.text, "blanks": blanks, **self.scoring.author()}

    def lists(self) -> dict[str, tuple[str, ...]]:
        """The lists of the blanks, named `1.choices`."""
        return {f"{each.name}.{name}": ids for each in self.blanks for name, ids in each.content.lists().items()}

    def telling(self) -> frozenset[str]:
        """None: blanks show no list whose order is a key."""
        return frozenset()

    def public(self, show: Show) -> Json:
        """The text, and the kind (and choices) of each blank."""
        blanks = {
            each.name: _body(each, each.content.public(Show(each.within(show.order), show.relabel)))
            for each in self.blanks
        }
        return {"text": self.text, "blanks": blanks}

    def read_answer(self, reader: Reader, asked: Asked) -> Filled | None:
        """`blanks: {"1": answer of its kind}`; some may be missing."""
        if reader.get("blanks", required=False) is None:
            return None
        given, filled = reader.object("blanks"), []
        for each in self.blanks:
            if given.get(each.name, required=False) is None:
                continue
            part = given.object(each.name)
            answer = each.content.read_answer(part, asked)
            part.finish()
            if answer is not None:
                filled.append((each.name, answer))
        given.finish()
        return Filled(tuple(filled)) if filled else None

    def answer_json(self, answer: Answer, asked: Asked) -> Json:
        """The shape of `read_answer`."""
        given = dict(expect(answer, Filled).blanks)
        named = ((each.name, each.content) for each in self.blanks if each.name in given)
        return {"blanks": {name: content.answer_json(given[name], asked) for name, content in named}}

    def mark(self, answer: Answer) -> Mark:
        """The weighted mean of the blanks' fractions; an empty blank earns 0."""
        given = dict(expect(answer, Filled).blanks)
        summed, reasons = ZERO, []
        for each in self.blanks:
            mark = each.content.mark(given[each.name]) if each.name in given else each.content.mark_blank()
            fraction = mark.fraction or ZERO
            summed += Fraction(each.weight) * fraction
            inner = [why.as_json() for why in mark.why]
            reasons.append(Why("blank_mark", {"blank": each.name, "fraction": str(fraction), "why": inner}))
        mean = summed / Fraction(sum(each.weight for each in self.blanks))
        return self.scoring.settle(mean if self.scoring.rule is Rule.WEIGHTS else Fraction(mean == ONE), reasons)

    def mark_blank(self) -> Mark:
        """0."""
        return BLANK

    def correct(self, show: Show) -> Json:
        """`{blanks: {"1": the correct object of its kind}}`."""
        return {"blanks": {each.name: each.content.correct(show) for each in self.blanks}}

    def distribution(self, answers: Sequence[Answer], show: Show) -> list[Json]:
        """The rows of each blank, with its name as `blank`."""
        rows: list[Json] = []
        for each in self.blanks:
            given = [dict(expect(answer, Filled).blanks).get(each.name) for answer in answers]
            own = each.content.distribution([answer for answer in given if answer is not None], show)
            rows += [{"blank": each.name, **row} for row in own]
        return rows

    def rekey(self, reader: Reader) -> Self:
        """`blanks: {"1": the key fields of its kind}`; blanks not named keep their key."""
        given, blanks = reader.object("blanks"), []
        for each in self.blanks:
            if given.get(each.name, required=False) is None:
                blanks.append(each)
                continue
            part = given.object(each.name)
            blanks.append(replace(each, content=each.content.rekey(part)))
            part.finish()
        given.finish()
        return replace(self, blanks=tuple(blanks))


def _body(blank: Blank, fields: Json) -> Json:
    return {"kind": blank.content.kind.value, **fields}


def _read_blank(name: str, reader: Reader, new_id: NewId) -> Blank:
    kind = reader.word("kind", BLANK_KINDS, default="")
    if not kind:
        reader.fault("kind", "required", f"One of {', '.join(sorted(BLANK_KINDS))} is needed here.")
        return Blank(name, ShortText.read(Reader({}, Problems()), new_id))
    weight = reader.decimal("weight", default=Decimal(1))
    if weight <= 0:
        reader.fault("weight", "out_of_range", "A weight is greater than 0.")
    content = BLANK_KINDS[kind].read(reader, new_id)
    reader.finish()
    return Blank(name, content, weight)
