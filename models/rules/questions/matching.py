"""Matching: every left goes with one right; some rights may fit nothing (distractors)."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar, Final, Self

from models.rules.questions.answers import Answer, Paired, expect
from models.rules.questions.content import Asked, Content, Json, NewId, Show
from models.rules.questions.kinds import Kind
from models.rules.questions.marks import BLANK, Mark, Rule, Scoring, Tally, Why, by_rule
from models.rules.questions.reader import Reader, read_id
from models.rules.texts import fold

MOST_PAIRS: Final = 50
PAIR: Final = 2
RULES: Final = (Rule.EVERY_DECISION, Rule.ALL_OR_NOTHING, Rule.RIGHT_MINUS_WRONG, Rule.HALVES)


@dataclass(frozen=True, slots=True)
class Left:
    """One left side and the id of the right that belongs to it."""

    id: str
    text: str
    right: str


@dataclass(frozen=True, slots=True)
class Right:
    """One right side; equal texts are one right, which may then belong to several lefts."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Matching(Content):
    """Lefts with their rights. A learner may use one right several times; that says nothing about the key."""

    kind: ClassVar[Kind] = Kind.MATCHING
    lefts: tuple[Left, ...]
    rights: tuple[Right, ...]
    scoring: Scoring

    @classmethod
    def read(cls, reader: Reader, new_id: NewId) -> Self:
        """Read `pairs: [{left, right}]` and `distractors`; the share of right pairs unless another rule is named."""
        scoring = Scoring.read(reader, RULES, default=Rule.EVERY_DECISION)
        if reader.stored:
            return cls(*_stored(reader), scoring)
        pairs = _read_pairs(reader)
        distractors = reader.texts("distractors", least=0, most=MOST_PAIRS)
        rights = _merge([right for _, right in pairs], new_id)
        for at, text in enumerate(distractors):
            if text and _key(text) in rights:
                reader.problems.add((*reader.path, "distractors", at), "duplicate", "Another right has the same text.")
            rights[_key(text)] = Right(new_id(), text)
        lefts = tuple(Left(new_id(), left, rights[_key(right)].id) for left, right in pairs)
        return cls(lefts, tuple(rights.values()), scoring)

    def dump(self) -> Json:
        """Both sides with ids, and the key as `right` of each left."""
        return {
            "lefts": [{"id": each.id, "text": each.text, "right": each.right} for each in self.lefts],
            "rights": [{"id": each.id, "text": each.text} for each in self.rights],
            **self.scoring.dump(),
        }

    def author(self) -> Json:
        """`pairs` and `distractors`."""
        texts, used = {each.id: each.text for each in self.rights}, {each.right for each in self.lefts}
        return {
            "pairs": [{"left": each.text, "right": texts[each.right]} for each in self.lefts],
            "distractors": [each.text for each in self.rights if each.id not in used],
            **self.scoring.author(),
        }

    def lists(self) -> dict[str, tuple[str, ...]]:
        """Both sides."""
        return {"lefts": tuple(each.id for each in self.lefts), "rights": tuple(each.id for each in self.rights)}

    def telling(self) -> frozenset[str]:
        """The rights are stored in the order of their lefts."""
        return frozenset({"rights"})

    def public(self, show: Show) -> Json:
        """Both sides."""
        return {
            "lefts": show.rows("lefts", {each.id: each.text for each in self.lefts}),
            "rights": show.rows("rights", {each.id: each.text for each in self.rights}, telling=True),
        }

    def read_answer(self, reader: Reader, asked: Asked) -> Paired | None:
        """`pairs: [[left id, right id]]`, each left at most once; some may be missing."""
        lists = self.lists()
        lefts, rights = asked.known(lists["lefts"]), asked.known(lists["rights"])
        found: dict[str, str] = {}
        for at, pair in enumerate(reader.values("pairs", least=0, most=len(self.lefts))):
            place = (*reader.path, "pairs", at)
            if not isinstance(pair, (list, tuple)) or len(pair) != PAIR:
                reader.problems.add(place, "wrong_type", "A pair of two ids is needed here.")
                continue
            left = read_id(pair[0], lefts, reader.problems, (*place, 0))
            right = read_id(pair[1], rights, reader.problems, (*place, 1))
            if left in found:
                reader.problems.add((*place, 0), "duplicate", "This left side is paired twice.")
            elif left is not None and right is not None:
                found[left] = right
        return Paired(tuple((each, found[each]) for each in lists["lefts"] if each in found)) if found else None

    def answer_json(self, answer: Answer, asked: Asked) -> Json:
        """The shape of `read_answer`."""
        show = Show(relabel=asked.relabel)
        return {"pairs": [[show.name(left), show.name(right)] for left, right in expect(answer, Paired).pairs]}

    def mark(self, answer: Answer) -> Mark:
        """The named rule over the lefts: paired rightly, wrongly, or not at all."""
        pairs = dict(expect(answer, Paired).pairs)
        right = sum(pairs.get(each.id) == each.right for each in self.lefts)
        of = len(self.lefts)
        tally = Tally(of=of, keyed=of, right=right, wrong=len(pairs) - right, errors=of - right)
        facts = Why("decisions", {"right": right, "wrong": tally.wrong, "errors": tally.errors, "of": of})
        return self.scoring.settle(by_rule(self.scoring.rule, tally), [facts, *self._reasons(pairs)])

    def _reasons(self, pairs: Mapping[str, str]) -> Iterator[Why]:
        for each in self.lefts:
            given = pairs.get(each.id)
            yield Why("pair", {"left": each.id, "given": given, "right": each.right, "correct": given == each.right})

    def mark_blank(self) -> Mark:
        """0."""
        return BLANK

    def correct(self, show: Show) -> Json:
        """`{pairs}`."""
        return {"pairs": [[show.name(each.id), show.name(each.right)] for each in self.lefts]}

    def distribution(self, answers: Sequence[Answer], show: Show) -> list[Json]:
        """For each left, how many paired it rightly."""
        given = Counter(pair for answer in answers for pair in expect(answer, Paired).pairs)
        return [{"id": show.name(each.id), "n": given[each.id, each.right]} for each in self.lefts]

    def rekey(self, reader: Reader) -> Self:
        """`pairs: [{left, right}]` of texts that the question has; lefts not named keep their right.

        `distractors` may stand beside them; what is left over is a distractor anyway.
        """
        lefts = {_key(each.text): each for each in self.lefts}
        rights = {_key(each.text): each.id for each in self.rights}
        for at, (left, right) in enumerate(_read_pairs(reader, least=1)):
            if _key(left) not in lefts or _key(right) not in rights:
                place = (*reader.path, "pairs", at)
                reader.problems.add(place, "unknown_text", "The question shows no such pair of texts.")
            else:
                lefts[_key(left)] = replace(lefts[_key(left)], right=rights[_key(right)])
        for at, text in enumerate(reader.texts("distractors", least=0, most=MOST_PAIRS)):
            if _key(text) not in rights:
                reader.problems.add(
                    (*reader.path, "distractors", at), "unknown_text", "The question shows no such text."
                )
        return replace(self, lefts=tuple(lefts.values()))


def _stored(reader: Reader) -> tuple[tuple[Left, ...], tuple[Right, ...]]:
    lefts = reader.objects("lefts", least=PAIR, most=MOST_PAIRS)
    rights = reader.objects("rights", least=1, most=PAIR * MOST_PAIRS)
    return (
        tuple(Left(each.text("id"), each.text("text"), each.text("right")) for each in lefts),
        tuple(Right(each.text("id"), each.text("text")) for each in rights),
    )


def _read_pairs(reader: Reader, *, least: int = PAIR) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    seen: set[str] = set()
    for each in reader.objects("pairs", least=least, most=MOST_PAIRS):
        left, right = each.text("left"), each.text("right")
        if left and _key(left) in seen:
            each.fault("left", "duplicate", "Another left side has the same text.")
        seen.add(_key(left))
        found.append((left, right))
        each.finish()
    return found


def _merge(texts: Sequence[str], new_id: NewId) -> dict[str, Right]:
    found: dict[str, Right] = {}
    for text in texts:
        if _key(text) not in found:
            found[_key(text)] = Right(new_id(), text)
    return found


def _key(text: str) -> str:
    return fold(text, case_sensitive=True)
