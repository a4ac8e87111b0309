"""True or false."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import ClassVar, Self

from models.rules.questions.answers import Answer, Truth, expect
from models.rules.questions.content import Asked, Json, NewId, Show, Unlisted
from models.rules.questions.kinds import Kind
from models.rules.questions.marks import BLANK, Mark, Rule, Scoring, Why
from models.rules.questions.reader import Reader


@dataclass(frozen=True, slots=True)
class TrueFalse(Unlisted):
    """A statement that holds or does not."""

    kind: ClassVar[Kind] = Kind.TRUE_FALSE
    answer: bool
    scoring: Scoring

    @classmethod
    def read(cls, reader: Reader, new_id: NewId) -> Self:
        """Read `answer`."""
        del new_id
        scoring = Scoring.read(reader, (Rule.ALL_OR_NOTHING,), default=Rule.ALL_OR_NOTHING)
        return cls(reader.flag("answer"), scoring)

    def dump(self) -> Json:
        """The key and the scoring."""
        return {"answer": self.answer, **self.scoring.dump()}

    def author(self) -> Json:
        """The key and the scoring."""
        return {"answer": self.answer, **self.scoring.author()}

    def read_answer(self, reader: Reader, asked: Asked) -> Truth | None:
        """`value: bool`."""
        del asked
        if reader.get("value", required=False) is None:
            return None
        return Truth(reader.flag("value"))

    def answer_json(self, answer: Answer, asked: Asked) -> Json:
        """The shape of `read_answer`."""
        del asked
        return {"value": expect(answer, Truth).value}

    def mark(self, answer: Answer) -> Mark:
        """1 when it agrees with the key."""
        value = expect(answer, Truth).value
        why = Why("value", {"value": value, "correct": value == self.answer})
        return self.scoring.settle(Fraction(value == self.answer), [why])

    def mark_blank(self) -> Mark:
        """0."""
        return BLANK

    def correct(self, show: Show) -> Json:
        """`{value}`."""
        del show
        return {"value": self.answer}

    def distribution(self, answers: Sequence[Answer], show: Show) -> list[Json]:
        """Both values, true first."""
        del show
        counts = Counter(expect(answer, Truth).value for answer in answers)
        return [{"value": value, "n": counts[value], "correct": value == self.answer} for value in (True, False)]

    def rekey(self, reader: Reader) -> Self:
        """`answer: bool`."""
        return replace(self, answer=reader.flag("answer"))
