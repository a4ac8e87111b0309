"""Questions with a list of choices and a key: single and multiple."""

from abc import abstractmethod
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import ClassVar, Final, Self

from models.rules.numbers import json_number
from models.rules.questions.answers import Answer, Chosen, expect
from models.rules.questions.content import Asked, Content, Json, NewId, Show
from models.rules.questions.kinds import Kind
from models.rules.questions.marks import BLANK, ONE, ZERO, Mark, Rule, Scoring, Tally, Why, by_rule
from models.rules.questions.reader import Reader
from models.rules.texts import fold

MOST_CHOICES: Final = 50
NEARLY_ONE: Final = Fraction(99, 100)


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice; `fraction` is its own weight where the author gave one."""

    id: str
    text: str
    correct: bool
    fraction: Fraction | None = None
    feedback: str = ""

    def dump(self) -> Json:
        """JSON-ready, with the id and the exact fraction."""
        fraction = None if self.fraction is None else str(self.fraction)
        return {
            "id": self.id,
            "text": self.text,
            "correct": self.correct,
            "fraction": fraction,
            "feedback": self.feedback,
        }

    def author(self) -> Json:
        """As an author writes it; the id may be sent back and is then not looked at."""
        fraction = {} if self.fraction is None else {"fraction": json_number(self.fraction)}
        feedback = {"feedback": self.feedback} if self.feedback else {}
        return {"id": self.id, "text": self.text, "correct": self.correct, **fraction, **feedback}


def read_choices(reader: Reader, new_id: NewId, *, keyed: bool) -> tuple[Choice, ...]:
    """Read `choices`; only keyed ones may be correct or carry weight and feedback. Texts must differ."""
    seen: set[str] = set()
    found: list[Choice] = []
    for each in reader.objects("choices", least=2, most=MOST_CHOICES):
        choice = _read_choice(each, new_id, keyed=keyed)
        key = fold(choice.text, case_sensitive=True)
        if key and key in seen:
            each.fault("text", "duplicate", "Another choice has the same text.")
        seen.add(key)
        found.append(choice)
    return tuple(found)


def _read_choice(reader: Reader, new_id: NewId, *, keyed: bool) -> Choice:
    own_id = reader.get("id", required=False)
    text = reader.text("text")
    correct = reader.flag("correct", default=None if keyed else False)
    fraction = reader.fraction("fraction", low=-1)
    feedback = reader.text("feedback", required=False)
    if not keyed and (correct or fraction is not None):
        reader.fault("correct", "no_key", "A poll has no right choice.")
    reader.finish()
    return Choice(str(own_id) if reader.stored else new_id(), text, correct, fraction, feedback)


@dataclass(frozen=True, slots=True)
class Choices(Content):
    """What single, multiple and poll share."""

    choices: tuple[Choice, ...]

    def lists(self) -> dict[str, tuple[str, ...]]:
        """One list; authors are free in its order, so it tells nothing by rule."""
        return {"choices": self.ids}

    def telling(self) -> frozenset[str]:
        """None."""
        return frozenset()

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids in stored order."""
        return tuple(each.id for each in self.choices)

    @property
    @abstractmethod
    def takes_one(self) -> bool:
        """Whether an answer names exactly one choice."""

    def public(self, show: Show) -> Json:
        """Ids and texts."""
        return {"choices": show.rows("choices", {each.id: each.text for each in self.choices})}

    def read_answer(self, reader: Reader, asked: Asked) -> Chosen | None:
        """`choices: [id]`; a single choice in an attempt is `choice: id`."""
        known = asked.known(self.ids)
        chosen = reader.id("choice", known) if self._bare(asked) else reader.ids("choices", known)
        if self.takes_one and len(chosen) > 1:
            reader.fault("choices", "too_many", "Only one choice may be named.")
        return Chosen(tuple(each for each in self.ids if each in chosen)) if chosen else None

    def answer_json(self, answer: Answer, asked: Asked) -> Json:
        """The shape of `read_answer`."""
        shown = [Show(relabel=asked.relabel).name(each) for each in expect(answer, Chosen).ids]
        return {"choice": shown[0]} if self._bare(asked) else {"choices": shown}

    def _bare(self, asked: Asked) -> bool:
        return self.takes_one and not asked.live

    def distribution(self, answers: Sequence[Answer], show: Show) -> list[Json]:
        """Each choice with its number of picks; `correct` where there is a key."""
        counts = Counter(picked for answer in answers for picked in expect(answer, Chosen).ids)
        return [
            {"id": show.name(each.id), "n": counts[each.id]}
            | ({} if self.kind is Kind.POLL else {"correct": each.correct})
            for each in self.choices
        ]


@dataclass(frozen=True, slots=True)
class Keyed(Choices):
    """What single and multiple share: a key and a rule."""

    scoring: Scoring

    def dump(self) -> Json:
        """Choices and scoring."""
        return {"choices": [each.dump() for each in self.choices], **self.scoring.dump()}

    def author(self) -> Json:
        """Choices and scoring."""
        return {"choices": [each.author() for each in self.choices], **self.scoring.author()}

    def mark_blank(self) -> Mark:
        """0."""
        return BLANK

    def correct(self, show: Show) -> Json:
        """The right choices."""
        return {"choices": [show.name(each.id) for each in self.choices if each.correct]}

    def feedback(self, answer: Answer) -> list[Json]:
        """The feedback of the choices that were made."""
        chosen = expect(answer, Chosen).ids
        return [{"id": e.id, "feedback": e.feedback} for e in self.choices if e.id in chosen and e.feedback]

    def rekey(self, reader: Reader) -> Self:
        """`choices: [{text, correct, fraction?, feedback?}]`, found by text; those not named keep their key."""
        by_text = {fold(each.text, case_sensitive=True): each for each in self.choices}
        for entry in reader.objects("choices", least=1, most=MOST_CHOICES):
            new = _read_choice(entry, str, keyed=True)
            key = fold(new.text, case_sensitive=True)
            if key in by_text:
                by_text[key] = replace(new, id=by_text[key].id, text=by_text[key].text)
            else:
                entry.fault("text", "unknown_text", "No choice of this question has this text.")
        again = replace(self, choices=tuple(by_text.values()))
        again.check(reader)
        return again

    @abstractmethod
    def check(self, reader: Reader) -> None:
        """Note what is wrong with the key as a whole."""


