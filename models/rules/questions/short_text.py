"""A word or a few, typed: compared without regard to spaces and case, against forms that may hold stars."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import ClassVar, Final, Self

from models.rules.numbers import json_number
from models.rules.questions.answers import Answer, Written, expect
from models.rules.questions.content import DISTRIBUTION_LIMIT, Asked, Json, NewId, Show, Unlisted
from models.rules.questions.kinds import Kind
from models.rules.questions.marks import BLANK, ONE, ZERO, Mark, Rule, Scoring, Why
from models.rules.questions.reader import Reader
from models.rules.texts import fold, matches

MOST_ACCEPTED: Final = 100
ACCEPTED_LIMIT: Final = 500


@dataclass(frozen=True, slots=True)
class Accepted:
    r"""One accepted form (`*` stands for any text, `\*` for a star) and the fraction it earns."""

    text: str
    fraction: Fraction = ONE
    feedback: str = ""


@dataclass(frozen=True, slots=True)
class ShortText(Unlisted):
    """The first accepted form that fits decides."""

    kind: ClassVar[Kind] = Kind.SHORT_TEXT
    accepted: tuple[Accepted, ...]
    case_sensitive: bool
    scoring: Scoring

    @classmethod
    def read(cls, reader: Reader, new_id: NewId) -> Self:
        """Read `accepted` and `case_sensitive`; `weights` (each form its fraction) unless `all_or_nothing` is named."""
        del new_id
        scoring = Scoring.read(reader, (Rule.ALL_OR_NOTHING, Rule.WEIGHTS), default=Rule.WEIGHTS)
        case_sensitive = reader.flag("case_sensitive", default=False)
        return cls(_read_accepted(reader), case_sensitive, scoring)

    def dump(self) -> Json:
        """Forms with exact fractions."""
        forms = [
            {"text": each.text, "fraction": str(each.fraction), "feedback": each.feedback} for each in self.accepted
        ]
        return {"accepted": forms, "case_sensitive": self.case_sensitive, **self.scoring.dump()}

    def author(self) -> Json:
        """As written."""
        forms = [
            {"text": each.text, "fraction": json_number(each.fraction)}
            | ({"feedback": each.feedback} if each.feedback else {})
            for each in self.accepted
        ]
        return {"accepted": forms, "case_sensitive": self.case_sensitive, **self.scoring.author()}

    def read_answer(self, reader: Reader, asked: Asked) -> Written | None:
        """`text`."""
        text = reader.text("text", limit=asked.text_limit, required=False)
        return Written(text) if text.strip() else None

    def answer_json(self, answer: Answer, asked: Asked) -> Json:
        """The shape of `read_answer`."""
        del asked
        return {"text": expect(answer, Written).text}

    def mark(self, answer: Answer) -> Mark:
        """The fraction of the first form that fits, 0 when none does."""
        form = self._first(expect(answer, Written).text)
        if form is None:
            return self.scoring.settle(ZERO, [Why("no_match")])
        why = Why("matched", {"accepted": form.text, "fraction": str(form.fraction)})
        return self.scoring.settle(self._fraction(form), [why])

    def _first(self, text: str) -> Accepted | None:
        fitting = (form for form in self.accepted if matches(form.text, text, case_sensitive=self.case_sensitive))
        return next(fitting, None)

    def _fraction(self, form: Accepted) -> Fraction:
        return form.fraction if self.scoring.rule is Rule.WEIGHTS else Fraction(form.fraction == ONE)

    def mark_blank(self) -> Mark:
        """0."""
        return BLANK

    def feedback(self, answer: Answer) -> list[Json]:
        """The feedback of the form that fitted."""
        form = self._first(expect(answer, Written).text)
        return [{"text": form.text, "feedback": form.feedback}] if form and form.feedback else []

    def correct(self, show: Show) -> Json:
        """`{texts}`: the forms that earn everything."""
        del show
        return {"texts": [each.text for each in self.accepted if each.fraction == ONE]}

    def distribution(self, answers: Sequence[Answer], show: Show) -> list[Json]:
        """Texts that compare equal are counted together, most frequent first; `correct` when it earns everything."""
        del show
        texts = [expect(answer, Written).text for answer in answers]
        return [
            {**row, "correct": self.mark(Written(str(row["text"]))).fraction == ONE}
            for row in count_texts(texts, case_sensitive=self.case_sensitive)
        ]

    def rekey(self, reader: Reader) -> Self:
        """`accepted` and, when it changes, `case_sensitive`."""
        case_sensitive = reader.flag("case_sensitive", default=self.case_sensitive)
        return replace(self, accepted=_read_accepted(reader), case_sensitive=case_sensitive)


def _read_accepted(reader: Reader) -> tuple[Accepted, ...]:
    found: list[Accepted] = []
    for each in reader.objects("accepted", least=1, most=MOST_ACCEPTED):
        fraction = each.fraction("fraction", low=0)
        text = each.text("text", limit=ACCEPTED_LIMIT)
        found.append(Accepted(text, ONE if fraction is None else fraction, each.text("feedback", required=False)))
        each.finish()
    if found and not any(each.fraction == ONE for each in found):
        reader.fault("accepted", "no_full_mark", "At least one accepted text must have the fraction 1.")
    return tuple(found)


def count_texts(texts: Sequence[str], *, case_sensitive: bool = False) -> list[Json]:
    """`[{text, n}]`, at most 50, most frequent first; of spellings that compare equal the most frequent is shown.

    The result does not depend on the order of the texts.
    """
    counts: Counter[str] = Counter()
    spellings: dict[str, Counter[str]] = {}
    for text in texts:
        key = fold(text, case_sensitive=case_sensitive)
        counts[key] += 1
        spellings.setdefault(key, Counter())[" ".join(text.split())] += 1
    ranked = sorted(counts, key=lambda key: (-counts[key], key))[:DISTRIBUTION_LIMIT]
    return [{"text": min(spellings[key], key=lambda s: (-spellings[key][s], s)), "n": counts[key]} for key in ranked]