@dataclass(frozen=True, slots=True)
class Single(Keyed):
    """One right choice; with `weights` every choice earns its own fraction, which may be negative."""

    kind: ClassVar[Kind] = Kind.SINGLE

    @classmethod
    def read(cls, reader: Reader, new_id: NewId) -> Self:
        """Read choices and scoring; `weights` is the rule when a choice carries a fraction, unless named otherwise."""
        choices = read_choices(reader, new_id, keyed=True)
        weighted = any(each.fraction is not None for each in choices)
        default = Rule.WEIGHTS if weighted else Rule.ALL_OR_NOTHING
        scoring = Scoring.read(reader, (Rule.ALL_OR_NOTHING, Rule.WEIGHTS), default=default, lower=-ONE)
        found = cls(choices, scoring)
        found.check(reader)
        return found

    @property
    def takes_one(self) -> bool:
        """Yes."""
        return True

    def check(self, reader: Reader) -> None:
        """Exactly one choice is correct, and earns the whole mark."""
        right = [each for each in self.choices if each.correct]
        if len(right) != 1:
            reader.fault("choices", "one_correct", "Exactly one choice must be correct.")
        elif self.scoring.rule is Rule.WEIGHTS and right[0].fraction not in {None, ONE}:
            reader.fault("choices", "no_full_mark", "The correct choice must have the fraction 1.")

    def mark(self, answer: Answer) -> Mark:
        """The fraction of the choice that was made."""
        (chosen,) = (each for each in self.choices if each.id in expect(answer, Chosen).ids)
        own = chosen.fraction if self.scoring.rule is Rule.WEIGHTS else None
        fraction = Fraction(chosen.correct) if own is None else own
        why = Why("choice", {"id": chosen.id, "correct": chosen.correct, "fraction": str(fraction)})
        return self.scoring.settle(fraction, [why])


@dataclass(frozen=True, slots=True)
class Multiple(Keyed):
    """Any number of right choices, marked by a named rule."""

    kind: ClassVar[Kind] = Kind.MULTIPLE

    @classmethod
    def read(cls, reader: Reader, new_id: NewId) -> Self:
        """Read choices and scoring (all or nothing unless named)."""
        choices = read_choices(reader, new_id, keyed=True)
        found = cls(choices, Scoring.read(reader, tuple(Rule), default=Rule.ALL_OR_NOTHING))
        found.check(reader)
        return found

    @property
    def takes_one(self) -> bool:
        """No."""
        return False

    def check(self, reader: Reader) -> None:
        """At least one choice is correct; weights must be able to reach the whole mark."""
        if not any(each.correct for each in self.choices):
            reader.fault("choices", "one_correct", "At least one choice must be correct.")
        elif self.scoring.rule is Rule.WEIGHTS and self._best() < NEARLY_ONE:
            reader.fault("choices", "no_full_mark", "The positive fractions must make 1 together.")

    def _best(self) -> Fraction:
        return sum((weight for weight in map(self._weight, self.choices) if weight > 0), ZERO)

    def _weight(self, choice: Choice) -> Fraction:
        # A correct choice without a weight of its own has an equal share.
        if choice.fraction is not None:
            return choice.fraction
        return Fraction(choice.correct, sum(each.correct for each in self.choices))

    def mark(self, answer: Answer) -> Mark:
        """The fraction by the named rule."""
        picked = frozenset(expect(answer, Chosen).ids)
        if self.scoring.rule is Rule.WEIGHTS:
            return self._by_weights(picked)
        tally = self._tally(picked)
        why = Why("decisions", {"right": tally.right, "wrong": tally.wrong, "errors": tally.errors, "of": tally.of})
        return self.scoring.settle(by_rule(self.scoring.rule, tally), [why, *self._choice_reasons(picked)])

    def _by_weights(self, picked: frozenset[str]) -> Mark:
        perfect = {each.id for each in self.choices if self._weight(each) > 0}
        summed = sum((self._weight(each) for each in self.choices if each.id in picked), ZERO)
        # Weights such as 0.33 three times stand for a whole mark.
        return self.scoring.settle(ONE if picked == perfect else summed, self._choice_reasons(picked))

    def _tally(self, picked: frozenset[str]) -> Tally:
        right = sum(each.correct for each in self.choices if each.id in picked)
        keyed = sum(each.correct for each in self.choices)
        wrong = len(picked) - right
        return Tally(of=len(self.choices), keyed=keyed, right=right, wrong=wrong, errors=wrong + keyed - right)

    def _choice_reasons(self, picked: frozenset[str]) -> Iterable[Why]:
        for each in self.choices:
            if each.id in picked or each.correct:
                yield Why("choice", {"id": each.id, "correct": each.correct, "chosen": each.id in picked})
